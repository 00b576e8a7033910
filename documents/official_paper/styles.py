"""The stylesheet, settings and properties of the file, instead of those of the empty template."""

from __future__ import annotations

from typing import Any

from documents.official_paper.looks import BODY, LANGUAGE, LOOKS, Look
from documents.official_paper.markup import element, letters, twips

_LONGEST_PROPERTY = 255
_KEPT = ("styles", "settings", "header", "footer")
_SINGLE = 240


def furnish(document: Any, *, title: str, author: str) -> None:
    """Our own styles, settings and properties; what the template brought is dropped."""
    _drop_leftovers(document)
    _styles(document.styles.element)
    _settings(document.settings.element)
    _properties(document.core_properties, title, author)


def _drop_leftovers(document: Any) -> None:
    """Theme, numbering, thumbnail and the like are leftovers; a part goes with its relation."""
    package = document.part.package
    for relations, kept in ((document.part.rels, _KEPT), (package.rels, ("officeDocument",))):
        for name, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] not in (*kept, "core-properties"):
                relations.pop(name)


def _emptied(root: Any) -> Any:
    for child in list(root):
        root.remove(child)
    return root


def _styles(root: Any) -> None:
    defaults = element(_emptied(root), "docDefaults")
    properties = element(element(defaults, "rPrDefault"), "rPr")
    letters(properties, BODY)
    element(properties, "lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi=LANGUAGE)
    element(defaults, "pPrDefault")
    _default(root, "paragraph", "Normal")
    _default(root, "character", "Default Paragraph Font")
    _default(root, "table", "Normal Table")
    for look in LOOKS:
        _style(root, look)


def _default(root: Any, kind: str, name: str) -> None:
    made = element(root, "style", type=kind, default=1, styleId=name.replace(" ", ""))
    element(made, "name", val=name)


def _style(root: Any, look: Look) -> None:
    made = element(root, "style", type="paragraph", customStyle=1, styleId=look.key)
    element(made, "name", val=look.name)
    element(made, "basedOn", val="Normal")
    element(made, "qFormat")
    _layout(element(made, "pPr"), look)
    letters(element(made, "rPr"), look)


def _layout(properties: Any, look: Look) -> None:
    if look.keeps_next:
        element(properties, "keepNext")
    element(properties, "widowControl")
    height = round(look.exact * 20) if look.exact else round(look.line * _SINGLE)
    gaps = {"before": round(look.before * 20), "after": round(look.after * 20)}
    rule = "exact" if look.exact else "auto"
    element(properties, "spacing", **gaps, line=height, lineRule=rule)
    indent = {"left": twips(look.left)}
    indent["hanging" if look.first < 0 else "firstLine"] = twips(abs(look.first))
    element(properties, "ind", **indent)
    element(properties, "jc", val=look.align)
    if look.outline is not None:
        element(properties, "outlineLvl", val=look.outline)


def _settings(root: Any) -> None:
    """How Word of 2013 and later sets a page; numbers with a comma."""
    element(_emptied(root), "zoom", percent=100)
    element(root, "defaultTabStop", val=720)
    element(root, "characterSpacingControl", val="doNotCompress")
    element(
        element(root, "compat"),
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    element(root, "themeFontLang", val=LANGUAGE)
    element(root, "decimalSymbol", val=",")
    element(root, "listSeparator", val=";")


def _properties(properties: Any, title: str, author: str) -> None:
    _emptied(properties._element)
    properties.title = " ".join(title.split())[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = author[:_LONGEST_PROPERTY]
    properties.language = LANGUAGE
