"""Tables of duties: "Nội dung | Cơ quan chủ trì | Phối hợp | Thời gian", one duty a row."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.wording import plain, tidy

CONTENT, LEAD, WITH, TIME, LABEL = "content", "lead", "with", "time", "label"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row by what their column is for."""

    label: str
    content: str
    lead: str
    coordinating: str
    time: str

    @property
    def is_group(self) -> bool:
        """A row that only names a group of rows."""
        return not (self.lead or self.coordinating or self.time)


_COLUMNS = (
    (LABEL, re.compile(r"^(?:stt|tt|so tt|so thu tu)\b")),
    (WITH, re.compile(r"phoi hop")),
    (TIME, re.compile(r"thoi gian|thoi han|tien do|han hoan thanh|ngay thuc hien|thoi diem")),
    (LEAD, re.compile(r"chu tri|(?:co quan|don vi|bo phan|nguoi|to chuc|phong).*(?:thuc hien"
                      r"|phu trach|"
                      r"tham muu|chiu trach nhiem)|^(?:don vi|co quan)|phan cong|phu trach")),
    (CONTENT, re.compile(r"noi dung|nhiem vu|cong viec|hoat dong|hang muc|dau viec")),
)  # fmt: skip


def columns_of(text: str) -> dict[str, int]:
    """The columns a header row names; empty where it is no header of a table of duties."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells_of(text)):
        for name, words in _COLUMNS:
            if name not in found and len(cell) < 60 and words.search(plain(cell)):
                found[name] = at
                break
    has_more = LEAD in found or TIME in found
    return found if CONTENT in found and has_more else {}


def row_of(text: str, columns: dict[str, int]) -> Row:
    cells = cells_of(text)
    values = {name: cells[at] if at < len(cells) else "" for name, at in columns.items()}
    return Row(
        label=values.get(LABEL, "").rstrip("."),
        content=values.get(CONTENT, ""),
        lead=values.get(LEAD, ""),
        coordinating=values.get(WITH, ""),
        time=values.get(TIME, ""),
    )


def cells_of(text: str) -> list[str]:
    """The cells of a line; a border at the end of the line opens no further cell."""
    return [tidy(cell) for cell in re.sub(r"\|\s*$", "", text.strip()).split("|")]


def is_row(text: str) -> bool:
    return text.strip().rstrip("|").count("|") >= 1
