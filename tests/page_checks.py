"""What every page must hold, whatever is on it: check_page(html) lists the faults."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element

import html5lib

from blueprints.assets import SOURCE
from tests.browser_floor import newer_html

CONTROLS = {"input", "select", "textarea", "meter", "progress"}
NO_LABEL = {"hidden", "submit", "button", "reset", "image"}
REFERRING = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "data-copy", "list")
SUFFIX = " - Măng Non"


def check_page(text: str) -> list[str]:
    """The faults of a whole page, as sentences; none is an empty list."""
    root, faults = _parsed(html5lib.HTMLParser(namespaceHTMLElements=False), text)
    return [*faults, *_head(root), *_main(root), *_body(root)]


def check_fragment(text: str) -> list[str]:
    """The faults of a partial, which htmx puts into a page; what it refers to may be elsewhere."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = Element("div")
    root.extend(list(parser.parseFragment(text, container=_container(text))))
    parts = (_errors(parser), *(check(root) for check in _IN_FRAGMENTS))
    return [fault for part in parts for fault in part]


def _container(text: str) -> str:
    found = re.match(r"\s*(?:<!--.*?-->\s*)*<(\w+)", text, re.DOTALL)
    inside = {"tr": "tbody", "td": "tr", "th": "tr", "tbody": "table", "option": "select"}
    return inside.get(found[1] if found else "", "div")


def _parsed(parser: html5lib.HTMLParser, text: str) -> tuple[Element, list[str]]:
    root = parser.parse(text)
    return root, list(_errors(parser))


def _errors(parser: html5lib.HTMLParser) -> Iterator[str]:
    for (line, _column), code, details in parser.errors:
        yield f"line {line}: {code} {details.get('name', '')}".rstrip()


def _head(root: Element) -> Iterator[str]:
    if not root.get("lang"):
        yield "no language on <html>"
    title = _words(root.find("head/title"))
    headings = [_words(one) for one in root.iter("h1")]
    if len(headings) != 1:
        yield f"{len(headings)} h1"
    elif title != headings[0] + SUFFIX:
        yield f"the title {title!r} is not the h1 {headings[0]!r}"


def _main(root: Element) -> Iterator[str]:
    if len(list(root.iter("main"))) != 1:
        yield "not one <main>"


def _body(root: Element) -> Iterator[str]:
    for check in (*_IN_FRAGMENTS, _references):
        yield from check(root)


def _ids(root: Element) -> Counter[str]:
    return Counter(one.attrib["id"] for one in root.iter() if one.get("id"))


def _duplicates(root: Element) -> Iterator[str]:
    yield from (f"id {name!r} {count} times" for name, count in _ids(root).items() if count > 1)


def _references(root: Element) -> Iterator[str]:
    ids = _ids(root)
    for one in root.iter():
        for name in REFERRING:
            yield from (
                f"{name}={target!r} leads nowhere"
                for target in one.get(name, "").split()
                if target not in ids
            )
        href = one.get("href", "")
        if one.tag == "a" and href.startswith("#") and href[1:] and href[1:] not in ids:
            yield f"href={href!r} leads nowhere"


def _labels(root: Element) -> Iterator[str]:
    bound = {one.get("for") for one in root.iter("label") if _words(one)} - {None}
    inside = {id(control) for one in root.iter("label") if _words(one) for control in one.iter()}
    for one in root.iter():
        if one.tag in CONTROLS and one.get("type") not in NO_LABEL:
            is_named = one.get("aria-label") or one.get("aria-labelledby")
            if not (is_named or one.get("id") in bound or id(one) in inside):
                yield f"no label: {_about(one)}"


def _names(root: Element) -> Iterator[str]:
    """What can be pressed or opened says what it does."""
    for one in root.iter():
        if one.tag in {"a", "button", "summary"} and not _spoken(one):
            yield f"no name: {_about(one)}"


def _spoken(one: Element) -> str:
    own = one.get("aria-label") or one.get("aria-labelledby") or one.get("title") or _words(one)
    images = (child.get("aria-label") or child.get("alt") for child in one.iter())
    return own or "".join(filter(None, images))


def _fieldsets(root: Element) -> Iterator[str]:
    for one in root.iter("fieldset"):
        first = next(iter(one), None)
        if first is None or first.tag != "legend" or not _words(first):
            yield f"no legend: {_about(one)}"


def _forms(root: Element) -> Iterator[str]:
    for form in root.iter("form"):
        if not form.get("action"):
            yield f"no action: {_about(form)}"
        method = form.get("method", "get").lower()
        names = [one.get("name") for one in form.iter("input")]
        tokens = names.count("csrf_token")
        if method == "post" and tokens != 1:
            yield f"{tokens} CSRF tokens: {_about(form)} {form.get('action', '')}"
        if method not in {"get", "post", "dialog"}:
            yield f"method {method}: {_about(form)}"


def _htmx(root: Element) -> Iterator[str]:
    """Each act has its plain form or link too, and nothing that the policy refuses."""
    for one in root.iter():
        for name, value in one.attrib.items():
            if name.startswith(("hx-on", "data-hx-on")) or "js:" in value[:3]:
                yield f"needs eval: {name} on {_about(one)}"
            if name == "hx-trigger" and "[" in value:
                yield f"needs eval: filter {value!r} on {_about(one)}"


def _inline(root: Element) -> Iterator[str]:
    for one in root.iter():
        if one.tag == "style" or (one.tag == "script" and not one.get("src")):
            yield f"inline <{one.tag}>"
        if "style" in one.attrib:
            yield f"inline style on {_about(one)}"
        yield from (f"{name} on {_about(one)}" for name in one.attrib if re.match(r"on[a-z]", name))
        if one.get("href", "").strip().lower().startswith("javascript:"):
            yield f"javascript: on {_about(one)}"


def _images(root: Element) -> Iterator[str]:
    yield from (f"no alt: {_about(one)}" for one in root.iter("img") if "alt" not in one.attrib)
    for one in root.iter():
        if str(one.tag).endswith("svg"):
            is_told = one.get("aria-hidden") == "true" or one.get("aria-label")
            if not is_told and not _is_told_by_its_frame(root, one):
                yield f"an svg neither hidden nor named: {_about(one)}"


def _is_told_by_its_frame(root: Element, wanted: Element) -> bool:
    """Whether it stands in something hidden, or in a named image, whose parts are not read out."""
    return any(
        one is wanted
        for hidden in root.iter()
        if hidden.get("aria-hidden") == "true" or hidden.get("role") == "img"
        for one in hidden.iter()
    )


@cache
def _symbols() -> frozenset[str]:
    return frozenset(re.findall(r'<symbol id="([^"]+)"', (SOURCE / "icons.svg").read_text()))


def _icons(root: Element) -> Iterator[str]:
    for one in root.iter():
        if str(one.tag).endswith("use"):
            name = one.get("href", "").partition("#")[2]
            if name not in _symbols():
                yield f"no icon {name!r} in the sprite"


def _floor(root: Element) -> Iterator[str]:
    yield from (f"newer than Chrome 109: {one}" for one in newer_html(root))


_IN_FRAGMENTS = (
    _duplicates,
    _labels,
    _names,
    _fieldsets,
    _forms,
    _htmx,
    _inline,
    _images,
    _icons,
    _floor,
)


def _words(one: Element | None) -> str:
    return " ".join("".join(one.itertext()).split()) if one is not None else ""


def _about(one: Element) -> str:
    more = "".join(
        f' {name}="{one.get(name)}"' for name in ("id", "name", "class") if one.get(name)
    )
    return f"<{one.tag}{more}>"
