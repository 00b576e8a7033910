"""One's own page: what it shows, what it changes, and whose it is."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models import audit
from models.audit import AuditEvent
from models.base import db
from models.person import Person
from models.tenancy import OutOfScope, begin_write, bind_person, unscoped
from tests.clients import Browser
from tests.people import PASSWORD, give_email, give_password
from tests.world import World


@pytest.fixture
def officer(world: World) -> Person:
    give_password(world.officer)
    return world.officer


def now(person: Person) -> Person:
    with unscoped("the test reads the row"):
        return db.session.get_one(Person, person.id)


def test_the_page_shows_devices_and_tries(browser: Browser, officer: Person) -> None:
    them = browser.as_(None)
    them.post("/login", {"name": officer.phone, "password": "sai mật khẩu rồi"})
    them.post("/login", {"name": officer.phone, "password": PASSWORD})
    page = them.get("/me").get_data(as_text=True)
    for words in ("0900000000", "this device", "Wrong password", "Signed in", "Not set up"):
        assert words in page


def test_another_persons_tries_are_not_shown(
    world: World, browser: Browser, officer: Person
) -> None:
    browser.post("/login", {"name": officer.phone, "password": "sai mật khẩu rồi"})
    assert "Wrong password" not in browser.as_(world.neighbour).get("/me").get_data(as_text=True)


def test_a_visitor_is_sent_to_the_login(browser: Browser) -> None:
    for path in ("/me", "/me/profile", "/me/contact", "/me/second-factor"):
        assert browser.get(path).location == f"/login?next={path}"


def test_name_and_language_are_changed(browser: Browser, officer: Person) -> None:
    them = browser.as_(officer)
    answer = them.post("/me/profile", {"name": "  Nguyễn  Thị Hoa ", "language": "en"})
    assert answer.location == "/me"
    assert (now(officer).name, now(officer).language) == ("Nguyễn Thị Hoa", "en")
    assert '<html lang="en">' in them.get("/me").get_data(as_text=True)


def test_an_invalid_profile_is_told(browser: Browser, officer: Person) -> None:
    them = browser.as_(officer)
    assert them.post("/me/profile", {"name": " ", "language": "vi"}).status_code == 422
    assert them.post("/me/profile", {"name": "Hoa", "language": "fr"}).status_code == 422


def test_a_profile_changed_elsewhere_is_told(browser: Browser, officer: Person) -> None:
    here, there = browser.as_(officer), browser.as_(officer)
    drawn = here.hidden_fields("/me/profile")
    there.post("/me/profile", {"name": "Nguyễn Thị Hoa", "language": "vi"})
    data = {**drawn, "name": "Trần Văn Ba", "language": "vi"}
    answer = here.open("/me/profile", method="POST", data=data)
    assert answer.status_code == 409
    assert "Nguyễn Thị Hoa" in answer.get_data(as_text=True)


def test_the_same_post_twice_is_one_act(browser: Browser, officer: Person) -> None:
    them = browser.as_(officer)
    data = {**them.hidden_fields("/me/profile"), "name": "Nguyễn Thị Hoa", "language": "vi"}
    statuses = [them.open("/me/profile", method="POST", data=data).status_code for _ in range(2)]
    assert statuses == [303, 303]


def test_phone_and_email_ask_for_the_password(browser: Browser, officer: Person) -> None:
    them = browser.as_(officer)
    data = {"phone": "+84 912 345 678", "email": "Hoa@CamThanh.test"}
    assert them.post("/me/contact", {**data, "present": "sai mật khẩu"}).status_code == 422
    assert now(officer).phone == "0900000000"
    assert them.post("/me/contact", {**data, "present": PASSWORD}).location == "/me"
    assert (now(officer).phone, now(officer).email) == ("0912345678", "hoa@camthanh.test")


@pytest.mark.parametrize(
    ("phone", "email", "told"),
    [
        ("+84 900 000 006", "", "Another person signs in with this number"),
        ("0912345678", "HANG@xom.test", "Another person signs in with this address"),
        ("", "", "Keep a phone number or an e-mail"),
        ("01212345678", "", "have ten now"),
        ("+8562055551234", "", "Only numbers of Vietnam"),
        ("cô Hoa", "", "Write digits only"),
        ("091234", "", "count them again"),
        ("", "hoa@", "Write a whole address"),
    ],
)
def test_what_is_wrong_is_told_beside_the_field(
    world: World, browser: Browser, officer: Person, phone: str, email: str, told: str
) -> None:
    give_email(world.neighbour, "hang@xom.test")
    data = {"phone": phone, "email": email, "present": PASSWORD}
    answer = browser.as_(officer).post("/me/contact", data)
    assert answer.status_code == 422
    assert told in answer.get_data(as_text=True)
    assert PASSWORD not in answer.get_data(as_text=True)


def test_two_people_cannot_take_one_number_at_once(
    world: World, browser: Browser, officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = iter([False])
    from blueprints.me.forms import ContactForm

    look = ContactForm.show_taken
    monkeypatch.setattr(ContactForm, "show_taken", lambda form: next(asked, None) or look(form))
    data = {"phone": world.neighbour.phone, "email": "", "present": PASSWORD}
    answer = browser.as_(officer).post("/me/contact", data)
    assert answer.status_code == 422
    assert "Another person signs in with this number" in answer.get_data(as_text=True)


def test_the_record_hides_phone_and_email(browser: Browser, officer: Person) -> None:
    data = {"phone": "0912345678", "email": "hoa@camthanh.test", "present": PASSWORD}
    browser.as_(officer).post("/me/contact", data)
    with unscoped("the test reads the record"):
        entry = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert entry is not None
    assert (entry.action, entry.after) == (
        "person.contact_changed",
        {"phone": "•", "email": "•"},
    )


def test_nobody_writes_the_record_in_anothers_name(world: World) -> None:
    stranger = audit.Actor(person_id=world.stranger.id, label="x")
    with bind_person(world.officer.id), audit.acting(stranger):
        begin_write()
        db.session.get_one(Person, world.officer.id).record("person.signed_in", after={})
        with pytest.raises(OutOfScope):
            db.session.flush()
