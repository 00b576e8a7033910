"""Sending files: the field for them, what is too large, a place for them that fails."""

from __future__ import annotations

import pytest
from flask import Flask, render_template_string
from flask_wtf.file import FileField
from wtforms import Form, MultipleFileField
from wtforms.validators import InputRequired

from blueprints import access
from models.storage import NoRoom, Unreachable
from tests.clients import Browser
from tests.page_checks import check_fragment, check_page
from tests.world import World

NEW = "/19612/hamlets/new"
DROP = (
    '{% from "components/forms.html" import post_form %}'
    '{% from "components/upload.html" import file_drop %}'
    '{% call post_form("/here", files=true, data_upload=true) %}'
    '{{ file_drop(form[name], ".docx,.pdf", 5000) }}{% endcall %}'
)


class Sent(Form):
    document = FileField("Văn bản", [InputRequired()], description="Tối đa 20 MB.")
    photos = MultipleFileField("Ảnh")


def too_much(app: Flask) -> dict[str, str]:
    return {"name": "x" * (app.config["MAX_CONTENT_LENGTH"] + 1)}


@pytest.mark.parametrize("name", ["document", "photos"])
@pytest.mark.parametrize("is_wrong", [False, True])
def test_the_field_for_files_is_sound(app: Flask, name: str, is_wrong: bool) -> None:
    form = Sent()
    form[name].errors = ["Chọn tệp."] if is_wrong else []
    with app.test_request_context("/here"):
        text = render_template_string(DROP, form=form, name=name)
    assert check_fragment(text) == []
    assert 'accept=".docx,.pdf"' in text
    assert 'data-most-bytes="5000"' in text
    assert ('aria-invalid="true"' in text) == is_wrong


def test_what_is_told_of_a_file_is_bound_to_its_field(app: Flask) -> None:
    form = Sent()
    form.document.errors = ["Chọn tệp."]
    with app.test_request_context("/here"):
        text = render_template_string(DROP, form=form, name="document")
    told = "document-hint document-error document-chosen"
    assert f'aria-describedby="{told}"' in text
    assert all(f'id="{id_}"' in text for id_ in told.split())


def test_a_body_over_the_limit_is_refused_with_the_way_back(
    app: Flask, world: World, browser: Browser
) -> None:
    answer = browser.as_(world.administrator).client.post(NEW, data=too_much(app))
    assert answer.status_code == 413
    assert "24 MB" in answer.text
    assert f'href="{NEW}"' in answer.text
    assert check_page(answer.text) == []


def test_a_body_over_the_limit_is_told_in_the_message_area(
    app: Flask, world: World, browser: Browser
) -> None:
    them = browser.as_(world.administrator)
    answer = them.client.post(NEW, data=too_much(app), headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (413, "#messages")
    assert "24 MB" in answer.text


@pytest.mark.parametrize(("fault", "status"), [(Unreachable("away"), 503), (NoRoom("full"), 507)])
def test_a_storage_that_fails_is_told(
    world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch, fault: Exception, status: int
) -> None:
    @access.public
    def fail() -> None:
        raise fault

    monkeypatch.setitem(browser.app.view_functions, "home.index", fail)
    answer = browser.as_(world.officer).get("/")
    assert answer.status_code == status
    assert check_page(answer.text) == []
