"""A lifelike made-up organisation, generated as a data package and brought in through the import.

`generate` makes the tables; `build` fills an installation with them, with the neighbours and with the
accounts of the cast. Import this package after `django.setup()`.
"""

from omzien.exchange.demo.build import DoesNotImport, build
from omzien.exchange.demo.generator import generate
from omzien.exchange.demo.plan import TooFew

__all__ = ["DoesNotImport", "TooFew", "build", "generate"]
