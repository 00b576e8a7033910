"""The fixed lines of a paper as Decree 30/2020, annex I, wants them written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from documents.wording import plain, tidy

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
BLANK = "…"
_GAP = "\u00a0" * 6
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_COUNCIL = re.compile(r"(ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan)\s+(?=\S)")
_COUNCILS = {"u": "ỦY BAN NHÂN DÂN", "h": "HỘI ĐỒNG NHÂN DÂN"}
_UNIT = re.compile(
    r"\s+(?=(?:tỉnh|[Tt]hành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu) [A-ZĐÀ-Ỹ0-9])"
)
_LONG_NAME = 24
_ENDS = " \t.,;:/"


def signed_line(place: str, day: date | None, *, year: int | None = None) -> str:
    """ "Cam Lộ, ngày 05 tháng 02 năm 2026": days below 10 and months 1 and 2 with a zero.

    Without a day the blanks to fill in stay, with the year where it is known.
    """
    return f"{place}, {day_words(day, year=year)}" if place else ""


def day_words(day: date | None, *, year: int | None = None) -> str:
    """ "ngày 05 tháng 02 năm 2026", or its blanks."""
    if day is None:
        return f"ngày {BLANK} tháng {BLANK} năm {year or BLANK}"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def number_line(number: str | None, type_code: str) -> str:
    """ "Số: 05/KH-UBND" of ("5", "KH-UBND") or ("5/KH-UBND", …); a blank while there is none."""
    return f"Số: {number_and_symbol(number, type_code)}"


def number_and_symbol(number: str | None, type_code: str) -> str:
    """ "05/KH-UBND" without blanks inside; the number is left blank where there is none."""
    digits, _slash, symbol = _joined(number or "").partition("/")
    digits = digits.zfill(2) if digits.isdecimal() else digits or _GAP
    return f"{digits}/{symbol or _joined(type_code)}"


def _joined(text: str) -> str:
    return re.sub(r"\s", "", text.replace("–", "-"))


def issuer_lines_of(name: str) -> tuple[str, ...]:
    """A name in capitals, in lines: ("ỦY BAN NHÂN DÂN", "HUYỆN CAM LỘ") of "UBND huyện Cam Lộ".

    Other long names part before the name of their unit.
    """
    name = tidy(name)
    if found := _COUNCIL.match(plain(name)):
        return _COUNCILS[found[1][0]], name[found.end() :].upper()
    if len(name) > _LONG_NAME and (places := list(_UNIT.finditer(name))):
        at = places[-1]
        return name[: at.start()].upper(), name[at.end() :].upper()
    return (name.upper(),) if name else ()


def punctuated(lines: Iterable[str], *, dash: str = "") -> tuple[str, ...]:
    """The lines of a list: ";" after each, "." after the last; blank ones left out."""
    texts = [text for line in lines if (text := bare(line))]
    ends = [";"] * (len(texts) - 1) + ["."]
    return tuple(f"{dash}{text}{end}" for text, end in zip(texts, ends, strict=False))


def bare(line: str) -> str:
    """A line of a list without its dash and its last stop."""
    return re.sub(r"^[-–—+•]\s*", "", line.strip()).rstrip(_ENDS)


def closed(text: str) -> str:
    """A last sentence with the sign that nothing follows, "./."."""
    return f"{text.rstrip(_ENDS)}./."


def point_letter(place: int) -> str:
    """The letter of the first, second, … điểm: a b c d đ e g …; doubled after the alphabet."""
    if place < 1:
        raise ValueError(place)
    rounds, at = divmod(place - 1, len(_LETTERS))
    return _LETTERS[at] * (rounds + 1)


def roman(value: int) -> str:
    """A Roman numeral, from 1 to 3999."""
    if not 1 <= value <= 3999:
        raise ValueError(value)
    numeral = ""
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        numeral += letters * count
    return numeral


def recipient_lines(
    recipients: Iterable[str], *, has_addressees: bool, filed_by: str = "", drafter_mark: str = ""
) -> tuple[str, ...]:
    """The list under "Nơi nhận": "- Như trên;" after a "Kính gửi", last "- Lưu: VT, VHXH."."""
    names = [name for line in recipients if (name := bare(line))]
    filed = [name for name in names if plain(name).startswith("luu:")]
    others = [name for name in names if name not in filed and plain(name) != "nhu tren"]
    first = ["Như trên"] if has_addressees else []
    last = filed[-1] if filed else ", ".join(filter(None, ("Lưu: VT", bare(filed_by))))
    *lines, end = punctuated([*first, *others, last], dash="- ")
    return (*lines, f"{end} {drafter_mark}".rstrip())


def letter_subject(subject: str) -> str:
    """The subject of an official letter after "V/v"."""
    is_named = plain(subject).startswith(("v/v", "ve viec"))
    return subject if is_named else f"V/v {subject}"


def enclosure_line(kind: str, number: str | None, symbol: str, day: str, issuer: str) -> str:
    """ "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05 tháng 02 năm 2026 của UBND huyện Cam Lộ)"."""
    owner = f" của {issuer}" if issuer else ""
    return f"(Kèm theo {kind} số {number_and_symbol(number, symbol)} {day}{owner})"
