"""What is ticked and typed over a weak network: kept, sent once, never called saved too early."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

from tests.browser.month import PATH, TODAY, Month

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
POSTS = re.compile(r"/lines/")
WAITING = "#outbox [data-waiting]:has-text('not saved yet')"
LATER = "2099-01-01"
REFUSED = "#outbox [data-refused] > li"


def cut(page: Any) -> None:
    """Let no post through, while the pages still come."""
    page.route(POSTS, lambda route: route.abort() if is_post(route) else route.continue_())


def is_post(route: Any) -> bool:
    return bool(route.request.method == "POST")


def mend(page: Any) -> None:
    """The network is back, and the browser says so."""
    page.unroute(POSTS)
    page.evaluate("void dispatchEvent(new Event('online'))")


def open_line(page: Any, row: str = "a1") -> None:
    page.click(f"#summary-{row}")
    page.wait_for_selector(f"#form-{row} form[data-saves]")


def until(page: Any, condition: Callable[[], bool]) -> None:
    """Wait, while the page goes on, until it is so."""
    for _ in range(1500):
        if condition():
            return
        page.wait_for_timeout(20)
    raise AssertionError("it never became so")


def is_ticked(page: Any, row: str = "a1") -> bool:
    return bool(page.get_attribute(f"#tick-{row}", "aria-checked") == "true")


# Ticks


def test_a_tick_is_saved_at_once_and_counted(open_month: Open, month: Month) -> None:
    page = open_month()
    page.click("#tick-a1")
    page.wait_for_selector("#line-a1[data-state=done]")
    assert month.acts == [{"state": "done"}]
    assert is_ticked(page)
    assert page.evaluate("document.activeElement.id") == "tick-a1"
    assert page.text_content("[data-count=todo]") == "1"
    assert page.text_content("[data-count=all]") == "2"
    assert page.text_content("[data-done-of]") == "1/2 xong"
    assert not page.is_visible("[data-some-wait]")


def test_a_line_yet_to_come_counts_once_it_is_done(open_month: Open, month: Month) -> None:
    month.upcoming = {"b2"}
    page = open_month()
    assert page.text_content("[data-done-of]") == "0/1 xong"
    page.click("#tick-b2")
    page.wait_for_selector("#line-b2[data-state=done]")
    assert page.text_content("[data-done-of]") == "1/2 xong"
    assert page.text_content("[data-count=all]") == "2"
    assert page.text_content("[data-count=todo]") == "1"


def test_a_double_tap_is_one_tick(open_month: Open, month: Month) -> None:
    page = open_month()
    page.dblclick("#tick-a1")
    page.wait_for_selector("#line-a1[data-state=done]")
    page.wait_for_selector("[data-count=todo]:text-is('1')")
    assert month.acts == [{"state": "done"}]


def test_a_tick_without_network_waits_and_goes_when_it_is_back(
    open_month: Open, month: Month
) -> None:
    page = open_month()
    page.context.set_offline(True)
    page.click("#tick-a1")
    page.wait_for_selector(WAITING)
    assert is_ticked(page)
    assert page.get_attribute("#summary-a1 .meta", "data-unsaved") == "chưa lưu"
    page.context.set_offline(False)
    page.wait_for_selector("#line-a1[data-state=done]")
    assert page.get_attribute("#summary-a1 .meta", "data-unsaved") is None
    assert not page.is_visible("[data-some-wait]")
    assert month.acts == [{"state": "done"}]


def test_nobody_has_to_wait_for_the_next_try(open_month: Open) -> None:
    page = open_month()
    page.clock.install()
    page.clock.pause_at(LATER)
    cut(page)
    page.click("#tick-a1")
    page.wait_for_selector(WAITING)
    page.unroute(POSTS)
    page.click("#outbox [data-send-now]")
    page.wait_for_selector("#line-a1[data-state=done]")


def test_what_waits_survives_a_reload(open_month: Open, month: Month) -> None:
    page = open_month()
    cut(page)
    page.click("#tick-b2")
    open_line(page)
    page.fill("#note-a1", "Hai buổi, 86 người")
    page.wait_for_selector(".field[data-unsaved] #note-a1")
    page.reload()
    page.wait_for_selector(WAITING)
    assert is_ticked(page, "b2")
    open_line(page)
    assert page.input_value("#note-a1") == "Hai buổi, 86 người"
    mend(page)
    page.wait_for_selector("#line-b2[data-state=done]")
    until(page, lambda: month.lines["a1"]["note"] == "Hai buổi, 86 người")


def test_taps_and_keys_before_the_first_try_are_one_act(open_month: Open, month: Month) -> None:
    page = open_month()
    open_line(page)
    keys = "['B', 'Ba', 'Ba buổi'].forEach((one) => { box.value = one; box.dispatchEvent(typed); })"
    made = "const typed = new Event('input', { bubbles: true });"
    page.evaluate(f"() => {{ const box = document.getElementById('note-a1'); {made} {keys} }}")
    page.click("#form-a1 form[data-saves] button")
    until(page, lambda: bool(month.acts))
    assert month.acts == [{"note": "Ba buổi"}]
    until(page, lambda: page.input_value("[name=was-note]") == "Ba buổi")


def test_a_tick_taken_back_is_never_sent(open_month: Open, month: Month) -> None:
    page = open_month()
    page.evaluate("void navigator.locks.request('mang-non-changes', () => new Promise(() => {}))")
    page.click("#tick-a1")
    page.click("#tick-a1")
    page.wait_for_selector("#tick-a1[aria-checked=false]")
    page.reload()
    page.click("#tick-b2")
    page.wait_for_selector("#line-b2[data-state=done]")
    assert [act for act in month.acts if act["state"] != "done"] == []
    assert month.lines["a1"]["state"] == "not_started"


def test_a_change_after_a_lost_answer_is_an_act_of_its_own(open_month: Open, month: Month) -> None:
    page = open_month()
    month.loses_answers = True
    open_line(page)
    page.fill("#note-a1", "một")
    page.press("#note-a1", "Tab")
    until(page, lambda: month.lines["a1"]["note"] == "một")
    page.fill("#note-a1", "một hai")
    page.press("#note-a1", "Tab")
    page.wait_for_selector(WAITING)
    month.loses_answers = False
    mend(page)
    until(page, lambda: month.lines["a1"]["note"] == "một hai")
    assert month.acts == [{"note": "một"}, {"note": "một hai"}]


@pytest.mark.parametrize("status", [429, 502, 503])
def test_a_busy_server_is_asked_again(open_month: Open, status: int) -> None:
    page = open_month()
    page.route(POSTS, lambda route: route.fulfill(status=status, body="<h1>proxy</h1>"))
    page.click("#tick-a1")
    page.wait_for_selector(WAITING)
    mend(page)
    page.wait_for_selector("#line-a1[data-state=done]")


def test_a_foreign_page_is_no_answer(open_month: Open) -> None:
    page = open_month()
    page.route(POSTS, lambda route: route.fulfill(body="<h1>Wi-Fi của quán</h1>"))
    page.click("#tick-a1")
    page.wait_for_selector(WAITING)
    mend(page)
    page.wait_for_selector("#line-a1[data-state=done]")


def test_an_old_token_is_renewed(open_month: Open, month: Month) -> None:
    page = open_month()
    month.token = "newer"
    page.click("#tick-a1")
    page.wait_for_selector("#line-a1[data-state=done]")
    assert page.get_attribute("meta[name=csrf-token]", "content") == "newer"


# Who


def test_who_is_signed_out_signs_in_and_it_is_sent(open_month: Open, month: Month) -> None:
    page = open_month()
    month.is_signed_in = False
    page.click("#tick-a1")
    page.wait_for_url(f"**/login?next={quote(PATH, safe='')}")
    month.is_signed_in = True
    page.goto(PATH)
    page.wait_for_selector("#line-a1[data-state=done]")


def test_another_person_neither_sees_nor_sends_it(open_month: Open, month: Month) -> None:
    page = open_month()
    cut(page)
    page.click("#tick-a1")
    page.wait_for_selector(WAITING)
    page.unroute(POSTS)
    month.person = "8"
    page.reload()
    page.click("#tick-b2")
    page.wait_for_selector("#line-b2[data-state=done]")
    assert not is_ticked(page)
    assert not page.is_visible("[data-some-wait]")
    month.person = "7"
    page.reload()
    page.wait_for_selector("#line-a1[data-state=done]")


def test_a_page_of_somebody_who_signed_out_sends_nothing_as_the_next(
    open_month: Open, month: Month
) -> None:
    page = open_month()
    month.person = "8"
    page.click("#tick-a1")
    page.wait_for_url("**/login?*")
    assert month.acts == []


def test_two_tabs_send_it_once_and_both_show_it(open_month: Open, month: Month) -> None:
    page = open_month()
    other = page.context.new_page()
    other.goto(page.url)
    cut(page)
    other.route(POSTS, lambda route: route.abort())
    page.click("#tick-a1")
    page.wait_for_selector(WAITING)
    other.wait_for_selector("#tick-a1[aria-checked=true]")
    other.unroute(POSTS)
    mend(page)
    other.wait_for_selector("#line-a1[data-state=done]")
    page.wait_for_selector("#line-a1[data-state=done]")
    assert month.acts == [{"state": "done"}]


def test_another_page_empties_the_outbox(open_month: Open, month: Month) -> None:
    page = open_month()
    cut(page)
    page.click("#tick-a1")
    page.wait_for_selector(WAITING)
    page.unroute(POSTS)
    page.goto("/19612/")
    until(page, lambda: month.acts == [{"state": "done"}])


def test_a_browser_that_keeps_nothing_says_so(open_month: Open, month: Month) -> None:
    page = open_month("delete Object.getPrototypeOf(window).indexedDB; delete window.indexedDB")
    assert page.evaluate("typeof indexedDB") == "undefined"
    cut(page)
    page.click("#tick-a1")
    page.wait_for_selector("#outbox [data-waiting]:has-text('leave this page open')")
    assert page.evaluate("!dispatchEvent(new Event('beforeunload', { cancelable: true }))")
    mend(page)
    page.wait_for_selector("#line-a1[data-state=done]")
    assert page.evaluate("dispatchEvent(new Event('beforeunload', { cancelable: true }))")


def test_what_is_kept_may_be_left(open_month: Open) -> None:
    page = open_month()
    cut(page)
    page.click("#tick-a1")
    page.wait_for_selector(WAITING)
    assert page.evaluate("dispatchEvent(new Event('beforeunload', { cancelable: true }))")


def test_a_wrong_clock_loses_nothing(open_month: Open) -> None:
    page = open_month()
    cut(page)
    page.click("#tick-a1")
    page.wait_for_selector(WAITING)
    page.unroute(POSTS)
    page.clock.set_fixed_time(LATER)
    page.reload()
    page.wait_for_selector("#line-a1[data-state=done]")


def test_what_another_person_left_is_forgotten_in_time(open_month: Open, month: Month) -> None:
    page = open_month()
    cut(page)
    page.click("#tick-a1")
    page.wait_for_selector(WAITING)
    month.person = "8"
    page.clock.set_fixed_time(LATER)
    page.reload()
    page.wait_for_selector("#line-a1")
    page.click("#tick-b2")
    page.wait_for_selector(WAITING)
    month.person = "7"
    page.reload()
    page.wait_for_selector("#line-a1")
    assert not is_ticked(page)


# Refusals


def test_a_closed_month_keeps_what_was_typed(open_month: Open, month: Month) -> None:
    page = open_month()
    open_line(page)
    month.refusal = "Tháng đã nộp."
    page.fill("#note-a1", "Muộn")
    page.press("#note-a1", "Tab")
    page.wait_for_selector("#messages :text('Tháng đã nộp.')")
    assert "Tháng đã nộp." in page.inner_text(REFUSED)
    assert "note: Muộn" in page.inner_text(REFUSED)
    assert page.input_value("#note-a1") == "Muộn"
    page.reload()
    page.wait_for_selector(REFUSED)
    open_line(page)
    page.click(f"{REFUSED} [data-discard]")
    page.wait_for_selector(REFUSED, state="detached")
    assert page.input_value("#note-a1") == ""


def test_what_was_refused_is_sent_again(open_month: Open, month: Month) -> None:
    page = open_month()
    month.refusal = "Tháng đã nộp."
    page.click("#tick-a1")
    page.wait_for_selector(REFUSED)
    assert not is_ticked(page)
    month.refusal = ""
    page.click(f"{REFUSED} [data-again]")
    page.wait_for_selector("#line-a1[data-state=done]")
    assert page.locator(REFUSED).count() == 0


def test_two_officers_see_each_other(open_month: Open, month: Month) -> None:
    page = open_month()
    open_line(page)
    month.lines["a1"]["note"] = "của người khác"
    page.fill("#note-a1", "của tôi")
    page.press("#note-a1", "Tab")
    page.wait_for_selector("#form-a1 .err:has-text('Người khác đã lưu')")
    assert page.input_value("#note-a1") == "của tôi"
    assert month.lines["a1"]["note"] == "của người khác"
    page.click("#form-a1 form[data-saves] button")
    until(page, lambda: month.lines["a1"]["note"] == "của tôi")
    page.wait_for_selector(REFUSED, state="detached")


def test_a_tick_that_somebody_made_first_opens_the_line(open_month: Open, month: Month) -> None:
    page = open_month()
    month.lines["a1"]["state"] = "in_progress"
    page.click("#tick-a1")
    page.wait_for_selector("#form-a1 form[data-saves]")
    assert page.is_checked("#form-a1 [name=state][value=done]")
    assert page.input_value("[name=was-state]") == "in_progress"


def test_a_wrong_value_is_told_beside_it_and_mended(open_month: Open, month: Month) -> None:
    page = open_month()
    open_line(page)
    page.fill("#children-a1", "hai")
    page.press("#children-a1", "Enter")
    page.wait_for_selector("#form-a1 .err:has-text('Chỉ ghi chữ số')")
    assert page.evaluate("document.activeElement.id") == "children-a1"
    page.fill("#children-a1", "29")
    page.press("#children-a1", "Tab")
    until(page, lambda: month.lines["a1"]["children"] == "29")
    page.wait_for_selector(REFUSED, state="detached")
    assert page.locator("form[data-saves] .err, [aria-invalid=true]").count() == 0


def test_who_looks_for_it_is_told_that_it_is_saved(open_month: Open, month: Month) -> None:
    page = open_month()
    open_line(page)
    assert not page.is_visible("#form-a1 [data-saved]")
    page.fill("#note-a1", "Hai buổi")
    page.press("#note-a1", "Tab")
    page.wait_for_selector("#form-a1 [data-saved]")
    assert month.lines["a1"]["note"] == "Hai buổi"
    cut(page)
    page.fill("#note-a1", "Ba buổi")
    page.click("#form-a1 form[data-saves] button")
    page.wait_for_selector("#form-a1 [data-saved]", state="hidden")


def test_the_form_takes_the_day_over_that_a_tick_wrote(open_month: Open, month: Month) -> None:
    page = open_month()
    open_line(page)
    page.check("#form-a1 [name=state][value=done]")
    until(page, lambda: bool(page.input_value("#done_on-a1") == TODAY))
    page.fill("#done_on-a1", "12/09/2026")
    page.press("#done_on-a1", "Tab")
    until(page, lambda: month.lines["a1"]["done_on"] == "12/09/2026")
    assert page.locator(REFUSED).count() == 0


def test_nothing_arose_needs_a_reason(open_month: Open, month: Month) -> None:
    page = open_month()
    open_line(page)
    assert not page.is_visible("#reason-a1")
    page.check("#form-a1 [name=state][value=not_applicable]")
    assert page.evaluate("document.activeElement.id") == "reason-a1"
    assert page.locator(".field[data-unsaved] #reason-a1").count() == 1
    assert page.evaluate("!dispatchEvent(new Event('beforeunload', { cancelable: true }))")
    assert month.acts == []
    page.fill("#reason-a1", "Không có vụ việc")
    page.press("#reason-a1", "Tab")
    page.wait_for_selector("#line-a1[data-state=not_applicable]")
    assert month.acts == [{"state": "not_applicable", "reason": "Không có vụ việc"}]
    page.wait_for_selector(".field[data-unsaved] #reason-a1", state="detached")


def test_a_tick_is_followed_by_the_form(open_month: Open) -> None:
    page = open_month()
    open_line(page)
    page.click("#tick-a1")
    page.wait_for_selector("#line-a1[data-state=done]")
    assert page.is_checked("#form-a1 [name=state][value=done]")
    assert page.input_value("[name=was-state]") == "done"


# Opening


def test_a_line_opened_without_network_comes_later(open_month: Open) -> None:
    page = open_month()
    page.context.set_offline(True)
    page.click("#summary-a1")
    page.wait_for_selector("#form-a1 [data-load]")
    page.click("#form-a1 [data-load]")
    page.context.set_offline(False)
    page.wait_for_selector("#form-a1 form[data-saves]")


def test_what_is_being_typed_is_never_replaced(open_month: Open, month: Month) -> None:
    page = open_month()
    open_line(page)
    page.type("#note-a1", "đang gõ")
    page.click("#tick-a1")
    page.focus("#note-a1")
    page.wait_for_selector("#line-a1[data-state=done]")
    assert page.evaluate("document.activeElement.id") == "note-a1"
    assert page.input_value("#note-a1") == "đang gõ"
