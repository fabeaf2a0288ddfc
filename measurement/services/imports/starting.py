"""How does a file come in, and how is it given up or read in another way?"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from django.db import transaction

from backbone.core.exceptions import RuleViolation
from backbone.files.services import store_file
from backbone.jobs.services import ask_for
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Initiative, Organization
from measurement.imports.kinds import OF_NAMES
from measurement.imports.limits import LARGEST_FILE
from measurement.models import Import, ImportMapping

READ, APPLY = "import.read", "import.apply"
LONGEST_NAME = 200


def require_import(by: Actor, found: Import) -> None:
    """Raise PermissionDenied unless the actor may bring this file in: its own organization's, or history."""
    if found.organization is None:
        require(by, Capability.LOAD_HISTORY, on=found.initiative)
    else:
        require(by, Capability.ENTER_FIGURES, on=found.organization)


@transaction.atomic
def start_import(
    name: str,
    content: bytes,
    initiative: Initiative,
    *,
    by: Actor,
    organization: Organization | None = None,
    source: str = "",
    is_public: bool = False,
) -> Import:
    """Keep a file and have it read in the background; nothing of it counts until it is brought in.

    With an organization its rows fill what that partner owes; without one it is history of a named source.

    Raises PermissionDenied unless `by` may enter for the organization, or load history; RuleViolation for a file that
    is too large or of a kind that is not read.
    """
    if PurePath(name).suffix.lower() not in OF_NAMES:
        raise RuleViolation("file_kind_not_read")
    if len(content) > LARGEST_FILE:
        raise RuleViolation("file_too_large", megabytes=LARGEST_FILE // 1024 // 1024)
    if organization is None and not source.strip():
        raise RuleViolation("history_needs_source")
    found = Import(
        initiative=initiative, organization=organization, source=source.strip()[:300], is_public=is_public,
        made_by_id=by.user_id,
    )  # fmt: skip
    require_import(by, found)
    found.file = store_file(PurePath(name).name[-LONGEST_NAME:], content, "application/octet-stream", by=by)
    found.save()
    _ask_to_read(found, by)
    record("import.started", found, by=by, initiative_uid=initiative.uid)
    return found


@transaction.atomic
def read_again(found: Import, settings: Mapping[str, Any], heading_print: str, *, by: Actor) -> None:
    """Read a file again as a person says it is meant; files with the same headings are read so from now on.

    Raises RuleViolation once it was brought in or given up.
    """
    locked = locked_import(found, by, Import.State.READY, Import.State.REFUSED)
    locked.state, locked.settings = Import.State.READING, dict(settings)
    locked.save(update_fields=["state", "settings"])
    if heading_print:
        ImportMapping.objects.update_or_create(
            initiative=locked.initiative,
            heading_print=heading_print,
            defaults={"settings": dict(settings), "made_by_id": by.user_id},
        )
    _ask_to_read(locked, by)


@transaction.atomic
def cancel_import(found: Import, *, by: Actor) -> None:
    """Give a file up before it is brought in; work that is being done on it stops and writes nothing.

    Raises RuleViolation where it was brought in already.
    """
    require_import(by, found)
    may_be_cancelled = [Import.State.READING, Import.State.READY, Import.State.REFUSED]
    # No lock: the work holds none on this row, and asks for its state now and then.
    changed = Import.objects.filter(pk=found.pk, state__in=may_be_cancelled).update(state=Import.State.CANCELLED)
    if not changed:
        raise RuleViolation("import_not_now")
    record("import.cancelled", found, by=by, initiative_uid=found.initiative.uid)


@transaction.atomic
def ask_to_apply(found: Import, *, by: Actor, good_rows_only: bool = False) -> None:
    """Have the rows of a file brought in: all of them, or the good ones where some have errors.

    Raises RuleViolation unless it was read and has good rows, or with errors among the rows when all are wanted.
    """
    locked = locked_import(found, by, Import.State.READY)
    if not locked.accepted:
        raise RuleViolation("import_without_good_rows")
    if locked.rejected and not good_rows_only:
        raise RuleViolation("import_has_errors", rows=locked.rejected)
    locked.state, locked.takes_good_rows_only = Import.State.APPLYING, good_rows_only
    locked.save(update_fields=["state", "takes_good_rows_only"])
    ask_for(APPLY, {"import": str(locked.uid)}, key=f"{APPLY}:{locked.uid}", by=by)


def locked_import(found: Import, by: Actor, *states: str) -> Import:
    """The import for writing, in one of these states; whoever asks twice at once is told that it was done."""
    locked = (
        Import.objects.select_for_update(of=("self",))
        .select_related("initiative", "organization", "file")
        .get(pk=found.pk)
    )
    require_import(by, locked)
    if locked.state not in states:
        raise RuleViolation("import_not_now")
    return locked


def print_of(headings: Sequence[str]) -> str:
    """What names a set of headings, so that the next file with the same ones is known."""
    return hashlib.sha256("\x1f".join(headings).encode()).hexdigest() if any(headings) else ""


def _ask_to_read(found: Import, by: Actor) -> None:
    ask_for(READ, {"import": str(found.uid)}, key=f"{READ}:{found.uid}", by=by)
