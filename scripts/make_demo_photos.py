"""Draw data/demo/photos: flat pictures that say in words that they stand for a photo.

    python scripts/make_demo_photos.py /usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf

Any font with Vietnamese letters will do. To add a picture, write its function below.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

TARGET = Path(__file__).parent.parent / "data" / "demo" / "photos"
SIZE = (800, 600)
PAPER, GREEN, LEAF, LANTERN, RED, INK = (
    "#f6f1e4",
    "#2f6b25",
    "#83bd62",
    "#f7b231",
    "#c4442b",
    "#3b3a34",
)
WORDS = "Ảnh minh họa"
COLOURS = 32
Draw = ImageDraw.ImageDraw


def loudspeaker(draw: Draw) -> None:
    draw.rectangle((390, 260, 410, 520), fill=INK)
    for side in (-1, 1):
        x = 400 + side * 30
        draw.polygon([(x, 230), (x, 290), (x + side * 150, 350), (x + side * 150, 170)], fill=GREEN)
        for ring in (190, 225, 260):
            draw.arc(
                (400 - ring, 260 - ring // 2, 400 + ring, 260 + ring // 2),
                -25 if side > 0 else 155,
                25 if side > 0 else 205,
                fill=LANTERN,
                width=9,
            )


def meeting(draw: Draw) -> None:
    draw.rectangle((150, 90, 650, 200), fill=RED)
    draw.rectangle((170, 110, 630, 180), outline=LANTERN, width=5)
    draw.polygon([(120, 470), (680, 470), (600, 330), (200, 330)], fill="#b98a4e")
    for x in (230, 340, 450, 560):
        draw.rounded_rectangle((x - 35, 255, x + 25, 335), 10, fill=GREEN)
        draw.rectangle((x - 20, 370, x + 20, 400), fill="#ffffff")


def sign(draw: Draw) -> None:
    draw.rectangle((0, 400, 800, 520), fill="#6fa8c7")
    for y in (425, 460, 495):
        for x in range(30, 800, 110):
            draw.arc((x, y, x + 60, y + 22), 180, 360, fill="#ffffff", width=5)
    draw.rectangle((390, 250, 410, 430), fill=INK)
    draw.polygon([(400, 70), (540, 300), (260, 300)], fill=LANTERN, outline=RED, width=14)
    draw.rectangle((391, 150, 409, 235), fill=INK)
    draw.ellipse((388, 248, 412, 272), fill=INK)


def lantern(draw: Draw) -> None:
    for x, y, colour in ((200, 200, RED), (400, 150, LANTERN), (600, 210, LEAF)):
        draw.line((x, 60, x, y - 70), fill=INK, width=5)
        draw.ellipse((x - 75, y - 70, x + 75, y + 90), fill=colour)
        draw.rectangle((x - 35, y - 82, x + 35, y - 66), fill=INK)
        draw.line((x, y + 90, x, y + 170), fill=RED, width=9)
    draw.line((0, 60, 800, 60), fill=INK, width=5)
    draw.polygon([(0, 520), (200, 420), (420, 520)], fill=GREEN)
    draw.polygon([(360, 520), (590, 440), (800, 520)], fill=LEAF)


def gift(draw: Draw) -> None:
    for x, y, colour in ((170, 300, GREEN), (340, 240, RED), (520, 310, "#6fa8c7")):
        bottom = 500
        draw.rectangle((x, y, x + 140, bottom), fill=colour)
        draw.rectangle((x + 58, y, x + 82, bottom), fill=LANTERN)
        draw.ellipse((x + 20, y - 45, x + 70, y), outline=LANTERN, width=10)
        draw.ellipse((x + 70, y - 45, x + 120, y), outline=LANTERN, width=10)


def classroom(draw: Draw) -> None:
    draw.rectangle((140, 80, 660, 290), fill=GREEN, outline="#b98a4e", width=14)
    for y, end in ((140, 520), (185, 580), (230, 440)):
        draw.line((190, y, end, y), fill="#ffffff", width=6)
    for x in (150, 330, 510):
        draw.rectangle((x, 380, x + 140, 402), fill="#b98a4e")
        draw.rectangle((x + 12, 402, x + 24, 500), fill=INK)
        draw.rectangle((x + 116, 402, x + 128, 500), fill=INK)


PICTURES: dict[str, Callable[[Draw], None]] = {
    "loudspeaker": loudspeaker,
    "meeting": meeting,
    "sign": sign,
    "lantern": lantern,
    "gift": gift,
    "class": classroom,
}


def main(font_file: str) -> None:
    font = ImageFont.truetype(font_file, 40)
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, paint in PICTURES.items():
        picture = Image.new("RGB", SIZE, PAPER)
        draw = ImageDraw.Draw(picture)
        paint(draw)
        draw.rectangle((0, 520, *SIZE), fill=INK)
        draw.text((400, 560), WORDS, font=font, fill="#ffffff", anchor="mm")
        picture.quantize(COLOURS).save(TARGET / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1])
