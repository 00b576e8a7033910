"""Static files: hashed names, compressed once, cached for ever; plain while they change."""

import gzip
import os
import re

import brotli
import pytest
from flask import Flask, render_template_string

from blueprints import assets


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "static"
    (folder / "vendor").mkdir(parents=True)
    (folder / "app.css").write_text('a{background:url("dot.svg#x")}b{src:url(vendor/dot.svg)}' * 40)
    (folder / "dot.svg").write_text("<svg/>")
    (folder / "vendor" / "dot.svg").write_text("<svg>vendor</svg>")
    (folder / "vendor" / "dot.LICENSE").write_text("MIT")
    return folder


@pytest.fixture
def target(tmp_path):
    return tmp_path / "build" / "static"


def app_with(source, target, environment="production"):
    app = Flask("assets_test", static_folder=None)
    app.config["ENVIRONMENT"] = environment
    assets.init_app(app, source, target)
    return app


def address_of(app, name):
    with app.test_request_context():
        return render_template_string("{{ asset(name) }}", name=name)


def test_names_tell_the_content(source, target):
    before = assets.build(source, target)["dot.svg"]
    (source / "dot.svg").write_text("<svg>other</svg>")
    after = assets.build(source, target)["dot.svg"]
    assert re.fullmatch(r"dot\.[0-9a-f]{8}\.svg", before)
    assert before != after
    assert not (target / before).exists()


def test_a_changed_picture_renames_the_stylesheet(source, target):
    before = assets.build(source, target)["app.css"]
    (source / "dot.svg").write_text("<svg>other</svg>")
    assert assets.build(source, target)["app.css"] != before


def test_a_stylesheet_refers_to_hashed_names(source, target):
    names = assets.build(source, target)
    text = (target / names["app.css"]).read_text()
    assert f'url("/static/{names["dot.svg"]}#x")' in text
    assert f'url("/static/{names["vendor/dot.svg"]}")' in text


def test_a_stylesheet_that_refers_to_nothing_stops_the_build(source, target):
    (source / "app.css").write_text("a{background:url(gone.svg)}")
    with pytest.raises(assets.MissingAsset, match=r"gone\.svg"):
        assets.build(source, target)


def test_licences_are_not_published(source, target):
    assert set(assets.build(source, target)) == {"app.css", "dot.svg", "vendor/dot.svg"}


@pytest.mark.parametrize(
    ("accepted", "decode"), [("br", brotli.decompress), ("gzip", gzip.decompress)]
)
def test_built_files_are_served_compressed_and_immutable(source, target, accepted, decode):
    assets.build(source, target)
    app = app_with(source, target)
    answer = app.test_client().get(
        address_of(app, "app.css"), headers={"Accept-Encoding": accepted}, buffered=True
    )
    assert answer.headers["Content-Encoding"] == accepted
    assert b"/static/dot." in decode(answer.data)
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_unbuilt_files_are_served_plain_and_fresh(source, target):
    app = app_with(source, target)
    assert address_of(app, "dot.svg") == "/static/dot.svg"
    answer = app.test_client().get("/static/dot.svg", buffered=True)
    assert answer.data == b"<svg/>"
    assert "immutable" not in answer.headers["Cache-Control"]


def test_a_file_changed_since_the_build_is_served_plain_in_development(source, target):
    assets.build(source, target)
    later = (target.with_suffix(".json")).stat().st_mtime + 5
    os.utime(source / "dot.svg", (later, later))
    assert address_of(app_with(source, target, "development"), "dot.svg") == "/static/dot.svg"
    assert address_of(app_with(source, target), "dot.svg") != "/static/dot.svg"


def test_tests_never_see_built_files(source, target):
    assets.build(source, target)
    assert address_of(app_with(source, target, "test"), "dot.svg") == "/static/dot.svg"


@pytest.mark.parametrize("is_built", [True, False])
def test_asking_for_a_file_that_is_not_there_fails_loudly(source, target, is_built):
    if is_built:
        assets.build(source, target)
    with pytest.raises(assets.MissingAsset):
        address_of(app_with(source, target), "gone.css")


def test_the_command_builds(source, target):
    result = app_with(source, target).test_cli_runner().invoke(args=["assets", "build"])
    assert result.output == "3 static files built.\n"
    assert target.with_suffix(".json").exists()


@pytest.mark.parametrize("path", ["../static.json", "%2e%2e/static.json", "nothing.css"])
def test_nothing_else_is_served(source, target, path):
    assets.build(source, target)
    assert app_with(source, target).test_client().get(f"/static/{path}").status_code == 404


def test_the_real_files_build(tmp_path):
    names = assets.build(assets.SOURCE, tmp_path / "built")
    assert {"app.css", "app.js", "icons.svg", "favicon.svg"} <= set(names)
