"""A list of people: sent, checked row by row, confirmed, each with a link."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from models.base import db
from models.invitation import Invitation
from models.tenancy import unscoped
from tests.clients import Browser
from tests.documents.test_people_sheet import HEAD, ROW, book
from tests.world import World

IMPORT = "/19612/people/import"


def _send(them: Browser, content: bytes) -> Any:
    return them.post(IMPORT, {"file": (BytesIO(content), "list.xlsx")})


def _preview(world: World, browser: Browser, *rows: list[Any]) -> str:
    answer = _send(browser.as_(world.administrator), book(HEAD, *rows))
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def _count() -> int:
    with unscoped("test"):
        return db.session.scalar(select(func.count(Invitation.id))) or 0


def _confirm(them: Browser, content: bytes) -> Any:
    page = _send(them, content).get_data(as_text=True)
    return them.open(f"{IMPORT}/confirmation", method="POST", data=_fields(page))


def _fields(page: str) -> dict[str, str]:
    tags = re.findall(r"<input\b[^>]*type=\"hidden\"[^>]*>", page)
    named = [(re.search(r'name="([^"]*)"', t), re.search(r'value="([^"]*)"', t)) for t in tags]
    return {name[1]: value[1] for name, value in named if name and value}


def test_nothing_is_written_by_the_preview(world: World, browser: Browser) -> None:
    before = _count()
    assert ROW[0] in _preview(world, browser, ROW)
    assert _count() == before


def test_a_confirmed_list_invites_everybody_and_gives_the_links(
    world: World, browser: Browser
) -> None:
    them, before = browser.as_(world.administrator), _count()
    agency = world.rows["19612"]["women"].name
    partner = ["Chị Hai", "0911222444", "", "đối tác", agency.upper(), "", "31/12/2026"]
    answer = _confirm(them, book(HEAD, ROW, partner))
    assert answer.status_code == 303
    assert _count() == before + 2
    batch = answer.headers["Location"].partition("?")[2]
    table = them.get(f"/19612/people/invitations/links.xlsx?{batch}").data
    rows = list(load_workbook(BytesIO(table)).active.iter_rows(values_only=True))[1:]
    assert {row[0] for row in rows} == {ROW[0], "Chị Hai"}
    assert all("/invitations/" in row[4] and row[4] in row[5] for row in rows)


def test_the_same_confirmation_twice_invites_once(world: World, browser: Browser) -> None:
    them, before = browser.as_(world.administrator), _count()
    fields = _fields(_send(them, book(HEAD, ROW)).get_data(as_text=True))
    for _time in range(2):
        them.open(f"{IMPORT}/confirmation", method="POST", data=fields)
    assert _count() == before + 1


def test_a_list_is_not_confirmed_by_somebody_else_or_elsewhere(
    world: World, browser: Browser
) -> None:
    before = _count()
    sealed = _fields(_preview(world, browser, ROW))["sealed_list"]
    manager = browser.as_(world.manager)
    for slug in ("19612", "468"):
        page = f"/{slug}/people/import"
        answer = manager.post(f"{page}/confirmation", {"sealed_list": sealed}, form=page)
        assert (answer.status_code, answer.headers["Location"]) == (303, page)
    assert _count() == before


def test_a_changed_list_is_not_confirmed(world: World, browser: Browser) -> None:
    before, them = _count(), browser.as_(world.administrator)
    fields = _fields(_send(them, book(HEAD, ROW)).get_data(as_text=True))
    fields["sealed_list"] = "x" + fields["sealed_list"]
    assert them.open(f"{IMPORT}/confirmation", method="POST", data=fields).status_code == 303
    assert _count() == before


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, ""),
        (0, "x" * 201),
        (0, "=1+1"),
        (1, ""),
        (1, "123"),
        (2, "nobody"),
        (3, ""),
        (3, "vua"),
        (3, "quản trị"),
        (3, "đối tác"),
        (4, "Hội LHPN Cam Thành"),
        (5, "31/02/2026"),
        (6, "14/09/2026"),
    ],
)
def test_a_bad_cell_is_named_in_its_row(
    world: World, browser: Browser, place: int, value: str
) -> None:
    bad = [*ROW]
    bad[place] = value
    page = _preview(world, browser, bad)
    assert 'class="err"' in page
    assert "sealed_list" not in page


def test_a_number_twice_in_the_list_is_refused_both_times(world: World, browser: Browser) -> None:
    page = _preview(world, browser, ROW, ["Khác", "+84911222333", "", "Lãnh đạo"])
    assert page.count('class="err"') == 2


def test_who_has_the_role_or_the_invitation_already_is_refused(
    world: World, browser: Browser
) -> None:
    held = ["Cán bộ", world.officer.phone, "", "Cán bộ"]
    invited = ["Người được mời", "0987654321", "", "Cán bộ"]
    assert _preview(world, browser, held, invited).count('class="err"') == 2


def test_somebody_of_another_unit_is_invited_like_anybody(world: World, browser: Browser) -> None:
    page = _preview(world, browser, ["Ai đó", world.stranger.phone, "", "Cán bộ"])
    assert 'class="err"' not in page
    assert world.stranger.name not in page


def test_good_rows_are_invited_without_the_bad_ones(world: World, browser: Browser) -> None:
    before = _count()
    answer = _confirm(browser.as_(world.administrator), book(HEAD, ROW, ["", "", "", ""], ["x"]))
    assert answer.status_code == 303
    assert _count() == before + 1


def test_a_list_that_changed_meaning_is_shown_again(world: World, browser: Browser) -> None:
    """Invited one by one between the preview and the confirmation."""
    them = browser.as_(world.administrator)
    fields = _fields(_send(them, book(HEAD, ROW)).get_data(as_text=True))
    given = {"name": ROW[0], "phone": ROW[1], "role": "officer"}
    assert them.post("/19612/people/invite", given).status_code == 303
    answer = them.open(f"{IMPORT}/confirmation", method="POST", data=fields)
    assert answer.status_code == 200
    assert 'class="err"' in answer.get_data(as_text=True)


@pytest.mark.parametrize("content", [b"no xlsx", book(["a"], ["b"]), book(HEAD)])
def test_a_bad_file_is_refused_beside_the_field(
    world: World, browser: Browser, content: bytes
) -> None:
    answer = _send(browser.as_(world.administrator), content)
    assert answer.status_code == 422
    assert 'class="err"' in answer.get_data(as_text=True)
