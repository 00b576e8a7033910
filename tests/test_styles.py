"""Every class in a template has a rule, every icon a symbol: both are cut to what is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tinycss2

import config
from blueprints.assets import SOURCE

TEMPLATES = sorted((config.ROOT / "templates").rglob("*.html"))
JINJA = re.compile(r"\{%.*?%\}|\{#.*?#\}|\{\{.*?\}\}", re.DOTALL)
CLASS = re.compile(r'class="((?:[^"{]|\{\{.*?\}\}|\{%.*?%\})*)"')
ICON = re.compile(r'\bicon\("([^"]+)"|(?:before|after|symbol)="([^"]+)"')


def classes_of_styles() -> set[str]:
    names: set[str] = set()
    for path in SOURCE.rglob("*.css"):
        for token in _flat(tinycss2.parse_component_value_list(path.read_text(), True)):
            names.add(token)
    return names


def _flat(tokens):
    before = None
    for token in tokens:
        if token.type == "ident" and getattr(before, "value", None) == ".":
            yield token.value
        yield from _flat(getattr(token, "content", None) or [])
        before = token


def classes_of(template: str) -> set[str]:
    """The classes that stand in a template as they are; those made of data are not seen."""
    found = set()
    for value in CLASS.findall(template):
        plain = re.sub(r'[^\s{}]*\{\{(?!\s*" ).*?\}\}[^\s{}]*', " ", value)
        found |= set(JINJA.sub(" ", plain).split())
    return found


STYLED = classes_of_styles()
SYMBOLS = set(re.findall(r'<symbol id="([^"]+)"', (SOURCE / "icons.svg").read_text()))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.parent.name + "/" + path.name)
def test_each_class_has_a_rule(path: Path) -> None:
    assert classes_of(path.read_text()) - STYLED == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.parent.name + "/" + path.name)
def test_each_icon_has_a_symbol(path: Path) -> None:
    names = {name for pair in ICON.findall(path.read_text()) for name in pair if name}
    assert names - SYMBOLS == set()


def test_a_class_without_a_rule_would_be_seen() -> None:
    assert classes_of('<p class="mb-3 modal{{ " x" if y }} st">') - STYLED == {"modal"}
