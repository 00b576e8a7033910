"""The review of a draft as a page, and each of its acts as a plain form."""

from __future__ import annotations

import pytest

from models import clock
from models.base import db
from models.draft_plan import draft_from_reading, start_empty
from models.plan import Plan
from models.task import Audience, Task
from models.tenancy import begin_write, bind
from models.unit import Unit
from tests.clients import Browser
from tests.page_checks import check_fragment, check_page
from tests.plans import LINES, reading
from tests.reviews import Draft, fields, short_draft
from tests.world import World


@pytest.fixture
def draft(world: World) -> Draft:
    return short_draft(world)


@pytest.fixture
def them(world: World, browser: Browser) -> Browser:
    return browser.as_(world.reviewer)


def test_the_page_shows_tasks_beside_their_passages(draft: Draft, them: Browser) -> None:
    page = them.get(draft.url).text
    assert check_page(page) == []
    assert page.count('class="task"') == 4
    assert "<p>- Tổ chức truyền thông.</p>" in page
    assert "Chữ không hiểu" in page
    assert f'href="/468/plans/{draft.id}/publication"' in page


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("reviewer", 200),
        ("leader", 200),
        ("manager", 403),
        ("partner", 403),
        ("officer", 404),
        ("stranger", 404),
        ("province", 403),
    ],
)
def test_who_may_review(
    draft: Draft, world: World, browser: Browser, person: str, status: int
) -> None:
    assert browser.as_(world.people[person]).get(draft.url).status_code == status


def test_a_draft_of_another_unit_is_not_there(draft: Draft, world: World, browser: Browser) -> None:
    them = browser.as_(world.officer)
    assert them.get(f"/19612/plans/{draft.id}/review").status_code == 404
    assert them.get(f"/19612/plans/{10**9}/review").status_code == 404


def test_a_task_of_another_plan_is_not_there(draft: Draft, world: World, them: Browser) -> None:
    foreign = world.rows["468"]["task"].id
    assert them.get(f"{draft.url}/tasks/{foreign}").status_code == 404
    assert them.get(f"{draft.url}/sections/{10**9}").status_code == 404


def test_a_published_plan_leads_to_its_page_and_refuses_acts(draft: Draft, them: Browser) -> None:
    act = draft.task_url(act="omission")
    draft.set(published_at=clock.now())
    looked, acted = them.get(draft.url), them.post(act, form="/468/agencies")
    assert (looked.status_code, looked.location) == (303, f"/468/plans/{draft.id}")
    assert acted.status_code == 409
    assert f'href="/468/plans/{draft.id}"' in acted.text
    under = them.post(act, htmx=True, form="/468/agencies")
    assert (under.status_code, under.headers["HX-Retarget"]) == (409, "#messages")
    assert "amendment" in under.text


def test_an_edit_is_saved_and_leads_back_to_the_row(draft: Draft, them: Browser) -> None:
    url = draft.task_url()
    sent = fields(due_on="15/6/2026", lead_kinds=["women"], product="Báo cáo", clause="I, ý a")
    answer = them.post(url, sent)
    saved = draft.tasks()[0]
    assert answer.status_code == 303
    assert answer.location == f"{draft.url}#task-{saved.id}"
    assert (saved.text, str(saved.due_on), saved.lead_kinds) == ("Mới", "2026-06-15", ["women"])
    assert (saved.product, saved.clause) == ("Báo cáo", "I, ý a")


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"due_on": "1/1/2027"}, "from 01/01/2026 to 31/12/2026"),
        ({"due_on": "31/2/2026"}, "day of the calendar"),
        ({"text": " "}, "Write something"),
        ({"text": "a" * 4001}, "At most 4000"),
        ({"cadence": "weekly"}, "Not a valid choice"),
        ({"cadence": "campaign", "due_on": "1/6/2026"}, "a first and a last day"),
        (
            {"cadence": "campaign", "starts_on": "2/6/2026", "due_on": "1/6/2026"},
            "before the first",
        ),
        ({"lead_kinds": "nobody"}, "nobody"),
    ],
)
def test_a_wrong_edit_comes_back_with_the_reason(
    draft: Draft, them: Browser, sent: dict[str, str], told: str
) -> None:
    answer = them.post(draft.task_url(), fields(**sent))
    assert answer.status_code == 422
    assert told in answer.text
    assert check_page(answer.text) == []
    assert draft.texts() == ["A", "B", "C", "Z"]


def test_a_day_counts_only_for_cadences_that_have_one(draft: Draft, them: Browser) -> None:
    them.post(draft.task_url(), fields(cadence="monthly", due_on="nonsense"))
    assert (draft.tasks()[0].cadence, draft.tasks()[0].due_on) == ("monthly", None)


def test_a_campaign_has_two_days(draft: Draft, them: Browser) -> None:
    days = {"starts_on": "15/11/2026", "due_on": "15/12/2026"}
    them.post(draft.task_url(), fields(cadence="campaign", **days))
    saved = draft.tasks()[0]
    assert (str(saved.starts_on), str(saved.due_on)) == ("2026-11-15", "2026-12-15")
    assert "From 15/11/2026 to 15/12/2026" in them.get(draft.url).text


@pytest.mark.parametrize(
    ("place", "act", "sent", "texts"),
    [
        (1, "merge", {}, ["A\nB", "C", "Z"]),
        (1, "split", {"text": "B1\n\nB2"}, ["A", "B1", "B2", "C", "Z"]),
        (1, "omission", {}, ["A", "C", "Z"]),
        (1, "move", {"step": "up"}, ["B", "A", "C", "Z"]),
        (1, "move", {"step": "down"}, ["A", "C", "B", "Z"]),
        (1, "move", {"step": "section", "section": "II"}, ["A", "C", "Z", "B"]),
    ],
)
def test_each_act_works_without_script(
    draft: Draft, them: Browser, place: int, act: str, sent: dict[str, str], texts: list[str]
) -> None:
    sent = {name: str(draft.sections.get(value, value)) for name, value in sent.items()}
    sent["version"] = str(draft.tasks()[place].version)
    answer = them.post(draft.task_url(place, act), sent, form=draft.task_url(place))
    assert answer.status_code == 303
    assert answer.location.startswith(draft.url)
    assert draft.texts() == texts


def test_what_was_left_out_is_taken_back(draft: Draft, them: Browser) -> None:
    them.post(draft.task_url(1, "omission"), {"version": "1"}, form=draft.url)
    assert "Left out" in them.get(draft.url).text
    version = draft.tasks()[1].version
    them.post(draft.task_url(1, "restoration"), {"version": version}, form=draft.url)
    assert draft.texts() == ["A", "B", "C", "Z"]


def test_the_first_of_a_section_is_not_merged(draft: Draft, them: Browser) -> None:
    url, form = draft.task_url(0, "merge"), draft.task_url()
    under = them.post(url, {"version": "1"}, htmx=True, form=form)
    assert (under.status_code, under.headers["HX-Retarget"]) == (422, "#messages")
    assert them.post(url, {"version": "1"}, form=form).status_code == 303
    assert "no task above" in them.get(draft.url).text
    assert draft.texts() == ["A", "B", "C", "Z"]


def test_a_split_starts_from_its_sentences_and_needs_two_lines(draft: Draft, them: Browser) -> None:
    them.post(draft.task_url(), fields(text="Một việc; hai việc. Ba việc."))
    assert "Một việc;\nhai việc.\nBa việc." in them.get(draft.task_url(act="split")).text
    answer = them.post(draft.task_url(act="split"), {"text": "Chỉ một"})
    assert answer.status_code == 422
    assert "at least two lines" in answer.text


@pytest.mark.parametrize("sent", [{}, {"step": "sideways"}, {"step": "section", "section": "0x"}])
def test_a_move_to_nowhere_is_refused(draft: Draft, them: Browser, sent: dict[str, str]) -> None:
    answer = them.post(draft.task_url(act="move"), sent, htmx=True, form=draft.task_url())
    assert answer.status_code == 422
    assert draft.texts() == ["A", "B", "C", "Z"]


def test_a_task_is_added_to_a_section(draft: Draft, them: Browser) -> None:
    url = f"{draft.url}/tasks/new?section={draft.sections['I']}"
    assert check_page(them.get(url).text) == []
    assert them.post(url, fields()).status_code == 303
    assert draft.texts() == ["A", "B", "C", "Mới", "Z"]
    assert them.post(url, fields(text="")).status_code == 422


def test_sections_are_added_and_renamed(draft: Draft, them: Browser) -> None:
    new, old = f"{draft.url}/sections/new", f"{draft.url}/sections/{draft.sections['I']}"
    assert them.post(new, {"number": "III", "title": "Ba"}).status_code == 303
    assert them.post(old, {"number": "I", "title": "Khác"}).status_code == 303
    page = them.get(draft.url).text
    assert check_page(them.get(old).text) == check_page(them.get(new).text) == []
    assert "Ba</h2>" in page
    assert "Khác</h2>" in page
    assert them.post(old, {"title": ""}).status_code == 422


def test_what_the_reader_left_is_pulled_in_once(draft: Draft, them: Browser) -> None:
    for _twice in range(2):
        assert them.post(f"{draft.url}/unread/0", form=draft.url).status_code == 303
        assert them.post(f"{draft.url}/offers/0", form=draft.url).status_code == 303
    assert draft.texts().count("Chữ không hiểu") == 1
    assert draft.texts().count("Báo cáo 6 tháng, trước ngày 15/6") == 1
    assert them.get(draft.url).text.count("In the draft") == 2
    assert them.post(f"{draft.url}/unread/99", form=draft.url).status_code == 303


def test_the_same_form_twice_is_one_act(draft: Draft, them: Browser) -> None:
    url = f"{draft.url}/tasks/new?section={draft.sections['II']}"
    sent = {**them.hidden_fields(url), **fields()}
    for _twice in range(2):
        assert them.open(url, method="POST", data=sent).status_code == 303
    assert draft.texts() == ["A", "B", "C", "Z", "Mới"]


def test_the_document_is_read_whole(draft: Draft, them: Browser) -> None:
    page = them.get(f"{draft.url}/document").text
    assert check_page(page) == []
    part = them.get(f"{draft.url}/document", htmx=True).text
    assert check_fragment(part) == []
    assert "- Họp tổng kết." in part
    assert "<html" not in part


def test_a_plan_that_was_typed_has_no_document(world: World, them: Browser) -> None:
    with bind(world.unit_id("468")):
        begin_write()
        unit = db.session.get_one(Unit, world.unit_id("468"))
        url = f"/468/plans/{_committed(start_empty(unit, subject='Kế hoạch tự soạn'))}/review"
    page = them.get(url)
    assert (page.status_code, check_page(page.text)) == (200, [])
    assert them.get(f"{url}/document").status_code == 404
    assert them.post(f"{url}/unread/0", form=url).status_code == 303
    assert them.post(f"{url}/tasks/new", fields(), htmx=True).status_code == 200


def _committed(plan: Plan) -> int:
    db.session.commit()
    return plan.id


def test_a_unit_without_units_below_is_not_asked_for_whom(world: World, browser: Browser) -> None:
    with bind(world.unit_id("19612")):
        begin_write()
        unit = db.session.get_one(Unit, world.unit_id("19612"))
        plan = draft_from_reading(unit, reading(), LINES)
        db.session.commit()
        key, task_id = plan.id, plan.tasks[0].id
    url = f"/19612/plans/{key}/review/tasks/{task_id}"
    them = browser.as_(world.officer)
    assert 'name="audience"' not in them.get(url).text
    assert them.post(url, {"text": "Mới", "cadence": "monthly"}).status_code == 303
    with bind(world.unit_id("19612")):
        saved = db.session.get_one(Task, task_id)
        assert (saved.text, saved.audience) == ("Mới", Audience.OWN)
