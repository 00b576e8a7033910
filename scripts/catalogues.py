"""The strings a person reads: collect them from the code, and check that all are translated.

python -m scripts.catalogues extract    bring the catalogues up to date with the code
python -m scripts.catalogues check      exit 1, naming them, for strings missing or faulty
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "label": None}
LANGUAGES = ("vi", "en")


def template() -> Catalog:
    """All strings of the code and the templates."""
    with (ROOT / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)
    catalog = Catalog(project="Măng Non", charset="utf-8")
    found = extract_from_dir(
        str(ROOT),
        methods,
        options,
        KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    )
    for name, line, message, comments, context in sorted(found, key=lambda one: one[:2]):
        if message:
            catalog.add(message, None, [(name, line)], auto_comments=comments, context=context)
    return catalog


def path_of(language: str) -> Path:
    return ROOT / "translations" / language / "LC_MESSAGES" / "messages.po"


def load(language: str) -> Catalog:
    path = path_of(language)
    if path.exists():
        return read_po(BytesIO(path.read_bytes()), locale=language)
    return Catalog(
        language,
        project="Măng Non",
        version="0.1",
        charset="utf-8",
        fuzzy=False,
        header_comment=f"# Măng Non: {language}",
        msgid_bugs_address="",
        language_team="",
    )


def save(language: str, catalog: Catalog) -> None:
    """Write a catalogue without places and dates, so that it changes only when strings do."""
    out = BytesIO()
    write_po(out, catalog, width=100, sort_output=True, no_location=True, omit_header=False)
    lines = out.getvalue().decode().splitlines(keepends=True)
    dated = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', '"Last-Translator')
    path_of(language).parent.mkdir(parents=True, exist_ok=True)
    path_of(language).write_text("".join(x for x in lines if not x.startswith(dated)))


def extract() -> None:
    """Bring every catalogue up to date: new strings untranslated, gone ones dropped."""
    strings = template()
    for language in LANGUAGES:
        catalog = load(language)
        catalog.update(strings, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        save(language, catalog)


def faults() -> Iterator[str]:
    """What is wrong with the Vietnamese catalogue, one line each."""
    catalog, strings = load("vi"), template()
    known, used = {m.id for m in catalog if m.id}, {m.id for m in strings if m.id}
    yield from (f"not in the catalogue (make extract): {text!r}" for text in used - known)
    yield from (f"no longer in the code (make extract): {text!r}" for text in known - used)
    for message in catalog:
        if message.id and not _is_translated(message):
            yield f"not translated: {message.id!r}"
        yield from (f"{error}: {message.id!r}" for error in message.check(catalog))


def _is_translated(message: Message) -> bool:
    parts = message.string if isinstance(message.string, tuple | list) else [message.string]
    return all(parts) and not message.fuzzy


def main() -> int:
    if sys.argv[1:] == ["extract"]:
        extract()
        return 0
    found = list(faults())
    print("\n".join(found) or "The Vietnamese catalogue is complete.")  # noqa: T201
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
