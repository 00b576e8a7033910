"""Official papers of four kinds, and their files opened again."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as Written

from documents.official_paper import (
    Appendix,
    Heading,
    Item,
    Level,
    Paper,
    Paragraph,
    Signature,
    Table,
    issuer_lines_of,
    write_paper,
)

LONG = (
    "Tiếp tục tuyên truyền sâu rộng Luật Trẻ em; nâng cao nhận thức, trách nhiệm của các cấp, các"
    " ngành, gia đình, nhà trường và toàn xã hội trong công tác bảo vệ, chăm sóc trẻ em, tạo môi"
    " trường sống an toàn, lành mạnh, thân thiện để trẻ em được phát triển toàn diện. "
)
WORK = Table(
    ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Số lượng"),
    (
        ("I. Truyền thông",),
        ("1", LONG, "Phòng Văn hóa - Xã hội", "12"),
        ("2", "Phát thanh", "Đài", "1.450"),
    ),
)
PLAN = Paper(
    issuer_lines=issuer_lines_of("UBND huyện Cam Lộ"),
    issuer="Ủy ban nhân dân huyện Cam Lộ",
    place="Cam Lộ",
    subject="Công tác trẻ em năm 2026",
    type_name="Kế hoạch",
    number="5",
    symbol="KH-UBND",
    signed_on=date(2026, 2, 3),
    grounds=("Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016", "Căn cứ Quyết định số 23/QĐ-TTg;"),
    body=(
        Paragraph("Ủy ban nhân dân huyện ban hành Kế hoạch như sau:"),
        Heading(Level.SECTION, "I", "Mục đích"),
        Item("-", "Thiết thực, tiết kiệm."),
        Heading(Level.SECTION, "II", "Tổ chức thực hiện"),
        Heading(Level.CLAUSE, "1", "Trạm Y tế"),
        Item("a)", "Khám sức khỏe cho trẻ em trước ngày 15/6/2026;"),
        Paragraph("Trên đây là Kế hoạch công tác trẻ em năm 2026."),
    ),
    signature=Signature(("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"), "Nguyễn Thị Hà"),
    recipients=("UBND tỉnh Quảng Trị", "UBND các xã, thị trấn"),
    filed_by="VHXH",
)
LETTER = Paper(
    superior="UBND xã Cam Thành",
    issuer_lines=issuer_lines_of("Phòng Văn hóa - Xã hội"),
    place="Cam Thành",
    subject="phòng, chống đuối nước trẻ em dịp nghỉ hè",
    symbol="VHXH",
    year=2026,
    addressees=("Các trường học trên địa bàn", "Trưởng các thôn"),
    body=(Paragraph("Đề nghị các đơn vị cắm biển cảnh báo."),),
    signature=Signature(("Trưởng phòng",)),
    contact=("Phòng Văn hóa - Xã hội xã Cam Thành", "Điện thoại: 0233.3871.234"),
    drafter_mark="PL.(30)",
)
REPORT = Paper(
    issuer_lines=issuer_lines_of("Ủy ban nhân dân xã Cam Thành"),
    issuer="UBND xã Cam Thành",
    place="Cam Thành",
    subject="Kết quả công tác trẻ em 6 tháng đầu năm 2026",
    type_name="BÁO CÁO",
    number="128/BC-UBND",
    signed_on=date(2026, 6, 14),
    addressees=("Sở Y tế tỉnh Quảng Trị",),
    body=(
        Heading(Level.PART, "I", "Tình hình thực hiện"),
        *(Paragraph(LONG * 2) for _ in range(12)),
        WORK,
        Paragraph("Trên đây là báo cáo"),
    ),
    signature=Signature(("TM. Ủy ban nhân dân", "Chủ tịch"), "Lê Văn An"),
    appendices=(
        Appendix("Danh mục nhiệm vụ", (Table(("TT", "Việc"), (("1", LONG),) * 30, is_wide=True),)),
        Appendix("Cách ghi số liệu", (Paragraph(LONG * 30),)),
    ),
)
MINUTES = Paper(
    superior="UBND xã Cam Thành",
    issuer_lines=issuer_lines_of("Ban Chỉ đạo công tác trẻ em xã Cam Thành"),
    place="",
    subject="Họp xét học bổng năm 2026",
    type_name="Biên bản",
    symbol="BB-BCĐ",
    body=(Paragraph("Cuộc họp kết thúc vào 10 giờ 30 phút cùng ngày"),),
    signature=Signature(("Chủ tọa",), "Lê Văn An"),
    secretary=Signature(("Thư ký",), "Trần Thị Bình"),
    filed_by="Hồ sơ",
)
BLANK = "\u00a0" * 6
ALL = {"plan": PLAN, "letter": LETTER, "report": REPORT, "minutes": MINUTES}


def opened(paper: Paper) -> Any:
    """The written file as python-docx sees it."""
    return Document(io.BytesIO(write_paper(paper)))


def paragraphs(document: Any, style: str | None = None) -> list[Written]:
    """All paragraphs in the order of the file, those of tables too; or those of one style."""
    body = document.element.body
    found = [Written(p, document._body) for p in body.iter(qn("w:p"))]
    return [p for p in found if style is None or p.style.name == style]


def texts(document: Any, style: str | None = None) -> list[str]:
    """The texts that are not empty."""
    return [p.text for p in paragraphs(document, style) if p.text.strip()]


def runs(document: Any) -> Iterator[tuple[Written, Any]]:
    """Every run with its paragraph, in the text and in all headers and footers."""
    for paragraph in paragraphs(document):
        for part in paragraph.iter_inner_content():
            yield from ((paragraph, run) for run in getattr(part, "runs", [part]))
    for section in document.sections:
        for part in (section.header, section.first_page_header, section.first_page_footer):
            yield from ((p, r) for p in part.paragraphs for r in p.runs)


def links(document: Any) -> list[tuple[str, str]]:
    """The words that lead somewhere, each with its address."""
    return [
        (link.text, link.url) for paragraph in paragraphs(document) for link in paragraph.hyperlinks
    ]


def rows(document: Any, table: int) -> list[list[list[str]]]:
    """The filled lines of every cell of a table."""
    cells = [row.cells for row in document.tables[table].rows]
    return [[[p.text for p in cell.paragraphs if p.text] for cell in row] for row in cells]
