"""Make the README's pictures of those that the story of a month took: small, by name."""

from __future__ import annotations

from PIL import Image

import config
from tests.browser.visitor import PICTURES

TARGET = config.ROOT / "docs" / "pictures"
COLOURS = 128


def main() -> None:
    """Bring the pictures of the three tiers over, with as many colours as they need."""
    TARGET.mkdir(exist_ok=True)
    for file in sorted(PICTURES.glob("468-*-*.png")):
        small = Image.open(file).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(TARGET / file.name.removeprefix("468-"), optimize=True)


if __name__ == "__main__":
    main()
