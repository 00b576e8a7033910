"""What the page of a month may cost as far as it can be counted: queries and bytes."""

from __future__ import annotations

import gzip

import pytest

from bench.pages import PAGE_BYTES
from models import audit
from models.base import db
from models.evidence import Evidence, EvidenceKind
from models.line import Line, LineState
from models.tenancy import begin_write
from tests import months
from tests.clients import Browser
from tests.documents.corpus import SAMPLES
from tests.months import SEPTEMBER
from tests.queries import counted
from tests.world import World

MONTH = "/19612/checklists/2026-09"
QUERIES = 12


@pytest.fixture
def officer(browser: Browser, world: World) -> Browser:
    return browser.as_(world.officer)


def words(count: int) -> list[str]:
    """Texts of 200 characters, each cut from a real document."""
    text = " ".join(" ".join(path.read_text().split()) for path in SAMPLES)
    found = [text[start : start + 200] for start in range(0, count * 200, 200)]
    assert len(found[-1]) == 200
    return found


def fill(world: World, count: int, attachments: int = 0) -> None:
    """So many more lines of September at Xã Cam Thành, each begun and with so many photos."""
    with months.at(world):
        begin_write()
        for key in months.give(*words(count)):
            line = Line(assignment_id=key, period_on=SEPTEMBER, state=LineState.IN_PROGRESS)
            line.written_by_id, line.note = world.officer.id, "Đã họp với hai trường"
            db.session.add_all([line, *(photo(world, line, n) for n in range(attachments))])
        audit.record("line.written", line)
        db.session.commit()


def photo(world: World, line: Line, number: int) -> Evidence:
    about = {"kind": EvidenceKind.PHOTO, "media_type": "image/jpeg", "size": 1}
    name, digest = f"{number}.jpg", f"{number:064d}"
    return Evidence(line=line, name=name, digest=digest, added_by_id=world.officer.id, **about)


def asked(officer: Browser, url: str) -> list[str]:
    with counted() as queries:
        assert officer.get(url).status_code == 200
    return queries


@pytest.mark.parametrize("page", ["", "/print"])
def test_queries_do_not_grow_with_lines_and_photos(
    officer: Browser, world: World, page: str
) -> None:
    fill(world, 5)
    few = asked(officer, MONTH + page)
    fill(world, 75, attachments=20)
    many = asked(officer, MONTH + page)
    assert len(many) == len(few)
    assert len(many) <= QUERIES, "\n".join(many)


def test_a_month_of_40_lines_is_light(officer: Browser, world: World) -> None:
    fill(world, 40, attachments=1)
    page = officer.get(MONTH)
    assert page.text.count('class="line"') >= 40
    assert len(gzip.compress(page.data, 6)) <= PAGE_BYTES
