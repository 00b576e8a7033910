"""Two people at one draft: small swaps of what changed, and nothing overwritten."""

from __future__ import annotations

import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from models import clock
from tests.clients import Browser
from tests.page_checks import check_fragment
from tests.reviews import Draft, fields, seen_on, short_draft
from tests.world import World


@pytest.fixture
def draft(world: World) -> Draft:
    return short_draft(world)


@pytest.fixture
def them(world: World, browser: Browser) -> Browser:
    return browser.as_(world.reviewer)


def act(them: Browser, draft: Draft, url: str, sent: dict[str, Any], since: str) -> TestResponse:
    return them.post(url, {**sent, "since": since}, htmx=True, form=draft.task_url())


def test_an_edit_swaps_one_row_and_closes_its_form(draft: Draft, them: Browser) -> None:
    since = seen_on(them.get(draft.url).text)
    answer = them.post(draft.task_url(1), {**fields(), "since": since}, htmx=True)
    key = draft.tasks()[1].id
    assert answer.status_code == 200
    assert check_fragment(answer.text) == []
    assert re.findall(r'hx-target="#(task[^"]+)"', answer.text) == [
        f"task-{key}-view",
        f"task-{key}-form",
    ]
    assert seen_on(answer.text) != since


def test_a_row_that_is_new_comes_with_its_place(draft: Draft, them: Browser) -> None:
    since = seen_on(them.get(draft.url).text)
    first, second = (one.id for one in draft.tasks()[:2])
    answer = act(them, draft, draft.task_url(1, "split"), {"text": "B1\nB2", "version": "1"}, since)
    made, section = draft.tasks()[2].id, draft.sections["I"]
    where = f'data-list="section-{section}-tasks" data-behind'
    assert f'id="task-{made}" data-line {where}="task-{second}"' in answer.text
    assert f'data-row="task-{second}" {where}="task-{first}"' in answer.text


def test_others_get_what_changed_since_and_who_did_it(
    draft: Draft, world: World, them: Browser, browser: Browser
) -> None:
    other = browser.as_(world.leader)
    since = seen_on(other.get(draft.url).text)
    assert other.get(f"{draft.url}/changes?since={since}", htmx=True).status_code == 204
    them.post(draft.task_url(1), fields(), htmx=True)
    them.post(draft.task_url(2, "move"), {"step": "up"}, htmx=True, form=draft.task_url(2))
    news = other.get(f"{draft.url}/changes?since={since}", htmx=True)
    assert news.text.count("Người duyệt huyện Cam Lộ has just changed this.") == 2
    assert news.text.count('class="draft') == 2
    assert 'class="task-form"' not in news.text
    assert other.get(f"{draft.url}/changes?since={seen_on(news.text)}").status_code == 204


def test_own_changes_are_not_told_as_others(draft: Draft, them: Browser) -> None:
    since = seen_on(them.get(draft.url).text)
    answer = them.post(draft.task_url(), {**fields(), "since": since}, htmx=True)
    assert "has just changed" not in answer.text


def test_headings_the_header_and_lists_come_when_they_changed(draft: Draft, them: Browser) -> None:
    since = seen_on(them.get(draft.url).text)
    them.post(f"{draft.url}/sections/new", {"title": "Ba"})
    them.post(f"{draft.url}/sections/{draft.sections['I']}", {"title": "Khác"})
    them.post(f"{draft.url}/offers/0", form=draft.url)
    draft.set(subject="Đề mục mới")
    news = them.get(f"{draft.url}/changes?since={since}", htmx=True).text
    targets = re.findall(r'hx-target="#([a-z-]+\d*[a-z-]*)"', news)
    assert {"parts", "review-header", "offers", f"section-{draft.sections['I']}-head"} <= set(
        targets
    )
    assert "Đề mục mới" in news
    assert check_fragment(news) == []


@pytest.mark.parametrize("since", ["", "1", "a.b.c.d.e.f", "1.2.3.4.5.x", "9" * 30])
def test_nonsense_about_what_was_seen_gets_nothing(draft: Draft, them: Browser, since: str) -> None:
    assert them.get(f"{draft.url}/changes?since={since}", htmx=True).status_code == 204


def test_a_stale_edit_overwrites_nothing_and_shows_the_others_value(
    draft: Draft, world: World, them: Browser, browser: Browser
) -> None:
    url = draft.task_url()
    other = browser.as_(world.leader)
    hidden = other.hidden_fields(url)
    them.post(
        url,
        fields(
            text="Của người kia", cadence="yearly", due_on="1/7/2026", coordinating_kinds=["police"]
        ),
    )
    mine = {**hidden, **fields(text="Của tôi")}
    answer = other.open(url, method="POST", data=mine, headers={"HX-Request": "true"})
    assert answer.status_code == 409
    for shown in ("Của tôi", "Của người kia", "yearly", "01/07/2026", "Công an"):
        assert shown in answer.text
    assert check_fragment(answer.text) == []
    assert draft.texts()[0] == "Của người kia"


def test_after_a_stale_edit_the_same_form_saves(draft: Draft, them: Browser) -> None:
    url = draft.task_url()
    old = them.hidden_fields(url)
    them.post(url, fields(text="Trước"))
    stale = them.open(url, method="POST", data={**old, **fields(text="Sau")})
    assert stale.status_code == 409
    drawn = dict(re.findall(r'name="(version|form_id)" value="([^"]+)"', stale.text)[:2])
    again = them.open(url, method="POST", data={**old, **drawn, **fields(text="Sau")})
    assert again.status_code == 303
    assert draft.texts()[0] == "Sau"


@pytest.mark.parametrize("name", ["omission", "merge"])
def test_an_act_on_a_row_that_changed_shows_the_row_anew(
    draft: Draft, them: Browser, name: str
) -> None:
    since = seen_on(them.get(draft.url).text)
    them.post(draft.task_url(1), fields())
    answer = act(them, draft, draft.task_url(1, name), {"version": "1"}, since)
    assert answer.status_code == 409
    assert f'hx-target="#task-{draft.tasks()[1].id}-view"' in answer.text
    assert 'hx-target="#messages"' in answer.text
    assert draft.texts() == ["A", "Mới", "C", "Z"]
    plain = them.post(draft.task_url(1, name), {"version": "1"}, form=draft.task_url())
    assert plain.status_code == 409


def test_a_stale_split_and_a_stale_heading_come_back(draft: Draft, them: Browser) -> None:
    split, head = draft.task_url(act="split"), f"{draft.url}/sections/{draft.sections['I']}"
    drawn = {url: them.hidden_fields(url) for url in (split, head)}
    them.post(draft.task_url(), fields())
    them.post(head, {"title": "Của người kia"})
    for url, sent in ((split, {"text": "A1\nA2"}), (head, {"title": "Của tôi"})):
        answer = them.open(url, method="POST", data={**drawn[url], **sent})
        assert answer.status_code == 409
        assert "Meanwhile saved by somebody else" in answer.text
    assert draft.texts() == ["Mới", "B", "C", "Z"]


def test_moving_leaves_an_open_form_good(draft: Draft, them: Browser) -> None:
    url = draft.task_url(1)
    hidden = them.hidden_fields(url)
    moved = them.post(f"{url}/move", {"step": "up"}, htmx=True, form=url)
    assert 'name="form_id"' in moved.text
    assert them.open(url, method="POST", data={**hidden, **fields()}).status_code == 303
    assert draft.texts() == ["Mới", "A", "C", "Z"]


@pytest.mark.parametrize("end", ["published_at", "discarded_at"])
def test_who_still_looks_is_told_that_the_review_is_over(
    draft: Draft, them: Browser, end: str
) -> None:
    since = seen_on(them.get(draft.url).text)
    draft.set(**{end: clock.now()})
    answer = them.get(f"{draft.url}/changes?since={since}", htmx=True)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (409, "#messages")
    assert "HX-Redirect" not in answer.headers
