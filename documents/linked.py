"""Text and numbers of papers and workbooks that lead to where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Link:
    """A word, number or day that leads to an absolute address."""

    value: str | int | date
    href: str

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Linked:
    """A text on one line, some of whose words lead somewhere."""

    parts: tuple[str | Link, ...]

    def __str__(self) -> str:
        return "".join(map(str, self.parts))


Text = str | Link | Linked


def link(word: str, href: str) -> Text:
    """The word, leading to an address where there is one."""
    return Link(word, href) if href and word else word


def sentence(*texts: Text) -> Text:
    """Texts one after the other; a plain one where nothing in it leads anywhere."""
    parts = tuple(part for text in texts for part in parts_of(text) if str(part))
    if any(isinstance(part, Link) for part in parts):
        return Linked(parts)
    return "".join(map(str, parts))


def joined(mark: str, texts: Iterable[Text]) -> Text:
    """Texts with a mark between them."""
    return sentence(*[part for text in texts for part in (mark, text)][1:])


def parts_of(text: Text) -> Iterator[str | Link]:
    """The plain and the leading parts of a text, in order."""
    yield from text.parts if isinstance(text, Linked) else (text,)


def lines_of(text: Text) -> list[Text]:
    """A plain text by its lines; one that leads somewhere is one line."""
    return [*text.split("\n")] if isinstance(text, str) else [text]
