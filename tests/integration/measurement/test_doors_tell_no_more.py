"""Does any door tell more of small numbers than the stream that the attack is tried on?

Random years are released twice; then every door that shows figures is read by an outsider and by a contributor. Tables
may hold no cell that the stream does not hold with the same number, pages no count of a hidden cell.
"""

import csv
import io
import json
import re
from random import Random
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from backbone.tenancy import scope
from communications.reports.services.making import make_report, remake_report
from measurement.models import ReleasedCell, Total
from tests.conftest import Cast
from tests.integration.measurement.test_hiding import SEXES, load, release

YEARS = range(1990, 1996)
GROUPS = ("all", *(f"sex={sex}" for sex in SEXES))
# Of a year, a group and a state: whether there is such a cell, and its count.
Cells = set[tuple[int, str, int]]
PAGES = (
    "", "scorecard/", "scorecard/?view=charts", "scorecard/?as_of={then}", "indicators/cells/",
    "indicators/cells/?as_of={then}", "indicators/cells/revisions/", "indicators/cells/partners/",
    "explore/", "explore/?view=charts", "explore/?group=sex%3Dfemale", "explore/?from=1990-01-01&to=1995-12-31",
    "explore/?verdict=improving", "explore/charts.svg", "indicators/cells/chart.svg", "export/", "reports/",
    "find/?q=cells", "find/?q=7",
)  # fmt: skip


@pytest.fixture
def released(cast: Cast, settings: Any) -> Cast:
    """Years with small and large groups, each out of a number of its own, half of them corrected afterwards."""
    settings.API_REQUESTS_PER_MINUTE = 100_000
    chance = Random(5)
    with scope.tenant(cast.ours.tenant.pk):
        for again in (False, True):
            for year in YEARS:
                if again and year % 2:
                    continue
                most = {sex: chance.choice([2, 60, 60]) for sex in SEXES}
                counts = {each: {sex: chance.randint(0, most[sex]) for sex in SEXES} for each in ("p1", "p2", "p3")}
                load(cast, year, counts, out_of=1000 + 7 * (year - 1989))
            release(cast)
    return cast


def told_by_stream(cast: Cast, key: str) -> Cells:
    path = f"/api/v1/{cast.ours.tenant.slug}/{cast.ours.initiative.slug}/published"
    answer = Client().get(path, headers={"Authorization": f"Bearer {cast.ours.keys[key]}"})
    return {
        (int(row["period_start"][:4]), row["breakdown"], int(row["value"]))
        for row in json.loads(answer.content)["results"]
        if row["indicator"] == "cells" and row["measure"] == "numerator"
    }


def told_by_tables(cast: Cast, key: str, person: Any, sign_in: Any) -> Cells:
    """What the tables say of the community: CSV of all groups, series and totals of the API, now and then."""
    found: Cells = set()
    for group in GROUPS:
        path = cast.ours.path(f"explore/figures.csv?group={quote(group)}")
        content = b"".join(sign_in(person).get(path).streaming_content).decode("utf-8-sig")
        for row in csv.DictReader(io.StringIO(content)):
            if row["indicator"] == "cells" and row["subject_kind"] == "community" and row["numerator"]:
                found.add((int(row["period_start"][:4]), row["group"], int(row["numerator"])))
    base = f"/api/v1/{cast.ours.tenant.slug}/initiatives/{cast.ours.initiative.slug}"
    for door in ("totals?breakdown=*", "series?subject=community&breakdown=*", "series?breakdown=sex%3Dfemale"):
        answer = Client().get(f"{base}/{door}", headers={"Authorization": f"Bearer {cast.ours.keys[key]}"})
        assert answer.status_code == 200, answer.content
        for series in json.loads(answer.content)["results"]:
            if series["indicator"] == "cells" and series["subject"]["kind"] == "community":
                found |= {
                    (int(each["period_start"][:4]), each["breakdown"], int(each["numerator"]))
                    for each in series["figures"]
                    if each.get("numerator") is not None
                }
    return found


@pytest.mark.parametrize(("name", "key"), [("stella", "tenant"), ("paolo", "p1"), ("oscar", "tenant")])
def test_no_table_holds_a_cell_that_the_stream_does_not(released: Cast, sign_in: Any, name: str, key: str) -> None:
    stream = told_by_stream(released, key)
    tables = told_by_tables(released, key, released.ours.people[name], sign_in)
    assert tables <= stream
    assert {breakdown for _, breakdown, _ in tables} == set(GROUPS), "the tables tell nothing at all"


@pytest.mark.parametrize("name", ["stella", "paolo", "oscar", "wes"])
def test_no_page_holds_the_count_of_a_hidden_cell(released: Cast, sign_in: Any, name: str) -> None:
    with scope.tenant(released.ours.tenant.pk):
        hidden = hidden_counts(released)
        then = ReleasedCell.objects.latest("release__released_at").release.released_at.date().isoformat()
    assert len(hidden) > 6
    client = sign_in(released.ours.people[name])
    for page in PAGES:
        answer = client.get(released.ours.path(page.format(then=then)))
        assert answer.status_code in (200, 403, 404), page
        text = _words(answer)
        assert [each for each in hidden if re.search(rf"\b{each[0]} of {each[1]}\b", text)] == [], page
    seen_by_manager = _words(sign_in(released.dana).get(released.ours.path("indicators/cells/")))
    assert any(f"{n} of {of}" in seen_by_manager for n, of in hidden), "nobody is shown such words"


def test_no_report_and_no_mail_holds_a_hidden_count(released: Cast, mailoutbox: list[Any]) -> None:
    with scope.tenant(released.ours.tenant.pk):
        hidden = hidden_counts(released)
        report = remake_report(released.ours.draft, by=released.priya.actor)
        make_report(report.uid, by=released.priya.actor, progress=lambda _done, _total: None)
        report.refresh_from_db()
        text = json.dumps(report.blocks, default=str) + " ".join(mail.body for mail in mailoutbox)
    assert "44.3" in text, "the report tells nothing of these cells"
    assert [each for each in hidden if f"{each[0]} of {each[1]}" in text] == []


def hidden_counts(cast: Cast) -> set[tuple[str, str]]:
    """What is counted in each hidden cell of these years, out of how many, then and now."""
    found = set()
    totals = Total.objects.filter(
        initiative=cast.ours.initiative, indicator__code="cells", period_start__year__in=YEARS
    ).select_related("breakdown")
    hidden = {
        (cell.breakdown_id, cell.period_start)
        for cell in ReleasedCell.objects.filter(is_hidden=True, replaced_by=None, initiative=cast.ours.initiative)
    }
    for total in totals:
        if (total.breakdown_id, total.period_start) in hidden and total.numerator and total.denominator:
            found.add((str(int(total.numerator)), str(int(total.denominator))))
    return found


def _words(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = re.sub(r"<[^>]+>", " ", content.decode("utf-8", "replace"))
    return re.sub(r"\s+", " ", text)
