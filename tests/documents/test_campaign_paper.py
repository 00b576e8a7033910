"""The report of a campaign: how it was led, what came of it, its money, what hinders."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from documents.campaign_paper import (
    CampaignDocument,
    Figures,
    Gifts,
    Goal,
    Joined,
    Money,
    Quote,
    Reported,
    Undertaking,
    file_name,
    paper_of,
)
from documents.official_paper import Block, Heading, Table
from tests.documents.papers import links, opened, texts

HREF = "https://mang-non.example/468/campaigns/7/totals"
ALL = Figures(
    activities=12,
    sessions=15,
    children=1210,
    girls=610,
    special=45,
    adults=300,
    gifts=950,
    gift_value=142_500_000,
    budget=50_000_000,
    mobilised=110_000_000,
    cost=160_000_000,
)
BEFORE = Figures(activities=12, children=1300, gifts=800, cost=120_000_000)
CAMPAIGN = CampaignDocument(
    issuer="UBND huyện Cam Lộ",
    noun="huyện",
    place="Cam Lộ",
    name="Tết Trung thu năm 2026",
    theme="Trung thu cho em",
    starts_on=date(2026, 9, 1),
    ends_on=date(2026, 9, 25),
    report_due_on=date(2026, 10, 5),
    as_at=date(2026, 9, 28),
    figures=ALL,
    above="UBND tỉnh Quảng Trị",
    planned=Money(60_000_000, 100_000_000, 160_000_000),
    gifts=Gifts(1000, 1100, 960, 10),
    reported=Reported(8, 8, 7, 5, 4),
    unreported=("xã Cam Hiếu", "xã Thanh An"),
    goals=(
        Goal("Mọi trẻ em có hoàn cảnh khó khăn có quà;"),
        Goal("1.000 suất quà", "suất quà", 950, 1000, 95),
        Goal("100 người lớn", "lượt người lớn", 300, 100, 300),
        Goal("Vận động", "đồng", None, 1_000_000, 0),
    ),
    before=BEFORE,
    before_name="Tết Trung thu năm 2025",
    joined=(
        Joined("Xã Cam Thành", "Đã duyệt", ALL, Money(1, 2, 3), BEFORE, "u", Gifts(9, 8, 7, 6)),
        Joined("Xã Cam Hiếu", "Chưa có kế hoạch", Figures()),
    ),
    difficulties=(Quote("Xã Thanh An", "Mưa lũ\nkéo dài.", "p"),),
    href=HREF,
)
OWN = replace(
    CAMPAIGN,
    issuer="UBND xã Cam Thành",
    noun="xã",
    opened_by="UBND huyện Cam Lộ",
    reported=None,
    unreported=(),
    joined=(),
    own=Undertaking("Rước đèn;\nTrao quà", date(2026, 9, 24), "Nhà văn hóa xã", "Đoàn xã"),
    is_closed=True,
)


def written(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{block.marker} {block.title}"
    return str(block.text) if not isinstance(block, Table) else ""


def body(document: CampaignDocument = CAMPAIGN, **values: Any) -> list[str]:
    return [written(block) for block in paper_of(replace(document, **values)).body]


def test_it_is_a_report_to_the_unit_above() -> None:
    paper = paper_of(CAMPAIGN)
    assert (paper.type_name, paper.symbol, paper.number) == ("Báo cáo", "BC-UBND", None)
    assert paper.subject == "Kết quả tổ chức Tết Trung thu năm 2026"
    assert paper.addressees == ("Ủy ban nhân dân tỉnh Quảng Trị",)
    assert file_name(CAMPAIGN) == "bao-cao-ket-qua-tet-trung-thu-nam-2026-ubnd-huyen-cam-lo.docx"


def test_its_outline() -> None:
    titles = [block.title for block in paper_of(CAMPAIGN).body if isinstance(block, Heading)]
    assert titles == [
        "Tình hình chỉ đạo, triển khai",
        "Kết quả thực hiện",
        "Hoạt động đã tổ chức",
        "So với kết quả cần đạt",
        "So với năm trước",
        "Kinh phí thực hiện",
        "Khó khăn, vướng mắc",
        "Đề xuất, kiến nghị",
    ]


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (
            CAMPAIGN,
            (
                "Ủy ban nhân dân huyện Cam Lộ báo cáo kết quả tổ chức Tết Trung thu năm 2026 (từ"
                " ngày 01/9/2026 đến ngày 25/9/2026) của các đơn vị trực thuộc như sau:"
            ),
        ),
        (
            CAMPAIGN,
            (
                "Tết Trung thu năm 2026 do Ủy ban nhân dân huyện phát động với chủ đề “Trung thu"
                " cho em”, thực hiện từ ngày 01/9/2026 đến ngày 25/9/2026, hạn báo cáo kết quả ngày"
                " 05/10/2026."
            ),
        ),
        (CAMPAIGN, "Đã tổ chức hoạt động: 07/08 đơn vị."),
        (CAMPAIGN, "Chưa nộp phiếu kết quả: 02 đơn vị (xã Cam Hiếu; xã Thanh An)."),
        (
            CAMPAIGN,
            (
                "Số liệu được cộng từ các hoạt động đã ghi nhận, tính đến ngày 28/9/2026. Đợt hoạt"
                " động chưa kết thúc, số liệu còn cập nhật."
            ),
        ),
        (
            CAMPAIGN,
            (
                "Đã tổ chức 12 hoạt động (15 buổi), có 1.210 lượt trẻ em (610 nữ, 45 có hoàn cảnh"
                " đặc biệt) và 300 lượt người lớn tham gia, thụ hưởng."
            ),
        ),
        (CAMPAIGN, "Đã trao 950 suất quà, trị giá 142.500.000 đồng."),
        (
            CAMPAIGN,
            (
                "Cân đối quà: nhu cầu 1.000 suất quà; đã đăng ký ủng hộ 1.100 suất quà; đã nhận 960"
                " suất quà; còn lại chưa trao 10 suất quà."
            ),
        ),
        (replace(CAMPAIGN, gifts=Gifts()), "Chưa ghi nhận nhu cầu và đăng ký ủng hộ quà."),
        (CAMPAIGN, "Mọi trẻ em có hoàn cảnh khó khăn có quà."),
        (
            CAMPAIGN,
            "1.000 suất quà. Đã đạt 950/1.000 suất quà (95%), còn thiếu 50 suất quà.",
        ),
        (CAMPAIGN, "100 người lớn. Đã đạt 300/100 lượt người lớn (300%)."),
        (CAMPAIGN, "Vận động. Chưa có số liệu (cần đạt 1.000.000 đồng)."),
        (
            CAMPAIGN,
            (
                "So với Tết Trung thu năm 2025: 12 hoạt động (bằng, năm trước 12); 1.210 lượt trẻ"
                " em (giảm 90, năm trước 1.300); 950 suất quà (tăng 150, năm trước 800); "
                "160.000.000 đồng kinh phí (tăng 40.000.000, năm trước 120.000.000)."
            ),
        ),
        (
            CAMPAIGN,
            (
                "Tổng kinh phí thực hiện: 160.000.000 đồng, gồm ngân sách nhà nước 50.000.000 đồng;"
                " xã hội hóa, vận động 110.000.000 đồng."
            ),
        ),
        (CAMPAIGN, "Xã Thanh An: Mưa lũ; kéo dài."),
        (CAMPAIGN, "Không có."),
        (replace(CAMPAIGN, before=None), "Chưa có số liệu năm trước."),
        (replace(CAMPAIGN, before=Figures()), "So với Tết Trung thu năm 2025: 12 hoạt động (tăng"),
        (replace(CAMPAIGN, figures=Figures()), "Chưa ghi nhận hoạt động nào."),
        (replace(CAMPAIGN, figures=Figures()), "Chưa ghi nhận suất quà nào được trao."),
        (replace(CAMPAIGN, figures=Figures()), "Chưa ghi nhận kinh phí thực hiện."),
        (OWN, "Tết Trung thu năm 2026 do Ủy ban nhân dân huyện Cam Lộ phát động với chủ đề"),
        (OWN, "Nội dung: Rước đèn; Trao quà."),
        (OWN, "Thời gian: 24/9/2026."),
        (OWN, "Chủ trì: Đoàn xã."),
    ],
)
def test_what_it_says(document: CampaignDocument, said: str) -> None:
    assert any(line.startswith(said) for line in body(document)), body(document)


def test_a_unit_that_reports_on_itself_names_no_units() -> None:
    said = " ".join(body(OWN))
    assert "đơn vị" not in said
    assert "chưa kết thúc" not in said
    assert paper_of(OWN).appendices == ()


def test_a_unit_alone_has_its_hamlets_in_the_annex() -> None:
    hamlets = (Joined("Thôn Một", "", ALL, href="u"), Joined("Không theo thôn", "", Figures()))
    [annex] = paper_of(replace(OWN, hamlets=hamlets)).appendices
    [table] = annex.body
    assert isinstance(table, Table)
    done = ("12", "1.210", "45", "300", "950", "142.500.000")
    told = [tuple(map(str, row)) for row in table.rows]
    assert told == [
        ("1", "Thôn Một", *done),
        ("2", "Không theo thôn", "0", *[""] * 5),
        ("", "Tổng cộng", *done),
    ]


def test_money_by_source() -> None:
    [table] = [block for block in paper_of(CAMPAIGN).body if isinstance(block, Table)]
    assert table.rows == (
        ("Ngân sách nhà nước", "60.000.000", "50.000.000", ""),
        ("Xã hội hóa, vận động", "100.000.000", "110.000.000", ""),
        ("Tổng cộng", "160.000.000", "160.000.000", "120.000.000"),
    )


def annex(place: int) -> list[list[str]]:
    [table] = paper_of(CAMPAIGN).appendices[place].body
    assert isinstance(table, Table)
    assert all(len(row) == len(table.headings) for row in table.rows)
    return [[str(cell) for cell in row] for row in table.rows]


def test_the_annexes_have_every_unit_and_the_total() -> None:
    first, second, total = annex(0)
    done = ["12", "1.210", "45", "300", "950", "142.500.000", "1.300"]
    assert first == ["1", "Xã Cam Thành", "Đã duyệt", *done]
    assert second == ["2", "Xã Cam Hiếu", "Chưa có kế hoạch", "0", *[""] * 6]
    assert total == ["", "Tổng cộng", "", *done]
    first, second, total = annex(1)
    spent = ["160.000.000", "120.000.000"]
    assert first == ["1", "Xã Cam Thành", "1", "50.000.000", "2", "110.000.000", *spent]
    assert second == ["2", "Xã Cam Hiếu", *[""] * 6]
    money = ["60.000.000", "50.000.000", "100.000.000", "110.000.000"]
    assert total == ["", "Tổng cộng", *money, *spent]
    first, second, total = annex(2)
    assert first == ["1", "Xã Cam Thành", "9", "8", "7", "950", "6"]
    assert second == ["2", "Xã Cam Hiếu", *[""] * 5]
    assert total == ["", "Tổng cộng", "1.000", "1.100", "960", "950", "10"]
    assert len(paper_of(replace(CAMPAIGN, gifts=None)).appendices) == 2


def test_the_numbers_of_the_file_lead_where_they_come_from() -> None:
    file = opened(paper_of(CAMPAIGN))
    found = links(file)
    assert ("1.210", HREF) in found
    assert ("1.210", "u") in found
    assert ("Xã Thanh An", "p") in found
    assert "I. TÌNH HÌNH CHỈ ĐẠO, TRIỂN KHAI" in texts(file)
