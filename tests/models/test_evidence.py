"""Photos and files of a line: how many, whose, agreed to by whom, and gone for good."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models.audit import HIDDEN, AuditEvent
from models.base import db
from models.evidence import (
    MOST_PER_LINE,
    AlreadyWithdrawn,
    ConsentMissing,
    Evidence,
    EvidenceKind,
    TooMany,
    ids_for,
)
from models.tenancy import OutOfScope, begin_write, bind
from tests.evidence import attached, kept, line_of
from tests.world import World

HERE = "19612"
AGREED = "Mẹ của trẻ đồng ý miệng ngày 12/9"


@pytest.fixture
def here(world: World) -> Iterator[World]:
    """The officer's commune, writing; its line has one photo, number 0."""
    with bind(world.unit_id(HERE)):
        begin_write()
        yield world


def of_the_line(world: World) -> list[Evidence]:
    return list(db.session.scalars(Evidence.of(world.rows[HERE]["line"].id)))


def test_a_photo_hangs_on_its_line(here: World) -> None:
    attached(here, HERE, 1)
    db.session.commit()
    first, second = of_the_line(here)
    assert (second.name, second.kind, second.width) == ("Ảnh 1.jpg", EvidenceKind.PHOTO, 16)
    assert (second.added_by_id, second.shows_faces) == (here.officer.id, False)
    assert ids_for([first.line_id]) == {first.line_id: (first.id, second.id)}


def test_the_same_content_is_there_once(here: World) -> None:
    assert attached(here, HERE, 1) is attached(here, HERE, 1)
    assert len(of_the_line(here)) == 2


def test_a_face_told_of_the_second_time_counts(here: World) -> None:
    attached(here, HERE, 1)
    again = attached(here, HERE, 1, shows_faces=True, consent=AGREED)
    assert (again.shows_faces, again.consent) == (True, AGREED)


def test_twenty_and_not_one_more(here: World) -> None:
    for number in range(1, MOST_PER_LINE):
        attached(here, HERE, number)
    with pytest.raises(TooMany):
        attached(here, HERE, MOST_PER_LINE)
    assert len(of_the_line(here)) == MOST_PER_LINE
    assert attached(here, HERE, 5) in of_the_line(here)


def test_what_was_withdrawn_leaves_its_place(here: World) -> None:
    for number in range(1, MOST_PER_LINE):
        attached(here, HERE, number)
    of_the_line(here)[3].withdraw(here.officer.id, "Ảnh mờ")
    attached(here, HERE, MOST_PER_LINE)
    assert len(of_the_line(here)) == MOST_PER_LINE


@pytest.mark.parametrize("consent", [None, ""])
def test_a_face_needs_consent(here: World, consent: str | None) -> None:
    with pytest.raises(ConsentMissing):
        attached(here, HERE, 1, shows_faces=True, consent=consent)


def test_consent_without_a_face_is_not_kept(here: World) -> None:
    assert attached(here, HERE, 1, consent=AGREED).consent is None


def test_consent_is_changed_until_it_is_withdrawn(here: World) -> None:
    evidence = attached(here, HERE, 1)
    evidence.change_consent(shows_faces=True, consent=AGREED)
    assert evidence.consent == AGREED
    evidence.withdraw(here.officer.id, "Gia đình không đồng ý nữa")
    with pytest.raises(AlreadyWithdrawn):
        evidence.change_consent(shows_faces=False, consent=None)


def test_what_was_withdrawn_keeps_no_name(here: World) -> None:
    evidence = attached(here, HERE, 1, shows_faces=True, consent=AGREED)
    evidence.withdraw(here.reviewer.id, "Gia đình không đồng ý nữa")
    evidence.withdraw(here.officer.id, "Lần nữa")
    db.session.commit()
    assert (evidence.name, evidence.consent) == (None, None)
    assert evidence.withdrawn_by_id == here.reviewer.id
    assert evidence.withdrawal_reason == "Gia đình không đồng ý nữa"
    assert evidence not in of_the_line(here)


def test_the_record_tells_the_act_and_nothing_of_the_photo(here: World) -> None:
    evidence = attached(here, HERE, 1, shows_faces=True, consent=AGREED)
    db.session.commit()
    entry = db.session.scalars(
        select(AuditEvent).where(AuditEvent.subject_id == str(evidence.id))
    ).one()
    assert entry.action == "evidence.attached"
    told = entry.after or {}
    private = {told[name] for name in ("name", "consent", "digest", "thumbnail_digest")}
    assert private == {HIDDEN}


@pytest.mark.parametrize(
    ("column", "value"),
    [("line_id", None), ("shows_faces", True), ("digest", None), ("name", None)],
)
def test_the_database_itself_refuses(here: World, column: str, value: Any) -> None:
    evidence = attached(here, HERE, 1)
    setattr(evidence, column, value)
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_a_line_of_another_unit_has_no_evidence_of_this_one(here: World) -> None:
    foreign = here.rows["19600"]["line"].id
    attached(here, HERE, 1).line_id = foreign
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_nobody_adds_to_a_line_below(world: World) -> None:
    with bind(world.unit_id("468")):
        begin_write()
        with pytest.raises(OutOfScope):
            Evidence.attach(line_of(world, HERE), kept(1), world.reviewer.id)


def test_lines_are_counted_together(here: World) -> None:
    lines = [here.rows[slug]["line"].id for slug in (HERE, "19600")]
    assert ids_for(lines) == {lines[0]: (here.rows[HERE]["evidence"].id,)}
    assert ids_for([]) == {}
