"""How many queries does each page take? The ledger is checked in, so that one more is seen in review.

`LEDGER=write .venv/bin/python -m pytest tests/performance/test_ledger.py` writes it anew.
"""

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from backbone.tenancy import scope
from communications.reports.models import ProgressReport
from tests.conftest import Cast, Standing
from tests.isolation.registry import SAMPLES, pages, path_of
from tests.performance.counting import MOST, queries_of

LEDGER = Path(__file__).with_name("ledger.json")
READERS = ("dana", "paolo", "rita", "stella", "ada")
# Who opens the pages that none of these may.
OTHERS = ("priya", "willa")
# What takes more, and why: before a release all that decides what may be told is read, of eight tables.
MORE = {"measurement:release": 17}
PAGES = sorted(name for name, sample in SAMPLES.items() if "GET" in sample.methods)


@pytest.fixture(scope="module")
def cast_of_module(standing: Standing, django_db_blocker: Any) -> Iterator[Cast]:
    with django_db_blocker.unblock():
        standing.database.stand("cast")
        with transaction.atomic():
            yield standing.cast()
            transaction.set_rollback(True)


@pytest.fixture
def cast(cast_of_module: Cast, db: None) -> Cast:
    return cast_of_module


def measured(cast: Cast, name: str) -> dict[str, int]:
    """Queries by reader, of those who may open the page. None asks the same twice: something would not be handed on."""
    found: dict[str, int] = {}
    for reader in (*READERS, *OTHERS):
        if reader in OTHERS and found:
            break
        client = Client()
        client.force_login(cast.ours.people[reader].user)
        status, queries = queries_of(client, path_of(cast.ours, name))
        if status in {200, 302}:
            found[reader] = len(queries)
            assert [sql for sql in set(queries) if queries.count(sql) > 1] == []
    return found


def read_ledger() -> dict[str, dict[str, int]]:
    ledger: dict[str, dict[str, int]] = json.loads(LEDGER.read_text()) if LEDGER.exists() else {}
    return ledger


def test_the_ledger_holds_every_page_and_no_other() -> None:
    if os.environ.get("LEDGER") == "write":
        LEDGER.write_text(json.dumps({name: read_ledger().get(name, {}) for name in PAGES}, indent=2) + "\n")
    assert sorted(read_ledger()) == PAGES
    assert set(PAGES) <= set(pages())


@pytest.mark.parametrize("name", PAGES)
def test_each_page_takes_the_queries_of_the_ledger(cast: Cast, name: str) -> None:
    found = measured(cast, name)
    if os.environ.get("LEDGER") == "write":
        LEDGER.write_text(json.dumps(read_ledger() | {name: found}, indent=2, sort_keys=True) + "\n")
    assert found == read_ledger()[name]
    assert found, "nobody of the readers may open it"
    assert max(found.values()) <= MORE.get(name, MOST)


def test_the_list_of_reports_asks_no_more_for_many(cast: Cast) -> None:
    """Ten more reports, not one more query."""
    client, path = Client(), path_of(cast.ours, "reports:list")
    client.force_login(cast.dana.user)
    _status, before = queries_of(client, path)
    with scope.tenant(cast.ours.tenant.pk):
        for year in range(2000, 2010):
            ProgressReport.objects.create(
                schedule=cast.ours.schedule, period_start=date(year, 1, 1), period_end=date(year, 12, 31),
                title=f"Year {year}", job=cast.ours.draft.job,
            )  # fmt: skip
    _status, after = queries_of(client, path)
    assert len(after) == len(before)
