"""What nobody types on purpose, in every field of the forms with which months are decided on,
reviewing is delegated, units are asked to explain and reminded."""

from __future__ import annotations

import html
from datetime import date
from typing import Any

import pytest

from models import clock
from models.base import db
from models.hand_in import submit
from models.tenancy import begin_write
from models.unit_month import lock_month
from tests import months
from tests.clients import Browser
from tests.months import SEPTEMBER
from tests.world import World

HOSTILE = ("\0", "x" * 100_000, "31/12/9999", "\u202e%s %(x)s{{7*7}}<b>")
HIDDEN = ("9" * 5000, "-1")
EXPLANATION = "/19612/explanations/{explanation}"
FORMS: tuple[tuple[str, str, dict[str, str]], ...] = (
    (
        "reviewer",
        "/468/delegations/new",
        {"receiver_id": "leader", "starts_on": "", "ends_on": "9/10", "word": "Đi vắng"},
    ),
    ("reviewer", "/468/delegations/{delegation}/closure", {}),
    ("reviewer", "/19612/explanations/new", {"question": "Vì sao?", "answer_by": "9/10"}),
    ("province", f"{EXPLANATION}/question", {"question": "Vì sao?", "answer_by": "9/10"}),
    ("province", f"{EXPLANATION}/reading", {}),
    ("officer", f"{EXPLANATION}/answer", {"answer": "Mất điện"}),
    ("province", f"{EXPLANATION}/withdrawal", {}),
    ("reviewer", "/19612/checklists/2026-09/approval", {"word": "Đủ"}),
    ("reviewer", "/19612/checklists/2026-09/return", {"word": "Thiếu ảnh"}),
    ("reviewer", "/19612/checklists/2026-09/reopening", {"reason": "Sai số"}),
    ("reviewer", "/19600/checklists/2026-09/excuse", {"reason": "Lũ lụt"}),
    ("reviewer", "/19612/checklists/2026-09/review", {}),
    ("reviewer", "/468/reviews/2026-09/approval", {"unit": "1-1"}),
    ("reviewer", "/468/reviews/2026-09/reminders", {"unit": "1"}),
    ("reviewer", "/19612/extensions/{extension}/decision", {"act": "refuse", "word": "Muộn"}),
)
TYPED = {"question", "answer", "word", "reason"}


@pytest.mark.parametrize(("person", "url", "fields"), FORMS, ids=[one[1] for one in FORMS])
def test_a_form_survives_whatever_comes(
    world: World, browser: Browser, person: str, url: str, fields: dict[str, str]
) -> None:
    with months.at(world), clock.fixed(clock.start_of_day(date(2026, 9, 28))):
        begin_write()
        submit(lock_month(SEPTEMBER), months.officer(world))
        db.session.commit()
    url = _filled(world, url)
    with clock.fixed(clock.start_of_day(date(2026, 10, 3))):
        them = browser.as_(world.people[person])
        hidden = {**them.hidden_fields("/me"), "version": "1"}
        filled = [dict.fromkeys(fields, value) for value in HOSTILE if fields]
        for given in (*filled, *({"version": one, "form_id": one} for one in HIDDEN)):
            sent = {name: [value, value] for name, value in given.items()}
            answer = them.open(url, method="POST", data={**hidden, **fields, **sent})
            assert answer.status_code < 500, given
            assert all(_is_kept(answer, *typed) for typed in given.items()), given


def _filled(world: World, url: str) -> str:
    names = {"explanation": "19612", "extension": "19612", "delegation": "468"}
    return url.format(**{name: world.rows[slug][name].id for name, slug in names.items()})


def _is_kept(answer: Any, name: str, value: str) -> bool:
    """Whether what was typed is still there where it has to be corrected; a mark that turns the
    writing round may be gone."""
    if answer.status_code != 422 or name not in TYPED or value == "\0":
        return True
    return value.lstrip("\u202e") in html.unescape(answer.text)
