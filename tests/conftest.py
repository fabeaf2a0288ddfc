"""The cast: one tenant with three partners and an open round, and another tenant that must never be met.

dana is data manager, priya project manager, ada administrator, fay facilitator, stella a steering member,
wes chairs a working group, paolo and petra submit for two partners, rita represents paolo's, vera only views,
oscar observes; olga is data manager of another tenant.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from backbone.jobs.models import Job
from backbone.jobs.services import run_job
from backbone.tenancy import scope
from backbone.tenancy.models import Tenant
from communications.reports import pdf
from communications.sandbox.world import Person, World, make_world


@dataclass(frozen=True)
class Cast:
    """Both tenants, and everybody by name."""

    ours: World
    theirs: World

    def __getattr__(self, name: str) -> Person:
        return self.theirs.people[name] if name == "olga" else self.ours.people[name]


def work_off(world: World) -> None:
    """Do all work that waits in a tenant, and what that work asks for, as a worker would."""
    for _ in range(5):
        with scope.tenant(world.tenant.pk):
            due = list(Job.objects.filter(state="waiting", run_after__lte=timezone.now()).values_list("pk", flat=True))
        for pk in due:
            run_job(world.tenant.pk, pk)


@pytest.fixture(scope="session", autouse=True)
def _pdfs_set_once() -> Iterator[None]:
    """The cast's reports say the same in every test: Typst sets each text once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "_compiled", lru_cache(maxsize=64)(pdf._compiled))
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast, built through services in both tenants; each test has its own, rolled back after it."""
    return Cast(ours=make_world("A"), theirs=make_world("B"))


@pytest.fixture
def our_tenant(cast: Cast) -> Tenant:
    return cast.ours.tenant


@pytest.fixture
def in_ours(cast: Cast) -> Iterator[World]:
    """Inside our tenant, for tests that call services or read rows."""
    with scope.tenant(cast.ours.tenant.pk):
        yield cast.ours


@pytest.fixture
def sign_in(client: Client) -> Any:
    """Sign somebody of the cast in: `sign_in(cast.dana)` returns the client."""

    def as_person(person: Person) -> Client:
        client.force_login(person.user)
        return client

    return as_person
