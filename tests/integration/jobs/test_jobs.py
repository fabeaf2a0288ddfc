"""Work asked for is done once: whatever fails, dies or rings twice."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.jobs import kinds, services, tasks
from backbone.jobs.kinds import Progress, job_kind
from backbone.jobs.models import Job, JobProgress
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Tenant, TrailRecord
from backbone.tenancy.trail import record


@pytest.fixture
def tenant(db: None) -> Tenant:
    return Tenant.objects.create(slug="jobs", name="Jobs")


@pytest.fixture
def kind() -> Iterator[Any]:
    """A kind of work that each test gives its own body."""
    body: dict[str, Any] = {"work": lambda job, progress: None}

    @job_kind("test.work", tries=3)
    def work(job: Job, progress: Progress) -> None:
        body["work"](job, progress)

    yield body
    kinds._kinds.pop("test.work")


def ask(tenant: Tenant, key: str = "k") -> Job:
    with scope.tenant(tenant.pk):
        return services.ask_for("test.work", {}, key=key, by=Actor.schedule(tenant.pk, request_id="req-12345678"))


def state(tenant: Tenant, job: Job) -> tuple[str, int]:
    with scope.tenant(tenant.pk):
        job.refresh_from_db()
    return job.state, job.tries


def test_unfinished_work_is_asked_for_once(tenant: Tenant, kind: Any) -> None:
    first, second = ask(tenant), ask(tenant)
    assert first == second

    services.run_job(tenant.pk, first.pk)

    assert ask(tenant) != first


def test_a_second_ring_does_nothing(tenant: Tenant, kind: Any) -> None:
    calls: list[int] = []
    kind["work"] = lambda job, progress: calls.append(job.pk)
    job = ask(tenant)

    services.run_job(tenant.pk, job.pk)
    services.run_job(tenant.pk, job.pk)

    assert calls == [job.pk]
    assert state(tenant, job) == ("done", 1)


def test_what_fails_leaves_nothing_and_is_tried_again(tenant: Tenant, kind: Any) -> None:
    def fails(job: Job, progress: Progress) -> None:
        record("test.happened", job, by=Actor.schedule(job.tenant_id))
        raise ValueError("no")

    kind["work"] = fails
    job = ask(tenant)
    for _ in range(3):
        services.run_job(tenant.pk, job.pk)
        with scope.tenant(tenant.pk):
            Job.objects.update(run_after=timezone.now())

    assert state(tenant, job) == ("failed", 3)
    assert job.error == "ValueError: no"
    with scope.tenant(tenant.pk):
        assert not TrailRecord.objects.exists()


def test_what_a_rule_forbids_is_not_tried_again(tenant: Tenant, kind: Any) -> None:
    def forbidden(job: Job, progress: Progress) -> None:
        raise RuleViolation("nothing_to_release")

    kind["work"] = forbidden
    job = ask(tenant)
    services.run_job(tenant.pk, job.pk)

    assert state(tenant, job) == ("failed", 1)
    assert job.error == "nothing_to_release"


def test_another_tenant_cannot_run_it(tenant: Tenant, kind: Any) -> None:
    other = Tenant.objects.create(slug="other", name="Other")
    job = ask(tenant)

    services.run_job(other.pk, job.pk)

    assert state(tenant, job) == ("waiting", 0)


def test_the_tick_sends_what_is_due_and_not_leased(tenant: Tenant, kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[tuple[int, int, str]] = []
    monkeypatch.setattr(tasks, "ring", lambda *ids: rung.append(ids))
    due, leased, later = ask(tenant, "due"), ask(tenant, "leased"), ask(tenant, "later")
    with scope.tenant(tenant.pk):
        Job.objects.filter(pk=leased.pk).update(leased_until=timezone.now() + timedelta(seconds=20))
        Job.objects.filter(pk=later.pk).update(run_after=timezone.now() + timedelta(minutes=5))

    tasks.tick()

    ours = {due.pk, leased.pk, later.pk}
    assert [job_id for _, job_id, _ in rung if job_id in ours] == [due.pk]


def test_a_task_without_tenant_is_refused() -> None:
    with pytest.raises(TypeError, match="tenant_id"):
        tasks.run(job_id=1)


def test_a_ring_that_fails_does_not_undo_what_was_committed(
    tenant: Tenant, kind: Any, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    def away(*ids: object) -> None:
        raise ConnectionError("the broker is away")

    monkeypatch.setattr(services, "ring", away)
    with django_capture_on_commit_callbacks() as callbacks:
        job = ask(tenant)

    assert len(callbacks) == 1
    assert callbacks[0].__qualname__
    assert state(tenant, job) == ("waiting", 0)


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_while_the_work_is_not_committed(kind: Any) -> None:
    tenant = Tenant.objects.create(slug="progress", name="Progress")
    seen: list[tuple[int, int]] = []

    def works(job: Job, progress: Progress) -> None:
        progress(2, 5)
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT set_config('app.tenant_id', %s, true)", [str(job.tenant_id)])
            cursor.execute("SELECT done, total FROM jobs_jobprogress WHERE job_id = %s", [job.pk])
            seen.extend(cursor.fetchall())
        other.close()

    kind["work"] = works
    job = ask(tenant)
    services.run_job(tenant.pk, job.pk)

    assert seen == [(2, 5)]
    with scope.tenant(tenant.pk):
        assert JobProgress.objects.get(job=job).done == 2
