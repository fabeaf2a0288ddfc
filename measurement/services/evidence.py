"""How does a file come to back a figure, and how is it taken away again?"""

from pathlib import PurePath

from django.db import transaction
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.files.services import store_file
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from measurement.models import Entry, Evidence, Obligation
from measurement.rules import review

MOST_MEGABYTES = 10
# What offices have; nothing that runs, and nothing that a browser would show as a page of ours.
TYPES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
}


@transaction.atomic
def add_evidence(obligation: Obligation, name: str, content: bytes, *, by: Actor) -> Evidence:
    """Keep a file as the evidence of a figure: its provider and the data manager may open it, nobody else.

    Raises PermissionDenied unless `by` may enter for the provider; RuleViolation for an empty or a large file, or of a
    kind that is not taken.
    """
    evidence = Evidence(tenant_id=by.tenant_id, obligation=obligation, added_by_id=by.user_id)
    require(by, Capability.ENTER_FIGURES, on=evidence)
    plain = PurePath(name.replace("\\", "/")).name[-200:]
    kind = TYPES.get(PurePath(plain).suffix.lower())
    if kind is None:
        raise RuleViolation("evidence_of_unknown_kind", name=plain, kinds=", ".join(sorted(TYPES)))
    if not content:
        raise RuleViolation("evidence_empty", name=plain)
    if len(content) > MOST_MEGABYTES * 1024 * 1024:
        raise RuleViolation("evidence_too_large", name=plain, most=MOST_MEGABYTES)
    evidence.file = store_file(plain, content, kind, by=by)
    evidence.save()
    record("evidence.added", evidence, by=by, initiative_uid=obligation.round.initiative.uid)
    return evidence


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by: Actor) -> None:
    """Take a file off the form; it stays kept with the figure's history.

    Raises RuleViolation once the figure is with the reviewer or accepted: it may have been accepted for this file.
    """
    require(by, Capability.ENTER_FIGURES, on=evidence)
    latest = Entry.objects.filter(obligation=evidence.obligation_id).order_by("-pk").first()
    if latest is not None and latest.state not in review.MAY_BE_EDITED:
        raise RuleViolation("evidence_of_sent_figure")
    if evidence.removed_at is None:
        evidence.removed_at = timezone.now()
        evidence.save(update_fields=["removed_at"])
        record("evidence.removed", evidence, by=by, initiative_uid=evidence.obligation.round.initiative.uid)
