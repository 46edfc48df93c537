"""The WSGI application that `omzien serve` runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omzien.config.settings")
application = get_wsgi_application()

# What is loaded now stays: the collector need not walk through it again for every few pages.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
