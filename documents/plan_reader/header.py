"""The header: issuer, number, place, date, kind, subject, addressees, what it is based on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from documents.extraction.lines import Line
from documents.plan_reader import issuer as issuers
from documents.plan_reader.clean import is_rule, without_references
from documents.plan_reader.zones import KIND_WORDS
from documents.wording import is_upper, plain, tidy


@dataclass(frozen=True, slots=True)
class Header:
    """Fields of the header; None where the document does not say."""

    kind: str = "khac"
    number: str | None = None
    date: date | None = None
    place: str | None = None
    issuer: str | None = None
    subject: str | None = None
    addressees: tuple[str, ...] = ()


_CRAMMED = re.compile(
    r"(?<=\S)[ \t]+(?=CỘNG HÒA XÃ HỘI|CỘNG HOÀ XÃ HỘI|Số:\s|Độc lập\s?[-–]|V/v\b)"
    r"|(?<=Hạnh phúc)[ \t]+(?=\S)|(?<=VIỆT NAM)[ \t]+(?=\S)|(?<=\d{4})[ \t]+(?=(?:KẾ HOẠCH"
    r"|QUYẾT ĐỊNH|HƯỚNG DẪN)\b)"
)
_GAP = re.compile(r"\t+|\s{3,}|\s*\|\s*")
_MOTTO_PLAIN = re.compile(
    r"cong\s+hoa\s+xa\s+hoi\s+chu\s+nghia\s+viet\s+nam|doc\s+lap\s*-\s*tu\s+do\s*-\s*hanh\s+phuc"
)
_NUMBER = re.compile(
    r"(?:^"
    r"|(?<=\s))so\s*:?\s*(?P<n>\d+[a-z]?(?:\s?-\s?[a-z]{2,5})?\s*/\s*[a-z0-9&]+(?:\s?[-/&.]\s?[a-z0-9&]+)*)",
    re.MULTILINE,
)
_BLANK_NUMBER = re.compile(r"(?:^|(?<=\s))so\s*:?\s*[.…_]*\s*/\s*[a-z0-9&\-]+", re.MULTILINE)
_DATE = re.compile(
    r"(?P<p>[^\n"
    r"|,;:]{2,40}),\s*ngay\s*(?P<d>\d{1,2})?[\s.…]*thang\s*(?P<m>\d{1,2})?[\s.…]*nam\s*(?P<y>\d{4})"
)
_KIND_LINE = re.compile(rf"^\W*({KIND_WORDS})\s*[:.]?\s*$", re.MULTILINE)
_ABOUT = re.compile(r"(?:^|(?<=\s))(?:v\s?/\s?v\b|ve viec\b)", re.MULTILINE)
_ADDRESS = re.compile(r"(?:^|(?<=\s))kinh\s+gui\s*:?", re.MULTILINE)
_ISSUED_WITH = re.compile(r"^\W*\(?\s*(?:ban hanh )?kem theo\b")
_KINDS = {
    "ke hoach": "ke_hoach",
    "quyet dinh": "quyet_dinh",
    "huong dan": "huong_dan",
    "cong van": "cong_van",
}
_CODES = {"KH": "ke_hoach", "QD": "quyet_dinh", "HD": "huong_dan"}


def read(lines: list[Line], body_start: str, whole: str) -> Header:
    """The fields from the header's lines; `body_start` and `whole` help where they are silent."""
    text = _stream(lines)
    folded = plain(text)
    number = _number(text, folded)
    place, day = _place_and_date(text, folded)
    kind = _kind(folded, number, body_start)
    addressed = _ADDRESS.search(folded)
    return Header(
        kind=kind,
        number=number,
        date=day,
        place=place,
        issuer=issuers.find(_issuer_text(text, folded), place, whole),
        subject=_subject(text, folded, kind, addressed),
        addressees=_addressees(text[addressed.end() :]) if addressed else (),
    )


def _stream(lines: list[Line]) -> str:
    """Cells one below the other: a cell of a "|" table runs on until its border."""
    kept = [line.text for line in lines if line.text.strip() and not is_rule(line.text)]
    if any("|" in text for text in kept):
        cells = re.split(r"\|", "\n".join(text.strip() for text in kept))
        kept = [_rejoin(cell) for cell in cells]
    parted = [row for text in kept for row in _CRAMMED.sub("\n", text).split("\n")]
    cut = [tidy(piece) for row in parted for piece in _GAP.split(row)]
    return "\n".join(piece for piece in cut if piece and not is_rule(piece))


def _rejoin(cell: str) -> str:
    """A cell whose lines were wrapped: capitals go on, and so does "…, ngày"."""
    lines = [tidy(line) for line in cell.strip().split("\n") if not is_rule(line)]
    joined: list[str] = []
    for line in filter(None, lines):
        if joined and _goes_on(joined[-1], line):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return "\n".join(joined)


def _goes_on(before: str, line: str) -> bool:
    if is_upper(before) != is_upper(line) and not before.endswith((",", "ngày")):
        return False
    if is_upper(before):
        return len(before) < 6 or line.split(" ", 1)[0] in {
            "CHỦ",
            "HÒA",
            "BAN",
            "NHÂN",
            "NGHĨA",
            "HỘI",
        }
    return line[:1].islower() or line[:1].isdigit() or plain(before).endswith(("v/v", "ngay"))


def _number(text: str, folded: str) -> str | None:
    found = _NUMBER.search(folded)
    if found is None:
        return None
    written = text[found.start("n") : found.end("n")]
    written = re.split(r"\s+(?=[A-ZĐ]?[a-zà-ỹ]{2,}|V/v)", written)[0]
    return re.sub(r"\s+", "", written).replace("–", "-").rstrip("-/.") or None


def _place_and_date(text: str, folded: str) -> tuple[str | None, date | None]:
    found = _DATE.search(folded)
    if found is None:
        return None, None
    numbered = _NUMBER.search(folded, 0, found.end("p"))
    start = max(found.start("p"), numbered.end() if numbered else 0)
    place = tidy(text[start : found.end("p")].split("\n")[-1])
    if not (found["d"] and found["m"]):
        return place, None
    try:
        return place, date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return place, None


def _kind(folded: str, number: str | None, body_start: str) -> str:
    if found := _KIND_LINE.search(folded):
        return _KINDS.get(found[1], "khac")
    code = re.search(r"/(?:\d{4}/)?(KH|QD|HD)\b", plain(number or "").upper())
    if code:
        return _CODES[code[1]]
    if _ADDRESS.search(folded) or _ABOUT.search(folded):
        return "cong_van"
    if re.search(r"(?:xay dung|ban hanh) ke hoach", plain(body_start)):
        return "ke_hoach"
    return "cong_van" if number else "khac"


def _issuer_text(text: str, folded: str) -> list[str]:
    """Lines in capitals above the number that are not the motto."""
    ends = [
        m.start() for p in (_NUMBER, _BLANK_NUMBER, _KIND_LINE, _ADDRESS) if (m := p.search(folded))
    ]
    upper = _MOTTO_PLAIN.sub(lambda m: " " * len(m[0]), folded[: min(ends, default=len(text))])
    kept = "".join(c if f != " " else " " for c, f in zip(text, upper, strict=False))
    lines = (tidy(line) for line in "\n".join(_restore(text, kept)).split("\n"))
    return [line.strip("-_* ") for line in lines if is_upper(line) and len(line) < 120]


def _restore(text: str, kept: str) -> list[str]:
    """The kept characters, cut where the text has its line ends."""
    lines, at = [], 0
    for line in text[: len(kept)].split("\n"):
        lines.append(kept[at : at + len(line)])
        at += len(line) + 1
    return lines


def _subject(text: str, folded: str, kind: str, addressed: re.Match[str] | None) -> str | None:
    stop = addressed.start() if addressed else len(text)
    title = _KIND_LINE.search(folded)
    about = _ABOUT.search(folded, 0, stop)
    if kind == "cong_van" and about:
        return _without_fields(text[about.start() : stop]) or None
    if title and title.end() < stop:
        return _without_fields(text[title.end() : stop]) or None
    dated = _DATE.search(folded) or _NUMBER.search(folded)
    if dated is None and not title and is_upper(text):
        return _without_fields(text) or None
    if dated and kind != "cong_van":
        return _without_fields(text[dated.end() : stop]) or None
    return None


def _without_fields(text: str) -> str:
    """A subject without the date, the motto and the "(kèm theo…)" line caught inside it."""
    kept: list[str] = []
    for line in text.split("\n"):
        folded = plain(line)
        if _DATE.search(folded) or _MOTTO_PLAIN.search(folded) or _ISSUED_WITH.match(folded):
            continue
        if kept and issuers.is_issuer_line(line):
            break
        kept.append(line)
    return without_references(" ".join(kept)).strip(" -_*")


def _addressees(text: str) -> tuple[str, ...]:
    entries: list[str] = []
    for line in text.split("\n"):
        if line[:1].islower() and entries:
            entries[-1] = f"{entries[-1]} {line}"
        else:
            entries += line.split(";")
    cleaned = (entry.strip(" .;,-–+•*:") for entry in entries)
    return tuple(unit for entry in cleaned if entry for unit in [entry])
