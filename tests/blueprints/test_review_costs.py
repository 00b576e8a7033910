"""What a review may cost as far as it can be counted: bytes and queries, never time."""

from __future__ import annotations

import gzip
from urllib.parse import urlencode

import pytest

from tests.clients import Browser
from tests.documents.corpus import INVENTED, SAMPLES
from tests.page_checks import check_fragment
from tests.plans import task
from tests.queries import counted
from tests.reviews import Draft, fields, seen_on, short_draft
from tests.world import World

PAGE_BYTES, EDIT_BYTES = 60 * 1024, 3 * 1024
QUERIES = 12


@pytest.fixture
def them(world: World, browser: Browser) -> Browser:
    return browser.as_(world.reviewer)


def long_draft(world: World, count: int) -> Draft:
    """As many tasks of 200 characters, cut from real and invented documents."""
    text = " ".join(" ".join(path.read_text().split()) for path in (*SAMPLES, *INVENTED))
    texts = [text[start : start + 200] for start in range(0, count * 200, 200)]
    assert len(texts[-1]) == 200
    lines = [f"- {one}" for one in texts]
    sections = [
        {"id": f"II.{n}", "marker": str(n), "title": f"Nhóm nhiệm vụ {n}", "parent": None}
        for n in range(12)
    ]
    tasks = [
        task(
            one,
            section=f"II.{n * 12 // count}",
            line=n + 1,
            due="2026-06-15" if n % 3 else None,
            coordinating=["Công an", "Hội LHPN"][: n % 3],
        )
        for n, one in enumerate(texts)
    ]
    return Draft(world, *tasks, sections=sections, lines=lines)


def test_the_first_view_of_200_tasks_is_light(world: World, them: Browser) -> None:
    draft = long_draft(world, 200)
    with counted() as queries:
        page = them.get(draft.url)
    assert page.text.count('class="task"') == 200
    assert len(gzip.compress(page.data, 6)) < PAGE_BYTES
    assert len(queries) <= QUERIES, "\n".join(queries)


def test_an_edit_among_200_tasks_is_light_both_ways(world: World, them: Browser) -> None:
    draft = long_draft(world, 200)
    since = seen_on(them.get(draft.url).text)
    one = draft.tasks()[100]
    sent = {
        **them.hidden_fields(draft.task_url(100)),
        **fields(text=one.text, due_on="15/06/2026", coordinating_kinds=["police"]),
        "since": since,
    }
    answer = them.open(
        draft.task_url(100), method="POST", data=sent, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert len(urlencode(sent, doseq=True)) < EDIT_BYTES
    assert len(answer.data) < EDIT_BYTES


@pytest.mark.parametrize("count", [20, 200])
def test_queries_do_not_grow_with_the_tasks(world: World, them: Browser, count: int) -> None:
    draft = long_draft(world, count)
    since = seen_on(them.get(draft.url).text)
    them.post(draft.task_url(1), fields(), htmx=True)
    task_url, news = draft.task_url(1), f"{draft.url}/changes?since={since}"
    for url in (draft.url, task_url, f"{task_url}/split", news):
        with counted() as queries:
            assert them.get(url, htmx=url != draft.url).status_code == 200
        assert len(queries) <= QUERIES, "\n".join(queries)


def test_a_form_loaded_into_its_row_is_light(world: World, them: Browser) -> None:
    form = them.get(short_draft(world).task_url(), htmx=True)
    assert check_fragment(form.text) == []
    assert len(gzip.compress(form.data)) < EDIT_BYTES
