"""The page checks find each fault, and none on a sound page."""

import pytest

from tests.page_checks import check_fragment, check_page

SOUND = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Thôn &amp; bản - Măng Non</title>
<script src="/static/app.js" defer></script></head>
<body><a href="#content">Đến nội dung</a><main id="content"><h1>Thôn &amp; <em>bản</em></h1>
<form method="post" action="/x"><input type="hidden" name="csrf_token" value="1">
<label for="n">Tên</label><input id="n" name="n" aria-describedby="h"><p id="h">Gợi ý</p>
<label><input type="checkbox" name="c"> Chọn</label>
<fieldset><legend>Loại</legend><input type="radio" aria-label="A" name="r"></fieldset>
<button>Lưu</button></form>
<form action="/s"><input type="search" name="q" aria-label="Tìm"></form>
<img src="/a.png" alt="">
<svg aria-hidden="true"><use href="/static/icons.svg#bell"/></svg></main></body></html>"""


def test_a_sound_page_has_no_fault():
    assert check_page(SOUND) == []


@pytest.mark.parametrize(
    ("sound", "broken", "fault"),
    [
        ("<!doctype html>\n", "", "expected-doctype"),
        ("<p id=", "<p></b id=", "unexpected-end-tag"),
        ("</fieldset>", "", "end-tag-too-early"),
        ("<h1>", "<h1><div>", "end-tag-too-early"),
        (' lang="vi"', "", "no language"),
        ("</h1>", "</h1><h1>Hai</h1>", "2 h1"),
        ("<h1>Thôn &amp; <em>bản</em></h1>", "", "0 h1"),
        ("<em>bản</em>", "xã", "is not the h1"),
        ("bản - Măng Non", "bản", "is not the h1"),
        ('<p id="h">', '<p id="n">', "'n' 2 times"),
        ('for="n"', 'for="m"', "for='m' leads nowhere"),
        ('for="n"', "", "no label"),
        ('<label for="n">Tên</label>', '<label for="n"></label>', "no label"),
        (' aria-label="Tìm"', "", "no label"),
        ('aria-describedby="h"', 'aria-describedby="h k"', "'k' leads nowhere"),
        ('href="#content"', 'href="#elsewhere"', "'#elsewhere' leads nowhere"),
        ('action="/x"', "", "no action"),
        ('action="/s"', 'action=""', "no action"),
        ('name="csrf_token"', 'name="token"', "0 CSRF tokens"),
        ('method="post"', 'method="put"', "method put"),
        ("<button>Lưu", "<button>", "no name"),
        ("<legend>Loại</legend>", "", "no legend"),
        ("<main id", "<div id", "main"),
        ('<script src="/static/app.js" defer>', "<script>1", "inline <script>"),
        ("</head>", "<style>a{}</style></head>", "inline <style>"),
        ('<p id="h">', '<p id="h" style="color:red">', "inline style"),
        ("<button>", '<button onclick="x()">', "onclick"),
        ('href="#content"', 'href=" JavaScript:x()"', "javascript:"),
        (' alt=""', "", "no alt"),
        (' aria-hidden="true"', "", "neither hidden nor named"),
        ("#bell", "#no-such-icon", "no icon 'no-such-icon'"),
        ("<button>", '<button hx-on:click="x()">', "needs eval"),
        ("<button>", "<button hx-trigger=\"keyup[key=='Enter']\">", "needs eval"),
        ("<button>", '<button hx-vals="js:{a:1}">', "needs eval"),
        ("<button>", '<button popovertarget="n">', "newer than Chrome 109"),
    ],
)
def test_each_fault_is_found(sound, broken, fault):
    assert sound in SOUND
    faults = check_page(SOUND.replace(sound, broken, 1))
    assert any(fault in one for one in faults), faults


@pytest.mark.parametrize(
    "text", ["<li>a</li>", "<tr><td>a</td></tr>", "<td>a</td>", '<p aria-describedby="elsewhere">a']
)
def test_a_sound_fragment_has_no_fault(text):
    assert check_fragment(text) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<p>a</b></p>", "unexpected-end-tag"),
        ('<p id="a"></p><p id="a"></p>', "2 times"),
        ('<input name="a">', "no label"),
        ('<form method="post" action="/x"></form>', "CSRF"),
        ('<p style="a">', "inline style"),
    ],
)
def test_a_fault_of_a_fragment_is_found(text, fault):
    assert any(fault in one for one in check_fragment(text)), check_fragment(text)
