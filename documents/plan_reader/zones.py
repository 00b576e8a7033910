"""Parts of the source: before the header, header, body, end with signature, what comes after."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.extraction.lines import Line
from documents.plan_reader.clean import is_rule
from documents.plan_reader.paragraphs import is_noise
from documents.wording import is_upper, plain, tidy


@dataclass(frozen=True, slots=True)
class Zones:
    """The lines of each part; `after` holds what is still to be sorted (afterwards.py)."""

    furniture: list[Line] = field(default_factory=list)
    header: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    titles: list[Line] = field(default_factory=list)
    ending: list[Line] = field(default_factory=list)
    footnotes: list[Line] = field(default_factory=list)
    appendix: list[Line] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)


KIND_WORDS = (
    r"ke hoach|cong van|quyet dinh|huong dan|chuong trinh(?: hanh dong| phoi hop| cong tac)?|de "
    r"an|thong bao|"
    r"chi thi|nghi quyet|thong tri|phuong an|cong dien|to trinh"
)
_MOTTO = re.compile(
    r"cong\s+hoa\s+xa\s+hoi\s+chu\s+nghia|doc\s+lap\s*-\s*tu\s+do|^\W*cong$|^\W*hoa xa hoi chu "
    r"nghia"
)
_NUMBER = re.compile(
    r"^\W*so\s*:?\s*\d*\s*/\s*[a-z0-9]|^\W*so\s*:\s*/?\s*[a-z\-]+\s"
    r"|^\W*so\s*:\s*\d+\s*(?:-\s?[a-z]+\s*)?/"
)
_PLACE_DATE = re.compile(r",\s*ngay\s*\S{0,4}\s*thang\s*\S{0,4}\s*nam\s*\d{4}")
TITLE = re.compile(rf"^\W*(?:{KIND_WORDS})(?:\s*[:.]?\s*$|\s+(?=v/v|ve viec))")
_ADDRESS = re.compile(r"^\W*kinh gui")
_ABOUT = re.compile(r"^\W*(?:v\s?/\s?v\b|ve viec\b)")
_PREAMBLE = re.compile(
    r"^\W*(?:can cu\b|thuc hien\b.{0,80}\b(?:so|cua)\b|trien khai\b.{0,80}\bso\b|nham\b|de "
    r"(?:trien khai|"
    r"thuc hien|to chuc|bao dam|dam bao|tiep tuc|day manh)|tiep tuc\b|theo\b|xet\b|(?:nam"
    r"|trong) (?:20)?\d|"
    r"trong (?:nhung|thoi)|uy ban nhan dan .{0,60}(?:xay dung|ban hanh)|ubnd .{0,60}(?:xay dung"
    r"|ban hanh))"
)
FIRST_ITEM = re.compile(
    r"^\W*(?:(?:[ivx]{1,4}\s?[.)]|(?:i|1|a)\s?[.)/])\s*\S|phan (?:thu )?(?:nhat|i\b|1)|dieu(?: "
    r"1|$))"
)
RECIPIENTS = re.compile(r"^[\W_]*noi\s+nhan\b\W*(?:$|[:|./-])")
SIGNATURE = re.compile(
    r"^[\W_]*(?:(?:tm|kt|tl|tuq|q)\s?[./]\s?(?:\S|$)|(?:pho |quyen )?(?:chu tich|thu truong|bo "
    r"truong"
    r"|giam doc|"
    r"cuc truong|truong phong|truong ban|pho truong phong|vu truong|tong giam doc|pho giam doc"
    r"|(?:pho )?bi thu|chanh van phong|(?:pho )?vien truong"
    r"|hieu truong)"
    r"(?:\s+(?:ubnd|uy ban|xa|phuong|huyen|so|phong|cuc|ban)\b.{0,40})?\s*$)"
)
ATTACHED = re.compile(r"(?:ban hanh )?kem theo\s+(?:quyet dinh|cong van|to trinh|ke hoach)")
_YEARS = re.compile(r"^[-–]?\s?(?:19|20)\d\d\b.{0,40}$")
_HEADER_LIMIT = 80


def part(lines: list[Line]) -> Zones:
    """Cut the source at the header's end, at "Nơi nhận" or the signature, and after it."""
    first, start = _header(lines)
    end = _ending(lines, start)
    return Zones(
        furniture=lines[:first], header=lines[first:start], body=lines[start:end], after=lines[end:]
    )


def _header(lines: list[Line]) -> tuple[int, int]:
    """Where the header begins and where the body does."""
    folded = [plain(tidy(line.text)) for line in lines[:_HEADER_LIMIT]]
    marks = [i for i, text in enumerate(folded) if _is_mark(text)]
    if not marks:
        return 0, _bare_title(lines)
    first = _issuer_above(lines, marks[0])
    stop = next((i for i, t in enumerate(folded) if i > marks[0] and _starts_body(t)), len(folded))
    inside = [i for i in marks if i <= stop]
    return first, _past_title(lines, folded, _last_mark(folded, inside))


def _bare_title(lines: list[Line]) -> int:
    """Where the body begins when the header is nothing but a title in capitals."""
    at = 0
    while at < min(len(lines), 8):
        text = tidy(lines[at].text)
        if text and not (is_upper(text) and not FIRST_ITEM.match(plain(text))):
            return at
        at += 1
    return 0


def _last_mark(folded: list[str], marks: list[int]) -> int:
    """The mark the header ends with: "Kính gửi", else the (first) title, else whatever is last."""
    addressed = [i for i in marks if _ADDRESS.match(folded[i])]
    titled = [i for i in marks if TITLE.match(folded[i])]
    return (addressed[-1:] or titled[:1] or marks[-1:])[0]


def _is_mark(text: str) -> bool:
    marks = (_MOTTO, _NUMBER, TITLE, _ADDRESS, _ABOUT)
    return any(mark.search(text) for mark in marks) or bool(_PLACE_DATE.search(text[:120]))


def _starts_body(text: str) -> bool:
    return bool(FIRST_ITEM.match(text)) or (len(text) > 100 and bool(_PREAMBLE.match(text)))


def _issuer_above(lines: list[Line], first: int) -> int:
    """The issuer in capitals stands just above the motto or beside it."""
    start = first
    for i in range(first - 1, max(-1, first - 8), -1):
        text = tidy(lines[i].text).strip("| ")
        if not text or is_rule(text):
            continue
        if not is_upper(text) or len(text) > 90:
            break
        start = i if _is_issuer_word(text) else start
    return start


def _is_issuer_word(text: str) -> bool:
    return bool(
        re.match(
            r"(?:uy|ban nhan|ubnd|bo|so|phong|tinh|huyen|thanh pho|xa|phuong|quan|cuc|thi|hoi|"
            r"doan|ban|van phong|thu tuong|chinh phu|dang|lao dong|trung tam)\b",
            plain(text),
        )
    )


def _past_title(lines: list[Line], folded: list[str], mark: int) -> int:
    """The first line of the body, after addressees or after the title with its subject."""
    if _ADDRESS.match(folded[mark]):
        return _past_addressees(lines, mark)
    return _past_subject(lines, folded, mark)


def _past_addressees(lines: list[Line], mark: int) -> int:
    """ "Kính gửi:" with one addressee on its line, or several below as "- …;"."""
    at = mark + 1
    seen = bool(tidy(lines[mark].text).partition(":")[2].strip())
    while at < len(lines):
        text = tidy(lines[at].text)
        is_entry = text.startswith(("-", "–", "+", "•", "*")) and len(text) < 200
        if text and not is_entry and (seen or _is_long(text)):
            is_rest = text[:1].islower() and len(text) < 120
            if not is_rest:
                return at
        seen = seen or bool(text)
        at += 1
    return at


def _is_long(text: str) -> bool:
    return len(text) > 110 or bool(_PREAMBLE.match(plain(text)))


def _past_subject(lines: list[Line], folded: list[str], mark: int) -> int:
    at, taken = mark + 1, 0
    while at < len(folded):
        text = tidy(lines[at].text)
        if text and not is_noise(lines[at]):
            if _ends_subject(text, folded[at], taken):
                return at
            taken += 1
        at += 1
    return at


def _ends_subject(text: str, folded: str, taken: int) -> bool:
    if ATTACHED.search(folded) or text.startswith("(") or (taken and _YEARS.match(text)):
        return False
    if is_upper(text):
        return bool(FIRST_ITEM.match(folded))
    if FIRST_ITEM.match(folded) or folded.startswith("can cu ") or text.startswith(("-", "+", "*")):
        return True
    if taken == 0:
        return len(text) > 300 or _leads_in(folded)
    return not text[:1].islower() or len(text) > 160


def _leads_in(folded: str) -> bool:
    return bool(re.search(r"(?:nhu sau|sau day|cu the)\s*:?$", folded))


def _ending(lines: list[Line], start: int) -> int:
    """Where recipients or the signature begin, whichever comes first."""
    for i in range(start, len(lines)):
        if RECIPIENTS.match(plain(lines[i].text)):
            return _signature_above(lines, start, i)
    return _closing_end(lines, start)


def _signature_above(lines: list[Line], start: int, at: int) -> int:
    """A signature set before the recipients belongs to the ending."""
    found = at
    for i in range(at - 1, max(start, at - 14), -1):
        text = tidy(lines[i].text)
        if SIGNATURE.match(plain(text)):
            found = i
        elif len(text) > 60 or text.endswith((".", ";", ":", "/")):
            break
    return found


def _closing_end(lines: list[Line], start: int) -> int:
    """Without recipients: the signature, or what follows the closing "./."."""
    floor = max(start, len(lines) // 2)
    for i in range(floor, len(lines)):
        text = tidy(lines[i].text)
        if SIGNATURE.match(plain(text)) and is_upper(text):
            return i
    closed = [i for i in range(floor, len(lines)) if re.search(r"\./\.?\s*$", lines[i].text)]
    return closed[-1] + 1 if closed else len(lines)
