"""The cast: one tenant with three partners and an open round, and another tenant that must never be met.

dana is data manager, priya project manager, ada administrator, fay facilitator, stella a steering member,
wes chairs a working group, paolo and petra submit for two partners, rita represents paolo's, vera only views,
oscar observes, willa is steward of a governed community; olga is data manager of another tenant.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from whitenoise.middleware import WhiteNoiseMiddleware

from backbone.core.garbage import leave_what_stands
from backbone.core.paper import setting
from backbone.jobs.models import Job
from backbone.jobs.services import run_job
from backbone.tenancy import scope
from backbone.tenancy.models import Tenant
from communications.sandbox.world import Person, World, make_world


@dataclass(frozen=True)
class Cast:
    """Both tenants, and everybody by name."""

    ours: World
    given: World | None = None

    @cached_property
    def theirs(self) -> World:
        """The other tenant; where none stands it is made for the tests that ask for it, and most stories do not."""
        return self.given or make_world("B")

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

    Each test has its own copy of the objects, and its own transaction around the rows. A test with real
    transactions ends by emptying every table; from then on the cast is made for each test that wants it.
    """

    def __init__(self) -> None:
        with transaction.atomic():
            self.cast: Cast | None = Cast(make_world("A"), make_world("B"))
            connection.run_on_commit.clear()  # as in a test, nobody is told to do what the tenants ask for

    def copy(self) -> Cast:
        """A cast for one test, made in its transaction where none stands."""
        if self.cast is None:
            return Cast(make_world("A"))
        return Cast(deepcopy(self.cast.ours), deepcopy(self.cast.theirs))


def empty_tables() -> None:
    """As after `migrate`, for tests that bring their own tenants; within a transaction it is rolled back with it."""
    call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)


def commits(request: pytest.FixtureRequest) -> bool:
    """Does this test make real transactions, and so end by emptying every table?"""
    marker = request.node.get_closest_marker("django_db")
    marked = marker is not None and marker.kwargs.get("transaction", False)
    return bool(marked or {"transactional_db", "live_server"} & set(request.fixturenames))


STANDING = pytest.StashKey[Standing]()


@pytest.fixture(scope="session")
def standing(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Standing:
    with django_db_blocker.unblock():
        return request.session.stash.setdefault(STANDING, Standing())


@pytest.fixture(autouse=True)
def _empty_for_real_transactions(request: pytest.FixtureRequest, django_db_blocker: Any) -> None:
    """What stands is not found by a test with real transactions, unless it asks for the cast."""
    standing = request.session.stash.get(STANDING, None)
    if standing is not None and standing.cast is not None and commits(request) and "cast" not in request.fixturenames:
        standing.cast = None
        with django_db_blocker.unblock():
            empty_tables()


@pytest.fixture
def no_tenants(db: None) -> None:
    """For commands that are for an empty database."""
    empty_tables()


@pytest.fixture
def cast(standing: Standing, db: None, request: pytest.FixtureRequest) -> Cast:
    """The cast, built through services in both tenants; what a test does to it is gone after it."""
    found = standing.copy()
    if commits(request):
        standing.cast = None
    return found


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
