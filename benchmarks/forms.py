"""Forms of a page as a browser would send them: what throughput.py fills in without a browser."""

from collections.abc import Collection
from html.parser import HTMLParser

Fields = dict[str, str]


class _Reader(HTMLParser):
    """Collects the forms of a page: what is filled in, and the first choice of what is not."""

    def __init__(self, needed: Collection[str]) -> None:
        super().__init__()
        self.needed = needed
        self.forms: list[Fields] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({})
        elif self.forms and tag in ("input", "textarea", "select"):
            self._field(tag, told)
        elif self.forms and tag == "option" and self._select:
            self._option(told)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""

    def _field(self, tag: str, told: Fields) -> None:
        name, kind = told.get("name", ""), told.get("type", "text")
        self._select = name if tag == "select" else ""
        if not name or kind in ("checkbox", "submit", "file", "search"):
            return
        fields = self.forms[-1]
        if kind != "radio":
            fields.setdefault(name, told.get("value", ""))
        elif "checked" in told or name not in fields:
            fields[name] = told.get("value", "")

    def _option(self, told: Fields) -> None:
        fields, value = self.forms[-1], told.get("value", "")
        is_wanted = self._select in self.needed and not fields.get(self._select)
        if "selected" in told or self._select not in fields or is_wanted:
            fields[self._select] = value


def largest_form(page: str, needed: Collection[str] = ()) -> Fields:
    """The fields of the form that asks most; of a list that is `needed`, the first real choice."""
    reader = _Reader(needed)
    reader.feed(page.partition("<main")[2].partition("</main>")[0])
    return max(reader.forms, key=len)
