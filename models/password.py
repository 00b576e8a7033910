"""Passwords: how they are kept, and which ones are refused."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from models.text import fold

SHORTEST, LONGEST = 10, 200
HASHER = PasswordHasher(time_cost=5, memory_cost=19_456, parallelism=1)
"""Argon2id, 19 MiB, five passes: about 60 ms of a slow server's processor."""

_LIST = """
0123456789 9876543210 1234567890 12345678910 123456789a a123456789 1234567890a 123456789abc
abc123456789 abcd123456 abcdefghij abcdef123456 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5 1qaz2wsx3edc
qwertyuiop qwerty12345 qwerty123456 asdfghjkl1 asdfghjkl123 zxcvbnm123 qazwsxedc123 password12
password123 password1234 passw0rd123 administrator admin12345 admin123456 administrator1
letmein123 welcome123 welcome1234 iloveyou123 iloveyou12 matkhau123 matkhau1234 matkhau123456
matkhaumoi matkhau2024 matkhau2025 matkhau2026 emyeuanh123 anhyeuem123 yeuem12345 anhyeuem12345
maiyeuem123 khongcopass khongbiet123 khongbiet1 hochiminh123 vietnam123 vietnam1234 vietnam2025
vietnam2026 hanoi12345 saigon12345 tuyenquang quangtri123 baovetreem treem12345 mangnon123
mangnon2025 mangnon2026 mangnon1234 ubndxa12345 ubnd123456 congchuc123 dangnhap123 taikhoan123
"""
_COMMON = frozenset(_LIST.split())
_RUNS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")


class PasswordFault(StrEnum):
    """Why a password is refused."""

    SHORT = "short"
    LONG = "long"
    COMMON = "common"
    OWN = "own"


class WeakPassword(ValueError):
    """A password that others would guess; `fault` says why."""

    def __init__(self, fault: PasswordFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def fault_of(password: str, *about: str | None) -> PasswordFault | None:
    """What is wrong with a password of somebody with this name, phone, e-mail; None if nothing."""
    if len(_composed(password)) < SHORTEST:
        return PasswordFault.SHORT
    if len(password) > LONGEST:
        return PasswordFault.LONG
    bare = _bare(password)
    if _is_common(bare):
        return PasswordFault.COMMON
    return PasswordFault.OWN if _is_own(bare, about) else None


def hashed(password: str, *about: str | None) -> str:
    """What is stored for a password; WeakPassword where fault_of() finds something.

    Costs what a login costs: call it before begin_write().
    """
    if fault := fault_of(password, *about):
        raise WeakPassword(fault)
    return HASHER.hash(_composed(password))


def fits(stored: str | None, password: str) -> bool:
    """Whether a password is the one stored. One verification whatever is stored, also nothing."""
    stand_in = _stand_in()
    try:
        HASHER.verify(stored or stand_in, _composed(password[:LONGEST]))
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return HASHER.check_needs_rehash(stored)


def rehashed(password: str) -> str:
    """A new hash of a password that was right: no rule is asked, it is in use already."""
    return HASHER.hash(_composed(password))


@cache
def _stand_in() -> str:
    """A hash that nothing fits, verified for who has none: unknown names cost what known do."""
    return HASHER.hash("nobody has this password")


def _composed(password: str) -> str:
    """One form for letters that keyboards compose differently (ế as one sign or as three)."""
    return unicodedata.normalize("NFC", password)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))


def _is_common(bare: str) -> bool:
    one_sign_or_two = len(set(bare)) <= 2
    run = any(bare in row or bare[::-1] in row for row in _RUNS)
    return one_sign_or_two or run or bare in _COMMON or bare.rstrip("0123456789") == ""


def _is_own(bare: str, about: tuple[str | None, ...]) -> bool:
    """Whether little is left of it without the person's name, phone or e-mail."""
    own = [_bare(text.partition("@")[0]) for text in about if text]
    return any(len(piece) >= 4 and len(bare.replace(piece, "")) < 5 for piece in own)
