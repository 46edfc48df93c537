"""The WSGI application that `omzien serve` runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omzien.config.settings")
application = get_wsgi_application()
