"""The components draw what they are given, sound in every state; the layouts in every emptiness."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask, render_template, render_template_string
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    DecimalField,
    FileField,
    Form,
    FormField,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput

from blueprints.forms import WillBePublic
from tests.page_checks import check_fragment, check_page

PICK = [SelectChoice("a", "Một"), SelectChoice("b", "Hai")]
FORMS = '{% from "components/forms.html" import field, post_form, error_summary, search_box %}'
PERSON = {"name": "Cán bộ", "initials": "CB", "role_text": "Cán bộ", "href": "/me"}
UNIT = {"name": "Xã Cam Thành", "slug": "19612", "parent_names": "Huyện Cam Lộ"}
UNITS = [
    {"label": "Xã Cam Thành", "sub": None, "href": "/19612/", "current": True},
    {"label": "Xã Cam Tuyền", "sub": "Hội LHPN", "href": "/19600/", "current": False},
]
MENU = [
    {"label": place, "href": f"/{place}", "icon": "bell", "current": False, "place": place}
    for place in ("tab", "plus", "wide", "more")
]
FULL = {
    "unit": UNIT,
    "units": UNITS,
    "menu": MENU,
    "person": PERSON,
    "unread": 120,
    "bell_href": "/bell",
    "logout_href": "/logout",
    "demo": True,
    "ended_note": "Đã sắp xếp.",
}


class Part(Form):
    inner = StringField("Bên trong")


class Place(StringField):
    """A field of our own made from one of WTForms'."""


class Every(Form):
    text = Place("Chữ", [InputRequired()], description="Gợi ý")
    phone = TelField("Điện thoại", [Optional()])
    secret = PasswordField("Mật khẩu", [InputRequired()])
    long = TextAreaField("Dài")
    one = SelectField("Chọn", choices=PICK)
    several = SelectMultipleField("Chọn nhiều", choices=PICK)
    tick = BooleanField("Đồng ý", description="Gợi ý")
    radio = RadioField("Loại", [InputRequired()], choices=PICK)
    ticks = SelectMultipleField("Các loại", choices=PICK, option_widget=CheckboxInput())
    file = FileField("Tệp")
    day = DateField("Ngày", [InputRequired()], format="%d/%m/%Y")
    number = IntegerField("Số", [InputRequired()])
    money = DecimalField("Tiền", [InputRequired()])
    part = FormField(Part)
    hidden = HiddenField("Ẩn")


KINDS = ("done", "doing", "late", "over", "none", "not_applicable", "wait", "approved", "back")
NAMES = [name for name in vars(Every) if not name.startswith("_") and name != "Meta"]


def draw(app: Flask, text: str, **context: Any) -> str:
    with app.test_request_context("/here?a=1"):
        return render_template_string(text, **context)


def wrong_form() -> Every:
    form = Every(MultiDict({"number": "29 em", "radio": "z", "day": "hôm qua"}))
    form.ticks.option_widget = CheckboxInput()
    assert not form.validate()
    return form


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("look", ["chips", "rows"])
def test_each_kind_of_field_is_sound(app: Flask, name: str, look: str) -> None:
    text = draw(
        app, FORMS + "{{ field(form[name], look=look) }}", form=Every(), name=name, look=look
    )
    assert check_fragment(text) == []
    assert f'name="{name}' in text


def test_a_field_in_error_says_so_to_everybody(app: Flask) -> None:
    text = draw(app, FORMS + "{{ field(form.number) }}", form=wrong_form())
    assert 'aria-invalid="true"' in text
    assert 'aria-describedby="number-error"' in text
    assert 'id="number-error"' in text
    assert 'value="29 em"' in text


def test_hint_and_error_are_both_told(app: Flask) -> None:
    text = draw(app, FORMS + "{{ field(form.text) }}", form=wrong_form())
    assert 'aria-describedby="text-hint text-error"' in text


def test_what_may_stay_empty_is_marked(app: Flask) -> None:
    drawn = {
        name: draw(app, FORMS + "{{ field(form[name]) }}", form=Every(), name=name)
        for name in ("phone", "text")
    }
    assert 'class="opt-word"' in drawn["phone"]
    assert 'class="opt-word"' not in drawn["text"]


@pytest.mark.parametrize("kind", [StringField, BooleanField, TextAreaField])
def test_what_the_public_will_read_is_marked(app: Flask, kind: Any) -> None:
    class Shown(Form):
        theme = kind("Chủ đề", [WillBePublic()])

    text = draw(app, FORMS + "{{ field(form.theme) }}", form=Shown())
    assert "Will be public" in text
    assert "is_public" not in text
    assert "Will be public" not in draw(app, FORMS + "{{ field(form.text) }}", form=Every())


@pytest.mark.parametrize(
    ("name", "mode"), [("day", "numeric"), ("number", "numeric"), ("money", "decimal")]
)
def test_dates_and_numbers_are_text_boxes(app: Flask, name: str, mode: str) -> None:
    text = draw(app, FORMS + "{{ field(form[name]) }}", form=Every(), name=name)
    assert 'type="text"' in text
    assert f'inputmode="{mode}"' in text


def test_a_whole_wrong_form_is_sound_and_its_summary_leads_to_each_place(app: Flask) -> None:
    template = FORMS + (
        '{{ error_summary(form) }}{% call post_form("", "id-1", 3, hx_post="/x") %}'
        "{% for one in form %}{{ field(one) }}{% endfor %}<button>Lưu</button>{% endcall %}"
    )
    text = draw(app, template, form=wrong_form())
    assert check_fragment(text) == []
    assert 'href="#radio-0"' in text
    assert 'id="radio-0"' in text
    assert 'action="/here?a=1"' in text
    assert 'name="form_id" value="id-1"' in text
    assert 'hx-post="/x"' in text


def test_what_was_typed_never_becomes_markup(app: Flask) -> None:
    form = Every(MultiDict({"text": '"><script>x</script>', "long": "</textarea><b>"}))
    text = draw(app, FORMS + "{{ field(form.text) }}{{ field(form.long) }}", form=form)
    assert "<script>" not in text
    assert "<b>" not in text


@pytest.mark.parametrize(
    "text",
    [
        '{% for kind in kinds %}{{ status.status(kind, "x") }}{% endfor %}',
        '{{ status.progress("a", "Quà", 0, 0) }}',
        '{{ status.meter("a", "Nộp", 83, "83%") }}',
        '{{ status.ring(0, 0, "0 việc") }}{{ status.ring(8, 14, "8 việc") }}',
        '{{ status.split([("done", 8), ("over", 0)], "8 xong") }}{{ status.split([], "không") }}',
        '{{ status.timeline([{"kind": "back", "title": "a", "sub": "b", "text": "c"}]) }}',
        '{{ messages.say("success", "a") }}{{ messages.empty("b") }}{{ messages.call_111() }}',
        '{% call lists.section("s", "a", "b") %}c{% endcall %}',
        '{{ lists.rows([{"title": "a", "href": "/", "symbol": "bell"}, {"title": "b"}]) }}',
        '{{ lists.table("a", [{"key": "k", "title": "t"}], [{"k": 1, "href": "/"}, {"k": 2}]) }}',
        '{{ lists.facts([("a", "b")]) }}',
        '{% call dialog.confirm("d", "Nộp?", "/x", "Nộp", form_id="1") %}<p>a</p>{% endcall %}',
        '<p id="x">a</p>{{ buttons.copy_button("x") }}{{ buttons.go("a", "/") }}',
        '{{ buttons.close() }}{{ buttons.button("a", data_dialog="d", disabled=true) }}',
        '{{ forms.search_box("/", "a") }}',
        '{% include "errors/_message.html" %}',
    ],
)
def test_each_component_is_sound(app: Flask, text: str) -> None:
    names = ("buttons", "dialog", "forms", "lists", "messages", "status")
    all_of = "".join(f'{{% import "components/{name}.html" as {name} %}}' for name in names)
    assert check_fragment(draw(app, all_of + text, kinds=KINDS)) == []


@pytest.mark.parametrize(("page", "links"), [(1, ["?p=2"]), (2, ["?p=1", "?p=3"]), (3, ["?p=2"])])
def test_the_pager_leads_to_its_neighbours(app: Flask, page: int, links: list[str]) -> None:
    template = '{% from "components/lists.html" import pager %}{{ pager(page, 3, address) }}'
    text = draw(app, template, page=page, address=lambda number: f"?p={number}")
    assert check_fragment(text) == []
    assert [f"?p={number}" for number in (1, 2, 3) if f'href="?p={number}"' in text] == links


def test_one_page_needs_no_pager(app: Flask) -> None:
    template = '{% from "components/lists.html" import pager %}{{ pager(1, 1, none) }}'
    assert draw(app, template).strip() == ""


def shell_without(*names: str) -> SimpleNamespace:
    empty = {"units": [], "menu": [], "unread": 0, "demo": False}
    return SimpleNamespace(**{**FULL, **{name: empty.get(name) for name in names}})


@pytest.mark.parametrize("layout", ["app", "gate", "public"])
@pytest.mark.parametrize(
    "shell",
    [shell_without(), *(shell_without(name) for name in FULL), shell_without(*FULL)],
    ids=["full", *FULL, "empty"],
)
def test_each_layout_bears_any_emptiness(app: Flask, layout: str, shell: SimpleNamespace) -> None:
    template = (
        f'{{% extends "layouts/{layout}.html" %}}{{% block title %}}Một & hai{{% endblock %}}'
    )
    assert check_page(draw(app, template, shell=shell)) == []


@pytest.mark.parametrize("place", ["tab", "plus", "wide", "more"])
def test_each_entry_of_the_menu_is_marked_where_one_is(app: Flask, place: str) -> None:
    menu = [{**entry, "current": entry["place"] == place} for entry in MENU]
    shell = SimpleNamespace(**{**FULL, "menu": menu})
    text = draw(app, '{% extends "layouts/app.html" %}', shell=shell)
    assert f'href="/{place}" aria-current="page"' in text
    assert text.count('aria-current="page"') == (1 if place in ("tab", "plus") else 2)


def test_a_public_page_has_no_token_and_no_script(app: Flask) -> None:
    text = draw(app, '{% extends "layouts/public.html" %}', shell=shell_without(*FULL))
    assert "csrf" not in text
    assert "<script" not in text


@pytest.mark.parametrize("person", [PERSON, None])
def test_a_refusal_is_a_sound_page_for_everybody(app: Flask, person: dict[str, str] | None) -> None:
    shell = SimpleNamespace(**{**FULL, "person": person})
    with app.test_request_context("/"):
        text = render_template(
            "errors/error.html", code=404, title="A & B", text="c", steps=[("d", "/")], shell=shell
        )
    assert check_page(text) == []


@pytest.mark.parametrize("left_out", [None, "password_left_out", "files_left_out"])
def test_a_stale_page_keeps_what_was_typed(app: Flask, left_out: str | None) -> None:
    context = {"action": "/x", "back_href": "/", "shown": [("Tên", "a")], "fields": [("n", '"a')]}
    with app.test_request_context("/"):
        text = render_template(
            "errors/csrf.html", shell=SimpleNamespace(**FULL), **context, **{left_out or "x": True}
        )
    assert check_page(text) == []
    assert 'name="n" value="&#34;a"' in text
    assert ('type="submit">' in text.partition('value="&#34;a"')[2]) == (left_out is None)
