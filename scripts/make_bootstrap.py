"""Cut Bootstrap's stylesheet down to what the portal uses: static/vendor/bootstrap-5.3.9.cut.css.

Needs the unpacked npm package `bootstrap` (5.3.9; MIT, licence in static/vendor/) and tinycss2:

    npm pack bootstrap@5.3.9 && tar xf bootstrap-5.3.9.tgz
    python scripts/make_bootstrap.py package

Kept are the reset, buttons, form controls and the utilities that KEPT names, plain and with the
breakpoint lg: our layouts know one width (62rem). The grid, all components and their scripts are
left out, as are data: images, which the Content-Security-Policy refuses. To use another class,
add it to KEPT and run this again; tests/test_styles.py says which class of a template is missing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import tinycss2

SOURCE = "dist/css/bootstrap.min.css"
TARGET = Path(__file__).parent.parent / "static" / "vendor" / "bootstrap-5.3.9.cut.css"

LG = "(?:-lg)?"
KEPT = re.compile(
    rf"""
      btn(?:-lg|-sm|-check)? | active | disabled | show
    | form-(?:label|text|control|select|check|check-input|check-label)(?:-lg|-sm)?
    | input-group(?:-text)?
    | visually-hidden(?:-focusable)? | text-truncate | stretched-link
    | d{LG}-(?:none|block|inline|inline-block|flex|inline-flex|grid)
    | d-print-(?:none|block)
    | flex{LG}-(?:row|column|fill|wrap|nowrap|grow-[01]|shrink-[01])
    | (?:justify-content|align-items|align-self){LG}-(?:start|end|center|between|baseline|stretch)
    | order{LG}-(?:first|last|[0-3])
    | [mp][tbsexy]?{LG}-(?:[0-5]|auto) | gap{LG}-[0-5]
    | w{LG}-(?:auto|50|100) | h-100
    | text{LG}-(?:start|end|center) | text-(?:nowrap|break) | fw-\w+ | fs-[56] | lh-sm
    | overflow-(?:hidden|auto) | position-(?:relative|static)
    | border(?:-0|-top|-bottom)? | rounded(?:-0|-pill|-[123])?
    """,
    re.VERBOSE,
)
CLASS = re.compile(r"\.(-?[a-zA-Z_][\w-]*)")
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
MEDIA = ("(min-width:992px)", "print", "(prefers-reduced-motion:reduce)")


def is_kept(selector: str) -> bool:
    """Whether each class of the selector is one of ours; themes are the media query's matter."""
    if "[data-bs-theme=dark]" in selector or "was-validated" in selector:
        return False
    return all(KEPT.fullmatch(name) for name in CLASS.findall(re.sub(r"\[[^]]*\]", "", selector)))


def declarations(content: Iterable[tinycss2.ast.Node]) -> list[str]:
    """The declarations of a rule, without data: images and a name no browser knows any more."""
    found = tinycss2.parse_blocks_contents(list(content), True, True)
    texts = [
        f"{one.name}:{tinycss2.serialize(one.value).strip()}{'!important' if one.important else ''}"
        for one in found
        if one.type == "declaration"
    ]
    return [text for text in texts if "data:" not in text and not text.startswith("color-adjust:")]


def cut(rules: Iterable[tinycss2.ast.Node]) -> list[tuple[str, list[str]]]:
    """Selectors and declarations of the rules that stay; a media query's are one nested text."""
    kept: list[tuple[str, list[str]]] = []
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = tinycss2.serialize(rule.prelude).strip().split(",")
            wanted = ",".join(one for one in selectors if is_kept(one))
            texts = declarations(rule.content)
            if wanted and texts:
                kept.append((wanted, texts))
        elif rule.type == "at-rule" and rule.content is not None:
            query = tinycss2.serialize(rule.prelude).strip()
            inner = tinycss2.parse_rule_list(rule.content, True, True)
            if rule.at_keyword == "media" and query in MEDIA and (body := text_of(cut(inner))):
                kept.append((f"@media {query}", [body]))
    return kept


def text_of(rules: list[tuple[str, list[str]]]) -> str:
    return "\n".join(f"{selector}{{{';'.join(texts)}}}" for selector, texts in rules)


def without_idle_variables(rules: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """Drop custom properties that nothing reads any more, until none is left."""
    while True:
        read = set(VARIABLE.findall(text_of(rules)))
        fewer = [
            (selector, [t for t in texts if not t.startswith("--") or t.split(":")[0] in read])
            for selector, texts in rules
        ]
        fewer = [(selector, texts) for selector, texts in fewer if texts]
        if fewer == rules:
            return rules
        rules = fewer


def main(package: Path) -> None:
    source = (package / SOURCE).read_text()
    banner = source[source.index("/*!") : source.index("*/") + 2]
    rules = tinycss2.parse_stylesheet(source, True, True)
    TARGET.write_text(f"{banner}\n{text_of(without_idle_variables(cut(rules)))}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
