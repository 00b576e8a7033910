"""What a stylesheet, a script or a page uses that Chrome 109 has not learned yet.

The names come from MDN's compatibility data (scripts/make_browser_floor.py); each function returns
the findings as sentences, the first word of which is the line where that is known.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import tinycss2
import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

NEWER: dict[str, Any] = json.loads((Path(__file__).parent / "browser_floor.json").read_text())
EXTRAS = {"text-wrap", "print-color-adjust"}
"""Properties that only make a page nicer: a browser without them drops the line and no more."""

NOT_OF_THE_BROWSER = {"sourceElement"}
"""Members of htmx's own objects that have the name of a newer member of the browser's."""

NESTED = {"media", "supports", "layer", "container"}
SYNTAX = {
    "using_declaration": "using",
    "import_attribute": "import attributes",
    "decorator": "decorators",
}
SCRIPT = Parser(Language(tree_sitter_javascript.language()))


# Stylesheets


def newer_css(text: str) -> list[str]:
    """What a stylesheet uses that Chrome 109 does not know."""
    return list(_rules(tinycss2.parse_stylesheet(text, True, True)))


def _rules(rules: list[Any]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "error":
            yield f"{rule.source_line}: cannot be parsed: {rule.message}"
        elif rule.type == "at-rule":
            yield from _at_rule(rule)
        else:
            yield from _selector(rule)
            yield from _block(rule)


def _at_rule(rule: Any) -> Iterator[str]:
    name = rule.at_keyword.lower()
    if name in NEWER["css_at_rules"]:
        yield f"{rule.source_line}: @{name}"
    if name == "media":
        yield from _media(rule)
    if rule.content is None:
        return
    if name in NESTED:
        yield from _rules(tinycss2.parse_rule_list(rule.content, True, True))
    elif name not in {"keyframes", "font-face", "page"}:
        yield from _values("", rule.content, rule.source_line)


def _media(rule: Any) -> Iterator[str]:
    for token in _flat(rule.prelude):
        if token.type == "ident" and token.lower_value in NEWER["css_media_features"]:
            yield f"{rule.source_line}: @media ({token.lower_value})"


def _selector(rule: Any) -> Iterator[str]:
    before = None
    for token in _flat(rule.prelude):
        name = getattr(token, "lower_value", None) or getattr(token, "lower_name", None)
        is_pseudo = getattr(before, "value", None) == ":"
        if is_pseudo and name in NEWER["css_selectors"] and not name.startswith("-"):
            yield f"{rule.source_line}: :{name}"
        if token.type == "error":
            yield f"{rule.source_line}: cannot be parsed: {token.message}"
        if token.type == "literal" and token.value == "&":
            yield f"{rule.source_line}: nesting (&)"
        before = token


def _block(rule: Any) -> Iterator[str]:
    for one in tinycss2.parse_blocks_contents(rule.content, True, True):
        if one.type == "declaration":
            yield from _declaration(one)
        else:
            yield f"{one.source_line}: nesting"


def _declaration(one: Any) -> Iterator[str]:
    name = one.lower_name
    if name in NEWER["css_properties"] and name not in EXTRAS:
        yield f"{one.source_line}: {name}"
    if name not in EXTRAS:
        yield from _values(name, one.value, one.source_line)


def _values(name: str, tokens: list[Any], line: int) -> Iterator[str]:
    keywords = NEWER["css_values"].get(name, [])
    for token in _flat(tokens):
        if token.type == "function" and token.lower_name in NEWER["css_functions"]:
            yield f"{line}: {token.lower_name}()"
        elif token.type == "dimension" and token.lower_unit in NEWER["css_units"]:
            yield f"{line}: unit {token.lower_unit}"
        elif token.type == "ident" and token.lower_value in keywords:
            yield f"{line}: {name}: {token.lower_value}"


def _flat(tokens: list[Any]) -> Iterator[Any]:
    for token in tokens:
        yield token
        yield from _flat(getattr(token, "content", None) or getattr(token, "arguments", None) or [])


# Scripts


def newer_js(text: str) -> list[str]:
    """What a script uses that Chrome 109 does not know: syntax, globals, members."""
    return [
        f"{node.start_point.row + 1}: {found}"
        for node in _nodes(SCRIPT.parse(text.encode()).root_node)
        if (found := _script_finding(node))
    ]


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _nodes(child)


def _script_finding(node: Node) -> str | None:
    if node.type == "ERROR" or node.is_missing:
        return "cannot be parsed"
    if node.type in SYNTAX:
        return SYNTAX[node.type]
    if node.type == "member_expression":
        return _member(node)
    if node.type in {"regex", "identifier"}:
        return _regex(node) if node.type == "regex" else _global(node)
    return None


def _member(node: Node) -> str | None:
    owner, member = _text(node, "object"), _text(node, "property")
    if f"{owner}.{member}" in NEWER["js_statics"]:
        return f"{owner}.{member}"
    is_newer = member in NEWER["js_members"] and member not in NOT_OF_THE_BROWSER
    return f".{member}" if is_newer else None


def _regex(node: Node) -> str | None:
    if "v" in _text(node, "flags"):
        return "regular expression flag v"
    is_modified = re.search(r"\(\?[ims]*-?[ims]+:", _text(node, "pattern"))
    return "regular expression modifiers" if is_modified else None


def _global(node: Node) -> str | None:
    name = (node.text or b"").decode()
    return name if name in NEWER["js_globals"] else None


def _text(node: Node, field: str) -> str:
    child = node.child_by_field_name(field)
    return (child.text or b"").decode() if child else ""


# Pages


def newer_html(root: Element) -> list[str]:
    """Elements and attributes of a parsed page that Chrome 109 does not know."""
    found = []
    for element in root.iter():
        name = str(element.tag)
        known = {*NEWER["html_attributes"].get(name, []), *NEWER["html_attributes"]["*"]}
        if name in NEWER["html_elements"]:
            found.append(f"<{name}>")
        found += [f"<{name} {one}>" for one in element.attrib if one in known]
    return found
