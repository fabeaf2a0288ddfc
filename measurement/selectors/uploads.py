"""Which files came in, how far are they, and what was read of one?"""

from django.db.models import Count, QuerySet

from backbone.jobs.models import Job, JobProgress
from initiatives.models import Initiative, Organization
from measurement.models import Import, ImportColumn, ImportRow
from measurement.services.imports.starting import APPLY, READ


def imports_of(initiative: Initiative, organization: Organization | None) -> QuerySet[Import]:
    """The files of a partner, or those of history, the latest first."""
    found = Import.objects.filter(initiative=initiative, organization=organization)
    return found.select_related("file", "initiative", "organization", "made_by", "vintage")


def rows_of(found: Import, kind: str) -> QuerySet[ImportRow]:
    """The rows of one kind in the order of the file; of none, all of them."""
    rows = found.rows.order_by("sheet", "row", "pk")
    return rows.filter(kind=kind) if kind in ImportRow.Kind.values else rows


def counts_of(found: Import) -> dict[str, int]:
    """How many rows there are of each kind; one query."""
    return dict(found.rows.order_by().values_list("kind").annotate(Count("pk")))


def columns_of(found: Import) -> list[ImportColumn]:
    return list(found.columns.order_by("pk"))


def job_of(found: Import) -> tuple[Job | None, JobProgress | None]:
    """The work on a file that was asked for last, and how far it has come; two queries."""
    keys = [f"{name}:{found.uid}" for name in (READ, APPLY)]
    job = Job.objects.filter(deduplication_key__in=keys).order_by("-pk").first()
    return job, JobProgress.objects.filter(job=job).first() if job else None
