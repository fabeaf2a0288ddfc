"""One cast for all tests of a module: building it anew for each would be most of the suite's time.

It lives in a transaction around the module's tests, each of which is rolled back to it. What a test
changes in memory stays changed, so tests read rows anew.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from communications.sandbox.world import make_world
from tests.conftest import Cast


@pytest.fixture(scope="module")
def module_cast(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield Cast(ours=make_world("A"), theirs=make_world("B"))
        transaction.set_rollback(True)


@pytest.fixture
def cast(module_cast: Cast, db: None) -> Cast:
    return module_cast
