"""What a community keeps back is had through no door, nor by subtraction: before its yes, and after it took it back."""

import csv
import io
import json
import re
from typing import Any

import pytest
from django.test import Client

from backbone.tenancy import scope
from communications.reports.services.making import make_report, remake_report
from measurement.services.communities import withdraw
from tests.conftest import Cast
from tests.integration.measurement.governing import approved, founded
from tests.integration.measurement.test_doors_tell_no_more import PAGES, told_by_stream, told_by_tables
from tests.integration.measurement.test_hiding import load, release

# Counts that stand in no other figure of the sandbox, so that a page which holds one holds the community's.
FEMALE, MALE = {"p1": 411, "p2": 523, "p3": 637}, {"p1": 1213, "p2": 1327, "p3": 1439}
YEARS = (1990, 1991)
OUT_OF = 5000
SECRETS = {str(sum(FEMALE.values())), str(sum(MALE.values()))}
BEFORE, AFTER, AFTER_THE_NEXT_RELEASE = "before its yes", "after it took it back", "after the next release"


@pytest.fixture(params=[BEFORE, AFTER, AFTER_THE_NEXT_RELEASE])
def kept_back(request: Any, cast: Cast, settings: Any) -> Cast:
    """Years of a governed group and the other one, in each state in which others may know neither."""
    settings.API_REQUESTS_PER_MINUTE = 100_000
    with scope.tenant(cast.ours.tenant.pk):
        community = founded(cast, categories=["female"])
        for year in YEARS:
            counts = {each: {"female": FEMALE[each], "male": MALE[each]} for each in FEMALE}
            load(cast, year, counts, out_of=OUT_OF)
        release(cast)
        if request.param != BEFORE:
            approved(cast, is_standing=True)
            release(cast)
            withdraw(community, None, because="Ours", by=cast.willa.actor)
        if request.param == AFTER_THE_NEXT_RELEASE:
            release(cast)
    return cast


@pytest.mark.parametrize(("name", "key"), [("stella", "tenant"), ("paolo", "p1")])
def test_no_table_holds_it_or_what_it_could_be_subtracted_from(
    kept_back: Cast, sign_in: Any, name: str, key: str
) -> None:
    cells = told_by_stream(kept_back, key) | told_by_tables(kept_back, key, kept_back.ours.people[name], sign_in)
    of_years = {(group, count) for year, group, count in cells if year in YEARS}
    own = {("sex=female", FEMALE["p1"]), ("sex=male", MALE["p1"])} if key == "p1" else set()
    whole = sum(FEMALE.values()) + sum(MALE.values())
    own |= {("all", FEMALE["p1"] + MALE["p1"])} if key == "p1" else set()
    assert of_years - own == {("all", whole)}


def test_no_page_file_archive_or_report_holds_it(kept_back: Cast, sign_in: Any) -> None:
    world = kept_back.ours
    for name in ("stella", "oscar", "priya", "petra"):
        client = sign_in(world.people[name])
        more = ("explore/figures.csv?group=sex%3Dfemale", "explore/?group=sex%3Dmale&indicator=cells",
                "indicators/cells/figure/?from=1990-01-01&to=1990-12-31&group=sex%3Dfemale",
                "explore/?view=compare&compare=groups&a=sex%3Dfemale&b=sex%3Dmale")  # fmt: skip
        for page in (*PAGES, *more):
            answer = client.get(world.path(page.format(then="2030-01-01")))
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            found = set(re.findall(r"\d+", content.decode("utf-8", "replace").replace(",", "")))
            assert not found & SECRETS, (name, page)
    with scope.tenant(world.tenant.pk):
        report = remake_report(world.draft, by=world.people["priya"].actor)
        make_report(report.uid, by=world.people["priya"].actor, progress=lambda _done, _total: None)
        report.refresh_from_db()
        assert not set(re.findall(r"\d+", json.dumps(report.blocks, default=str))) & SECRETS


def test_its_steward_reads_it_all_the_same(kept_back: Cast, sign_in: Any) -> None:
    path = f"/{kept_back.ours.tenant.slug}/communities/river/figures.csv"
    answer = sign_in(kept_back.willa).post(path)
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    counted = {int(row["numerator"]) for row in rows if row["period_start"] == "1990-01-01"}
    assert counted == set(FEMALE.values())
    assert Client().post(path).status_code == 302
