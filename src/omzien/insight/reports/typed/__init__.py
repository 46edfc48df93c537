"""Tables that people type in by hand (staff, finance): read from a file, and checked: do they tie?"""

from omzien.insight.reports.typed.reading import BadTypedFile, read_typed
from omzien.insight.reports.typed.tables import TypedTable

__all__ = ["BadTypedFile", "TypedTable", "read_typed"]
