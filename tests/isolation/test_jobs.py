"""Does work in the background keep to its tenant? Every kind of work, and every look of the tick.

A kind without a sample fails.
"""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from backbone.jobs import kinds
from backbone.jobs.models import Job, JobProgress
from backbone.jobs.services import ask_for, run_job
from backbone.jobs.tasks import TenantTask, run
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from communications.exploring.models import Archive
from communications.messages.models import Delivery
from communications.reports.models import ProgressReport
from communications.sandbox.world import World
from measurement.models import Import
from tests.conftest import Cast
from tests.isolation.registry import fingerprint


def report_to_make(world: World) -> dict[str, Any]:
    ProgressReport.objects.filter(pk=world.draft.pk).update(state="being_made")
    return {"report": str(world.draft.uid)}


def waiting_delivery(world: World) -> dict[str, Any]:
    return {"delivery": str(Delivery.objects.filter(state="waiting").values_list("uid", flat=True)[0])}


def import_to_read(world: World) -> dict[str, Any]:
    Import.objects.filter(pk=world.import_of_history.pk).update(state=Import.State.READING)
    return {"import": str(world.import_of_history.uid)}


def import_to_apply(world: World) -> dict[str, Any]:
    Import.objects.filter(pk=world.import_of_history.pk).update(state=Import.State.APPLYING)
    return {"import": str(world.import_of_history.uid)}


def archive_to_make(world: World) -> dict[str, Any]:
    Archive.objects.filter(asked_by=world.people["paolo"].user).update(file=None, expires_at=None)
    return {"archive": str(Archive.objects.get(file=None).uid)}


def round_to_release(world: World) -> dict[str, Any]:
    return {"round": str(world.round.uid), "person": world.people["dana"].user.pk}


def nothing(_world: World) -> dict[str, Any]:
    return {}


# What each kind of work is given; those given nothing work on the whole of their own tenant.
ARGUMENTS: dict[str, Callable[[World], dict[str, Any]]] = {
    "archive.make": archive_to_make,
    "files.sweep": nothing,
    "import.apply": import_to_apply,
    "import.read": import_to_read,
    "mail.send": waiting_delivery,
    "measurement.rebuild_totals": nothing,
    "measurement.release": round_to_release,
    "report.make": report_to_make,
    "trail.relay": nothing,
}


def do(tenant_id: int, kind: str, arguments: dict[str, Any]) -> Job:
    """One job of a tenant, run to its end."""
    with scope.tenant(tenant_id):
        job = ask_for(kind, arguments, key=str(uuid.uuid4()), by=Actor.schedule(tenant_id))
    run_job(tenant_id, job.pk)
    with scope.tenant(tenant_id):
        job.refresh_from_db()
    return job


@pytest.fixture(autouse=True)
def mails_nowhere(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def test_every_kind_is_known_with_a_sample() -> None:
    assert set(ARGUMENTS) == {each.name for each in kinds.kinds()}


@pytest.mark.parametrize("kind", sorted(ARGUMENTS))
def test_it_works_with_its_own_tenants_arguments(cast: Cast, kind: str) -> None:
    """Or the test below would prove nothing by finding everything refused."""
    with scope.tenant(cast.ours.tenant.pk):
        arguments = ARGUMENTS[kind](cast.ours)
    assert do(cast.ours.tenant.pk, kind, arguments).state == Job.State.DONE


@pytest.mark.parametrize("kind", sorted(ARGUMENTS))
def test_it_does_nothing_to_another_tenant(cast: Cast, kind: str) -> None:
    """With our arguments in their job, ours stays as it was; where there are arguments, they are not found."""
    with scope.tenant(cast.ours.tenant.pk):
        arguments = ARGUMENTS[kind](cast.ours)
    before = fingerprint(cast.ours)

    job = do(cast.theirs.tenant.pk, kind, arguments)

    assert fingerprint(cast.ours) == before
    assert (job.state == Job.State.DONE) is not bool(arguments)
    if arguments:
        assert "DoesNotExist" in job.error


def test_a_job_is_not_found_under_another_tenants_id(cast: Cast) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        job = ask_for("trail.relay", {}, key="mine", by=Actor.schedule(cast.ours.tenant.pk))

    run_job(cast.theirs.tenant.pk, job.pk)

    with scope.tenant(cast.ours.tenant.pk):
        job.refresh_from_db()
        assert (job.state, job.tries) == ("waiting", 0)


@pytest.mark.parametrize("look", kinds.looks(), ids=lambda look: look.__name__)
def test_a_look_sees_only_the_tenant_it_looks_in(cast: Cast, look: kinds.Look) -> None:
    before = fingerprint(cast.ours)
    with scope.tenant(cast.theirs.tenant.pk):
        look(timezone.now())
    assert fingerprint(cast.ours) == before


def test_there_are_looks() -> None:
    assert len(kinds.looks()) >= 3


@pytest.mark.parametrize("wrong", [{}, {"tenant_id": None}, {"tenant_id": "1"}, {"tenant": 1}])
def test_a_task_of_a_tenant_is_refused_without_its_tenant(wrong: dict[str, Any]) -> None:
    assert isinstance(run, TenantTask)
    with pytest.raises(TypeError):
        run(job_id=1, **wrong)


def test_the_tick_learns_ids_and_queues_and_nothing_else(cast: Cast) -> None:
    """The function over the wall: two tenants' jobs, three columns."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM backbone_due_jobs(500)")
        assert [column.name for column in cursor.description or ()] == ["tenant_id", "job_id", "queue"]
        found = {row[0] for row in cursor.fetchall()}
    assert found == {cast.ours.tenant.pk, cast.theirs.tenant.pk}
    assert not scope.is_entered()


def test_progress_is_kept_in_the_jobs_own_tenant(cast: Cast) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        mine = set(JobProgress.objects.values_list("job", flat=True))
        assert mine == set(Job.objects.filter(pk__in=mine).values_list("pk", flat=True))
