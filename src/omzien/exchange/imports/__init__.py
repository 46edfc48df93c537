"""Import: a data package from outside into an installation; all of it or nothing."""

from omzien.exchange.imports.importing import AnotherImport, import_from_command, import_package
from omzien.exchange.imports.loading import Vanished
from omzien.exchange.imports.problems import ImportReport, Problem

__all__ = ["AnotherImport", "ImportReport", "Problem", "Vanished", "import_from_command", "import_package"]
