"""Make tests/browser_floor.json: what browsers learned after Chrome 109, the last on Windows 7.

Needs the unpacked npm package `@mdn/browser-compat-data` (8.1.9; CC0):

    npm pack @mdn/browser-compat-data@8.1.9 && tar xf mdn-browser-compat-data-8.1.9.tgz
    python scripts/make_browser_floor.py package

A name is listed only where nothing of that name was there by 109, so that `at` of a newer
interface does not forbid `at` of an array. tests/browser_floor.py reads the list.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FLOOR = 109
TARGET = Path(__file__).parent.parent / "tests" / "browser_floor.json"
Node = dict[str, Any]
PLAIN = re.compile(r"[a-z][a-z-]*")


def is_there(node: Node) -> bool:
    """Whether Chrome 109 has the feature, without a flag or a prefix."""
    statements = node["__compat"]["support"].get("chrome", {"version_added": False})
    statements = statements if isinstance(statements, list) else [statements]
    return any(_covers(statement) for statement in statements)


def _covers(statement: Node) -> bool:
    added = _number(statement.get("version_added"))
    removed = _number(statement.get("version_removed")) or FLOOR + 1
    hidden = "flags" in statement or "prefix" in statement or "alternative_name" in statement
    return added is not None and added <= FLOOR < removed and not hidden


def _number(version: object) -> float | None:
    text = str(version).lstrip("≤")
    return float(text) if re.fullmatch(r"[\d.]+", text) else None


def children(node: Node) -> Iterator[tuple[str, Node]]:
    """The features right below a node, without their helpers that describe no name."""
    for name, child in node.items():
        if name != "__compat" and "__compat" in child:
            yield name, child


def below(node: Node) -> Iterator[tuple[str, Node]]:
    for name, child in node.items():
        if name != "__compat":
            if "__compat" in child:
                yield name, child
            yield from below(child)


def newer(features: Iterator[tuple[str, Node]]) -> list[str]:
    """The names that are only in features after the floor."""
    there: set[str] = set()
    after: set[str] = set()
    for name, node in features:
        (there if is_there(node) else after).add(name)
    return sorted(after - there)


def css_values(properties: Node) -> dict[str, list[str]]:
    """Keywords that a property of the floor learned later."""
    values = {
        name: [value for value in newer(children(node)) if PLAIN.fullmatch(value)]
        for name, node in children(properties)
        if is_there(node)
    }
    return {name: found for name, found in values.items() if found}


def css_functions(css: Node) -> list[str]:
    features = ((re.sub(r"[_-]function$", "", name), node) for name, node in below(css["types"]))
    return [name for name in newer(features) if PLAIN.fullmatch(name)]


def units(length: Node) -> list[str]:
    return [name for name in newer(children(length)) if re.fullmatch(r"[a-z]{1,5}", name)]


def media_features(at_rules: Node) -> list[str]:
    return [name for name in newer(children(at_rules["media"])) if PLAIN.fullmatch(name)]


def members(data: Node) -> Iterator[tuple[str, Node]]:
    """Every property and method, the interfaces themselves apart."""
    for interfaces in (data["javascript"]["builtins"], data["api"]):
        for _, interface in children(interfaces):
            yield from _members_of(interface)


def _members_of(interface: Node) -> Iterator[tuple[str, Node]]:
    for name, node in children(interface):
        clean = re.sub(r"_(static|event)$", "", name)
        if re.fullmatch(r"[a-zA-Z]\w*", clean) and "_" not in clean and not name.endswith("_event"):
            yield clean, node


def statics(data: Node) -> list[str]:
    """Static members, written Interface.member, of interfaces that the floor knows."""
    found = [
        f"{owner}.{name.removesuffix('_static')}"
        for interfaces in (data["javascript"]["builtins"], data["api"])
        for owner, interface in children(interfaces)
        for name, node in children(interface)
        if name.endswith("_static") and not is_there(node)
    ]
    return sorted(found)


def interfaces(data: Node) -> list[str]:
    both = [*children(data["javascript"]["builtins"]), *children(data["api"])]
    return [name for name in newer(iter(both)) if name[0].isupper()]


def attributes(html: Node) -> dict[str, list[str]]:
    found = {name: newer(children(node)) for name, node in children(html["elements"])}
    found["*"] = newer(children(html["global_attributes"]))
    return {name: sorted(set(names)) for name, names in found.items() if names}


def floor(data: Node) -> Node:
    css = data["css"]
    return {
        "css_properties": newer(children(css["properties"])),
        "css_values": css_values(css["properties"]),
        "css_at_rules": newer(children(css["at-rules"])),
        "css_media_features": media_features(css["at-rules"]),
        "css_selectors": newer(children(css["selectors"])),
        "css_functions": css_functions(css),
        "css_units": units(css["types"]["length"]),
        "js_globals": interfaces(data),
        "js_members": newer(members(data)),
        "js_statics": statics(data),
        "html_elements": newer(children(data["html"]["elements"])),
        "html_attributes": attributes(data["html"]),
    }


if __name__ == "__main__":
    compat = json.loads((Path(sys.argv[1]) / "data.json").read_text())
    TARGET.write_text(json.dumps(floor(compat), indent=0) + "\n")
