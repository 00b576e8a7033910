"""Small PDF files written by hand: what an office printer would never make."""

from __future__ import annotations


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects; the first is the catalogue."""
    out = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
    return out + head + rows + tail % (len(objects) + 1, trailer, start)


def page_of(text: bytes, catalogue: bytes = b"") -> bytes:
    """One page with a line of text in a standard font."""
    content = b"BT /F1 12 Tf 72 720 Td (%s) Tj ET" % text
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )


def scan() -> bytes:
    """A page that is only a picture."""
    content = b"q 500 0 0 700 40 70 cm /Im1 Do Q"
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /XObject << /Im1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream",
    )


def locked() -> bytes:
    """A file that opens with a password only (the stored hashes match no empty one)."""
    lock = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <" + b"ab" * 32 + b"> /U <"
        b"" + b"cd" * 32 + b"> >> /ID [<0123456789abcdef0123456789abcdef> <00>]"
    )
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [] /Count 0 >>",
        trailer=lock,
    )


_MOST_PAGES = 400


def printed(text: str, size: int) -> bytes:
    """Many pages of a Vietnamese text, with pictures between, about `size` bytes in all.

    The font is a composite one whose codes are the letters' Unicode numbers; it is not embedded,
    but the text layer is as in a file from an office.
    """
    once = _pages(text)
    pages = (once * (_MOST_PAGES // len(once) + 1))[:_MOST_PAGES]
    overhead = 900 * len(pages) + sum(map(len, pages))
    return _file(pages, _picture(max(1, (size - overhead) // len(pages))))


def _pages(text: str, lines_a_page: int = 40) -> list[bytes]:
    lines = [line[i : i + 90] for line in text.split("\n") for i in range(0, len(line) or 1, 90)]
    groups = [lines[i : i + lines_a_page] for i in range(0, len(lines), lines_a_page)]
    return [_content(group) for group in groups]


def _content(lines: list[str]) -> bytes:
    rows = (line.encode("utf-16-be", "replace").hex().encode() for line in lines)
    shown = b"\n".join(b"<%s> Tj 0 -18 Td" % row for row in rows)
    return b"q 10 0 0 10 5 5 cm /Im1 Do Q BT /F1 12 Tf 60 780 Td\n%s\nET" % shown


def _picture(size: int) -> bytes:
    return (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height 1 /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8 /Length %d >>\nstream\n%s\nendstream" % (size, size, b"\x7f" * size)
    )


_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Arial /Encoding /Identity-H"
    b" /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
)
_LETTERS = (
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial /DW 500"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
)


def _file(pages: list[bytes], picture: bytes) -> bytes:
    first = 6
    kids = b" ".join(b"%d 0 R" % (first + 3 * i) for i in range(len(pages)))
    unicode_map = (
        b"/CIDInit /ProcSet findresource begin begincmap /CMapType 2 def 1 begincodespacerange"
        b" <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        _FONT,
        _LETTERS,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(unicode_map), unicode_map),
    ]
    for i, content in enumerate(pages):
        at = first + 3 * i
        page = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources"
            b" << /Font << /F1 3 0 R >> /XObject << /Im1 %d 0 R >> >> >>" % (at + 1, at + 2)
        )
        objects += [
            page,
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            picture,
        ]
    return pdf(*objects)
