"""What Word files hold besides plain paragraphs."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.oxml import parse_xml

from documents.extraction import extract
from documents.plan_reader import read
from tests.documents import making
from tests.documents.corpus import INVENTED

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
PLAIN = "Kế hoạch tổ chức các hoạt động vì trẻ em năm 2024 trên địa bàn xã."


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def texts(document: Any) -> list[str]:
    return [line.text for line in extract(saved(document), "plan.docx") if line.text.strip()]


def with_xml(xml: str) -> Any:
    document = Document()
    document.add_paragraph(PLAIN)
    document.element.body.insert(1, parse_xml(xml))
    return document


def test_deleted_text_is_left_out_and_inserted_text_is_read() -> None:
    xml = (
        f"<w:p {W}><w:r><w:t>Trước </w:t></w:r><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>mới</w:t></w:r></w:ins></w:p>"
    )
    assert texts(with_xml(xml))[1] == "Trước mới"


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent {W}><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent>"
    xml = (
        f"<w:p {W} {MC}><w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(with_xml(xml)).count("Trong khung") == 1


def test_line_breaks_tabs_and_fields() -> None:
    xml = (
        f"<w:p {W}><w:r><w:t>Một</w:t><w:br/><w:t>Hai</w:t><w:tab/><w:t>Ba</w:t>"
        "<w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert texts(with_xml(xml))[1:3] == ["Một", "Hai\tBa"]


def test_numbering_of_several_levels_and_restarts() -> None:
    found = texts(
        _numbered([(0, "Một"), (1, "Một một"), (1, "Một hai"), (0, "Hai"), (1, "Hai một")])
    )
    assert found[1:] == ["I. Một", "I.1. Một một", "I.2. Một hai", "II. Hai", "II.1. Hai một"]


def _numbered(items: list[tuple[int, str]]) -> Any:
    document = Document()
    document.add_paragraph(PLAIN)
    part = document.part.numbering_part.element
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText '
        'w:val="%1."/>'
        '</w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1.%2."/></w:lvl>'
    )
    part.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{levels}</w:abstractNum>'))
    part.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level, text in items:
        paragraph = document.add_paragraph(text)
        number = f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(number))
    return document


def test_a_header_table_is_read_cell_by_cell() -> None:
    text = INVENTED[6].read_text("utf-8")
    start = text.index("KẾ HOẠCH\n")
    content = making.table_header(
        ["ỦY BAN NHÂN DÂN", "XÃ CAM TUYỀN", "Số: 58/KH-UBND"],
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Cam Tuyền, ngày 20 tháng 5 năm 2018",
        ],
        text[start:],
    )
    draft, plain = read(content, "plan.docx"), read(text.encode(), "plan.txt")
    assert (draft.header, draft.tasks[0].text) == (plain.header, plain.tasks[0].text)


def test_a_table_of_duties_is_one_duty_a_row() -> None:
    document = Document()
    for line in ("KẾ HOẠCH", "Tổ chức Tết Trung thu năm 2025", "I. Phân công nhiệm vụ"):
        document.add_paragraph(line)
    rows = [
        ("STT", "Nội dung", "Đơn vị chủ trì", "Thời gian"),
        ("1", "Xây dựng kịch bản", "Đoàn Thanh niên", "Trước 20/9/2025"),
        ("2", "Chuẩn bị quà cho trẻ em", "Hội LHPN", "25/9/2025"),
    ]
    table = document.add_table(0, 4)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    tasks = read(saved(document), "plan.docx").tasks
    assert [(t.marker, t.text, t.responsible, t.due) for t in tasks] == [
        ("1", "Xây dựng kịch bản", ("Đoàn Thanh niên",), "2025-09-20"),
        ("2", "Chuẩn bị quà cho trẻ em", ("Hội LHPN",), "2025-09-25"),
    ]


def test_footnotes_stand_at_the_end() -> None:
    from tests.documents.test_refusals import zipped

    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:t>Năm 2016 số trẻ em nghèo là 120 trẻ.</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    document = Document()
    document.add_paragraph(PLAIN)
    content = zipped({"word/footnotes.xml": notes.encode()}, of=saved(document))
    lines = [line.text for line in extract(content, "plan.docx")]
    assert lines[-1] == "[1] Năm 2016 số trẻ em nghèo là 120 trẻ."
