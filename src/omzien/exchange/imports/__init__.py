"""Import: a data package from outside into an installation; all of it or nothing."""

from omzien.exchange.imports.importing import import_from_command, import_package
from omzien.exchange.imports.problems import ImportReport, Problem

__all__ = ["ImportReport", "Problem", "import_from_command", "import_package"]
