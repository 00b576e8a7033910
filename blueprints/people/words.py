"""The words for roles given, refused and invited."""

from __future__ import annotations

from typing import Any

from blueprints.language import label as _l
from documents.list_sheet import CellFault, SheetFault
from models.handover import RECEIVER_MAY_NOT
from models.invitation import InvitationState
from models.people_list import RowFault
from models.permissions import Refusal

REFUSALS: dict[str, Any] = {
    Refusal.NOT_ADMINISTRATOR: _l("Only an administrator of this unit or of one above does this."),
    Refusal.NOT_WEAKER: _l(
        "An administrator is appointed and dismissed by the administrator of the unit above."
    ),
    Refusal.HIMSELF: _l(
        "Nobody gives a role to himself. Ask another administrator, here or in the unit above."
    ),
    Refusal.LAST_ADMINISTRATOR: _l(
        "You are the last one who manages this unit. Let the unit above appoint a successor first."
    ),
}
STAYS: dict[str, Any] = {
    **REFUSALS,
    RECEIVER_MAY_NOT: _l("The successor may not give this role."),
}
STATES: dict[InvitationState, tuple[str, Any]] = {
    InvitationState.OPEN: ("wait", _l("waits for an answer")),
    InvitationState.ACCEPTED: ("done", _l("accepted")),
    InvitationState.REVOKED: ("none", _l("revoked")),
    InvitationState.EXPIRED: ("late", _l("link expired")),
    InvitationState.ORPHANED: ("late", _l("the sender may no longer give this role")),
}
SHEET_FAULTS: dict[SheetFault, Any] = {
    SheetFault.NOT_XLSX: _l("This is no .xlsx file. Save it as Excel workbook (.xlsx)."),
    SheetFault.TOO_LARGE: _l("The file is too large unpacked. Copy the list into the template."),
    SheetFault.HEADERS: _l(
        "The first row does not have the headings of the template, each once. Missing: %(missing)s."
    ),
    SheetFault.MERGED: _l(
        "The file has merged cells, so it is not clear what belongs to whom. Unmerge them first."
    ),
    SheetFault.TOO_MANY: _l("More than 500 people. Split the list into several files."),
    SheetFault.EMPTY: _l("There is nobody in the list below the headings."),
}
CELL_FAULTS: dict[str, Any] = {
    CellFault.FORMULA: _l("A formula. Write the value itself."),
    CellFault.ERROR: _l("An error of Excel (such as #N/A). Write the value itself."),
    RowFault.MISSING: _l("Missing."),
    RowFault.TOO_LONG: _l("Too long."),
    RowFault.BAD_PHONE: _l("No phone number, for example: 0912 345 678"),
    RowFault.BAD_EMAIL: _l("No e-mail address."),
    RowFault.BAD_DAY: _l("No day of the calendar, for example: 15/09/2026"),
    RowFault.DAYS_REVERSED: _l("The last day lies before the first one."),
    RowFault.OVER: _l("This day is over."),
    RowFault.UNKNOWN_ROLE: _l("No role. Use one of the words of the template."),
    RowFault.ROLE_REFUSED: _l("You may not give this role at this unit."),
    RowFault.UNKNOWN_AGENCY: _l("The unit has no agency of this name."),
    RowFault.AGENCY_UNWANTED: _l("Only a partner has an agency. Leave this cell empty."),
    RowFault.TWICE: _l("This number stands in the list more than once."),
    RowFault.HELD: _l("Somebody with this number has this role here already."),
    RowFault.INVITED: _l("This number has been invited to this role already."),
}
COLUMNS: dict[str, Any] = {
    "name": _l("Full name"),
    "phone": _l("Phone number"),
    "email": _l("E-mail"),
    "role": _l("Role"),
    "agency": _l("Agency"),
    "starts_on": _l("From"),
    "ends_on": _l("Until"),
}
KINDS_OF_WORK: dict[str, tuple[Any, Any]] = {
    "roles": (_l("Roles at this unit"), _l("No role that goes on.")),
    "invitations": (_l("Invitations without an answer"), _l("No invitation waits for an answer.")),
    "plan_drafts": (_l("Drafts of plans"), _l("No draft of a plan that was begun.")),
}
"""Of each kind of open work (models/handover.py): its heading, and what is said when it is none."""
