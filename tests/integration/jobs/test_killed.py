"""What if the worker is killed in the middle? All or nothing, and in the end once."""

from datetime import date

import pytest
from django.core.management import call_command
from django.utils import timezone

from backbone.files.models import StoredFile
from backbone.jobs.models import Job
from backbone.tenancy import scope
from backbone.tenancy.models import Tenant, TrailRecord
from communications.reports.models import ProgressReport, ReportSchedule
from communications.reports.services.making import ask_for_report
from communications.reports.services.schedules import add_schedule
from communications.sandbox.world import World, make_world
from measurement.models import Observation, ReleasedCell
from measurement.rules.periods import Period
from tests.integration.jobs import processes

pytestmark = pytest.mark.django_db(transaction=True)
WORKER = (
    "-m",
    "celery",
    "-A",
    "backbone.celery",
    "worker",
    "-c",
    "1",
    "-Q",
    "default,imports,reports,mail",
    "-l",
    "error",
)
TODAY = date(2026, 11, 21)


@pytest.fixture
def waiting(transactional_db: None) -> tuple[World, ProgressReport]:
    """A report that was asked for and waits for a worker."""
    world = make_world("K")
    with scope.tenant(world.tenant.pk):
        wanted = ReportSchedule(
            initiative=world.initiative, name="Yearly", every_months=12, first_period_start=date(2024, 1, 1),
            days_after_period=60,
        )  # fmt: skip
        schedule = add_schedule(wanted, by=world.people["priya"].actor)
        report = ask_for_report(schedule, Period(date(2025, 1, 1), date(2025, 12, 31)), by=world.people["priya"].actor)
        Job.objects.exclude(kind="report.make").delete()
    return world, report


def test_a_worker_killed_in_the_middle_of_a_report(waiting: tuple[World, ProgressReport]) -> None:
    world, report = waiting
    with scope.tenant(world.tenant.pk):
        assert report.job is not None
        job: Job = report.job
        files_before = StoredFile.objects.count()

    # The file is written, and the trail would be next: there the worker waits, and is killed.
    with processes.held("tenancy_trailrecord") as somebody_waits:
        worker = processes.start(*WORKER)
        ring(job)
        processes.until(somebody_waits, "the worker to be in the middle of the report")
        processes.kill(worker)
    processes.until(processes.nobody_else_is_connected, "PostgreSQL to notice")

    with scope.tenant(world.tenant.pk):
        report.refresh_from_db()
        job.refresh_from_db()
        assert (report.state, report.pdf) == ("being_made", None)
        assert StoredFile.objects.count() == files_before
        assert (job.state, job.tries) == ("waiting", 1)
        Job.objects.filter(pk=job.pk).update(leased_until=timezone.now())  # as after the lease's half minute

    worker = processes.start(*WORKER)
    ring(job)
    ring(job)
    try:
        processes.until(lambda: is_done(world, job), "the report to be made")
    finally:
        processes.kill(worker)

    with scope.tenant(world.tenant.pk):
        report.refresh_from_db()
        assert report.state == "draft"
        assert TrailRecord.objects.filter(event="report.made", on_uid=report.uid).count() == 1
        assert ProgressReport.objects.filter(schedule=report.schedule).count() == 1


def test_a_load_killed_in_the_middle() -> None:
    # The figures are in, and their cells would be next.
    with processes.held("measurement_releasedcell") as somebody_waits:
        loading = processes.start("manage.py", "load_demo", "--today", TODAY.isoformat())
        processes.until(somebody_waits, "the load to be in the middle")
        processes.kill(loading)
    processes.until(processes.nobody_else_is_connected, "PostgreSQL to notice")
    assert not Tenant.objects.exists()

    call_command("load_demo", today=TODAY)

    with scope.tenant(Tenant.objects.get(slug="northern-england").pk):
        assert Observation.objects.filter(superseded_at=None, entry=None).count() == 62_697 - 102
        assert ReleasedCell.objects.filter(replaced_by=None, initiative=None).count() == 62_697 - 102


def ring(job: Job) -> None:
    """Ring as the service does, on the worker's own broker."""
    code = "import django; django.setup(); from backbone.jobs.bell import ring; "
    code += f"ring({job.tenant_id}, {job.pk}, 'reports')"
    assert processes.start("-c", code).wait(timeout=30) == 0


def is_done(world: World, job: Job) -> bool:
    with scope.tenant(world.tenant.pk):
        job.refresh_from_db()
    return job.state == "done"
