"""Rows of a list of activities: what they mean, and what is wrong with them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from documents.list_sheet import CellFault, SheetRow
from models import clock
from models.activity_acts import Doer
from models.activity_rows import UNIT, ListFault, ReadRow, Words, check
from models.base import db
from models.figure_rules import Doubt, Fault
from models.known_names import Known, KnownNames
from models.row_words import words_of
from models.unit import Unit
from tests.activities import at, officer, partner_of
from tests.conftest import TODAY
from tests.world import World

WOMEN, YOUTH, HAMLET = 7, 8, 3
WORDS = Words(
    KnownNames([Known("Tặng quà", "gifts"), Known("Vui chơi, lễ hội", "play")]),
    KnownNames([Known("Thôn Tân Định", HAMLET)]),
    KnownNames(
        [
            Known("UBND xã", UNIT),
            Known("Hội Phụ nữ", WOMEN),
            Known("Đoàn Thanh niên, sinh viên", YOUTH),
        ]
    ),
)
CELLS = {"held_on": "10/9/2026", "kind": "tang qua", "title": "Trao quà", "children": "20"}


def read(words: Words = WORDS, faults: Any = None, **cells: str) -> ReadRow:
    with clock.fixed(TODAY):
        (row,) = check([SheetRow(2, {**CELLS, **cells}, faults or {})], words)
    return row


def values(**cells: str) -> dict[str, Any]:
    row = read(**cells)
    assert row.faults == {}
    return row.values


def fault(**cells: str) -> Any:
    """What is wrong with the one cell that is wrong."""
    ((name, wrong),) = read(**cells).faults.items()
    assert name in cells
    return wrong.what


def test_a_row_becomes_what_is_logged() -> None:
    entry = read(girls="12", gifts="20 suất", gift_value="2 triệu", note=" a\nb ").entry
    assert (entry.kind, entry.held_on, entry.title) == ("gifts", date(2026, 9, 10), "Trao quà")
    assert (entry.children, entry.girls, entry.boys) == (20, 12, 8)
    assert (entry.gifts, entry.gift_value, entry.adults) == (20, 2_000_000, None)
    assert (entry.note, entry.agency_id, entry.organisers) == ("a\nb", None, frozenset())


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("15/9/2026", date(2026, 9, 15)), ("15-9", date(2026, 9, 15)),
        ("15092026", date(2026, 9, 15)), ("1092026", date(2026, 9, 1)),
        ("46280", date(2026, 9, 15)),
    ],
)  # fmt: skip
def test_days_are_read_as_people_and_excel_write_them(typed: str, day: date) -> None:
    assert values(held_on=typed)["held_on"] == day


@pytest.mark.parametrize("typed", ["31/2/2026", "15/9/1926", "15/9/2036", "hôm nay", "14-15/9"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    assert fault(held_on=typed) is ListFault.BAD_DAY


@pytest.mark.parametrize(
    ("typed", "count"), [("1.210", 1210), ("1210", 1210), ("60 suất", 60), ("0", 0), ("", None)]
)
def test_counts_are_read_as_people_write_them(typed: str, count: int | None) -> None:
    assert values(gifts=typed)["gifts"] == count


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("-5", Fault.NEGATIVE), ("1.21", ListFault.BAD_COUNT), ("7,5", ListFault.BAD_COUNT),
        ("9/9", ListFault.BAD_COUNT), ("75%", ListFault.BAD_COUNT), ("nhiều", ListFault.BAD_COUNT),
        ("2000000", Fault.TOO_LARGE),
    ],
)  # fmt: skip
def test_what_is_no_count_is_refused(typed: str, why: Any) -> None:
    assert fault(gifts=typed) is why


@pytest.mark.parametrize(
    ("typed", "money"),
    [("25.000.000 đ", 25_000_000), ("7,2 triệu", 7_200_000), ("7200000", 7_200_000)],
)
def test_money_is_read_as_people_write_it(typed: str, money: int) -> None:
    assert values(budget=typed)["budget"] == money


@pytest.mark.parametrize(
    ("typed", "why"), [("-7,2 triệu", Fault.NEGATIVE), ("7.2", ListFault.BAD_MONEY)]
)
def test_what_is_no_money_is_refused(typed: str, why: Any) -> None:
    assert fault(mobilised=typed) is why


def test_the_rules_of_figures_hold() -> None:
    assert read(special="21").faults["special"].what is Fault.MORE_THAN_ALL
    assert read(girls="12", boys="12").faults["children"].values == (24, 20)
    assert [one.what for one in read(children="20000").doubts] == [Doubt.MANY]


def test_a_day_long_ago_is_no_wonder_in_a_list_but_another_year_is() -> None:
    assert read(held_on="2/1/2026").doubts == []
    assert [one.what for one in read(held_on="2/1/2025").doubts] == [Doubt.OTHER_YEAR]


@pytest.mark.parametrize("name", ["held_on", "kind", "title"])
def test_what_has_to_be_there_is_missed(name: str) -> None:
    assert fault(**{name: ""}) is ListFault.MISSING


def test_an_unknown_kind_is_told_with_the_nearest() -> None:
    wrong = read(kind="Tặng quàa").faults["kind"]
    assert (wrong.what, wrong.nearest) == (ListFault.UNKNOWN_KIND, "Tặng quà")


@pytest.mark.parametrize(
    ("typed", "hamlet", "place"),
    [
        ("thon tan dinh", HAMLET, None),
        ("Tân Định", HAMLET, None),
        ("Nhà văn hóa thôn Tân Định", HAMLET, "Nhà văn hóa thôn Tân Định"),
        ("Trường TH Cam Thành", None, "Trường TH Cam Thành"),
        ("", None, None),
    ],
)
def test_a_place_is_a_hamlet_or_in_one_or_any_other(
    typed: str, hamlet: int | None, place: str | None
) -> None:
    found = values(place=typed)
    assert (found["hamlet_id"], found["place"]) == (hamlet, place)


def test_a_hamlet_that_is_not_there_is_refused_with_the_nearest() -> None:
    wrong = read(place="Thôn Tân Đinhh").faults["place"]
    assert (wrong.what, wrong.nearest) == (ListFault.UNKNOWN_HAMLET, "Thôn Tân Định")


@pytest.mark.parametrize(
    ("typed", "agency", "others"),
    [
        ("", None, set()),
        ("UBND xã; hội phụ nữ", None, {WOMEN}),
        ("Hội Phụ nữ; UBND xã", WOMEN, set()),
        ("Đoàn Thanh niên, sinh viên; Hội Phụ nữ", YOUTH, {WOMEN}),
        ("Hội Phụ nữ, UBND xã", WOMEN, set()),
    ],
)
def test_the_first_named_holds_it_the_others_take_part(
    typed: str, agency: int | None, others: set[int]
) -> None:
    found = values(organisers=typed)
    assert (found["agency_id"], found["organisers"]) == (agency, others)


def test_an_unknown_agency_is_refused() -> None:
    assert fault(organisers="Hội Phụ nữ; Hội Lạ Hoắc") is ListFault.UNKNOWN_AGENCY


@pytest.mark.parametrize(
    ("own", "typed", "told"),
    [
        ((WOMEN,), "", None),
        ((WOMEN,), "Hội Phụ nữ; UBND xã", None),
        ((WOMEN,), "UBND xã", ListFault.OTHERS_AGENCY),
        ((WOMEN, YOUTH), "", ListFault.MISSING),
    ],
)
def test_a_partner_logs_for_his_agency(own: tuple[int, ...], typed: str, told: Any) -> None:
    words = Words(WORDS.kinds, WORDS.hamlets, WORDS.agencies, own)
    row = read(words, organisers=typed)
    assert [wrong.what for wrong in row.faults.values()] == ([told] if told else [])
    assert told or row.values["agency_id"] == WOMEN


def test_what_the_file_itself_refused_stays_refused() -> None:
    row = read(faults={"title": CellFault.FORMULA}, title="")
    assert row.faults["title"].what is CellFault.FORMULA


@pytest.mark.parametrize(("name", "most"), [("title", 200), ("place", 200)])
def test_texts_have_a_length(name: str, most: int) -> None:
    assert fault(**{name: "x" * (most + 1)}) is ListFault.TOO_LONG


def test_the_same_activity_is_known_by_day_kind_place_and_title() -> None:
    same = read(title="TRAO QUA", place="Tân Định", held_on="10-9")
    assert same.sameness == read(place="Thôn Tân Định").sameness
    assert same.sameness != read(place="Thôn Tân Định", title="Trao quà lần 2").sameness


def test_a_unit_offers_its_own_words(world: World) -> None:
    rows = world.rows["19612"]
    with at(world):
        unit = db.session.get_one(Unit, world.unit_id("19612"))
        words = words_of(unit, officer(world))
        assert words_of(unit, partner_of(world)).own == (rows["women"].id,)
        assert words_of(unit, Doer(1, writes=True)).own is None
    assert words.kinds.find("tặng quà") == "gifts"
    assert words.hamlets.find(rows["hamlet"].name) == rows["hamlet"].id
    for name in ("Hội LHPN", "Hội Phụ nữ", rows["women"].name):
        assert words.agencies.find(name) == rows["women"].id
    for name in ("UBND", "UBND xã", "ubnd xã cam thành", "Xã Cam Thành"):
        assert words.agencies.find(name) == UNIT
