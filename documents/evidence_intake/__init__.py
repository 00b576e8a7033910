"""Taking in the evidence of a checklist line: photos and files from phones."""

from documents.evidence_intake.kinds import Kind
from documents.evidence_intake.refusal import NotTaken, Reason
from documents.evidence_intake.taking import LARGEST_FILE, Taken, take_in

__all__ = ["LARGEST_FILE", "Kind", "NotTaken", "Reason", "Taken", "take_in"]
