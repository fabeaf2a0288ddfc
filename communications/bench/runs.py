"""Which doors are measured, and what is the floor of each?"""

import itertools
import json
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client

from backbone.tenancy import scope
from communications.bench.measure import Measured, Run, measure
from communications.bench.world import PERIOD, Bench

# The figures of the scorecard and of the series as one reader may see them, and nothing else. Two statements in one,
# since with an OR PostgreSQL reads all cells.
CELLS = """
SELECT c.indicator_id, c.period_start, c.period_end, c.numerator, c.denominator, c.value, c.status, c.is_hidden
FROM initiatives_subject s
JOIN measurement_releasedcell c ON c.tenant_id = s.tenant_id AND c.subject_id = s.id
JOIN measurement_breakdown b ON b.tenant_id = c.tenant_id AND b.id = c.breakdown_id AND b.code = 'all'
WHERE s.tenant_id = %(tenant)s AND s.area_id = %(area)s AND c.replaced_by_id IS NULL AND c.initiative_id IS NULL
UNION ALL
SELECT c.indicator_id, c.period_start, c.period_end, c.numerator, c.denominator, c.value, c.status, c.is_hidden
FROM measurement_releasedcell c
JOIN measurement_breakdown b ON b.tenant_id = c.tenant_id AND b.id = c.breakdown_id AND b.code = 'all'
WHERE c.tenant_id = %(tenant)s AND c.initiative_id = %(initiative)s AND c.replaced_by_id IS NULL
    AND c.subject_id IS NULL
ORDER BY period_end
"""
CELLS_AS_JSON = f"SELECT json_agg(row_to_json(figures))::text FROM ({CELLS}) figures"  # noqa: S608 - constants

# An upsert with history of 53 values, into a table of the shape of entries.
MAKE_RAW = """
CREATE TEMPORARY TABLE IF NOT EXISTS raw_entry (
    obligation bigint, numerator numeric(24,8), denominator numeric(24,8), value numeric(24,8), saved_at timestamptz,
    ended_at timestamptz
);
CREATE UNIQUE INDEX IF NOT EXISTS raw_entry_current ON raw_entry (obligation) WHERE ended_at IS NULL
"""
END_RAW = "UPDATE raw_entry SET ended_at = now() WHERE ended_at IS NULL AND obligation = ANY(%s)"
RAW = """
INSERT INTO raw_entry SELECT o, n, 1000, n / 10, now() FROM unnest(%s::bigint[], %s::numeric[]) AS given (o, n)
"""


def run_all(bench: Bench, *, repeats: int) -> list[Measured]:
    """The scorecard page, the series as JSON, and one partner's 53 values."""
    return [
        _scorecard(bench, repeats),
        _series(bench, repeats),
        _values(bench, repeats),
    ]


def _scorecard(bench: Bench, repeats: int) -> Measured:
    client = Client()
    client.force_login(bench.reader.user)
    place = f"/{bench.tenant.slug}/{bench.initiative.slug}/"
    return measure(
        "scorecard page, 53 indicators",
        door=_checked(lambda: client.get(f"{place}scorecard/")),
        empty=_checked(lambda: client.get(f"/bench{place}")),
        bare=_bare(bench, CELLS),
        repeats=repeats,
    )


def _series(bench: Bench, repeats: int) -> Measured:
    client = Client(headers={"Authorization": f"Bearer {bench.reading_key}"})
    api = f"/api/v1/{bench.tenant.slug}"
    return measure(
        "series of 53 indicators as JSON",
        door=_checked(lambda: client.get(f"{api}/initiatives/{bench.initiative.slug}/series")),
        empty=_checked(lambda: client.get(f"{api}/bench-empty")),
        bare=_bare(bench, CELLS_AS_JSON),
        repeats=repeats,
    )


def _values(bench: Bench, repeats: int) -> Measured:
    door, empty, bare = value_runs(bench)
    return measure("one partner's 53 values", door=door, empty=empty, bare=bare, repeats=repeats)


def value_runs(bench: Bench) -> tuple[Run, Run, Run]:
    """One partner's 53 values through the API, an empty endpoint of the same kind, and a raw upsert with history."""
    client = Client(headers={"Authorization": f"Bearer {bench.sending_key}"})
    api = f"/api/v1/{bench.tenant.slug}"
    number = itertools.count(1)

    def send() -> HttpResponse:
        body = {"mode": "atomic", "values": _rows(bench, next(number))}
        answer: Any = client.post(
            f"{api}/initiatives/{bench.initiative.slug}/values:batch", json.dumps(body), content_type="application/json"
        )
        return answer  # type: ignore[no-any-return]

    with connection.cursor() as cursor:
        cursor.execute(MAKE_RAW)
    empty = _checked(
        lambda: client.post(
            f"{api}/bench-empty", json.dumps({"values": _rows(bench, next(number))}), content_type="application/json"
        )
    )
    return _checked(send), empty, lambda: _raw(bench, next(number))


def _rows(bench: Bench, number: int) -> list[dict[str, str]]:
    """53 figures that differ from those before, so that each request writes all of them."""
    return [
        {
            "indicator": code, "organization": bench.partner.code, "period_start": PERIOD[0].isoformat(),
            "period_end": PERIOD[1].isoformat(), "numerator": str(number % 900 + 1), "denominator": "1000",
        }
        for code in bench.codes
    ]  # fmt: skip


def _raw(bench: Bench, number: int) -> None:
    owed = list(range(len(bench.codes)))
    with connection.cursor() as cursor:
        cursor.execute(END_RAW, [owed])
        cursor.execute(RAW, [owed, [number] * len(owed)])


def _bare(bench: Bench, sql: str) -> Run:
    values = {"tenant": bench.tenant.pk, "area": bench.initiative.area_id, "initiative": bench.initiative.pk}

    def run() -> None:
        with scope.tenant(bench.tenant.pk), connection.cursor() as cursor:
            cursor.execute(sql, values)
            cursor.fetchall()

    return run


def _checked(run: Callable[[], Any]) -> Run:
    """A door that does not answer 200 is no measurement."""

    def checked() -> HttpResponse:
        answer: HttpResponse = run()
        if answer.status_code != 200:
            raise RuntimeError(f"{answer.status_code}: {answer.content[:500]!r}")
        return answer

    return checked
