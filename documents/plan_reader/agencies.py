"""Who is named: units and agencies in a heading, after "Giao", "chủ trì", "phối hợp với"."""

from __future__ import annotations

import re

from documents.plan_reader.vocabulary import ACTIONS, MODAL, STARTS_WITH_UNIT, UNIT
from documents.wording import plain

_DIRECTIVE = re.compile(
    r"(?:de nghi|yeu cau|giao(?: cho)?|phan cong|doi voi|trach nhiem cua)\s*:?\s+"
)
_NEXT_UNIT = re.compile(rf"(?:^|[,;:]\s*(?:va\s+|cung\s+)?|\s+va\s+|\s+cung\s+){UNIT}\b")
_VERB = re.compile(
    rf"(?<!\bcac)(?<!nhung)(?<!\bmoi)\s(?:(?:de |nham |trong viec |co lien quan )?(?:{ACTIONS}"
    rf"|de|nham|trong viec|lam|dua"
    rf"|hoan)\b(?! y\b))"
)
_LEADS = re.compile(r"\s*[,:]?\s*(?:(?:la )?(?:co quan|don vi) )?(?:lam )?(?:chu tri|dau moi)\b")
_WITH = re.compile(r"phoi hop(?: chat che)?(?: voi| cung(?: voi)?)\s+")
_DUTY_OF = re.compile(rf"\s+(?={MODAL})")
_VAGUE = re.compile(r"cac\b.*\blien quan$|(?:don vi|co quan|ben) lien quan$")
_IN_CHARGE = re.compile(r"\s+(?:có|chịu) trách nhiệm\b.*$")
_LONGEST_UNIT = 170


def unit_of_heading(text: str) -> list[str]:
    """The units a heading names: "Phòng Y tế huyện:" or "Đề nghị Mặt trận và các đoàn thể:"."""
    head = _IN_CHARGE.sub("", text.split(":", 1)[0]).strip(" .;-")
    folded = plain(head)
    if found := _DIRECTIVE.match(folded):
        head, folded = head[found.end() :], folded[found.end() :]
    if len(head) > _LONGEST_UNIT or not STARTS_WITH_UNIT.match(folded):
        return []
    if not _is_name(head) or _verb_in(head) is not None:
        return []
    return split_units(head)


def responsible_in(text: str) -> list[str]:
    """Who has to act by the sentence itself: "Phòng X: …", "Giao X …", "X có trách nhiệm…"."""
    if ":" in text[:_LONGEST_UNIT] and (named := unit_of_heading(text)):
        return named
    folded = plain(text)
    directive = _DIRECTIVE.match(folded)
    start = directive.end() if directive else 0
    if not STARTS_WITH_UNIT.match(folded[start:]) or not _is_name(text[start:]):
        return []
    stop = _end_of_subject(text, start, bool(directive))
    return split_units(text[start:stop]) if stop else []


def coordinating_in(text: str) -> list[str]:
    """The list after "phối hợp với", or a bracket of branches after "công tác liên ngành"."""
    folded = plain(text)
    found = _WITH.search(folded)
    if found is None:
        between = re.search(r"lien nganh \(([^()]+)\)", folded)
        return _branches(text[between.start(1) : between.end(1)]) if between else []
    stop = _end_of_list(text, found.end())
    named = split_units(text[found.end() : stop])
    return [unit for unit in named if not _VAGUE.match(plain(unit))]


def split_units(text: str) -> list[str]:
    """Cut a list of units where the next unit's name begins."""
    text = text.strip(" ,;:.-–")
    folded = plain(text)
    starts = [0] + [m.start() for m in _NEXT_UNIT.finditer(folded) if _begins(text, m.start())]
    pieces = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    cleaned = (re.sub(r"^(?:[,;:\s]+|(?:và|cùng)\s+)+", "", piece) for piece in pieces)
    return [piece.strip(" ,;.") for piece in cleaned if piece.strip(" ,;.")]


def is_unit_list(text: str) -> bool:
    """Whether an item is only names of units or persons, with no act in it."""
    folded = plain(text)
    if len(text) > 140 or ":" in text or not STARTS_WITH_UNIT.match(folded):
        return False
    return _is_name(text) and _verb_in(text) is None


def _is_name(text: str) -> bool:
    return text[:1].isupper() or plain(text).startswith(("cac ", "moi ", "tung "))


def _begins(text: str, at: int) -> bool:
    """A unit inside a list starts with a capital or "các", "UBND", "ban, ngành" do not cut."""
    if at == 0:
        return False
    rest = re.sub(r"^(?:[,;:\s]+|(?:và|cùng)\s+)+", "", text[at : at + 60])
    if plain(text[max(0, at - 20) : at]).rstrip().endswith(
        ("van hoa", "giao duc")
    ) and not rest.startswith("Ph"):
        return False
    if re.match(r"\s+(?:và|cùng)\s+các ", text[at:]):
        return False
    return rest.startswith(("các ", "UBND", "HĐND")) or (rest[:1].isupper() and len(rest) > 3)


def _inside_name(text: str, at: int) -> bool:
    """ "Bảo hiểm xã hội", "Tổ chức", "Hỗ trợ": a verb in capitals is part of a name."""
    return text[at:].lstrip()[:1].isupper()


def _verb_in(text: str, start: int = 0) -> int | None:
    """Where the first verb begins; a capital ("Văn hóa và Thông tin") is part of a name."""
    found = _VERB.finditer(plain(text), start)
    return next((m.start() for m in found if not _inside_name(text, m.start())), None)


def _end_of_subject(text: str, start: int, is_directed: bool) -> int | None:
    window = text[start : start + 260]
    folded = plain(window)
    ends = [m.start() for p in (_DUTY_OF, _LEADS) if (m := p.search(folded))]
    if (verb := _verb_in(window)) is not None:
        ends.append(verb)
    if not ends or (not is_directed and window[: min(ends)].count(".") > 1):
        return None
    return start + min(ends)


def _end_of_list(text: str, start: int) -> int:
    window = text[start : start + 400]
    ends = [len(window)]
    if (verb := _verb_in(window)) is not None:
        ends.append(verb)
    if stop := re.search(r"[.;:]\s|[.;:]$", window):
        ends.append(stop.start())
    return start + min(ends)


def _branches(text: str) -> list[str]:
    return [piece.strip(" ,.…") for piece in text.split(",") if piece.strip(" ,.…")]
