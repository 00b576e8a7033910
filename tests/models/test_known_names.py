"""Names that a list may use."""

from __future__ import annotations

import pytest

from models.known_names import Known, KnownNames, UnknownName

KINDS = KnownNames(
    [
        Known("Tặng quà", 1, ["quà tặng", "khác"]),
        Known("Vui chơi, lễ hội", 2, ["khác"]),
        Known("Thôn 1", 3),
        Known("Thôn 10", 4),
    ]
)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Tặng quà", 1), ("TANG QUA", 1), ("quà tặng", 1), ("quà", 1), ("lễ hội", 2),
        ("thôn 1", 3), ("Thon 10", 4),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(written: str, value: int) -> None:
    assert KINDS.find(written) == value


@pytest.mark.parametrize(
    ("written", "nearest"),
    [("Tặng qùaa", "Tặng quà"), ("khác", ""), ("thôn", "Thôn 1"), ("ui", ""), ("Zzz", "")],
)
def test_for_other_names_the_nearest_is_told(written: str, nearest: str) -> None:
    for _ in range(2):
        with pytest.raises(UnknownName) as unknown:
            KINDS.find(written)
        assert unknown.value.nearest == nearest


@pytest.mark.parametrize(
    ("text", "value"),
    [("Nhà văn hóa thôn 10", 4), ("sân thôn 1, gần chợ", 3), ("Chợ", None)],
)
def test_a_name_is_found_among_other_words(text: str, value: int | None) -> None:
    assert KINDS.within(text) == value
