"""Do pages stay small and ask little where there is much to show? With the demo: 53 indicators, 62,697 values."""

import gzip
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from backbone.accounts.models import User
from tests.conftest import Standing
from tests.performance.counting import MOST, queries_of

SCORECARD_BYTES = 100_000


@pytest.fixture(scope="module")
def demo(standing: Standing, django_db_blocker: Any) -> Iterator[None]:
    """The demo with its 53 indicators, loaded once for this module."""
    with django_db_blocker.unblock():
        standing.database.stand("empty")
        with transaction.atomic():
            call_command("load_demo", "--today", date(2026, 11, 21).isoformat(), verbosity=0)
            yield
            transaction.set_rollback(True)


@pytest.mark.parametrize("email", ["dana@northern.example", "stella@northern.example", "paolo@gateshead.example"])
def test_the_scorecard_of_the_demo_is_small_and_asks_little(demo: None, db: None, email: str) -> None:
    """53 indicators: as many queries as with three, and under 100 KB on the way."""
    client = Client()
    client.force_login(User.objects.get(email=email))
    path = "/northern-england/north-east/scorecard/"
    status, queries = queries_of(client, path)
    page = client.get(path).content
    assert status == 200
    assert page.count(b"<tr") >= 53
    assert len(queries) <= MOST
    assert len(gzip.compress(page)) < SCORECARD_BYTES


@pytest.mark.parametrize("page", ["", "rounds/", "reports/", "people/", "indicators/CA01/", "scorecard/?view=charts"])
def test_the_demo_takes_no_more_queries_than_the_sandbox(demo: None, db: None, page: str) -> None:
    """A page whose queries grow with its rows would pass every test that has few rows."""
    client = Client()
    client.force_login(User.objects.get(email="dana@northern.example"))
    status, queries = queries_of(client, f"/northern-england/north-east/{page}")
    assert status == 200
    assert len(queries) <= MOST
