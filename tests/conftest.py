"""The cast: one tenant with three partners and an open round, and another tenant that must never be met.

dana is data manager, priya project manager, ada administrator, fay facilitator, stella a steering member,
wes chairs a working group, paolo and petra submit for two partners, rita represents paolo's, vera only views,
oscar observes, willa is steward of a governed community; olga is data manager of another tenant.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client, TransactionTestCase
from django.utils import timezone
from whitenoise.middleware import WhiteNoiseMiddleware

from backbone.core.garbage import leave_what_stands
from backbone.core.paper import setting
from backbone.jobs.models import Job
from backbone.jobs.services import run_job
from backbone.tenancy import scope
from backbone.tenancy.models import Tenant
from communications.sandbox.world import Person, World, make_world
from tests.standing import Database, State


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


def pytest_collection_finish() -> None:
    """As a server does: Python need not look through all that is imported for garbage time and again."""
    leave_what_stands()


@pytest.fixture(scope="session", autouse=True)
def _pdfs_set_once() -> Iterator[None]:
    """The cast's reports say the same in every test: Typst sets each text once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(setting, "_compiled", lru_cache(maxsize=64)(setting._compiled))
        yield


@pytest.fixture(scope="session", autouse=True)
def _passwords_hashed_lightly() -> Iterator[None]:
    """As a server does, but a thousand times and not a million: no password of a test is worth a quarter second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PBKDF2PasswordHasher, "iterations", 1_000)
        yield


@pytest.fixture(scope="session", autouse=True)
def _static_files_found_once() -> Iterator[None]:
    """Each client has a handler of its own, which looked for all static files anew: a third of the time of a walk."""
    find, found = WhiteNoiseMiddleware.add_files_from_finders, dict[tuple[str, int | None], dict[str, Any]]()

    def once(middleware: Any) -> None:
        key = (middleware.static_prefix, middleware.max_age)
        if key not in found:
            find(middleware)
            found[key] = middleware.files
        middleware.files = dict(found[key])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", once)
        yield


class Standing:
    """Both tenants, committed once for a whole session: making them anew for each test was most of the suite's time.

    Each test has its own copy of the objects, and its own transaction around the rows or a database of its own.
    """

    def __init__(self) -> None:
        self.database = Database(self._make)
        self._cast: Cast | None = None

    def _make(self) -> None:
        self._cast = Cast(make_world("A"), make_world("B"))

    def cast(self) -> Cast:
        """A cast for a test, in whose database it stands."""
        assert self._cast, "the database was not asked for the cast"
        return Cast(deepcopy(self._cast.ours), deepcopy(self._cast.theirs))


@pytest.fixture(scope="session")
def standing(django_db_setup: None, django_db_blocker: Any) -> Iterator[Standing]:
    with django_db_blocker.unblock():
        made = Standing()
        yield made
        made.database.close()


def commits(request: pytest.FixtureRequest) -> bool:
    """Does this test make real transactions?"""
    marker = request.node.get_closest_marker("django_db")
    marked = marker is not None and marker.kwargs.get("transaction", False)
    return bool(marked or {"transactional_db", "live_server"} & set(request.fixturenames))


@pytest.fixture
def _as_asked(request: pytest.FixtureRequest, standing: Standing, django_db_blocker: Any) -> Iterator[None]:
    """The database in the state that the test asks for, before the test's transaction begins."""
    wanted: State | None = "empty" if commits(request) or "no_tenants" in request.fixturenames else None
    with django_db_blocker.unblock():
        standing.database.stand("cast" if "cast" in request.fixturenames else wanted)
    yield
    if commits(request):
        standing.database.dirty()


@pytest.fixture
def _django_db_helper(_as_asked: None, _django_db_helper: None) -> None:
    """What each test with a database has from pytest-django, on what the test asks for."""


@pytest.fixture(scope="session", autouse=True)
def _nothing_is_emptied() -> Iterator[None]:
    """What a test has committed goes with its database; Django would empty each table instead."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: None)
        yield


@pytest.fixture
def no_tenants(db: None) -> None:
    """For commands that are for an empty database."""


@pytest.fixture
def cast(standing: Standing, db: None) -> Cast:
    """The cast, built through services in both tenants; what a test does to it is gone after it."""
    return standing.cast()


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
