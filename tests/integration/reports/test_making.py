"""One report for a schedule and period: whoever asks how often, and whatever is killed."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection

from backbone.core.exceptions import RuleViolation
from backbone.files.models import StoredFile
from backbone.jobs.models import Job
from backbone.jobs.services import run_job
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from communications.reports.models import ProgressReport, ReportSchedule
from communications.reports.services import making
from communications.reports.services.making import ask_for_report, remake_report
from communications.reports.services.schedules import add_schedule, ask_for_missing
from communications.reports.services.writing import save_story
from communications.sandbox.world import World
from measurement.rules.periods import Period
from tests.conftest import Cast

QUARTER = Period(date(2026, 1, 1), date(2026, 3, 31))


def quarterly(world: World, **more: Any) -> ReportSchedule:
    schedule = ReportSchedule(
        initiative=world.initiative, name="Quarterly", every_months=3, first_period_start=QUARTER.start, **more
    )
    return add_schedule(schedule, by=world.people["priya"].actor)


def run(world: World, report: ProgressReport) -> None:
    assert report.job_id is not None
    run_job(world.tenant.pk, report.job_id)


def state_of(report: ProgressReport) -> tuple[str, bool, bool]:
    report.refresh_from_db()
    return report.state, bool(report.blocks), report.pdf_id is not None


def test_asking_twice_gives_the_same_report_and_one_job(in_ours: World) -> None:
    schedule = quarterly(in_ours)

    first = ask_for_report(schedule, QUARTER, by=in_ours.people["dana"].actor)
    second = ask_for_report(schedule, QUARTER, by=in_ours.people["ada"].actor)

    assert first.pk == second.pk
    assert Job.objects.filter(deduplication_key__startswith=str(schedule.uid)).count() == 1
    assert first.job_id == second.job_id


@pytest.mark.parametrize("who", ["paolo", "stella", "fay", "oscar"])
def test_who_may_not_make_a_report(in_ours: World, who: str) -> None:
    schedule = quarterly(in_ours)

    with pytest.raises(PermissionDenied):
        ask_for_report(schedule, QUARTER, by=in_ours.people[who].actor)


@pytest.mark.parametrize(
    ("period", "code"),
    [
        (Period(date(2026, 1, 1), date(2026, 6, 30)), "period_not_of_schedule"),
        (Period(date(2099, 1, 1), date(2099, 3, 31)), "period_not_over"),
    ],
)
def test_only_periods_of_the_schedule_that_are_over(in_ours: World, period: Period, code: str) -> None:
    with pytest.raises(RuleViolation, match=code):
        ask_for_report(quarterly(in_ours), period, by=in_ours.people["priya"].actor)


def test_a_period_ends_where_the_initiative_is(in_ours: World) -> None:
    """At 11:30 on 31 March in London it is 1 April in Auckland."""
    in_ours.initiative.time_zone = "Pacific/Auckland"
    in_ours.initiative.save()
    schedule = quarterly(in_ours, days_after_period=0)
    by = Actor.schedule(in_ours.tenant.pk)

    assert ask_for_missing(datetime(2026, 3, 31, 10, 30, tzinfo=UTC), by=by) == []
    assert len(ask_for_missing(datetime(2026, 3, 31, 11, 30, tzinfo=UTC), by=by)) == 1
    assert ProgressReport.objects.filter(schedule=schedule).count() == 1


def test_after_a_month_without_a_look_each_missing_report_is_asked_for_once(in_ours: World) -> None:
    schedule = quarterly(in_ours)
    by, now = Actor.schedule(in_ours.tenant.pk), datetime(2026, 11, 21, 12, tzinfo=UTC)

    asked = ask_for_missing(now, by=by)

    assert [each.period_start for each in asked] == [date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1)]
    assert ask_for_missing(now + timedelta(days=2), by=by) == []
    assert ProgressReport.objects.filter(schedule=schedule).count() == 3


def test_work_that_fails_leaves_nothing_and_the_retry_makes_one(
    in_ours: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = ask_for_report(quarterly(in_ours), QUARTER, by=in_ours.people["priya"].actor)
    files = StoredFile.objects.count()
    with monkeypatch.context() as broken:
        broken.setattr(making, "record", _fails)  # the very last step
        run(in_ours, report)

    assert state_of(report) == ("being_made", False, False)
    assert StoredFile.objects.count() == files
    Job.objects.update(run_after=datetime(2026, 1, 1, tzinfo=UTC))
    run(in_ours, report)
    run(in_ours, report)

    assert state_of(report) == ("draft", True, True)
    assert StoredFile.objects.count() == files + 1


def test_making_a_draft_again_keeps_what_was_written(in_ours: World) -> None:
    priya = in_ours.people["priya"].actor
    draft = in_ours.draft
    place = next(each["place"] for each in draft.blocks if each["kind"] == "indicator")
    save_story(draft, place, "Because of the mentors.", version=0, by=priya)

    again = remake_report(draft, by=priya)
    run(in_ours, again)
    again.refresh_from_db()

    assert again.state == "draft"
    assert place in [each.get("place") for each in again.blocks]
    assert again.stories.get(place=place).text == "Because of the mentors."


def test_an_issued_report_is_not_made_again(in_ours: World) -> None:
    with pytest.raises(RuleViolation, match="report_is_issued"):
        remake_report(in_ours.issued, by=in_ours.people["priya"].actor)


def _fails(*_: Any, **__: Any) -> None:
    raise ConnectionError("the power went")


@pytest.mark.django_db(transaction=True)
def test_parallel_asks_make_one_report(cast: Cast) -> None:
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        schedule = quarterly(world)
        by = world.people["priya"].actor

    def ask(_number: int) -> int:
        try:
            with scope.tenant(world.tenant.pk):
                return int(ask_for_report(schedule, QUARTER, by=by).pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        found = set(pool.map(ask, range(12)))

    with scope.tenant(world.tenant.pk):
        report = ProgressReport.objects.get(schedule=schedule)
        assert found == {report.pk}
        assert Job.objects.filter(kind=making.MAKE, deduplication_key__startswith=str(schedule.uid)).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_in_the_middle_leaves_nothing_and_the_next_makes_one(cast: Cast) -> None:
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        report = ask_for_report(quarterly(world), QUARTER, by=world.people["priya"].actor)

    died = subprocess.run(
        [sys.executable, "-m", "tests.integration.reports.dying_worker", str(world.tenant.pk), str(report.job_id)],
        env={**os.environ, "TEST_DATABASE": connection.settings_dict["NAME"]},
        cwd=settings.BASE_DIR,
        timeout=60,
        check=False,
    )

    assert died.returncode == 9
    with scope.tenant(world.tenant.pk):
        assert state_of(report) == ("being_made", False, False)
        Job.objects.filter(kind=making.MAKE).update(leased_until=None)  # as after thirty seconds
    run(world, report)
    with scope.tenant(world.tenant.pk):
        assert state_of(report) == ("draft", True, True)
        job = Job.objects.get(deduplication_key__startswith=str(report.schedule.uid))
        assert (job.state, job.tries) == ("done", 2)
