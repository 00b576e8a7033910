"""The words of a search: what counts as found, and what is shown of a text."""

from __future__ import annotations

import pytest

from models.search_terms import Piece, Terms


def found(asked: str, text: str) -> list[str]:
    return [piece.text for piece in Terms(asked).pieces(text) if piece.is_found]


@pytest.mark.parametrize(
    ("asked", "text", "marked"),
    [
        ("bao cao", "Gửi Báo cáo, rồi báo  cáo lại", ["Báo cáo", "báo cáo"]),
        ("dak to", "Huyện Đắk Tô, Đăk Tô", ["Đắk Tô", "Đăk Tô"]),
        ("qua trung", "Tặng quà Tết Trung thu", ["quà", "Trung"]),
        ("ba baba", "Bababa", ["Bababa"]),
        ("50%", "Ít nhất 50% trẻ em", ["50%"]),
        ("xe lan", "Thăm trẻ em ốm", []),
    ],
)
def test_what_was_looked_for_is_told_apart(asked: str, text: str, marked: list[str]) -> None:
    assert found(asked, text) == marked


def test_a_long_text_is_cut_around_what_was_found() -> None:
    text = "mở đầu " * 50 + "phòng đuối nước " + "về sau " * 50
    pieces = Terms("duoi nuoc").pieces(text)
    assert pieces[0] == pieces[-1] == Piece("…")
    assert Piece("đuối nước", is_found=True) in pieces
    assert sum(len(piece.text) for piece in pieces) <= 182


@pytest.mark.parametrize("text", ["a" * 400, "chữ " * 100, ""])
def test_a_text_without_the_words_is_cut_at_its_beginning(text: str) -> None:
    pieces = Terms("xyz").pieces(text)
    assert "".join(piece.text for piece in pieces).rstrip("…") == text.strip()[:180].rstrip()


@pytest.mark.parametrize(
    ("asked", "enough"), [("a", False), ("ă ", False), ("xã", True), ("", False)]
)
def test_two_letters_are_enough(asked: str, enough: bool) -> None:
    assert Terms(asked).are_enough is enough
