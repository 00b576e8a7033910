"""How Vietnamese text is stored, searched and sorted."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models import text

DICTIONARY = """
    1|2|9|10|100|a|ả|á|ạ|am|ám|ă|ắt|â|ấn|ba|ba ba|Ba Đình|ba vì|bà|bà con|bả|bã|bá|bạ|bác|ban|bàn
    bạn|băng|bâng|bo|bò|bô|bố|bơ|bờ|ca|cha|da|dạ|dê|đa|đà|đê|e|é|ê|ế|ga|ha|hoa|hòa|hoà bình|hóa
    hu|hư|i|kha|la|ma|mã|nga|nha|o|ò|ô|ơ|pha|qua|ra|sa|ta|tha|thôn 2|thôn 10|thôn Bắc|thôn Đông
    tra|u|ù|ư|ừ|va|xa|Xã Cam Chính|Xã Cam Thành|Xã Cam Thủy|y|ỳ
""".strip()
IN_ORDER = [word.strip() for word in DICTIONARY.replace("\n", "|").split("|")]


def is_in_order(words: list[str]) -> bool:
    """Whether each word's key is above, not beside, the one before."""
    keys = [text.sort_key(word) for word in words]
    return keys == sorted(set(keys))


def test_sort_key_is_the_order_of_the_dictionary() -> None:
    assert is_in_order(IN_ORDER)


def test_tones_come_in_the_order_of_the_school() -> None:
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert is_in_order(tones)


def test_a_word_with_its_compounds_stands_before_the_next_tone() -> None:
    assert text.sort_key("ba ba") < text.sort_key("bà") < text.sort_key("bà con")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hòa Bình", "Hoà Bình"),
        ("ĐẮK TÔ", "Đắk Tô"),
        ("Ðắk Tô", "Đắk Tô"),
        ("Bà Rịa - Vũng Tàu", "Bà Rịa–Vũng Tàu"),
        ("Thôn 02", "Thôn 2"),
        ("Ŏ", "o"),
    ],
)
def test_sort_key_ignores_what_readers_ignore(one: str, other: str) -> None:
    assert text.sort_key(one) == text.sort_key(other)


def test_a_number_of_any_length_sorts_by_value() -> None:
    numbers = ["9" * length for length in range(1, 40)]
    assert is_in_order(numbers)
    assert text.sort_key("7" * 5000)


def test_digits_of_other_scripts_count_as_digits() -> None:
    assert text.sort_key("thôn ٣") == text.sort_key("thôn 3")


@pytest.mark.parametrize("sample", ["Xã Cam Thành", "Đắk Tô", "Thừa Thiên Huế", "Ngọk Tụ"])
def test_decomposed_text_is_stored_searched_and_sorted_alike(sample: str) -> None:
    decomposed = unicodedata.normalize("NFD", sample)
    assert decomposed != sample
    assert text.search_columns(decomposed) == text.search_columns(sample)
    assert text.normalise(decomposed) == sample


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Đắk Tô", "dak to"),
        ("Đăk Tô", "dak to"),
        ("Ðak Tô", "dak to"),
        ("ĐẠI NGHĨA", "dai nghia"),
        ("Ea M’Droh", "ea m'droh"),
        ("Chân Mây – Lăng Cô", "chan may - lang co"),
        ("  Thôn\t 1\n", "thon 1"),
    ],
)
def test_fold(written: str, found: str) -> None:
    assert text.fold(written) == found


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Cam\x00 Lộ\x1b", "Cam Lộ"),
        ("Cam\u200bLộ", "CamLộ"),
        ("\ufeffCam\xa0\u2003Lộ", "Cam Lộ"),
        ("Ca\u00adm Lo\u200d\u0323\u0302", "Cam Lộ"),
        ("Cam \ud800 Lộ", "Cam Lộ"),
        ("Cam\nLộ", "Cam Lộ"),
        ("", ""),
    ],
)
def test_normalise(typed: str, stored: str) -> None:
    assert text.normalise(typed) == stored


def test_lines_are_kept_when_asked_for() -> None:
    assert text.normalise(" a \r\n\r\n b\x07c \u2028d\n", keep_lines=True) == "a\n\nb c\nd"


def test_control_characters_are_noticed() -> None:
    assert text.has_control_characters("Cam\x00")
    assert text.has_control_characters("Cam\ud800")
    assert not text.has_control_characters("Cam\tLộ\r\n")


def test_like_pattern_takes_its_signs_literally() -> None:
    assert text.like_pattern(r"50%_\Đ") == r"%50\%\_\\d%"


@given(st.text())
def test_what_is_stored_is_stable(sample: str) -> None:
    stored = text.normalise(sample)
    assert text.normalise(stored) == stored == unicodedata.normalize("NFC", stored)
    assert not text.has_control_characters(stored)


@given(st.text())
def test_folding_twice_is_folding_once(sample: str) -> None:
    assert text.fold(text.fold(sample)) == text.fold(sample)


@given(st.text(max_size=200))
@example("ﬃ" * 200)
@example("և" * 200)
def test_search_columns_fit_their_columns(sample: str) -> None:
    columns = text.search_columns(sample)
    assert len(columns.folded) <= 240
    assert len(columns.sort_key) <= 800


@given(st.lists(st.sampled_from(sorted("aăâbcdđeêghiklmnoôơpqrstuưvxy"))))
def test_letters_without_tones_sort_by_the_alphabet(letters: list[str]) -> None:
    alphabet = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
    assert sorted(letters, key=text.sort_key) == sorted(letters, key=alphabet.index)
