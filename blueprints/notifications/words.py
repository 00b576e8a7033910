"""The words of each kind of notification, in the language of who reads it."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _

from blueprints.language import label as _l
from blueprints.shell import ROLES
from models.notification import Notification, NotificationKind
from models.permissions import Role

WORDS: dict[NotificationKind, tuple[str, Any]] = {
    NotificationKind.ROLE_GIVEN: (
        "person-plus",
        _l("You are %(role)s of %(unit)s from %(starts_on)s."),
    ),
    NotificationKind.ROLE_ENDS_SOON: (
        "clock-history",
        _l("Your role as %(role)s of %(unit)s ends on %(ends_on)s."),
    ),
    NotificationKind.INVITATION_ACCEPTED: (
        "check-circle-fill",
        _l("%(name)s has accepted your invitation and is %(role)s of %(unit)s."),
    ),
    NotificationKind.PLAN_PUBLISHED: (
        "card-checklist",
        _l("%(issuer)s has published: %(plan)s. Tasks: %(tasks)s."),
    ),
    NotificationKind.PLAN_WITHDRAWN: (
        "arrow-return-left",
        _l("%(issuer)s has withdrawn: %(plan)s. Reason: %(reason)s"),
    ),
    NotificationKind.AMENDMENT_PUBLISHED: (
        "pencil",
        _l("%(issuer)s has amended: %(plan)s. See what changes."),
    ),
    NotificationKind.MONTH_SUBMITTED: (
        "send",
        _l("%(unit)s has submitted month %(month)s."),
    ),
    NotificationKind.MONTH_RETURNED: (
        "arrow-return-left",
        _l("Month %(month)s of %(unit)s was returned. See what is to be completed."),
    ),
    NotificationKind.MONTH_APPROVED: (
        "check-circle-fill",
        _l("Month %(month)s of %(unit)s was approved."),
    ),
    NotificationKind.MONTH_REOPENED: (
        "arrow-return-left",
        _l("Month %(month)s of %(unit)s was reopened. See the reason."),
    ),
    NotificationKind.MONTH_EXCUSED: (
        "dash-circle",
        _l("Month %(month)s of %(unit)s was excused: it need not be submitted."),
    ),
    NotificationKind.MONTH_CHANGED: (
        "clock-history",
        _l("Month %(month)s of %(unit)s has changed since its approval. See what."),
    ),
    NotificationKind.EXTENSION_ASKED: (
        "clock-history",
        _l("%(unit)s asks for an extension, month %(month)s: from %(old_on)s to %(new_on)s."),
    ),
    NotificationKind.EXTENSION_GRANTED: (
        "check-circle-fill",
        _l("%(unit)s, month %(month)s: the extension to %(new_on)s was granted."),
    ),
    NotificationKind.EXTENSION_REFUSED: (
        "arrow-return-left",
        _l("%(unit)s, month %(month)s: the extension to %(new_on)s was refused. See the reason."),
    ),
    NotificationKind.EXPLANATION_ASKED: (
        "chat-dots",
        _l("%(above)s asks %(unit)s to explain, by %(due_on)s at the latest."),
    ),
    NotificationKind.EXPLANATION_ANSWERED: (
        "chat-dots",
        _l("%(unit)s has explained what it was asked. Read the answer."),
    ),
    NotificationKind.EXPLANATION_READ: (
        "check-circle-fill",
        _l("%(above)s has taken note of the explanation of %(unit)s."),
    ),
    NotificationKind.EXPLANATION_WITHDRAWN: (
        "dash-circle",
        _l("%(above)s has withdrawn what %(unit)s was asked to explain."),
    ),
    NotificationKind.MONTH_REMINDED: (
        "bell",
        _l("%(above)s reminds %(unit)s of month %(month)s: due %(due_on)s, closes %(closes_on)s."),
    ),
    NotificationKind.RETURN_REMINDED: (
        "bell",
        _l("%(above)s reminds %(unit)s: month %(month)s waits to be completed and submitted."),
    ),
    NotificationKind.DELEGATION_GIVEN: (
        "check2-all",
        _l(
            "%(giver)s delegates reviewing at %(unit)s to you, from %(starts_on)s to the end of"
            " %(ends_on)s."
        ),
    ),
    NotificationKind.DELEGATION_ENDED: (
        "clock-history",
        _l("%(unit)s: reviewing by %(receiver)s on behalf of %(giver)s was ended early."),
    ),
    NotificationKind.FINDING_RECORDED: (
        "clipboard-check",
        _l("An inspection of %(unit)s found something to mend by %(due_on)s."),
    ),
    NotificationKind.FINDING_REPORTED: (
        "clipboard-check",
        _l("What an inspection of %(unit)s found is reported as mended. Check it."),
    ),
    NotificationKind.FINDING_CLOSED: (
        "check-circle-fill",
        _l("%(unit)s has seen that what its inspection found is mended."),
    ),
    NotificationKind.FINDING_SENT_BACK: (
        "arrow-return-left",
        _l("%(unit)s: what its inspection found is not mended yet. See the reason."),
    ),
    NotificationKind.FINDING_MOVED: (
        "calendar-event",
        _l("%(unit)s: what its inspection found is now to be mended by %(due_on)s."),
    ),
    NotificationKind.FINDING_WITHDRAWN: (
        "dash-circle",
        _l("%(unit)s has withdrawn what its inspection found. Nothing is to be mended."),
    ),
    NotificationKind.FINDING_OVERDUE: (
        "exclamation-triangle-fill",
        _l("What an inspection of %(unit)s found was to be mended by %(due_on)s. It is overdue."),
    ),
    NotificationKind.ACTIVITY_WAITING: (
        "hourglass-split",
        _l("%(agency)s has logged activities. Accept what counts for %(unit)s."),
    ),
    NotificationKind.ACTIVITY_CHANGED: (
        "pencil",
        _l("%(agency)s has changed its entry of %(held_on)s, which waits to be accepted."),
    ),
    NotificationKind.ACTIVITY_WITHDRAWN: (
        "dash-circle",
        _l("%(agency)s has withdrawn its entry of %(held_on)s."),
    ),
    NotificationKind.ACTIVITY_ACCEPTED: (
        "check-circle-fill",
        _l("%(unit)s has accepted the activity of %(agency)s on %(held_on)s."),
    ),
    NotificationKind.ACTIVITY_CORRECTED: (
        "pencil",
        _l("%(unit)s counts the activity of %(agency)s on %(held_on)s otherwise. See why."),
    ),
    NotificationKind.ACTIVITY_DECLINED: (
        "arrow-return-left",
        _l("%(unit)s does not count the activity of %(agency)s on %(held_on)s. See the reason."),
    ),
    NotificationKind.ACTIVITY_JOINED: (
        "people",
        _l(
            "%(unit)s counts the activity of %(agency)s on %(held_on)s as one event with another"
            " entry: heads count once."
        ),
    ),
    NotificationKind.ACTIVITY_UNJOINED: (
        "people",
        _l("%(unit)s counts the activity of %(agency)s on %(held_on)s by itself again."),
    ),
    NotificationKind.CAMPAIGN_RESULT_SUBMITTED: (
        "send",
        _l("%(unit)s has submitted its result sheet: %(campaign)s."),
    ),
    NotificationKind.CAMPAIGN_RESULT_APPROVED: (
        "check-circle-fill",
        _l("The result sheet of %(unit)s was approved: %(campaign)s."),
    ),
    NotificationKind.CAMPAIGN_RESULT_RETURNED: (
        "arrow-return-left",
        _l("The result sheet of %(unit)s was returned: %(campaign)s. See the reason."),
    ),
    NotificationKind.CAMPAIGN_RESULT_REOPENED: (
        "arrow-return-left",
        _l("The result sheet of %(unit)s was reopened: %(campaign)s. See the reason."),
    ),
    NotificationKind.CAMPAIGN_PUBLISHED: (
        "flag",
        _l("%(issuer)s has opened: %(campaign)s, from %(starts_on)s to %(ends_on)s."),
    ),
    NotificationKind.CAMPAIGN_CHANGED: (
        "pencil",
        _l("%(issuer)s has corrected: %(campaign)s. Report due %(due_on)s."),
    ),
    NotificationKind.CAMPAIGN_WITHDRAWN: (
        "dash-circle",
        _l("%(issuer)s has withdrawn: %(campaign)s. Reason: %(reason)s"),
    ),
    NotificationKind.CAMPAIGN_REPORT_DUE: (
        "clipboard-check",
        _l("The result sheet of %(campaign)s is due by %(due_on)s and not handed in yet."),
    ),
    NotificationKind.GIFTS_PLEDGED: (
        "gift",
        _l("%(giver)s pledges %(gifts)s gifts: %(campaign)s."),
    ),
    NotificationKind.GIFTS_CHANGED: (
        "pencil",
        _l("%(giver)s has changed its pledge to %(gifts)s gifts: %(campaign)s."),
    ),
    NotificationKind.GIFTS_WITHDRAWN: (
        "dash-circle",
        _l("The pledge of %(giver)s was withdrawn: %(campaign)s. See the reason."),
    ),
    NotificationKind.GIFTS_RECEIVED: (
        "check-circle-fill",
        _l("%(unit)s has received %(came)s gifts of %(giver)s: %(campaign)s."),
    ),
    NotificationKind.GIFTS_SHORT: (
        "exclamation-triangle-fill",
        _l("%(unit)s is short of %(gifts)s gifts: %(campaign)s."),
    ),
    NotificationKind.GIFTS_SHORT_BELOW: (
        "exclamation-triangle-fill",
        _l("Units below are short of %(gifts)s gifts (%(units)s units): %(campaign)s."),
    ),
}
"""Of each kind: the icon, and the sentence with the values that the notification carries."""


def sentence(notification: Notification) -> str:
    """What a notification says. A kind that no page knows any more says where it leads."""
    icon_and_text = WORDS.get(notification.kind)
    if icon_and_text is None:
        return str(_("Something new at %(unit)s.", unit=notification.about_unit.name))
    told = {name: _shown(name, value) for name, value in notification.told.items()}
    return str(icon_and_text[1]) % told


def icon_of(notification: Notification) -> str:
    return WORDS.get(notification.kind, ("bell", ""))[0]


def _shown(name: str, value: Any) -> str:
    """Days end in `_on` and are stored in ISO form; roles are stored by their key."""
    if name.endswith("_on") and value:
        return date.fromisoformat(value).strftime("%d/%m/%Y")
    return str(ROLES[Role(value)]) if name == "role" else str(value)
