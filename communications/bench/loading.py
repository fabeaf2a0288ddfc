"""How fast does history come in, beside a bare COPY of the same rows into a table with the same indexes?"""

import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any

import environ
import psycopg2
from django.db import transaction

from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Tenant
from backbone.tenancy.roles import Role, RoleHeld
from initiatives.models import Initiative
from measurement.models import Adoption, Indicator, Observation, Part
from measurement.rules.periods import shift_date
from measurement.services.loading import LoadRow, load_history

INDICATORS = 20
FIRST = date(1900, 1, 1)
# As `measurement_observation` is, without its policy and its keys: what any load must at least do.
MAKE_BARE = "CREATE TABLE bench_bare (LIKE measurement_observation INCLUDING ALL)"
COLUMNS = (
    "tenant_id, indicator_id, subject_id, breakdown_id, period_start, period_end, numerator, denominator, value,"
    " presence, status, original_text, source_cell, is_public, lies_outside_dates, recorded_at"
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """Rows a second of the door and of the floor: medians of one run, by turns."""

    name: str
    rows: int
    door: float
    bare: float

    @property
    def share(self) -> float:
        return self.door / self.bare


def measure_loading(tenant: Tenant, sizes: Sequence[int], *, owner: str, repeats: int) -> list[Loaded]:
    """New rows at each size, and corrections of as many as the demo holds; everything is rolled back.

    Corrected are figures that were committed before: to end one that was written in the same transaction, PostgreSQL
    checks all its references once more.

    `owner` is the URL by which the owner of the tables connects: COPY into a protected table is refused to the role
    that serves.
    """
    found: list[Loaded] = []
    for size in sizes:
        new: list[float] = []
        corrected: list[float] = []
        bare: list[float] = []
        for _ in range(repeats):
            with _world(tenant) as (codes, partners):
                rows, others = _rows(codes, partners, size), _corrections(size)
                bare.append(len(rows) / _copied(tenant, rows, owner))
                new.append(len(rows) / _loaded(rows))
            with _world(tenant):
                corrected.append(len(others) / _loaded(others))
        floor = statistics.median(bare)
        found.append(Loaded("new rows", size, statistics.median(new), floor))
        found.append(Loaded("corrections", len(others), statistics.median(corrected), floor))
    return found


@contextmanager
def _world(tenant: Tenant) -> Iterator[tuple[list[str], list[str]]]:
    """Indicators whose totals are kept over the partners of the first initiative."""
    with scope.tenant(tenant.pk), transaction.atomic():
        initiative = Initiative.objects.order_by("pk")[0]
        model = Adoption.objects.filter(initiative=initiative, parts__isnull=False).order_by("pk")[0]
        parts = list(Part.objects.filter(adoption=model).select_related("subject__organization"))
        indicators = Indicator.objects.bulk_create(
            Indicator(
                code=f"bench-load-{number}", name=f"Bench {number}", kind="share", per=100, polarity="higher_better",
                frequency="monthly", adds_over_partners="ratio_of_sums",
            )
            for number in range(INDICATORS)
        )  # fmt: skip
        for indicator in indicators:
            adoption = Adoption.objects.create(
                initiative=initiative, indicator=indicator, outcome=model.outcome, composition="of_parts"
            )
            Part.objects.bulk_create(Part(adoption=adoption, subject=part.subject) for part in parts)
        yield [each.code for each in indicators], [part.subject.organization.code for part in parts]
        transaction.set_rollback(True)


def _corrections(most: int) -> list[LoadRow]:
    """Figures that stand, each with another value."""
    standing = Observation.objects.filter(superseded_at=None, breakdown__code="all", presence="number")
    return [
        LoadRow(
            each.indicator.code, (each.subject.organization or each.subject.area).code, each.period_start,
            each.period_end, each.value + 1, each.numerator, each.denominator,
        )
        for each in standing.select_related("indicator", "subject__organization", "subject__area").order_by("pk")[:most]
    ]  # fmt: skip


def _rows(codes: Sequence[str], partners: Sequence[str], size: int) -> list[LoadRow]:
    rows: list[LoadRow] = []
    month = 0
    while len(rows) < size:
        start, end = shift_date(FIRST, month), date.fromordinal(shift_date(FIRST, month + 1).toordinal() - 1)
        rows += [LoadRow(code, partner, start, end, "40", "400", "1000") for code in codes for partner in partners]
        month += 1
    return rows[:size]


def _loaded(rows: Sequence[LoadRow]) -> float:
    by = Actor(tenant_id=scope.current(), roles=frozenset({RoleHeld(Role.DATA_MANAGER)}))
    begun = time.perf_counter()
    load_history(rows, source="Bench", by=by)
    return time.perf_counter() - begun


def _copied(tenant: Tenant, rows: Sequence[LoadRow], owner: str) -> float:
    """The same rows as text, copied by the owner of the tables; made and rolled back on a connection of its own."""
    lines = "".join(
        f"{tenant.pk}\t{place}\t1\t1\t{row.period_start}\t{row.period_end}\t{row.numerator}\t{row.denominator}\t{row.value}"
        "\tnumber\tnormal\t\t\tf\tf\t2026-01-01\n"
        for place, row in enumerate(rows)
    )
    connection: Any = psycopg2.connect(**_parts_of(owner))
    try:
        with connection.cursor() as cursor:
            cursor.execute(MAKE_BARE)
            begun = time.perf_counter()
            cursor.copy_expert(f"COPY bench_bare ({COLUMNS}) FROM STDIN", StringIO(lines))
            return time.perf_counter() - begun
    finally:
        connection.rollback()
        connection.close()


def _parts_of(url: str) -> dict[str, Any]:
    named = environ.Env.db_url_config(url)
    return {
        "dbname": named["NAME"], "user": named["USER"], "password": named.get("PASSWORD") or None,
        "host": named.get("HOST") or None, "port": named.get("PORT") or None,
    }  # fmt: skip
