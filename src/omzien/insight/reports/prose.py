"""Texts in Markdown with live numbers: `{{ registrations }}` in a sentence, `{{ figure domains }}` on a
line of its own.

A sentence whose number does not exist would be untrue, so its paragraph is left out as a whole.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from omzien.insight.disclosure.values import Shown, State
from omzien.insight.reports.document import (
    Block,
    Bullets,
    Callout,
    Heading,
    Inline,
    Line,
    Live,
    Paragraph,
    Styled,
    Text,
)

PLACEHOLDER = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")
SAFE_LINK = re.compile(r"^(https?://|mailto:|#)")


class UnknownPlaceholder(LookupError):
    """A text asks for something that the report does not have: the name is wrong."""


class Missing(Exception):
    """A sentence needs a number that does not exist for this year or place."""


class Source(Protocol):
    """Where a text finds what its placeholders name."""

    def number(self, key: str) -> Shown | str:
        """A live number (or a word) by its key, or UnknownPlaceholder."""

    def sentence(self, name: str) -> Line | None:
        """A computed sentence; None: there is nothing to say."""

    def blocks(self, kind: str, name: str) -> Sequence[Block]:
        """What a directive on a line of its own stands for."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A text: its title, what it needs to be worth printing, and its body."""

    title: str
    needs: tuple[str, ...]
    tokens: tuple[Token, ...]


def read(markdown: str) -> Prose:
    """Read a chapter's text: `# Title`, perhaps `{{ needs a b }}`, and the body."""
    tokens = _parser().parse(markdown)
    if not tokens or tokens[0].tag != "h1":
        raise ValueError("a text begins with its title: # Title")
    body = tokens[3:]
    needs: tuple[str, ...] = ()
    if len(body) > 1 and (directive := _directive(body[1])) and directive[0] == "needs":
        needs, body = tuple(directive[1:]), body[3:]
    return Prose(tokens[1].content, needs, tuple(body))


def fill(prose: Prose, source: Source) -> tuple[Block, ...]:
    """The blocks of a text, its placeholders filled from the source."""
    return tuple(_blocks(list(prose.tokens), source))


def line(markdown: str, source: Source) -> Line:
    """One sentence of Markdown with live numbers. Raises Missing when one of them does not exist."""
    token = _parser().parseInline(markdown)[0]
    return _line(token, source)


def plain(words: str) -> Line:
    """A line of plain words."""
    return (Text(words),)


def spoken(parts: Line, write: "Writer") -> str:
    """A line as plain text, its numbers written out."""
    return "".join(_say(part, write) for part in parts)


class Writer(Protocol):
    """Something that writes a number in a sentence."""

    def phrase(self, shown: Shown, *, noun: bool = True) -> str:
        """The number as text."""


def _say(part: Inline, write: Writer) -> str:
    if isinstance(part, Text):
        return part.text
    return write.phrase(part.number, noun=part.noun) if isinstance(part, Live) else spoken(part.parts, write)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "typographer": False})
    parser.inline.ruler.before("escape", "live", _live_rule)
    return parser


def _live_rule(state: StateInline, silent: bool) -> bool:
    found = PLACEHOLDER.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("live", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _directive(token: Token) -> list[str] | None:
    """The words of a placeholder that stands on a line of its own and names more than a number."""
    children = token.children or []
    if len(children) == 1 and children[0].type == "live":
        words = children[0].content.split()
        return words if len(words) > 1 and words[1] != "|" else None
    return None


def _blocks(tokens: list[Token], source: Source) -> Iterator[Block]:
    while tokens:
        token = tokens.pop(0)
        match token.type:
            case "paragraph_open":
                yield from _paragraph(_cut(tokens, "paragraph_close")[0], source)
            case "heading_open":
                yield Heading(_line(_cut(tokens, "heading_close")[0], source))
            case "bullet_list_open" | "ordered_list_open":
                numbered = token.type.startswith("ordered")
                lines = _lines(_cut(tokens, token.type.replace("open", "close")), source)
                if lines:
                    yield Bullets(lines, numbered)
            case "blockquote_open":
                lines = _lines(_cut(tokens, "blockquote_close"), source)
                if lines:
                    yield Callout(lines)
            case other:
                raise ValueError(f"a text may hold paragraphs, headings, lists and remarks, not {other}")


def _cut(tokens: list[Token], until: str) -> list[Token]:
    """Take the tokens up to the closing one off the front."""
    end = next(index for index, token in enumerate(tokens) if token.type == until)
    taken = tokens[:end]
    del tokens[: end + 1]
    return taken


def _paragraph(token: Token, source: Source) -> Iterator[Block]:
    if (words := _directive(token)) and words[0] not in ("say", "lead"):
        yield from source.blocks(words[0], words[1])
        return
    lead = bool(words and words[0] == "lead")
    try:
        parts = _sentence(words[1], source) if words else _line(token, source)
    except Missing:
        return
    yield Paragraph(parts, lead=lead)


def _lines(tokens: Sequence[Token], source: Source) -> tuple[Line, ...]:
    found: list[Line] = []
    for token in tokens:
        if token.type == "inline":
            try:
                found.append(_line(token, source))
            except Missing:
                continue
    return tuple(found)


def _line(token: Token, source: Source) -> Line:
    return _parts(list(token.children or []), source)


CLOSING: Mapping[str, str] = {"strong_open": "strong_close", "em_open": "em_close", "link_open": "link_close"}


def _parts(tokens: list[Token], source: Source) -> Line:
    parts: list[Inline] = []
    while tokens:
        token = tokens.pop(0)
        if token.type in CLOSING:
            parts.append(_styled(token, _cut(tokens, CLOSING[token.type]), source))
        elif token.type == "live":
            parts += _filled(token.content, source)
        else:
            parts.append(Text(" " if token.type == "softbreak" else token.content))
    return tuple(parts)


def _styled(token: Token, inner: list[Token], source: Source) -> Styled:
    if token.type == "link_open":
        href = str(token.attrGet("href"))
        if not SAFE_LINK.match(href):
            raise ValueError(
                f"a link in a text goes to a page, an address or a place in the text, not to {href}"
            )
        return Styled("link", _parts(inner, source), href)
    return Styled("strong" if token.type == "strong_open" else "emph", _parts(inner, source))


def _filled(content: str, source: Source) -> Line:
    key, _, option = (part.strip() for part in content.partition("|"))
    if key.startswith("say "):
        return _sentence(key.removeprefix("say ").strip(), source)
    number = source.number(key)
    if isinstance(number, str):
        return plain(_lowered(number) if option == "lower" else number)
    if number.state is State.ABSENT:
        raise Missing(key)
    return (Live(number, noun=option != "bare"),)


def _lowered(label: str) -> str:
    """A label as it stands inside a sentence; an abbreviation (GP) keeps its capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _sentence(name: str, source: Source) -> Line:
    parts = source.sentence(name)
    if parts is None:
        raise Missing(name)
    return parts
