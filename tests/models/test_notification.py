"""What a person is told: his alone, once where it is said once, and by e-mail once a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import event, func, select, update

from blueprints.notifications.words import WORDS, sentence
from models import audit, clock, setting
from models.base import Base, db
from models.membership import Membership
from models.notification import (
    Notification,
    NotificationKind,
    mark_all_read,
    notify,
    notify_members,
    unread_count,
)
from models.person import Person
from models.tenancy import Audience, OutOfScope, begin_write, bind, bind_person
from models.unit import Unit
from tests.clients import Browser
from tests.world import TODAY, World

KIND = NotificationKind.ROLE_GIVEN
TOLD = {"role": "officer", "unit": "Xã Cam Thành", "starts_on": "2026-09-15"}


def _tell(world: World, *people: Person, slug: str = "19612", **more: str) -> int:
    with bind(world.unit_id(slug)):
        begin_write()
        ids = [person.id for person in people]
        told = notify(ids, KIND, world.unit_id(slug), f"/{slug}/", **TOLD, **more)
        db.session.commit()
    return told


def _read_by(person: Person) -> int:
    with bind_person(person.id):
        return db.session.scalar(select(func.count(Notification.id))) or 0


def test_it_reaches_people_here_above_and_nobody_else(world: World) -> None:
    told = _tell(world, *world.people.values())
    heard = {key for key, person in world.people.items() if _read_by(person)}
    here, above = {"officer", "administrator"}, {"reviewer", "leader", "manager", "province"}
    assert heard == here | above | {"partner", "delegate"}
    assert told == len(heard)


def test_people_below_are_told_from_above(world: World) -> None:
    assert _tell(world, world.officer, world.stranger, slug="45") == 1


def test_who_acts_is_not_told(world: World) -> None:
    with bind(world.unit_id("19612"), person_id=world.officer.id):
        begin_write()
        assert notify([world.officer.id], KIND, world.unit_id("19612"), "/19612/") == 0


def test_many_are_told_in_one_statement(world: World) -> None:
    statements: list[str] = []
    with bind(world.unit_id("19612")):
        begin_write()
        connection = db.session.connection()

        def note(_c: object, _k: object, statement: str, *_: object) -> None:
            statements.append(statement)

        event.listen(connection, "before_cursor_execute", note)
        people = [person.id for person in world.people.values()]
        notify(people, KIND, world.unit_id("19612"), "/19612/", **TOLD)
        event.remove(connection, "before_cursor_execute", note)
    assert len([s for s in statements if s.startswith("INSERT")]) == 1


def _tell_members(world: World, slug: str, *, by: Person | None = None, once: str = "a") -> int:
    """Tell everybody of the whole world, from one unit."""
    memberships = Base.metadata.tables["membership"]
    with bind(world.unit_id(slug), person_id=by.id if by else -1):
        begin_write()
        told = notify_members(select(memberships.c.id), KIND, "/plans/1", once=once, **TOLD)
        db.session.commit()
    return told


def test_of_many_members_those_of_the_branch_are_told_each_at_his_unit(world: World) -> None:
    here = {"partner", "reviewer", "leader", "manager", "delegate"}
    below = {"officer", "neighbour"}
    assert _tell_members(world, "468") == 8
    heard = {key for key, person in world.people.items() if _read_by(person)}
    assert heard == here | below | {"administrator"}
    with bind_person(world.officer.id):
        row = db.session.scalars(select(Notification)).one()
        assert (row.about_unit_id, row.href) == (world.unit_id("19612"), "/19612/plans/1")


def test_of_many_members_who_acts_and_who_was_told_are_left_out(world: World) -> None:
    assert _tell_members(world, "19612", by=world.officer) == 1
    assert _tell_members(world, "19612") == 1
    assert _tell_members(world, "19612") == 0
    assert _tell_members(world, "19612", once="b") == 2


def test_nobody_bound_tells_nobody(world: World) -> None:
    memberships = Base.metadata.tables["membership"]
    with bind_person(world.officer.id):
        begin_write()
        assert notify_members(select(memberships.c.id), KIND, "", once="a", **TOLD) == 0


@pytest.mark.parametrize("other", ["administrator", "manager", "stranger"])
def test_nobody_reads_or_changes_anothers(world: World, other: str) -> None:
    _tell(world, world.officer)
    person = world.people[other]
    for place in (bind(world.unit_id("19612"), person_id=person.id), bind_person(person.id)):
        with place:
            assert db.session.scalars(select(Notification)).all() == []
            begin_write()
            db.session.execute(update(Notification).values(read_at=clock.now()))
            mark_all_read()
            db.session.commit()
    with bind_person(world.officer.id):
        assert unread_count() == 1


def test_one_from_another_unit_than_the_bound_one_is_refused(world: World) -> None:
    with bind(world.unit_id("19612")):
        begin_write()
        with pytest.raises(OutOfScope):
            notify([world.officer.id], KIND, world.unit_id("468"), "/468/")


def test_the_public_and_nobody_send_none(world: World) -> None:
    unit = world.unit_id("19612")
    rows = {"person_id": world.officer.id, "kind": KIND, "told": {}, "href": "/"}
    for place in (bind(unit, audience=Audience.PUBLIC), bind_person(world.officer.id)):
        with place:
            begin_write()
            db.session.add(Notification(about_unit_id=unit, **rows))
            with pytest.raises(OutOfScope):
                db.session.flush()


def test_it_cannot_be_handed_to_somebody_else(world: World) -> None:
    _tell(world, world.officer)
    with bind_person(world.officer.id):
        begin_write()
        db.session.scalars(select(Notification)).one().person_id = world.leader.id
        with pytest.raises(OutOfScope):
            db.session.flush()


def test_what_is_said_once_is_said_once(world: World) -> None:
    assert _tell(world, world.officer, once="a") == 1
    assert _tell(world, world.officer, world.administrator, once="a") == 1
    assert _tell(world, world.officer, once="b") == 1


@pytest.mark.parametrize("kind", list(NotificationKind))
def test_each_kind_has_words(kind: NotificationKind) -> None:
    assert WORDS[kind]


def test_days_and_roles_are_shown_in_the_readers_way(app: Flask) -> None:
    with app.test_request_context():
        told = sentence(Notification(kind=KIND, told=TOLD))
    assert "15/09/2026" in told
    assert "2026-09-15" not in told


def test_the_bell_counts_and_the_list_empties_it(world: World, browser: Browser) -> None:
    _tell(world, world.officer)
    them = browser.as_(world.officer)
    assert '<em aria-hidden="true">1</em>' in them.get("/19612/").get_data(as_text=True)
    page = "/19612/notifications"
    assert them.post(f"{page}/reading", form=page).status_code == 303
    assert "<em aria-hidden" not in them.get("/19612/").get_data(as_text=True)


def test_reading_one_leads_where_it_says(world: World, browser: Browser) -> None:
    _tell(world, world.officer)
    with bind_person(world.officer.id):
        key = db.session.scalars(select(Notification.id)).one()
    them = browser.as_(world.officer)
    answer = them.post(f"/19612/notifications/{key}/reading", form="/19612/notifications")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/19612/")
    other = browser.as_(world.administrator)
    url = f"/19612/notifications/{key}/reading"
    assert other.post(url, form="/19612/notifications").status_code == 404


def _wants_letters(world: World) -> None:
    with bind(world.unit_id("45")), audit.acting(audit.Actor(label="tests")):
        begin_write()
        setting.state(db.session.get(Unit, world.unit_id("45")), "digest", "daily")
        person = db.session.get(Person, world.officer.id)
        person.email = "canbo@mangnon.test"
        audit.record("test", person)
        db.session.commit()


def _run(app: Flask) -> list[object]:
    app.extensions["mailman"].outbox = []
    ran = app.test_cli_runner().invoke(args=["notifications", "digest"])
    assert ran.exit_code == 0, ran.output + str(ran.exception)
    return app.extensions["mailman"].outbox


def test_a_letter_goes_out_once_a_day(app: Flask, world: World) -> None:
    _wants_letters(world)
    _tell(world, world.officer, world.administrator)
    (letter,) = _run(app)
    assert letter.to == ["canbo@mangnon.test"]
    assert "/19612/" in letter.body
    assert _run(app) == []
    with clock.fixed(TODAY + timedelta(days=1)):
        assert _run(app) == []
        _tell(world, world.officer)
        assert len(_run(app)) == 1


def test_no_letter_without_the_setting(app: Flask, world: World) -> None:
    _tell(world, world.officer)
    assert _run(app) == []


def test_a_letter_that_fails_is_tried_again(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _wants_letters(world)
    _tell(world, world.officer)

    def fail(*_: object) -> None:
        raise OSError("no mail host")

    with monkeypatch.context() as patched:
        patched.setattr("flask_mailman.EmailMessage.send", fail)
        assert _run(app) == []
    assert len(_run(app)) == 1


@pytest.mark.parametrize(("days", "told"), [(13, 1), (14, 1), (15, 0)])
def test_a_role_that_ends_soon_is_told_once(app: Flask, world: World, days: int, told: int) -> None:
    with bind(world.unit_id("19612")), audit.acting(audit.Actor(label="tests")):
        begin_write()
        mine = select(Membership).where(Membership.person_id == world.officer.id)
        membership = db.session.scalars(mine).one()
        membership.ends_on = date(2026, 9, 15) + timedelta(days=days)
        audit.record("test", membership)
        db.session.commit()
    _run(app)
    _run(app)
    with bind_person(world.officer.id):
        of_roles = select(Notification).where(Notification.kind == NotificationKind.ROLE_ENDS_SOON)
        assert len(db.session.scalars(of_roles).all()) == told
