"""The main job from end to end: a letter, a month, its return and approval, the board, the paper.

Told once where three levels stand above one another and once where two do; officer and reviewer
change places between the phone and the desk.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from bench import world
from blueprints.demo.letters import CAM_LO, FOLDER, TUYEN_QUANG
from models import clock
from models.draft_plan import draft_from_reading
from models.hand_in import submit
from models.line import LineState
from models.live_lines import Place
from models.load_demo import load_places
from models.load_demo_acts import acting_at
from models.month_acts import Reader
from models.publish_plan import publish
from models.unit_month import lock_month
from models.write_line import Change, write
from tests.browser.officer import TODO, hand_in, opened, saved, tick
from tests.browser.stage import Stage, staged
from tests.browser.visitor import DESKTOP, PHONE, Visitor
from tests.conftest import SETTINGS
from tests.documents import making
from tests.plans import LINES, reading
from tests.plans import task as told

pytestmark = pytest.mark.browser

MONTH, NAMED = "2026-09", date(2026, 9, 1)
PHOTO = FOLDER / "photos" / "loudspeaker.png"
LATE_IN_IT = datetime(2026, 9, 28, 9, tzinfo=clock.VIETNAM)
WORD = "Ghi rõ đã làm ở thôn nào, ai chủ trì."
MENDED = "Tại thôn Tân Định và thôn Phan Xá, do Hội LHPN xã chủ trì."


@dataclass(frozen=True)
class Story:
    """Who does what: the unit that issues, its commune, and others with nothing odd in a month."""

    above: str
    commune: str
    commune_name: str
    others: tuple[str, ...]
    letter: str
    officer_width: int
    reviewer_width: int

    def text(self) -> str:
        """The letter, as an office would send it this year."""
        return (
            (FOLDER / self.letter)
            .read_text("utf-8")
            .replace("2017", "2026")
            .replace("{year}", "2026")
        )


THREE_TIERS = Story(
    "468",
    "19612",
    "Cam Thành",
    ("19597", "19600", "19603", "19606", "19615", "19618", "19621"),
    CAM_LO,
    PHONE,
    DESKTOP,
)
TWO_TIERS = Story("08", "00691", "Hà Giang 2", ("02266", "02269"), TUYEN_QUANG, DESKTOP, PHONE)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the demo's units and people, who have nothing to do yet."""
    file = tmp_path_factory.mktemp("places") / "places.db"
    app = world.open_app(file, **SETTINGS, AS_AT=None)
    with app.app_context():
        load_places(NAMED)
        world.close()
    return file


@pytest.fixture
def stage(places: Path, chromium: Any, tmp_path: Path) -> Iterator[Stage]:
    with staged(places, chromium, tmp_path, LATE_IN_IT) as found:
        yield found


def issue(them: Visitor, story: Story, folder: Path) -> None:
    """The letter is brought in, checked and published."""
    page = them.page
    file = folder / "cong-van.docx"
    file.write_bytes(making.typed(story.text()))
    page.goto(f"/{story.above}/plans/new")
    page.set_input_files("#file", str(file))
    page.click("main form .acts button[type=submit]")
    page.wait_for_url("**/review")
    them.snap(f"{story.above}-1-letter")
    page.click(".bar a[href$='/publication']")
    page.click("main form button[type=submit]")
    page.wait_for_selector("#published, .flash")


def write_the_month(them: Visitor, story: Story) -> list[str]:
    """The officer goes from the first page to his month, ticks all of it and hands it in; the
    keys of the lines, the first with a photo."""
    page = them.page
    page.goto(f"/{story.commune}/")
    page.click(f"a.go[href$='/checklists/{MONTH}']")
    page.wait_for_url(f"**/{story.commune}/checklists/{MONTH}")
    keys: list[str] = page.locator(TODO).evaluate_all("all => all.map(one => one.id)")
    for key in keys:
        tick(page, key)
    saved(page, dict.fromkeys(keys, "done"))
    line = opened(page, keys[0])
    line.locator("input[name=children]").fill("86")
    line.locator("input[name=children]").press("Tab")
    page.locator(f"#{keys[0]} input[type=file]").set_input_files(PHOTO)
    page.locator(f"#{keys[0]} [id^=evidence-] img").wait_for()
    page.locator(f"#{keys[0]} [id^=clip-]", has_text="1").wait_for()
    saved(page, {keys[0]: "done"})
    page.click(f"#{keys[0]} summary")
    page.mouse.move(0, 0)
    page.evaluate("window.scrollTo(0, 0)")
    page.wait_for_timeout(300)  # until what turns and rolls has come to rest
    them.snap(f"{story.above}-2-month")
    hand_in(page)
    return keys


def work_of(slug: str, word: str) -> None:
    """A unit writes and hands in a month in which nothing stands out."""
    with acting_at(slug, word) as (_unit, _standing, person_id):
        writer, month = Reader(person_id, writes=True), lock_month(NAMED)
        for line in month.lines_now():
            if line.place is not Place.UPCOMING:
                values = {"state": LineState.DONE, "children": 20, "note": "Tại nhà văn hóa thôn."}
                seen = {name: Change(getattr(line, name), new) for name, new in values.items()}
                write(month, line.assignment_id, seen, writer)
    with acting_at(slug, word) as (_unit, _standing, person_id):
        submit(lock_month(NAMED), Reader(person_id, writes=True), None)


def send_back(page: Any, story: Story, key: str) -> None:
    """The reviewer takes the commune's month in hand and returns one line."""
    page.goto(f"/{story.above}/reviews/{MONTH}")
    page.click(f"#unit-{story.commune} a")
    page.click("form[action$='/review'] button")
    page.click(".bar a[href$='/return']")
    ticked = page.locator(f"input[name={key}-is_returned]")
    row = page.locator("li.back-line").filter(has=ticked)
    ticked.check()
    row.locator("input[type=radio]").first.check(force=True)
    row.locator("textarea").fill(WORD)
    page.click("main form .acts button[type=submit]")
    page.wait_for_url(f"**/{story.above}/reviews/{MONTH}")


def mend(them: Visitor, story: Story, key: str) -> None:
    """The officer finds the line first in his month, completes it and hands the month in again."""
    page = them.page
    page.goto(f"/{story.commune}/")
    page.click(f"a.go[href$='/checklists/{MONTH}']")
    first = page.locator(".line").first
    assert first.get_attribute("id") == key
    assert WORD in opened(page, key).inner_text()
    them.snap(f"{story.above}-3-returned")
    first.locator("textarea[name=note]").fill(MENDED)
    first.locator("textarea[name=note]").press("Tab")
    saved(page, {key: "done"})
    hand_in(page)


def approve_all(them: Visitor, story: Story) -> None:
    """The mended month by itself, the others, in which nothing stands out, together."""
    page = them.page
    page.goto(f"/{story.above}/reviews/{MONTH}")
    page.click(f"#unit-{story.commune} a")
    assert page.locator("body").inner_text().count(MENDED)
    page.click(".bar a[href$='/approval']")
    page.click("main form .acts button[type=submit]")
    page.wait_for_url(f"**/{story.above}/reviews/{MONTH}")
    ticked = page.locator("input[name=unit]:checked")
    assert ticked.count() == len(story.others)
    them.snap(f"{story.above}-4-reviews")
    page.click(".bar button")
    page.locator(".flash, .say", has_text=f"{len(story.others)} đơn vị").first.wait_for()


def read_the_board(them: Visitor, story: Story, key: str) -> None:
    """The leader sees every month approved, and goes on to the line with the photo."""
    page = them.page
    page.goto(f"/{story.above}/board")
    them.snap(f"{story.above}-5-board")
    page.goto(f"/{story.above}/board?q={story.commune_name}")
    page.click(f"a[href$='/{story.commune}/checklists/{MONTH}']")
    page.click(f"#{key} summary")
    page.locator(f"#{key} [id^=evidence-] img").wait_for()


def check_papers(them: Visitor, story: Story, folder: Path) -> None:
    """The commune's month and that of all units as reports, and the numbers lead back."""
    page = them.page
    page.goto(f"/{story.commune}/checklists/{MONTH}")
    own = downloaded(page, "a[href$='/paper.docx']", folder / "bao-cao.docx")
    assert "86" in own
    page.goto(f"/{story.above}/reviews/{MONTH}/summary")
    them.snap(f"{story.above}-6-summary")
    whole = downloaded(page, "a[href$='/paper.docx']", folder / "tong-hop.docx")
    assert story.commune_name in whole
    sums = page.locator("main a[href*='/summary/']", has_text="trẻ em").first
    number = sums.inner_text().split()[0]
    assert number in whole
    sums.click()
    assert number in page.locator("main").inner_text()


def downloaded(page: Any, link: str, file: Path) -> str:
    """What LibreOffice reads in a report of the layout of Decree 30/2020."""
    with page.expect_download() as download:
        page.click(link)
    shutil.copy(download.value.path(), file)
    check_layout(Document(str(file)))
    text = text_of(file)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    return text


def check_layout(paper: Any) -> None:
    """Margins and fonts of Decree 30/2020, annex I."""
    page = paper.sections[0]
    margins = [page.top_margin, page.bottom_margin, page.left_margin, page.right_margin]
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
    runs = [run for paragraph in paper.paragraphs for run in paragraph.runs if run.text.strip()]
    assert {run.font.name for run in runs} == {"Times New Roman"}


def text_of(file: Path) -> str:
    """What LibreOffice reads in a file."""
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
    subprocess.run([*command, "--outdir", str(file.parent), str(file)], check=True, timeout=120)
    return file.with_suffix(".txt").read_text("utf-8-sig")


def give_the_district_work() -> None:
    """The province has issued a plan of its own, which the district's month comes from."""
    with acting_at("45", "duyet") as (unit, standing, author_id):
        found = reading(told("Giao ban công tác trẻ em với các xã."))
        plan = draft_from_reading(unit, found, LINES, author_id=author_id)
        publish(plan, standing, revision=plan.revision)


def wait_for_the_communes(page: Any) -> None:
    """The province cannot approve the district's month before those of its communes are."""
    page.goto(f"/45/reviews/{MONTH}")
    page.click("#unit-468 a")
    assert "chưa được duyệt: 8" in page.locator(".say").first.inner_text()
    assert page.goto(f"/468/checklists/{MONTH}/approval").status == 409


def approve_the_district(page: Any) -> None:
    """Once they are, it can."""
    page.goto(f"/468/checklists/{MONTH}")
    page.click(".bar a[href$='/approval']")
    page.click("main form .acts button[type=submit]")
    page.wait_for_url(f"**/45/reviews/{MONTH}")
    page.locator("#unit-468 .st", has_text="Đã duyệt").wait_for()


@pytest.mark.parametrize("story", [THREE_TIERS, TWO_TIERS], ids=["three tiers", "two tiers"])
def test_a_letter_becomes_an_approved_month(stage: Stage, story: Story, tmp_path: Path) -> None:
    reviewer = stage.window(f"duyet.{story.above}", story.reviewer_width)
    issue(reviewer, story, tmp_path)
    officer = stage.window(f"canbo.{story.commune}", story.officer_width)
    keys = write_the_month(officer, story)
    with stage.app.app_context():
        for slug in story.others:
            work_of(slug, "canbo")
    send_back(reviewer.page, story, keys[1])
    mend(officer, story, keys[1])
    with above_the_district(stage, story):
        approve_all(reviewer, story)
    leader = stage.window(f"lanhdao.{story.above}", story.reviewer_width)
    read_the_board(leader, story, keys[0])
    check_papers(leader, story, tmp_path)


@contextmanager
def above_the_district(stage: Stage, story: Story) -> Iterator[None]:
    """Where there is a district, its own month waits for those of its communes."""
    if story is not THREE_TIERS:
        yield
        return
    with stage.app.app_context():
        give_the_district_work()
        work_of("468", "duyet")
    province = stage.window("duyet.45", story.reviewer_width).page
    wait_for_the_communes(province)
    yield
    approve_the_district(province)
