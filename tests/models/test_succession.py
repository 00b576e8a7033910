"""Which unit took over from which, and what it therefore reads."""

from __future__ import annotations

import contextlib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from models import catalogue
from models.audit import AuditEvent
from models.base import db
from models.catalogue import CURRENT, FORMER
from models.load_successions import Loaded, load_successions, outermost, reaches
from models.succession import Succession, predecessors_of, successors_of
from models.succession_file import BrokenFile, read_successions
from models.tenancy import begin_write, unscoped
from models.unit import Unit, UnitReach, past_subtree
from models.unit_import import import_units

read = cache(catalogue.read)
HEADER = "predecessor,successor,share,source\n"
REFORM = Path(__file__).parents[2] / "data" / "successions-2025-07.csv"


@pytest.fixture
def maps(empty_app: Flask) -> Flask:
    """Quảng Trị with Cam Lộ, before and since July 2025."""
    with unscoped("test"):
        begin_write()
        import_units(read(FORMER).within("45", ["468"]))
        import_units(read(CURRENT).within("44"))
        db.session.commit()
    return empty_app


def load(lines: str) -> Loaded:
    with unscoped("test"):
        begin_write()
        loaded = load_successions((HEADER + lines).encode())
        db.session.commit()
    return loaded


def refusals(lines: str) -> list[str]:
    with pytest.raises(BrokenFile) as caught:
        load(lines)
    return [str(error) for error in caught.value.errors]


def unit(slug: str) -> Unit:
    with unscoped("test"):
        return db.session.scalars(Unit.by_slug(slug)).one()


def reach(slug: str) -> list[str]:
    """The beginnings of the ranges that a unit reads."""
    query = select(UnitReach.low, UnitReach.high).join(Unit).where(Unit.slug == slug)
    with unscoped("test"):
        ranges = db.session.execute(query.order_by(UnitReach.low)).all()
    assert all(high == past_subtree(low) for low, high in ranges)
    return [low for low, _ in ranges]


def count(column: Any) -> int:
    with unscoped("test"):
        return db.session.scalars(select(func.count(column))).one()


def test_a_successor_reads_what_it_succeeds(maps: Flask) -> None:
    assert load("45-2025,44,1,NQ 202\n") == Loaded(made=1, changed=0, unchanged=0)
    assert reach("44") == ["vn.44.", "vn.45-2025."]
    assert reach("45-2025") == ["vn.45-2025."]


def test_it_reads_through_all_generations(maps: Flask) -> None:
    load("19612-2025,19600-2025,,x\n19600-2025,19597,,x\n")
    below = "vn.45-2025.468-2025."
    assert reach("19597") == ["vn.44.19597.", f"{below}19600-2025.", f"{below}19612-2025."]


def test_a_later_link_in_the_middle_reaches_the_end(maps: Flask) -> None:
    load("19600-2025,19597,,x\n")
    load("19612-2025,19600-2025,,x\n")
    assert "vn.45-2025.468-2025.19612-2025." in reach("19597")


def test_ranges_inside_another_are_left_out(maps: Flask) -> None:
    load("45-2025,44,,x\n468-2025,44,,x\n19612-2025,44,,x\n")
    assert reach("44") == ["vn.44.", "vn.45-2025."]


def test_both_sides_can_be_asked(maps: Flask) -> None:
    load("19612-2025,19597,0.4,x\n19612-2025,19594,0.6,x\n19600-2025,19597,,x\n")
    with unscoped("test"):
        before = db.session.execute(predecessors_of(unit("19597"))).all()
        after = db.session.execute(successors_of(unit("19612-2025"))).all()
    assert [(u.slug, share) for u, share in before] == [
        ("19612-2025", Decimal("0.4")),
        ("19600-2025", None),
    ]
    assert {(u.slug, share) for u, share in after} == {
        ("19597", Decimal("0.4")),
        ("19594", Decimal("0.6")),
    }


def test_loading_again_changes_nothing(maps: Flask) -> None:
    lines = "45-2025,44,1,NQ 202\n19612-2025,19597,0.333333,x\n"
    load(lines)
    assert load(lines) == Loaded(made=0, changed=0, unchanged=2)
    assert (count(Succession.id), count(AuditEvent.id)) == (2, 3)


def test_a_corrected_share_is_taken_over(maps: Flask) -> None:
    load("19612-2025,19597,0.5,x\n")
    assert load("19612-2025,19597,0.4,y\n") == Loaded(made=0, changed=1, unchanged=0)
    with unscoped("test"):
        [row] = db.session.scalars(select(Succession))
    assert (row.share, row.source) == (Decimal("0.4"), "y")


def test_a_load_is_one_audit_event(maps: Flask) -> None:
    load("45-2025,44,1,NQ 202\n")
    with unscoped("test"):
        event = db.session.scalars(AuditEvent.latest()).first()
    assert event is not None
    assert event.action == "succession.loaded"
    assert event.after == {"made": 1, "changed": 0, "unchanged": 0, "sources": ["NQ 202"]}


@pytest.mark.parametrize(
    ("lines", "errors"),
    [
        ("99-2025,44,,x\n", ["line 2: no unit has the slug 99-2025; correct it or import"]),
        ("44,44,,x\n", ["line 2: 44 would succeed itself; correct one of the slugs"]),
        ("vn,44,,x\n", ["line 2: vn and 44 lie one above the other; a unit succeeds units"]),
        ("19612-2025,45-2025,,x\n", ["line 2: 19612-2025 and 45-2025 lie one above the other"]),
        (
            "45-2025,44,,x\n44,45-2025,,x\n",
            [
                "line 2: 44 would in the end succeed itself; remove",
                "line 3: 45-2025 would in the end succeed itself; remove",
            ],
        ),
        (
            "19612-2025,19597,0.7,x\n19612-2025,19594,0.4,x\n",
            ["line 3: the shares of 19612-2025 add up to 1.1; lower them to at most 1"],
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(
    maps: Flask, lines: str, errors: list[str]
) -> None:
    found = refusals(lines)
    assert len(found) == len(errors)
    assert all(one.startswith(start) for one, start in zip(found, errors, strict=True))


def test_nothing_of_a_refused_file_is_kept(maps: Flask) -> None:
    refusals("45-2025,44,1,x\nnowhere,44,,x\n")
    assert count(Succession.id) == 0
    assert reach("44") == ["vn.44."]


def test_what_is_stored_counts_for_circles_and_shares(maps: Flask) -> None:
    load("19612-2025,19597,0.7,x\n")
    assert "succeed itself" in refusals("19597,19612-2025,,x\n")[0]
    assert "add up to 1.1" in refusals("19612-2025,19594,0.4,x\n")[0]


def test_without_units_there_is_nothing_to_succeed(empty_app: Flask) -> None:
    assert refusals("45-2025,44,,x\n") == [
        "line 1: there are no units yet; import a catalogue first"
    ]


def test_the_reform_of_2025_loads(empty_app: Flask) -> None:
    """The part for two provinces, from the file that is shipped."""
    with unscoped("test"):
        begin_write()
        for code in ("02", "08"):
            import_units(read(FORMER).within(code))
        import_units(read(CURRENT).within("08"))
        db.session.commit()
    slugs = {slug for (slug,) in _rows(Unit.slug)}
    lines = [line for line in REFORM.read_text().splitlines()[1:] if line.split(",")[0] in slugs]
    assert load("\n".join(lines)).made == len(lines) > 330
    assert reach("08") == ["vn.02-2025.", "vn.08-2025.", "vn.08."]


def _rows(*columns: Any) -> list[Any]:
    with unscoped("test"):
        return list(db.session.execute(select(*columns)))


def test_the_shipped_file_names_only_units_of_the_catalogues() -> None:
    former = {f"{entry.code}-2025" for entry in read(FORMER).entries}
    current = {entry.code for entry in read(CURRENT).entries}
    lines = read_successions(REFORM.read_bytes())
    assert {line.predecessor for line in lines} <= former
    assert {line.successor for line in lines} == current
    assert len({line.predecessor for line in lines if len(line.predecessor) == 10}) == 10_594


def test_tuyen_quang_succeeds_itself_and_ha_giang() -> None:
    lines = read_successions(REFORM.read_bytes())
    assert {line.predecessor for line in lines if line.successor == "08"} == {"08-2025", "02-2025"}


# The file, without a database.


def read_errors(content: bytes) -> list[str]:
    with pytest.raises(BrokenFile) as caught:
        read_successions(content)
    return [str(error) for error in caught.value.errors]


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_spreadsheets_write_it_in_many_ways(separator: str, encoding: str, end: str) -> None:
    rows = ("predecessor,successor,share,source", "01-2025,01,,Nghị quyết", ",,,", "02-2025,08,1,x")
    content = end.join(rows).replace(",", separator).encode(encoding)
    lines = read_successions(content)
    assert [(line.number, line.pair, line.share) for line in lines] == [
        (2, ("01-2025", "01"), None),
        (4, ("02-2025", "08"), Decimal(1)),
    ]
    assert lines[0].source == "Nghị quyết"


def test_columns_may_stand_in_any_order_and_a_comma_is_a_decimal_sign() -> None:
    [line] = read_successions(b"Source;Share;Successor;Predecessor\nx;0,25;08;02-2025\n")
    assert (line.pair, line.share) == (("02-2025", "08"), Decimal("0.25"))


@pytest.mark.parametrize(
    ("content", "start"),
    [
        (b"", "line 1: the first line must name the columns"),
        (b"a,b,c\n", "line 1: the first line must name the columns"),
        (b"predecessor,successor,share,source\n1,2,,\xff\n", "line 2: not UTF-8"),
        (HEADER.encode() + b'1,2,,"x\n', "line 2: broken CSV"),
        (HEADER.encode() + b"1,2,,x,y\n", "line 2: 5 fields instead of 4"),
        (HEADER.encode() + b"1,,,x\n", "line 2: successor is empty"),
        (HEADER.encode() + b"1,2,,\n", "line 2: source is empty"),
        (HEADER.encode() + b"1,2,," + b"x" * 201, "line 2: source is longer than 200"),
        (HEADER.encode() + b"1,2,0,x\n", "line 2: share “0” is not above 0"),
        (HEADER.encode() + b"1,2,1.01,x\n", "line 2: share “1.01” is not above 0"),
        (HEADER.encode() + b"1,2,NaN,x\n", "line 2: share “NaN” is not above 0"),
        (HEADER.encode() + b"1,2,half,x\n", "line 2: share “half” is not above 0"),
        (HEADER.encode() + b"1,2,0.1234567,x\n", "line 2: share “0.1234567” has over 6"),
        (HEADER.encode() + b"1,2,,x\n\n1,2,,y\n", "line 4: repeats line 2"),
        (HEADER.encode() + b"1,2,," + b"x" * 140_000, "line 2: broken CSV"),
    ],
)
def test_a_broken_line_is_named(content: bytes, start: str) -> None:
    [error] = read_errors(content)
    assert error.startswith(start)


def test_a_line_is_counted_as_the_file_shows_it() -> None:
    content = HEADER.encode() + b'1,2,,"two\nlines"\n3,4,,\n'
    assert read_errors(content) == ["line 4: source is empty; fill it in"]


def test_all_broken_lines_are_named_at_once() -> None:
    errors = read_errors(HEADER.encode() + b"1,2,,\n3,4,,x\n5,5,,x\n6,7,2,x\n")
    assert [error.split(":")[0] for error in errors] == ["line 2", "line 4", "line 5"]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with contextlib.suppress(BrokenFile):
        assert all(line.source for line in read_successions(HEADER.encode() + content))


PATHS = st.lists(st.sampled_from(["01", "02", "01-2025", "00001"]), max_size=4).map(
    lambda parts: "".join(f"{part}." for part in ["vn", *parts])
)


@given(st.lists(PATHS))
def test_outermost_paths_cover_all_and_none_lies_in_another(paths: list[str]) -> None:
    kept = outermost(paths)
    assert all(any(path.startswith(top) for top in kept) for path in paths)
    assert not any(a != b and a.startswith(b) for a in kept for b in kept)


@given(st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda p: p[0] < p[1])))
def test_reach_follows_every_chain(pairs: set[tuple[int, int]]) -> None:
    paths = {key: f"vn.{key:02d}." for key in range(9)}
    found = reaches(pairs, paths)
    for old, new in pairs:
        assert {paths[new], *found.get(old, [paths[old]])} <= set(found[new])
