"""However a Vietnamese number is written, one form is stored."""

from __future__ import annotations

import pytest

from models.phone import BadPhone, PhoneFault, normalise_phone


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("0912345678", "0912345678"),
        ("+84912345678", "0912345678"),
        ("84912345678", "0912345678"),
        ("0084912345678", "0912345678"),
        ("+84 (0)912 345 678", "0912345678"),
        ("+84.912.345.678", "0912345678"),
        (" 0912-345-678 ", "0912345678"),
        ("\u202a+84 912\u00a0345 678\u202c", "0912345678"),
        ("０９１２３４５６７８", "0912345678"),
        ("0841234567", "0841234567"),
        ("+84 841 234 567", "0841234567"),
        ("0386123456", "0386123456"),
        ("0562123456", "0562123456"),
        ("0233 3871 111", "02333871111"),
        ("+84 233 3871111", "02333871111"),
        ("(024) 3825.1234", "02438251234"),
        ("842438251234", "02438251234"),
    ],
)
def test_one_form(written: str, stored: str) -> None:
    assert normalise_phone(written) == stored
    assert normalise_phone(stored) == stored


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("", PhoneFault.CHARACTERS),
        ("cô Hoa", PhoneFault.CHARACTERS),
        ("0912345678 cô Hoa", PhoneFault.CHARACTERS),
        ("٠٩١٢٣٤٥٦٧٨", PhoneFault.CHARACTERS),
        ("+8562055551234", PhoneFault.ABROAD),
        ("00856205555123", PhoneFault.ABROAD),
        ("01212345678", PhoneFault.OLD),
        ("+841212345678", PhoneFault.OLD),
        ("091234567", PhoneFault.DIGITS),
        ("09123456789", PhoneFault.DIGITS),
        ("912345678", PhoneFault.DIGITS),
        ("0233871111", PhoneFault.DIGITS),
        ("0612345678", PhoneFault.DIGITS),
        ("111", PhoneFault.DIGITS),
    ],
)
def test_what_is_no_number_says_why(written: str, fault: PhoneFault) -> None:
    with pytest.raises(BadPhone) as refused:
        normalise_phone(written)
    assert refused.value.fault is fault
