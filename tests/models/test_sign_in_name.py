"""What people type as their name, and what a browser says it is."""

from __future__ import annotations

import pytest

from models.email import BadEmail, normalise_email
from models.login_session import short_agent
from models.person import sign_in_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("+84 900 000 001", "0900000001"),
        (" Hoa@QuangTri.gov.vn ", "hoa@quangtri.gov.vn"),
        ("Cán bộ", "cán bộ"),
    ],
)
def test_one_form_of_a_name(typed: str, name: str) -> None:
    assert sign_in_name(typed) == name


@pytest.mark.parametrize(
    "given", ["hoa", "hoa@", "@x.vn", "hoa@x", "a b@x.vn", "hoa@x.vn\nBcc: y@z"]
)
def test_what_is_no_address(given: str) -> None:
    with pytest.raises(BadEmail):
        normalise_email(given)


def test_an_address_is_kept_in_lower_case() -> None:
    assert normalise_email(" HLHPN.CamLo@MangNon.test ") == "hlhpn.camlo@mangnon.test"


CHROME = (
    "Mozilla/5.0 (Linux; Android 9; SM-J2) AppleWebKit/537.36 Chrome/109.0.0.0 Mobile Safari/537.36"
)
WINDOWS = "Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 "


@pytest.mark.parametrize(
    ("header", "short"),
    [
        (CHROME, "Chrome 109, Android"),
        (CHROME + " Zalo android/12", "Zalo, Android"),
        (WINDOWS + "coc_coc_browser/109.0 Chrome/109.0 Safari/537.36", "Cốc Cốc 109, Windows"),
        (WINDOWS + "Chrome/120.0 Safari/537.36 Edg/120.0", "Edge 120, Windows"),
        (IPHONE + "Version/17.0 Mobile/15E148 Safari/604.1", "Safari 17, iPhone"),
        (IPHONE + "CriOS/120.0 Mobile/15E148 Safari/604.1", "Chrome 120, iPhone"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_a_device_in_few_words(header: str, short: str) -> None:
    assert short_agent(header) == short
