"""Which passwords are refused, and what verifying one costs."""

from __future__ import annotations

from typing import Any

import pytest
from argon2 import PasswordHasher

from models import password
from models.password import PasswordFault, WeakPassword, fault_of

ABOUT = ("Nguyễn Thị Hoa", "0912345678", "hoa.nguyen@quangtri.gov.vn")


@pytest.mark.parametrize(
    "given",
    ["mưa rào tháng sáu", "mang-non-demo", "Kx7#pQ2mvL", "cầu treo Đăk Tô 4 nhịp", "a" * 9 + "bcd"],
)
def test_good_passwords(given: str) -> None:
    assert fault_of(given, *ABOUT) is None


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ("ngắn quá", PasswordFault.SHORT),
        ("ế" * 9, PasswordFault.SHORT),
        ("e\u0302\u0301" * 9, PasswordFault.SHORT),
        ("x" * 201, PasswordFault.LONG),
        ("1234567890", PasswordFault.COMMON),
        ("0987654321", PasswordFault.COMMON),
        ("QwertyUiop", PasswordFault.COMMON),
        ("MatKhau@123", PasswordFault.COMMON),
        ("mật khẩu 123", PasswordFault.COMMON),
        ("aaaaaaaaaaaa", PasswordFault.COMMON),
        ("19082019081990", PasswordFault.COMMON),
        ("nguyenthihoa", PasswordFault.OWN),
        ("Nguyễn Thị Hoa 1", PasswordFault.OWN),
        ("a0912345678", PasswordFault.OWN),
        ("Hoa.Nguyen@1", PasswordFault.OWN),
    ],
)
def test_bad_passwords_say_why(given: str, fault: PasswordFault) -> None:
    assert fault_of(given, *ABOUT) is fault


def test_a_bad_password_is_never_hashed() -> None:
    with pytest.raises(WeakPassword):
        password.hashed("1234567890")


def test_a_password_fits_however_the_keyboard_composes_it() -> None:
    stored = password.hashed("mưa rào tháng sáu ế")
    assert password.fits(stored, "mưa rào tháng sáu e\u0302\u0301")
    assert not password.fits(stored, "mưa rào tháng sáu e")


def test_each_question_costs_one_verification(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    verify = PasswordHasher.verify

    def count(self: PasswordHasher, stored: str, given: str) -> Any:
        asked.append(stored)
        return verify(self, stored, given)

    monkeypatch.setattr(PasswordHasher, "verify", count)
    stored = password.hashed("mưa rào tháng sáu")
    assert [password.fits(s, "mưa rào tháng sáu") for s in (stored, None)] == [True, False]
    kinds = {hash_.rpartition("$")[0].rpartition("$")[0] for hash_ in asked}
    assert len(asked) == 2
    assert len(kinds) == 1, "the stand-in has other parameters than what is stored"


def test_an_empty_or_broken_hash_fits_nothing() -> None:
    assert not password.fits("", "mưa rào tháng sáu")
    assert not password.fits("plain", "plain")


def test_other_parameters_make_a_hash_outdated() -> None:
    assert password.is_outdated(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("x"))
    assert not password.is_outdated(password.rehashed("x"))
