"""How numbers, days and instants are written."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from flask import Flask
from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.language import label as _l
from blueprints.weekdays import WEEKDAYS
from models.clock import VIETNAM, vietnam_day

ACTIONS = {
    "activity_kind.added": _l("Kind of activities added"),
    "activity_kind.changed": _l("Kind of activities changed"),
    "activity_kind.moved": _l("Kind of activities moved"),
    "activity_kind.ended": _l("Kind of activities ended"),
    "activity_kind.reopened": _l("Kind of activities taken back"),
    "campaign_kind.added": _l("Kind of campaigns added"),
    "campaign_kind.changed": _l("Kind of campaigns changed"),
    "campaign_kind.moved": _l("Kind of campaigns moved"),
    "campaign_kind.ended": _l("Kind of campaigns ended"),
    "campaign_kind.reopened": _l("Kind of campaigns taken back"),
    "agency.added": _l("Agency added"),
    "agency.changed": _l("Agency changed"),
    "agency.ended": _l("Agency closed"),
    "agency.reopened": _l("Agency reopened"),
    "finding.recorded": _l("Finding of an inspection recorded"),
    "finding.reported": _l("Finding reported as mended"),
    "finding.closed": _l("Finding seen to be mended"),
    "finding.sent_back": _l("Finding sent back as not mended"),
    "finding.moved": _l("Day to mend a finding moved"),
    "finding.withdrawn": _l("Finding withdrawn"),
    "participation.loaded": _l("Parts in campaigns of the demo loaded"),
    "gift_sheet.loaded": _l("Gift sheets of the demo loaded"),
    "campaign.drafted": _l("Campaign drafted"),
    "campaign.addressed": _l("Units of a campaign chosen"),
    "campaign.changed": _l("Draft of a campaign changed"),
    "campaign.closed": _l("Campaign closed"),
    "campaign.corrected": _l("Published campaign corrected"),
    "campaign.discarded": _l("Draft of a campaign discarded"),
    "campaign.issued_again": _l("Campaign issued again for another year"),
    "campaign.published": _l("Campaign published"),
    "campaign.reopened": _l("Campaign opened again"),
    "campaign.taken_back": _l("Discarded draft of a campaign taken back"),
    "campaign.task_added": _l("Task of a campaign added"),
    "campaign.task_removed": _l("Task of a campaign removed"),
    "campaign.units_added": _l("Units added to a campaign"),
    "campaign.withdrawn": _l("Campaign withdrawn"),
    "gift_sheet.begun": _l("Gift sheet begun"),
    "gift_sheet.imported": _l("Gift sheet imported"),
    "gift_sheet.taken_over": _l("Last year's gift sheet taken over"),
    "gift_pledge.made": _l("Gifts pledged"),
    "gift_pledge.changed": _l("Pledge of gifts changed"),
    "gift_pledge.withdrawn": _l("Pledge of gifts withdrawn"),
    "gift_receipt.recorded": _l("Gifts received"),
    "gift_receipt.withdrawn": _l("Receipt of gifts taken back"),
    "campaign_page.published": _l("Public page published"),
    "campaign_page.updated": _l("Public page brought up to date"),
    "campaign_page.withdrawn": _l("Public page withdrawn"),
    "campaign_page.photo_chosen": _l("Photo put on a public page"),
    "campaign_page.photo_taken_off": _l("Photo taken off a public page"),
    "hamlet.added": _l("Hamlet added"),
    "hamlet.changed": _l("Hamlet changed"),
    "hamlet.ended": _l("Hamlet closed"),
    "hamlet.reopened": _l("Hamlet reopened"),
    "protection_contact.stated": _l("Child protection contact stated"),
    "protection_contact.changed": _l("Child protection contact changed"),
    "membership.started": _l("Role given"),
    "membership.ended": _l("End of a role set"),
    "membership.prolonged": _l("Role prolonged"),
    "invitation.sent": _l("Invitation sent"),
    "invitation.renewed": _l("New link made for an invitation"),
    "invitation.revoked": _l("Invitation revoked"),
    "invitation.accepted": _l("Invitation accepted"),
    "invitation.handed_over": _l("Invitation handed over"),
    "invitation.forgotten": _l("Expired invitation removed"),
    "person.joined": _l("Account created"),
    "plan.handed_over": _l("Draft of a plan handed over"),
    "line.loaded": _l("Lines of the demo loaded"),
    "activity.logged": _l("Activity logged"),
    "activity.loaded": _l("Activities of the demo loaded"),
    "activity.changed": _l("Activity changed"),
    "activity.deleted": _l("Draft of an activity removed"),
    "activity.withdrawn": _l("Activity withdrawn"),
    "activity.accepted": _l("Partner's activity accepted"),
    "activity.corrected": _l("Partner's activity corrected"),
    "activity.declined": _l("Partner's activity not counted"),
    "activity.joined": _l("Activities joined as one event"),
    "activity.unjoined": _l("Joined activities taken apart"),
    "activity.matched": _l("Lines that an activity fills set"),
    "activity.put_in_campaign": _l("Activity put into a campaign"),
    "activity.taken_out_of_campaign": _l("Activity taken out of a campaign"),
    "evidence.attached": _l("Evidence added"),
    "evidence.consent_changed": _l("Consent to a photo changed"),
    "evidence.withdrawn": _l("Evidence withdrawn"),
    "evidence.erased": _l("Files of withdrawn evidence removed"),
    "handover.done": _l("Handover done"),
    "person.changed": _l("Name or language changed"),
    "person.calendar_link_ended": _l("Link to the calendar switched off"),
    "person.calendar_link_made": _l("Link to the calendar made"),
    "person.contact_changed": _l("Phone number or e-mail changed"),
    "person.password_accepted": _l("Password right, code asked for"),
    "person.password_changed": _l("Password changed"),
    "person.password_link_made": _l("Link to a new password made"),
    "person.recovery_codes_renewed": _l("Recovery codes renewed"),
    "person.second_factor_off": _l("Second factor switched off"),
    "person.second_factor_on": _l("Second factor switched on"),
    "person.signed_in": _l("Signed in"),
    "person.signed_out": _l("Signed out"),
    "person.signed_out_everywhere": _l("Signed out everywhere"),
    "sign_in.locked": _l("Signing in locked after failed tries"),
    "agency_duty.answered": _l("Who does the tasks of a kind of agency answered"),
    "plan.drafted": _l("Draft of a plan begun"),
    "plan.read": _l("Plan read from a document"),
    "plan_target.added": _l("Target of a plan added"),
    "plan_target.changed": _l("Target of a plan changed"),
    "plan_target.removed": _l("Target of a plan removed"),
    "report_due.added": _l("Report that a plan asks for added"),
    "report_due.changed": _l("Report that a plan asks for changed"),
    "report_due.removed": _l("Report that a plan asks for removed"),
    "budget_line.added": _l("Money of a plan added"),
    "budget_line.changed": _l("Money of a plan changed"),
    "budget_line.removed": _l("Money of a plan removed"),
    "plan.facts_kept": _l("Targets and report days of a plan kept"),
    "plan.addressed": _l("Addressees of a plan changed"),
    "plan.changed": _l("Plan changed"),
    "plan.discarded": _l("Draft of a plan discarded"),
    "plan.issued_again": _l("Plan issued again for later years"),
    "plan.adopted": _l("Plan of a unit above adopted"),
    "plan.taken_back": _l("Discarding of a draft taken back"),
    "plan.published": _l("Plan published"),
    "plan.withdrawn": _l("Plan withdrawn"),
    "amendment.started": _l("Amendment of a plan begun"),
    "amendment.changed": _l("Letter of an amendment changed"),
    "amendment.discarded": _l("Amendment of a plan discarded"),
    "amendment.published": _l("Amendment of a plan published"),
    "amendment_change.stated": _l("Change of a task stated"),
    "amendment_change.dropped": _l("Change of a task dropped"),
    "plan_section.added": _l("Heading of a plan added"),
    "plan_section.changed": _l("Heading of a plan changed"),
    "plan_source.returned": _l("Lost original of a plan brought again"),
    "plan_source.kept": _l("Original of a plan kept"),
    "plan_source.taken": _l("Passage of a document made a task"),
    "task.added": _l("Task added"),
    "task.changed": _l("Task changed"),
    "task.left_out": _l("Task left out"),
    "task.merged": _l("Task merged with another one"),
    "task.moved": _l("Task moved"),
    "task.split": _l("Task split"),
    "task.taken_back": _l("Task that was left out taken back"),
    "line.written": _l("Line of the checklist written"),
    "own_task.added": _l("Own task added to the checklist"),
    "own_task.changed": _l("Own task changed"),
    "own_task.ended": _l("Own task ended"),
    "own_task.reopened": _l("Ending of an own task taken back"),
    "checklist.submitted": _l("Month submitted"),
    "checklist.taken_back": _l("Month taken back"),
    "checklist.taken_in_hand": _l("Month taken in hand"),
    "checklist.let_go": _l("Month let go"),
    "checklist.returned": _l("Lines of a month returned"),
    "checklist.approved": _l("Month approved"),
    "checklist.reopened": _l("Month reopened"),
    "checklist.excused": _l("Month excused"),
    "checklist.changed_since": _l("Month changed since its approval"),
    "return_reason.added": _l("Reason for returning added"),
    "return_reason.changed": _l("Reason for returning changed"),
    "return_reason.moved": _l("Reason for returning moved"),
    "return_reason.ended": _l("Reason for returning ended"),
    "return_reason.reopened": _l("Reason for returning taken back"),
    "extension.asked": _l("Extension asked for"),
    "extension.granted": _l("Extension granted"),
    "extension.refused": _l("Extension refused"),
    "extension.withdrawn": _l("Request for an extension withdrawn"),
    "explanation.asked": _l("Explanation asked for"),
    "explanation.answered": _l("Explanation given"),
    "explanation.read": _l("Explanation taken note of"),
    "explanation.withdrawn": _l("Request to explain withdrawn"),
    "reminder.sent": _l("Unit reminded of a month"),
    "delegation.given": _l("Reviewing delegated"),
    "delegation.ended": _l("Delegation of reviewing ended"),
    "participation.planned": _l("Plan of a campaign written"),
    "participation.filled": _l("Result sheet of a campaign written"),
    "participation.gifts_explained": _l("Gifts given above those received explained"),
    "participation.submitted": _l("Result sheet of a campaign submitted"),
    "participation.taken_back": _l("Result sheet of a campaign taken back"),
    "participation.approved": _l("Result sheet of a campaign approved"),
    "participation.returned": _l("Result sheet of a campaign returned"),
    "participation.reopened": _l("Result sheet of a campaign reopened"),
    "unit_setting.stated": _l("Setting stated"),
    "month_rule.stated": _l("Rule of the months stated"),
    "month_rule.taken_back": _l("Rule of the months taken back"),
    "unit.imported": _l("Units imported"),
    "succession.loaded": _l("Successions loaded"),
    "unit.marked_as_sample": _l("Marked as sample data"),
}


def number(value: int | Decimal | None) -> str:
    """1210 as 1.210; None as a dash, because missing is not zero."""
    return "–" if value is None else f"{value:,}".replace(",", ".")


def money(value: int | None) -> str:
    """25000000 (whole đồng) as 25.000.000 đ."""
    return "–" if value is None else f"{number(value)} đ"


def file_size(value: int) -> str:
    """Bytes as people say it: 312 KB, 1,4 MB."""
    if value < 2**20:
        return f"{max(round(value / 2**10), 1)} KB"
    return f"{value / 2**20:.1f} MB".replace(".", ",")


def day(value: date | None) -> str:
    """A day as 15/06/2026; of an instant the day that it is in Vietnam."""
    if isinstance(value, datetime):
        value = vietnam_day(value)
    return "–" if value is None else value.strftime("%d/%m/%Y")


def iso_day(value: str) -> str:
    """2026-06-15, as it is kept in data, as 15/06/2026."""
    return day(date.fromisoformat(value))


def moment(value: datetime | None) -> str:
    """An instant as the clock in Vietnam shows it: 15/06/2026 08:45."""
    return "–" if value is None else value.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")


def weekday(value: date) -> str:
    """A day with its weekday: Thứ Ba, 15/09/2026."""
    _short, whole = WEEKDAYS[value.weekday()]
    return f"{whole}, {day(value)}"


def days_left(due: date, today: date) -> str:
    """How far a due day is: "10 days left"; nothing where it is past."""
    days = (due - today).days
    if days < 0:
        return ""
    if days == 0:
        return str(_("due today"))
    return str(ngettext("%(num)d day left", "%(num)d days left", days))


def action(value: str) -> str:
    """The words for an action of the audit record."""
    return str(ACTIONS[value]) if value in ACTIONS else value


def init_app(app: Flask) -> None:
    """Give the filters to the templates."""
    app.jinja_env.filters.update(
        number=number,
        money=money,
        file_size=file_size,
        day=day,
        iso_day=iso_day,
        moment=moment,
        weekday=weekday,
        action=action,
    )
