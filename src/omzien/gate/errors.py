"""What the gate says when it stays shut."""


class Sealed(RuntimeError):
    """Rows of people were read or written by another way than an act and a visit: a mistake in code."""


class Absent(LookupError):
    """The row is not there, or not for this visit: the two look the same."""


class Changed(RuntimeError):
    """Somebody else changed the row after it was shown here; nothing was written."""
