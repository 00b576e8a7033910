"""Sending a file over networks as they are in a commune: slow, cut off, coming back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.link import Link, link_to
from tests.browser.visitor import PHONE, Visitor
from tests.documents.test_people_sheet import HEAD, ROW, book

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
FORM = "form[data-upload]"
SEND = f"{FORM} button[type=submit]"
IMPORT = "/468/people/import"
LIST = {"name": "danh sách.xlsx", "mimeType": "", "buffer": book(HEAD, ROW)}
NO_LIST = {"name": "danh sách.xlsx", "mimeType": "", "buffer": b"x" * 600_000}
LARGE = 16_000_000
A_PART = 2_000_000


@pytest.fixture
def link(demo_server: str) -> Iterator[Link]:
    with link_to(demo_server) as link:
        yield link


@pytest.fixture
def visitor(visit: Visit, link: Link) -> Iterator[Visitor]:
    """Somebody before the form that takes a list, at the other end of the link."""
    opened = visit("quantri.468")
    opened.page.goto(link.address + IMPORT)
    yield opened
    opened.page.close()


@pytest.fixture(scope="session")
def large_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """No list, and larger than what a machine takes in before it is sent on."""
    file = tmp_path_factory.mktemp("large") / "danh sách.xlsx"
    file.write_bytes(b"x" * LARGE)
    return file


def text(page: Any, name: str) -> str:
    """A text of app.js, up to what is filled in."""
    said: str = page.evaluate(f"document.body.dataset.{name}")
    return said.partition("{")[0].strip()


def choose(page: Any, file: Any) -> None:
    page.set_input_files(f"{FORM} input[type=file]", file)


def wait_for_a_part(page: Any) -> None:
    """Until some of the file is gone, and some is not."""
    page.wait_for_selector(f"{FORM} [data-sending] label:text-matches(' [1-8][0-9] ?%')")


def answer(page: Any, *steps: Any) -> list[Any]:
    """Answer each post to the form with the next step, the last for ever; None lets it through."""
    seen: list[Any] = []

    def handle(route: Any) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        seen.append(route.request)
        step = steps[min(len(seen), len(steps)) - 1]
        route.continue_() if step is None else route.fulfill(**step)

    page.route(f"**{IMPORT}", handle)
    return seen


@pytest.fixture
def sending(visitor: Visitor, link: Link, large_file: Path) -> Any:
    """The page when a part of the file is gone and the link stands still."""
    page = visitor.page
    choose(page, large_file)
    link.stall(after=A_PART)
    page.click(SEND)
    page.wait_for_selector(f"{FORM} [data-sending] label:text-matches(' [1-9][0-9] ?%')")
    return page


def test_the_progress_is_seen_in_words(visitor: Visitor, sending: Any) -> None:
    said = sending.inner_text(f"{FORM} [data-sending] label")
    assert re.fullmatch(re.escape(text(sending, "saySending")) + r" \d\d ?%", said)
    assert sending.is_disabled(SEND)
    visitor.complaints.clear()
    assert visitor.faults("upload-sending") == []


def test_while_the_server_works_the_words_change(visitor: Visitor, link: Link) -> None:
    page = visitor.page
    reading = page.get_attribute(FORM, "data-reading")
    choose(page, LIST)
    link.hold_answers()
    page.click(SEND)
    page.wait_for_selector(f"{FORM} [data-sending] label:text-is('{reading}')")
    assert page.get_attribute(f"{FORM} progress", "value") is None
    assert page.inner_text(f"{FORM} [data-step]") == reading
    visitor.take_picture("upload-reading")
    link.recover()
    page.wait_for_selector(f"main :text('{ROW[0]}')")


def test_a_network_cut_in_the_middle_loses_nothing(sending: Any, link: Link) -> None:
    link.cut()
    sending.wait_for_selector(f"#messages :text('{text(sending, 'sayUnsaved')}')")
    assert sending.get_attribute(FORM, "data-unsaved") == text(sending, "sayUnsavedWord")
    assert sending.evaluate(f"document.querySelector('{FORM} input[type=file]').files.length") == 1
    assert not sending.is_visible(f"{FORM} progress")
    link.recover()
    sending.wait_for_selector("#errors")
    assert sending.locator("#messages .say").count() == 0


def test_a_network_that_stands_still_is_left_and_tried_again(
    visitor: Visitor, link: Link, large_file: Path
) -> None:
    page = visitor.page
    page.clock.install()
    choose(page, large_file)
    link.stall(after=A_PART)
    page.click(SEND)
    unsaved = f"#messages :text('{text(page, 'sayUnsaved')}')"
    for _ in range(50):  # what was on its way still counts as a sign of life
        page.clock.fast_forward("00:41")
        if page.locator(unsaved).count():
            break
    assert page.locator(unsaved).count()
    link.recover()
    page.clock.fast_forward("00:05")
    page.wait_for_selector("#errors")


def test_a_phone_that_loses_its_network_waits_for_it(
    visitor: Visitor, sending: Any, link: Link
) -> None:
    visitor.context.set_offline(True)
    sending.wait_for_selector(f"#messages :text('{text(sending, 'sayUnsaved')}')")
    link.recover()
    visitor.context.set_offline(False)
    sending.wait_for_selector("#errors")


def test_a_form_with_errors_takes_the_place_of_the_old_one(visitor: Visitor) -> None:
    page = visitor.page
    choose(page, NO_LIST)
    page.click(SEND)
    page.wait_for_selector("#errors")
    assert page.evaluate("document.activeElement.id") == "errors"
    assert page.locator("main").count() == page.locator("h1").count() == 1
    assert page.url.endswith(IMPORT)
    visitor.complaints.clear()
    assert visitor.faults("upload-refused") == []
    choose(page, LIST)
    page.click(SEND)
    page.wait_for_selector(f"main :text('{ROW[0]}')")


def test_the_same_file_stays_chosen_where_it_was_not_the_fault(visitor: Visitor) -> None:
    page = visitor.page
    drawn = page.content()
    answer(page, {"status": 422, "content_type": "text/html", "body": drawn})
    choose(page, LIST)
    page.evaluate("document.querySelector('main').dataset.old = '1'")
    page.click(SEND)
    page.wait_for_selector("main:not([data-old])")
    name = f"document.querySelector('{FORM} input[type=file]').files[0].name"
    assert page.evaluate(name) == LIST["name"]
    assert LIST["name"] in page.inner_text("#file-chosen")


@pytest.mark.parametrize(
    "led",
    [
        {"status": 204, "headers": {"HX-Redirect": "/468/people/"}},
        {"status": 303, "headers": {"Location": "/468/people/"}},
    ],
    ids=["as htmx", "as a plain form"],
)
def test_an_answer_that_leads_elsewhere_is_followed(visitor: Visitor, led: dict[str, Any]) -> None:
    answer(visitor.page, led)
    choose(visitor.page, LIST)
    visitor.page.click(SEND)
    visitor.page.wait_for_url("**/468/people/")


def test_a_busy_proxy_is_tried_again_and_it_stays_one_act(visitor: Visitor) -> None:
    page = visitor.page
    seen = answer(page, {"status": 502, "body": "proxy"}, None)
    choose(page, LIST)
    page.click(SEND)
    page.wait_for_selector(f"main :text('{ROW[0]}')")
    ids = [re.findall(rb'name="form_id"\r\n\r\n(\S+)', one.post_data_buffer) for one in seen]
    assert len(ids) == 2
    assert ids[0] == ids[1] != []


def test_a_token_that_is_too_old_is_renewed(visitor: Visitor) -> None:
    page = visitor.page
    page.evaluate("document.querySelector('meta[name=csrf-token]').content = 'old'")
    choose(page, LIST)
    page.click(SEND)
    page.wait_for_selector(f"main :text('{ROW[0]}')")


@pytest.mark.parametrize("status", [403, 413, 500, 503, 507])
def test_our_own_refusal_is_told_and_the_form_stays(visitor: Visitor, status: int) -> None:
    headers = {"HX-Retarget": "#messages", "Content-Type": "text/html; charset=utf-8"}
    body = "<div class='say'><div>từ chối</div><button data-close>x</button></div>"
    answer(visitor.page, {"status": status, "body": body, "headers": headers})
    choose(visitor.page, LIST)
    visitor.page.click(SEND)
    visitor.page.wait_for_selector("#messages :text('từ chối')")
    assert LIST["name"] in visitor.page.inner_text("#file-chosen")
    assert visitor.page.is_enabled(SEND)


def test_a_foreign_page_never_lands_in_ours(visitor: Visitor) -> None:
    answer(visitor.page, {"status": 403, "body": "<h1>proxy</h1>"})
    choose(visitor.page, LIST)
    visitor.page.click(SEND)
    visitor.page.wait_for_selector(f"#messages :text('{text(visitor.page, 'sayFailed')}')")


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(visitor: Visitor) -> None:
    page = visitor.page
    seen = answer(page, {"status": 204})
    page.evaluate(f"document.querySelector('{FORM} input[type=file]').dataset.mostBytes = 500000")
    choose(page, NO_LIST)
    told = page.inner_text("#file-chosen")
    assert NO_LIST["name"] in told
    assert re.search(r"585[.,]9 KB.*488[.,]3 KB", told)
    page.click(SEND)
    assert page.evaluate("document.activeElement.type") == "file"
    assert seen == []
    assert visitor.faults("upload-too-large") == []
    choose(page, LIST)
    assert page.get_attribute("#file", "aria-invalid") == "false"


def test_a_file_that_was_taken_away_is_asked_for_again(visitor: Visitor, tmp_path: Path) -> None:
    page, file = visitor.page, tmp_path / "list.xlsx"
    file.write_bytes(LIST["buffer"])
    choose(page, file)
    file.unlink()
    page.click(SEND)
    page.wait_for_selector(f"#messages :text('{text(page, 'sayFileGone')}')")
    assert page.is_enabled(SEND)


def test_a_file_is_dropped(visitor: Visitor) -> None:
    page = visitor.page
    make = "() => { const d = new DataTransfer();"
    make += "['a.xlsx', 'b.xlsx'].forEach(n => d.items.add(new File(['x'], n))); return d; }"
    dropped = {"dataTransfer": page.evaluate_handle(make)}
    page.dispatch_event("[data-drop] label", "dragover", dropped)
    assert page.locator("[data-drop].here").count() == 1
    page.dispatch_event("h1", "dragover", dropped)
    assert page.locator("[data-drop].here").count() == 0
    page.dispatch_event("[data-drop] label", "drop", dropped)
    names = "[...document.querySelector('#file').files].map(f => f.name)"
    assert page.evaluate(names) == ["a.xlsx"]
    assert "a.xlsx" in page.inner_text("#file-chosen")


def test_a_file_dropped_beside_the_zone_does_not_take_the_page_away(visitor: Visitor) -> None:
    event = "const d = new DataTransfer(); d.items.add(new File(['x'], 'a.xlsx'));"
    event += "const e = new DragEvent('drop', {dataTransfer: d, bubbles: true, cancelable: true});"
    assert visitor.page.evaluate(f"() => {{ {event} return !document.body.dispatchEvent(e); }}")


def test_without_script_it_is_a_plain_form(visit: Visit) -> None:
    visit("quantri.468").page.close()
    page = visit("quantri.468", java_script_enabled=False).page
    page.goto(IMPORT)
    assert not page.is_visible(".drop-word")
    assert not page.is_visible(f"{FORM} progress")
    choose(page, NO_LIST)
    page.click(SEND)
    page.wait_for_selector("#errors")
    choose(page, LIST)
    page.click(SEND)
    page.wait_for_selector(f"main :text('{ROW[0]}')")


def test_the_zone_on_a_phone_and_on_a_desk(visit: Visit) -> None:
    visitor = visit("quantri.468", viewport={"width": PHONE, "height": 740})
    visitor.page.goto("/components")
    choose(visitor.page, [{"name": "Kế hoạch.docx", "mimeType": "", "buffer": b"x" * 40_000}])
    assert "39,1 KB" in visitor.page.inner_text("#document-chosen")
    assert visitor.faults("upload-components") == []
