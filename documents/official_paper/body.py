"""The text of a paper: grounds, headings, items, paragraphs, tables, and the sign of its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from documents.linked import Text, lines_of, parts_of, sentence
from documents.official_paper import looks, phrases
from documents.official_paper.markup import paragraph
from documents.official_paper.paper import Block, Heading, Item, Level, Paragraph, Table
from documents.official_paper.tables import write_table
from documents.wording import plain


def write_grounds(body: Any, grounds: Sequence[str]) -> None:
    """Each "Căn cứ …" on lines of its own."""
    for line in phrases.punctuated(grounds):
        paragraph(body, looks.GROUND, line)


def write_blocks(
    body: Any, blocks: Sequence[Block], *, width: float, keeps_last: bool = False
) -> None:
    """The blocks in order; `keeps_last` holds the last one on the page of what follows."""
    for place, block in enumerate(blocks, 1):
        keeps = keeps_last and place == len(blocks)
        if isinstance(block, Table):
            write_table(body, block, width)
        elif isinstance(block, Heading):
            _heading(body, block)
        elif isinstance(block, Item):
            text = sentence(f"{block.marker} ".lstrip(), block.text)
            paragraph(body, looks.BODY, text, keeps_next=keeps)
        else:
            _lines(body, block, keeps)


def _lines(body: Any, block: Paragraph, keeps: bool) -> None:
    for line in lines_of(block.text):
        paragraph(body, looks.BODY, line, keeps_next=keeps)


def _heading(body: Any, heading: Heading) -> None:
    if heading.level is Level.PART:
        word = "" if plain(heading.marker).startswith(("phan", "chuong")) else "Phần "
        paragraph(body, looks.PART, f"{word}{heading.marker}")
        paragraph(body, looks.PART_TITLE, heading.title.upper())
        return
    is_section = heading.level is Level.SECTION
    title = heading.title.upper() if is_section else heading.title
    text = f"{_mark(heading)} {title}".strip()
    paragraph(body, looks.HEADINGS[heading.level], text)


def _mark(heading: Heading) -> str:
    """ "I.", "1." or "a)" of the marker with or without its stop."""
    bare = heading.marker.rstrip(".):/ ")
    stop = ")" if heading.level is Level.POINT else "."
    return f"{bare}{stop}" if bare else ""


def with_end(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with "./." behind the last word; on a line of its own below a table."""
    written = tuple(block for block in blocks if not _is_empty(block))
    if not written:
        return ()
    *others, last = written
    if isinstance(last, Table):
        return (*written, Paragraph("./."))
    if isinstance(last, Heading):
        return (*others, replace(last, title=phrases.closed(last.title)))
    return (*others, replace(last, text=_closed(last.text)))


def _closed(text: Text) -> Text:
    *before, last = parts_of(text)
    end = phrases.closed(last) if isinstance(last, str) else sentence(last, "./.")
    return sentence(*before, end)


def _is_empty(block: Block) -> bool:
    if isinstance(block, Table):
        return not (block.headings or block.rows)
    return isinstance(block, Paragraph | Item) and not str(block.text)
