"""How does an initiative come into one archive? Asked for by a person, made by a job as that person, gone again."""

import zipfile
from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from backbone.core.exceptions import RuleViolation
from backbone.files.models import StoredFile
from backbone.files.services import discard_file, store_file
from backbone.jobs.kinds import Progress
from backbone.jobs.models import Job
from backbone.jobs.services import ask_for
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership, Tenant
from backbone.tenancy.permissions import Capability, may, require
from backbone.tenancy.trail import record
from communications.exploring.models import Archive
from communications.exporting.answers import stem
from communications.exporting.contents import Table, is_for, tables_of
from communications.exporting.dictionary import notes
from communications.exporting.tables import write_csv
from initiatives.models import Initiative
from measurement.selectors.figures import visible_figures

MAKE = "archive.make"
ZIP = "application/zip"


@transaction.atomic
def ask_for_archive(initiative: Initiative, *, by: Actor) -> Archive:
    """Ask for the initiative in one file; a job makes it of what `by` may see at that moment.

    A person has one archive of an initiative: a new one takes the place of the one before. While one is being made,
    that one is returned.

    Raises PermissionDenied unless `by` is a person who may see the initiative.
    """
    require(by, Capability.VIEW_INITIATIVE, on=initiative)
    if by.user_id is None:
        raise PermissionDenied(Capability.VIEW_INITIATIVE.value)
    archive, _is_new = Archive.objects.select_for_update(of=("self",)).get_or_create(
        initiative=initiative, asked_by_id=by.user_id
    )
    if is_being_made(archive):
        return archive
    before: StoredFile | None = archive.file
    archive.job = ask_for(MAKE, {"archive": str(archive.uid)}, key=str(archive.uid), by=by)
    archive.file, archive.expires_at, archive.asked_at = None, None, timezone.now()
    archive.save(update_fields=["job", "file", "expires_at", "asked_at"])
    if before is not None:
        discard_file(before)
    record("archive.asked_for", archive, by=by, initiative_uid=initiative.uid)
    return archive


def is_being_made(archive: Archive) -> bool:
    return archive.file_id is None and archive.job is not None and archive.job.state == Job.State.WAITING


def make_archive(uid: UUID, *, progress: Progress, request_id: str = "") -> None:
    """Write the archive as whoever asked for it may see the initiative now. Called by the job, in its transaction.

    Raises RuleViolation where that person has no role there any more.
    """
    archive = Archive.objects.select_for_update(of=("self",)).select_related("initiative__area").get(uid=uid)
    if archive.file_id is not None:
        return
    by = _asker(archive, request_id)
    tenant = Tenant.objects.get(pk=archive.tenant_id)
    content = _written(by, tenant, archive.initiative, progress)
    archive.file = store_file(f"{stem(archive.initiative)}.zip", content, ZIP, by=by)
    archive.expires_at = timezone.now() + timedelta(days=settings.ARCHIVE_DAYS)
    archive.save(update_fields=["file", "expires_at"])
    record("archive.made", archive, by=by, initiative_uid=archive.initiative.uid)


def forget_archives(now: datetime) -> int:
    """Give up archives whose day has come, with their files; returns how many."""
    expired = list(Archive.objects.filter(expires_at__lte=now).select_related("file"))
    for archive in expired:
        file = archive.file
        archive.delete()
        if file is not None:
            discard_file(file)
    return len(expired)


def _asker(archive: Archive, request_id: str) -> Actor:
    member = Membership.objects.filter(user=archive.asked_by_id, joined_at__isnull=False, ended_at=None).first()
    by = Actor.of_membership(member, request_id=request_id).within(archive.initiative_id) if member else None
    if by is None or not may(by, Capability.VIEW_INITIATIVE, on=archive.initiative):
        raise RuleViolation("archive_asker_has_left")
    return by


def _written(by: Actor, tenant: Tenant, initiative: Initiative, progress: Progress) -> bytes:
    """One CSV after the other, straight into the packed file."""
    kept = BytesIO()
    tables = tables_of(by, tenant, initiative)
    counts: dict[str, int] = {}
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for done, table in enumerate(tables):
            progress(done, len(tables))
            if is_for(by, table, initiative):
                with archive.open(f"{table.name}.csv", "w", force_zip64=True) as written:
                    counts[table.name] = write_csv(written, table.heads, table.rows())
        archive.writestr("README.txt", _readme(by, tenant, initiative, tables, counts))
    progress(len(tables), len(tables))
    return kept.getvalue()


def _readme(by: Actor, tenant: Tenant, initiative: Initiative, tables: list[Table], counts: dict[str, int]) -> str:
    """What is in it, what was left out and why."""
    words = {"initiative": initiative.name, "tenant": tenant.name, "day": date_format(initiative.today(), "j F Y")}
    within = [f"- {each.name}.csv: {each.about} ({counts[each.name]})" for each in tables if each.name in counts]
    left_out = [f"- {each.name}: {_('not for your role')}" for each in tables if each.name not in counts]
    left_out += [f"- {_('entries under review, files of evidence, comments and mails')}"]
    lines = [
        _("%(initiative)s, %(tenant)s, as you may see it on %(day)s.") % words, "",
        _("In this archive, with the number of rows:"), *within, "",
        _("Left out:"), *left_out, "", *notes(sees_all=visible_figures(by, initiative).sees_all), "",
        tenant.attribution,
    ]  # fmt: skip
    return "\r\n".join(lines)
