"""What an official paper says, apart from how it looks; see docs/official-papers.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from documents.linked import Text


class Level(IntEnum):
    """Headings from the outermost: phần, mục (I.), khoản (1.), điểm (a))."""

    PART = 0
    SECTION = 1
    CLAUSE = 2
    POINT = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading; the marker is "I", "1" or "a", its stop or bracket is set by level."""

    level: Level
    marker: str
    title: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list behind its marker as it is printed: "-", "+", "a)", "1."."""

    marker: str
    text: Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; each of its lines is a paragraph of its own."""

    text: Text


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings that repeat on every page.

    A row of one cell groups the rows below it. `widths` are shares (by content where empty);
    a wide table turns its appendix to landscape.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[float, ...] = ()
    is_wide: bool = False


Block = Heading | Item | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: authority and office in lines ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), then name."""

    authority: tuple[str, ...]
    signer: str | None = None


@dataclass(frozen=True, slots=True)
class Appendix:
    """A part behind the paper with pages of its own; several are numbered I, II, …"""

    title: str
    body: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """An official paper.

    Without a `type_name` it is an official letter (công văn) and the subject stands after "V/v".
    `number` is "12" or "12/KH-UBND", None while the number is not given yet; `symbol` is
    "KH-UBND". `place` is empty where no place and day are written (minutes). `year` is shown while
    `signed_on` is None. `issuer` is the name as in a sentence, for "(Kèm theo … của …)".
    `secretary` signs at the left (minutes). `filed_by` is who drafted, as in "Lưu: VT, VHXH";
    `drafter_mark` the drafter's letters and the number of copies. `contact` is the address at the
    foot of page 1, in lines.
    """

    issuer_lines: tuple[str, ...]
    place: str
    subject: str
    body: tuple[Block, ...]
    type_name: str | None = None
    superior: str | None = None
    issuer: str = ""
    number: str | None = None
    symbol: str = ""
    signed_on: date | None = None
    year: int | None = None
    addressees: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    signature: Signature | None = None
    secretary: Signature | None = None
    recipients: tuple[str, ...] = ()
    filed_by: str = ""
    drafter_mark: str = ""
    contact: tuple[str, ...] = ()
    appendices: tuple[Appendix, ...] = ()
