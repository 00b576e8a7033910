"""What stands after the body: ending, footnotes, appendix, furniture, an attached plan."""

from __future__ import annotations

import re

from documents.extraction.lines import Line
from documents.plan_reader.zones import ATTACHED, FIRST_ITEM, RECIPIENTS, SIGNATURE, TITLE, Zones
from documents.wording import is_upper, plain, tidy

_APPENDIX = re.compile(
    r"^\W*(?:phu luc|mau so|bieu (?:mau|so)|de cuong|danh (?:sach|muc)|bieu \d)\b"
)
_FOOTNOTE = re.compile(
    r"^\s*(?:\[\d{1,3}\]|\(\d{1,2}\)\s|\d{1,2}\s+(?=\D)|[¹²³⁴-⁹]|�|\*{1,3}\s?\S)"
)
_WEB = re.compile(
    r"^\W*(?:xem them|tai ve|download|tu khoa|chia se|luu y:|>>|tag|lien ket|ban quyen|copyright|"
    r"dang nhap|luot xem|in trang|tin lien quan|van ban lien quan|gui binh luan|file (?:duoc "
    r")?dinh kem|van ban goc|tai file)"
)


def sort(zones: Zones) -> Zones:
    """Give every line after the body to its part."""
    target = zones.ending
    for i, line in enumerate(zones.after):
        target = _target(zones.after, i, zones, target)
        target.append(line)
    zones.after.clear()
    return zones


def _target(lines: list[Line], i: int, zones: Zones, target: list[Line]) -> list[Line]:
    text = tidy(lines[i].text)
    if not text or i == 0:
        return target
    if target is zones.body or target is zones.titles:
        return _in_attached(text, zones, target)
    if _opens_attached(lines, i):
        return zones.titles
    folded = plain(text)
    is_titled = bool(_APPENDIX.match(folded)) and (is_upper(text) or len(text) < 60)
    if is_titled or _is_attachment(lines, i):
        return zones.appendix
    return _closer(text, folded, zones, target)


def _in_attached(text: str, zones: Zones, target: list[Line]) -> list[Line]:
    """The title of an attached plan, then its body, then its own recipients."""
    folded = plain(text)
    if target is zones.body:
        return zones.ending if RECIPIENTS.match(folded) else target
    return zones.body if FIRST_ITEM.match(folded) or len(text) > 200 else target


def _closer(text: str, folded: str, zones: Zones, target: list[Line]) -> list[Line]:
    if target is zones.appendix:
        return target
    if _FOOTNOTE.match(text) and len(text) > 25 and not text.startswith("- "):
        return zones.footnotes
    if _WEB.match(folded):
        return zones.furniture
    is_long = target is zones.ending and len(text) > 170 and "|" not in text
    return zones.furniture if is_long else target


def _is_attachment(lines: list[Line], i: int) -> bool:
    """A form or list that belongs to the letter: "(Kèm theo Công văn số …)" below its title."""
    text = tidy(lines[i].text)
    following = [plain(tidy(line.text)) for line in lines[i + 1 : i + 6]]
    if not is_upper(text) or SIGNATURE.match(plain(text)) or any(map(TITLE.match, following)):
        return False
    return any(text.startswith(("(kem theo", "kem theo", "(ban hanh kem")) for text in following)


def _opens_attached(lines: list[Line], i: int) -> bool:
    """A plan that follows the decision that issues it."""
    text = tidy(lines[i].text)
    if not is_upper(text) or not TITLE.match(plain(text)):
        return False
    following = " ".join(plain(tidy(line.text)) for line in lines[i : i + 12])
    return bool(ATTACHED.search(following))
