"""Phone numbers of Vietnam: however they are written, one form is stored."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

MOBILE = re.compile(r"0[35789][0-9]{8}")
LANDLINE = re.compile(r"02[0-9]{9}")
OLD_MOBILE = re.compile(r"01[0-9]{9}")
_SIGNS = re.compile(r"[\s().\-/]+")
_COUNTRY = re.compile(r"^(?:\+|00)?84(?=[0-9]{9,11}$)0?")


class PhoneFault(StrEnum):
    """Why a text is no phone number that can be stored."""

    CHARACTERS = "characters"
    OLD = "old"
    ABROAD = "abroad"
    DIGITS = "digits"


class BadPhone(ValueError):
    """Not a phone number of Vietnam; `fault` says what is wrong."""

    def __init__(self, fault: PhoneFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def normalise_phone(text: str) -> str:
    """The number as 0…: ten digits (mobile) or eleven (landline, area code included).

    +84…, 84…, 0084… and 0… are one number; blanks, dots, hyphens and brackets are dropped.
    Numbering plan: Circular 22/2014/TT-BTTTT and the conversions of 2017 (area codes 02x)
    and 2018 (mobile numbers of eleven digits became ten). Raises BadPhone.
    """
    visible = "".join(c for c in unicodedata.normalize("NFKC", text) if not _is_hidden(c))
    bare = _COUNTRY.sub("0", _SIGNS.sub("", visible), count=1) if visible else ""
    if MOBILE.fullmatch(bare) or LANDLINE.fullmatch(bare):
        return bare
    raise BadPhone(_fault(bare))


def _fault(bare: str) -> PhoneFault:
    if not re.fullmatch(r"\+?[0-9]+", bare):
        return PhoneFault.CHARACTERS
    if bare.startswith(("+", "00")):
        return PhoneFault.ABROAD
    return PhoneFault.OLD if OLD_MOBILE.fullmatch(bare) else PhoneFault.DIGITS


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in {"Cf", "Cc"}
