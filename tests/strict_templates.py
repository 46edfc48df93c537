"""In tests an undefined template variable is an error, not an empty string."""

from typing import Any


class UndefinedVariable(AssertionError):
    """A template printed a variable that its context does not have."""


class _Undefined(str):
    """Django's `string_if_invalid`: where it holds a %s, Django fills in the name; there we stop it."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s" or super().__contains__(str(part))

    def __mod__(self, variable: Any) -> str:
        raise UndefinedVariable(f"The template uses {{{{ {variable} }}}}, which its context does not have.")


UNDEFINED = _Undefined("undefined")
