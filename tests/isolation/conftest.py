"""One cast for all tests of a module, so that sessions and fingerprints are made once for all of them.

It lives in a transaction around the module's tests, each of which is rolled back to it. What a test
changes in memory stays changed, so tests read rows anew.
"""

from collections.abc import Iterator
from typing import Any, Protocol

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from communications.sandbox.world import Person
from tests.conftest import Cast, Standing
from tests.isolation.registry import fingerprint


class SignedIn(Protocol):
    """Makes a browser of somebody."""

    def __call__(self, person: Person, *, checks_tokens: bool = False) -> Client: ...


@pytest.fixture(scope="module")
def module_cast(standing: Standing, django_db_blocker: Any) -> Iterator[Cast]:
    with django_db_blocker.unblock():
        standing.database.stand("cast")
        with transaction.atomic():
            yield standing.cast()
            transaction.set_rollback(True)


@pytest.fixture(scope="module")
def sessions(module_cast: Cast, django_db_blocker: Any) -> dict[str, str]:
    """Everybody's signed-in session by e-mail address, made once: signing in for each request takes longer than it."""
    found: dict[str, str] = {}
    with django_db_blocker.unblock():
        for person in (*module_cast.ours.people.values(), *module_cast.theirs.people.values()):
            client = Client()
            client.force_login(person.user)
            found[person.user.email] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return found


@pytest.fixture
def signed_in(cast: Cast, sessions: dict[str, str]) -> SignedIn:
    """A browser of somebody: `signed_in(cast.dana)`, or with `checks_tokens=True` as strict as a real one."""

    def browser(person: Person, *, checks_tokens: bool = False) -> Client:
        client = Client(enforce_csrf_checks=checks_tokens)
        client.cookies[settings.SESSION_COOKIE_NAME] = sessions[person.user.email]
        return client

    return browser


@pytest.fixture(scope="module")
def fingerprints(module_cast: Cast, django_db_blocker: Any) -> list[dict[str, str]]:
    with django_db_blocker.unblock():
        return [fingerprint(world) for world in (module_cast.ours, module_cast.theirs)]


@pytest.fixture
def untouched(fingerprints: list[dict[str, str]], cast: Cast) -> Iterator[None]:
    """Whatever the test does, no row of either tenant may be another one afterwards."""
    yield
    assert [fingerprint(world) for world in (cast.ours, cast.theirs)] == fingerprints


@pytest.fixture
def cast(module_cast: Cast, db: None) -> Cast:
    return module_cast
