"""Make static/icons.svg, the one cached sprite: the logo mark and the icons in use, no more.

Needs the unpacked npm package `bootstrap-icons` (1.13.2; MIT, licence in static/vendor/):

    npm pack bootstrap-icons@1.13.2 && tar xf bootstrap-icons-1.13.2.tgz
    python scripts/make_icons.py package

To use another icon, add its name to NAMES, in its line, and run this again.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "static" / "icons.svg"

NAMES = """
arrow-clockwise arrow-left arrow-repeat arrow-return-left arrow-right balloon
bar-chart bell box-arrow-in-right box-arrow-right building
calendar-check calendar-event camera card-checklist cash-coin chat-dots check-circle-fill
check-lg check2-all chevron-down chevron-left chevron-right circle clipboard-check
clock-fill clock-history copy
dash-circle diagram-3 download envelope exclamation-triangle-fill eye
file-earmark-text file-earmark-word flag folder2-open gear geo-alt gift globe grid-3x3
heart-pulse hourglass-split house-door house-heart image inbox info-circle-fill key
box-seam laptop link-45deg list-check lock-fill megaphone moon-stars mortarboard
paperclip pencil people person person-gear person-plus phone play-circle
plus-lg printer qr-code search send shield-check shield-lock sliders
telephone telephone-fill three-dots trash unlock upload wifi-off x-lg
"""

# A bamboo shoot before a lantern: drawn for Măng Non.
MARK = (
    '<symbol id="mark" viewBox="0 0 40 40"><circle cx="20" cy="20" r="19" fill="#f7b231"/>'
    '<path fill="#2f6b25" d="M20 4c5.6 6.6 9 13.4 9 20.3 0 3.4-.9 6.3-2.5 8.6-2 .9-4.2 1.4'
    "-6.5 1.4s-4.5-.5-6.5-1.4C11.9 30.6 11 27.7 11 24.3 11 17.4 14.4 10.6"
    ' 20 4z"/><path fill="#4f9138" d="M11 23.5c4.8.8 8.3 4.8 9 12.3-4.8 0-8.7-3.7'
    '-9-10.3v-2z"/><path fill="#83bd62" d="M29 23.5c-4.8.8-8.3 4.8-9 12.3 4.8 0'
    ' 8.7-3.7 9-10.3v-2z"/><path fill="#bfe3a4" d="M20 11.5c2.4 3.3 3.9 6.6 4.3'
    ' 10-2 1.2-3.4 2.9-4.3 5.2-.9-2.3-2.3-4-4.3-5.2.4-3.4 1.9-6.7 4.3-10z"/>'
    "</symbol>"
)


def symbol(source: Path) -> str:
    """One icon of the package as a symbol named like its file."""
    svg = " ".join(source.read_text().split())
    found = re.fullmatch(r'<svg [^>]*viewBox="([\d .]+)"[^>]*>(.*)</svg>', svg)
    if found is None:
        raise SystemExit(f"not an icon: {source}")
    return f'<symbol id="{source.stem}" viewBox="{found[1]}">{found[2].strip()}</symbol>'


def sprite(package: Path) -> str:
    symbols = [MARK, *(symbol(package / "icons" / f"{name}.svg") for name in sorted(NAMES.split()))]
    head = '<svg xmlns="http://www.w3.org/2000/svg">\n<!-- Bootstrap Icons 1.13.2, MIT -->\n'
    return head + "\n".join(symbols) + "\n</svg>\n"


if __name__ == "__main__":
    TARGET.write_text(sprite(Path(sys.argv[1])))
