"""The text that reminds units of what they owe a campaign: Vietnamese in every language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flask import g, url_for

from blueprints.mail import public_address
from models.campaign_rollup import Missing, Part
from models.plan_citation import committee_of
from models.read_campaign_rollup import CampaignRollup, days_of

ASKED = {
    Missing.PLAN: "Lập kế hoạch tham gia",
    Missing.HELD: "Tổ chức hoạt động và ghi lên hệ thống",
    Missing.WAITING: "Xem, xác nhận hoạt động do các đoàn thể ghi",
    Missing.RESULT: "Nộp phiếu kết quả",
    Missing.OVERDUE: "Nộp ngay phiếu kết quả đã quá hạn",
    Missing.RETURNED: "Bổ sung phiếu kết quả đã được trả lại",
}


class ReminderPage:
    """Which units below owe what, and the text for them."""

    def __init__(self, found: CampaignRollup, today: date) -> None:
        self.campaign, days = found.campaign, days_of(found.campaign)
        below = [part for part in found.rollup.parts if part.unit_id != g.unit.id]
        owed = [(part, set(part.missing(days, today))) for part in below]
        self.owing = {one: [part for part, owes in owed if one in owes] for one in ASKED}
        self.units = [part for part, owes in owed if owes]

    @property
    def text(self) -> str:
        return "\n\n".join(self._parts())

    def _parts(self) -> Iterator[str]:
        campaign, is_alone = self.campaign, len(self.units) == 1
        yield f"Kính gửi: {_names(self.units) if is_alone else 'các đơn vị có tên dưới đây'}."
        yield (
            f"Thực hiện {campaign.name}, {committee_of(g.unit)} đề nghị các đơn vị hoàn thành các"
            " việc sau trên hệ thống Măng Non (hạn báo cáo: ngày"
            f" {campaign.report_due_on:%d/%m/%Y}):"
        )
        yield "\n".join(
            f"- {ASKED[one]}: {_names(found)}." for one, found in self.owing.items() if found
        )
        path = f"/{self.units[0].slug}/campaigns/{campaign.id}"
        yield f"Địa chỉ: {public_address(path if is_alone else url_for('home.index'))}"
        yield "Nếu có vướng mắc, đề nghị đơn vị phản hồi trong nhóm này. Trân trọng cảm ơn."


def _names(units: list[Part]) -> str:
    return ", ".join(f"UBND {part.name[:1].lower()}{part.name[1:]}" for part in units)
