"""How do these tests look at a page from inside a tenant's scope? In a context of its own, as a request has."""

from collections.abc import Callable
from contextvars import Context
from typing import Any

import pytest
from django.db import connection

from backbone.tenancy import scope
from communications.sandbox.world import Person

Look = Callable[[Person, str], str]


@pytest.fixture
def look(sign_in: Any) -> Look:
    """The page that somebody of the cast gets: `look(cast.dana, world.path("indicators/"))`."""

    def page(person: Person, path: str) -> str:
        answer = Context().run(lambda: sign_in(person).get(path))
        with connection.cursor() as cursor:  # the request has left the scope that it entered, and this one with it
            cursor.execute("SELECT set_config('app.tenant_id', %s, true)", [str(scope.current())])
        assert answer.status_code == 200, path
        text: str = answer.content.decode()
        return text

    return page
