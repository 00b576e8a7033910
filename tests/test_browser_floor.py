"""Chrome 109, the last browser of Windows 7, can run what we send it."""

from __future__ import annotations

import html5lib
import pytest

from blueprints.assets import SOURCE
from tests.browser_floor import newer_css, newer_html, newer_js

SCRIPTS = sorted(SOURCE.glob("*.js"))


@pytest.mark.parametrize(
    "path", sorted(SOURCE.rglob("*.css")), ids=lambda path: str(path.relative_to(SOURCE))
)
def test_stylesheets_keep_to_the_floor(path):
    assert newer_css(path.read_text()) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_our_scripts_keep_to_the_floor(path):
    assert newer_js(path.read_text()) == []


def test_htmx_asks_before_it_uses_what_is_newer():
    """After an upgrade of htmx: look whether each new name is asked for before it is used."""
    own = {".config", ".path", ".capture"}
    guarded = {"Document.parseHTMLUnsafe", ".moveBefore", ".startViewTransition"}
    (script,) = (SOURCE / "vendor").glob("htmx-*.js")
    found = {one.partition(": ")[2] for one in newer_js(script.read_text())}
    assert found <= own | guarded


def test_nothing_of_ours_needs_what_the_policy_refuses():
    for path in SOURCE.rglob("*.css"):
        assert "data:" not in path.read_text().replace("no data: image", "")
    for path in SCRIPTS:
        script = path.read_text().replace("swapSpec.style", "")  # htmx's own word for a way to swap
        for refused in ("eval(", "new Function", "innerHTML", ".style", "insertAdjacentHTML"):
            assert refused not in script


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a { b { color: red } }", "nesting"),
        ("a { &:hover { color: red } }", "nesting"),
        ("a { color: color-mix(in srgb, red, blue) }", "color-mix()"),
        ("a { color: light-dark(red, blue) }", "light-dark()"),
        ("a { color: oklch(50% 0.1 20) }", "oklch()"),
        ("a { color: oklab(50% 0.1 0.1) }", "oklab()"),
        ("a { background: linear-gradient(lab(50% 0 0), red) }", "lab()"),
        ("a { grid-template-columns: subgrid }", "subgrid"),
        ("a { transition: color 1s linear(0, 0.5, 1) }", "linear()"),
        ("a { width: 3cap }", "unit cap"),
        ("a { rotate: calc(sin(1) * 1deg) }", "sin()"),
        ("a { position-anchor: --x }", "position-anchor"),
        ("a { animation-timeline: scroll() }", "animation-timeline"),
        ("a { view-transition-name: x }", "view-transition-name"),
        ("a { field-sizing: content }", "field-sizing"),
        ("@scope (a) { b { color: red } }", "@scope"),
        ("@starting-style { a { opacity: 0 } }", "@starting-style"),
        ("@view-transition { navigation: auto }", "@view-transition"),
        ("@media (scripting: none) { a { color: red } }", "@media (scripting)"),
        ("@media print { a { color: oklch(50% 0.1 20) } }", "oklch()"),
        ("a:user-invalid { color: red }", ":user-invalid"),
        ("a:popover-open { color: red }", ":popover-open"),
        ("details:open { color: red }", ":open"),
        ("details::details-content { color: red }", ":details-content"),
        ("a } { color: red }", "cannot be parsed"),
    ],
)
def test_newer_css_is_found(text, found):
    findings = newer_css(text)
    assert any(found in one for one in findings), findings


@pytest.mark.parametrize(
    "text",
    [
        "a:has(b) { height: 100dvh; inset: 0; aspect-ratio: 1 }",
        "@container (min-width: 10rem) { a { color: red } }",
        "@property --x { syntax: '<number>'; inherits: false; initial-value: 0 }",
        "a:is(b, c):focus-visible { accent-color: red; text-wrap: balance }",
        "a { width: min(1rem, 2vw); color: hwb(0 0% 0%) }",
        "a::before { content: attr(data-x); clip-path: polygon(0 0, 1px 1px) }",
    ],
)
def test_css_of_the_floor_is_let_through(text):
    assert newer_css(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a.toSorted()", ".toSorted"),
        ("a.with(0, 1)", ".with"),
        ("Promise.withResolvers()", "withResolvers"),
        ("Object.groupBy(a, b)", "groupBy"),
        ("new Set().union(b)", ".union"),
        ("URL.canParse(a)", "canParse"),
        ("Array.fromAsync(a)", "fromAsync"),
        ("AbortSignal.any([a])", "AbortSignal.any"),
        ("a.showPopover()", ".showPopover"),
        ("document.startViewTransition(f)", ".startViewTransition"),
        ("new CloseWatcher()", "CloseWatcher"),
        ("'a'.isWellFormed()", ".isWellFormed"),
        ("{ using a = b(); }", "using"),
        ("/[a]/v.test(b)", "flag v"),
        ("/(?i:a)b/.test(c)", "modifiers"),
        ("import a from './a.json' with { type: 'json' }", "import attributes"),
        ("let = = 1", "cannot be parsed"),
    ],
)
def test_newer_js_is_found(text, found):
    findings = newer_js(text)
    assert any(found in one for one in findings), findings


@pytest.mark.parametrize(
    "text",
    [
        "a?.b ?? c.at(-1); structuredClone(d); e.findLast(f); Object.hasOwn(g, 'h')",
        "class A { #b = 1; static { this.c = 2 } has(d) { return #b in d } }",
        "await fetch('/'); for await (const a of b) { a.replaceAll('c', 'd') }",
        "// a.toSorted()\nconst text = 'a.toSorted()'; /a/d.exec(text)",
    ],
)
def test_js_of_the_floor_is_let_through(text):
    assert newer_js(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<p popover="auto">', "<p popover>"),
        ('<details name="a"></details>', "<details name>"),
        ('<button commandfor="a"></button>', "<button commandfor>"),
        ("<search></search>", "<search>"),
    ],
)
def test_newer_html_is_found(text, found):
    assert newer_html(html5lib.parse(text, namespaceHTMLElements=False)) == [found]
