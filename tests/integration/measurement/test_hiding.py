"""What a release tells others of small numbers, through every door, and what can be worked out of all of it."""

import json
from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from backbone.jobs.models import Job
from backbone.tenancy import scope
from backbone.tenancy.models import Tenant
from communications.sandbox.world import World
from measurement.models import CollectionRound, ReleasedCell
from measurement.services import order, releases, releasing
from measurement.services.loading import LoadRow, load_history
from measurement.services.releases import release_round
from tests.conftest import Cast
from tests.unit.measurement.hiding.attacker import Attacker, Cell

SEXES = ("female", "male")
PARTNERS = ("p1", "p2", "p3")
Year = Mapping[str, Mapping[str, int]]


def load(cast: Cast, year: int, counts: Year, *, out_of: int | None = None) -> None:
    """Each partner's women and men of a year, and both together; out of so many, or out of themselves three times."""
    rows = []
    for partner, by_sex in counts.items():
        for sex, count in {"": sum(by_sex.values()), **by_sex}.items():
            of = out_of or 1000 * (2 if sex == "" else 1)
            rows.append(
                LoadRow("cells", partner, f"{year}-01-01", f"{year}-12-31", str(count), str(count), str(of),
                        categories={"sex": sex} if sex else {})
            )  # fmt: skip
    load_history(rows, source="Counts", by=cast.dana.actor)


def release(cast: Cast) -> None:
    release_round(CollectionRound.objects.get(slug=cast.ours.round.slug), by=cast.dana.actor)


def told(world: World, year: int) -> dict[str, ReleasedCell]:
    cells = ReleasedCell.objects.filter(
        initiative=world.initiative, indicator__code="cells", period_start__year=year, replaced_by=None
    )
    return {cell.breakdown.code: cell for cell in cells.select_related("breakdown")}


def of_tenant(world: World, **settings: Any) -> None:
    Tenant.objects.filter(pk=world.tenant.pk).update(**settings)


def test_a_small_group_takes_the_other_one_with_it_and_leaves_the_whole(cast: Cast, in_ours: World) -> None:
    load(cast, 2014, {"p1": {"female": 2, "male": 40}, "p2": {"female": 1, "male": 50}, "p3": {"female": 3, "male": 9}})
    release(cast)
    cells = told(in_ours, 2014)
    assert {code: cell.is_hidden for code, cell in cells.items()} == {
        "all": False,
        "sex=female": True,
        "sex=male": True,
    }
    assert cells["all"].numerator == 105
    assert {cell.contributors for code, cell in cells.items() if code != "all"} == {None}


def test_a_zero_is_shown_only_where_the_tenant_allows(cast: Cast, in_ours: World) -> None:
    nobody: Year = {partner: {"female": 0, "male": 30} for partner in PARTNERS}
    load(cast, 2013, nobody)
    release(cast)
    assert told(in_ours, 2013)["sex=female"].is_hidden
    of_tenant(in_ours, shows_zero=True)
    load(cast, 2012, nobody)
    release(cast)
    assert told(in_ours, 2012)["sex=female"].numerator == 0


def test_a_tenant_may_round_all_counts_of_people_to_five(cast: Cast, sign_in: Any) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        of_tenant(cast.ours, small_numbers="round")
        load(
            cast,
            2011,
            {"p1": {"female": 2, "male": 41}, "p2": {"female": 1, "male": 50}, "p3": {"female": 4, "male": 9}},
        )
        release(cast)
        cells = told(cast.ours, 2011)
        assert [cells[code].numerator for code in ("all", "sex=female", "sex=male")] == [105, 5, 100]
        assert {cell.shown_as for cell in cells.values()} == {"rounded"}
        assert cells["sex=female"].value == round(Decimal(5) / 3000 * 100, 8)
    page = sign_in(cast.stella).get(cast.ours.path("indicators/cells/")).content.decode()
    assert "Counts of people are rounded to the nearest 5" in page


def test_a_tenant_may_tell_shares_near_the_ends_by_a_bound(cast: Cast, sign_in: Any) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        of_tenant(cast.ours, small_numbers="code")
        load(cast, 2010, {partner: {"female": 2, "male": 990} for partner in PARTNERS})
        release(cast)
        cells = told(cast.ours, 2010)
        assert {code: cell.shown_as for code, cell in cells.items()} == {
            "all": "exact", "sex=female": "low", "sex=male": "high"
        }  # fmt: skip
        female, male = cells["sex=female"], cells["sex=male"]
        assert (female.value, female.numerator, female.lower, female.upper) == (None, None, 0, 5)
        assert (male.value, male.denominator, male.lower, male.upper) == (None, None, 95, None)
    page = sign_in(cast.stella).get(cast.ours.path("indicators/cells/")).content.decode()
    assert "Shares near the ends are told by a bound" in page
    for sex, words in (("female", "5.0% or less"), ("male", "95.0% or more")):
        path = f"explore/?group=sex%3D{sex}&from=2010-01-01&to=2010-12-31"
        assert words in sign_in(cast.stella).get(cast.ours.path(path)).content.decode()


def test_coverage_is_told_in_steps(cast: Cast, in_ours: World) -> None:
    """All but one partner's share of the last known would tell what that one had sent the last time."""
    for year, partners in ((2008, PARTNERS), (2009, PARTNERS[:2])):
        load(cast, year, {each: {"female": 30, "male": 300 + 77 * n} for n, each in enumerate(partners)})
    release(cast)
    coverages = ReleasedCell.objects.exclude(coverage=None).values_list("coverage", flat=True)
    assert all(each is not None and each % Decimal("0.05") == 0 for each in coverages)


@pytest.fixture
def published(cast: Cast, settings: Any) -> Any:
    settings.API_REQUESTS_PER_MINUTE = 100_000

    def read(key: str) -> list[dict[str, Any]]:
        path = f"/api/v1/{cast.ours.tenant.slug}/{cast.ours.initiative.slug}/published"
        rows: list[dict[str, Any]] = []
        cursor: str | None = ""
        while cursor is not None:
            answer = Client().get(f"{path}?limit=200{cursor}", headers={"Authorization": f"Bearer {key}"})
            assert answer.status_code == 200, answer.content
            page = json.loads(answer.content)
            rows += page["results"]
            cursor = f"&cursor={page['next_cursor']}" if page["next_cursor"] else None
        return rows

    return read


def test_all_that_was_ever_published_gives_away_no_small_count(cast: Cast, published: Any) -> None:
    """Random years are released and corrected; then an outsider and each contributor try all that the stream tells."""
    chance = Random(20)
    years = range(1990, 1998)
    truth = [{year: _random(chance) for year in years}]
    with scope.tenant(cast.ours.tenant.pk):
        for year in years:
            load(cast, year, truth[0][year])
        release(cast)
        truth.append({year: _random(chance) if year % 2 else truth[0][year] for year in years})
        for year in years:
            load(cast, year, truth[1][year])
        release(cast)
    rows = [row for row in published(cast.ours.keys["tenant"]) if row["indicator"] == "cells"]
    small = 0
    for year in years:
        for moment in (0, 1) if year % 2 else (1,):
            sent = truth[moment][year]
            known = _known(rows, year, moment)
            for cell in (("*",), ("female",), ("male",)):
                count = sum(_count(by_sex, cell) for by_sex in sent.values())
                if count >= 10:
                    continue
                small += 1
                assert cell not in known, (year, moment, cell)
                low, high = Attacker({"sex": SEXES}, [known]).range_of(cell)
                assert (low, high >= 9) == (0, True), (year, moment, cell, known)
                for by_sex in sent.values():
                    own: dict[Cell, int] = {(sex,): n for sex, n in by_sex.items()}
                    low, high = Attacker({"sex": SEXES}, [known], own=[own]).range_of(cell)
                    assert low <= _count(by_sex, cell), (year, moment, cell, known)
                    assert high >= 9, (year, moment, cell, known)
    assert small > 5, "nothing was there to be found"
    assert any(_known(rows, year, 1) for year in years), "nothing was published"


def _random(chance: Random) -> dict[str, dict[str, int]]:
    most = {sex: chance.choice([1, 4, 60]) for sex in SEXES}
    return {partner: {sex: chance.randint(0, most[sex]) for sex in SEXES} for partner in PARTNERS}


def _count(by_sex: Mapping[str, int], cell: Cell) -> int:
    return sum(n for sex, n in by_sex.items() if cell[0] in ("*", sex))


def _known(rows: list[dict[str, Any]], year: int, moment: int) -> dict[Cell, tuple[int, int]]:
    """The counts of a year that the stream tells: of the earlier release, or of the current one."""
    found: dict[Cell, tuple[int, int]] = {}
    for row in rows:
        if not row["period_start"].startswith(str(year)) or row["measure"] != "numerator":
            continue
        if (row["replaced_at"] is None) == bool(moment):
            cell = (row["breakdown"].removeprefix("sex=") if row["breakdown"] != "all" else "*",)
            found[cell] = int(row["value"]), int(row["value"])
    return found


def test_a_large_release_is_made_in_the_background_by_who_asked(
    cast: Cast, in_ours: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(releasing, "AT_ONCE", 0)
    collection_round = CollectionRound.objects.get(slug=in_ours.round.slug)
    load(cast, 2007, {partner: {"female": 30, "male": 30} for partner in PARTNERS})
    with pytest.raises(PermissionDenied):
        releasing.ask_for_release(collection_round, by=cast.stella.actor)
    assert releasing.ask_for_release(collection_round, by=cast.dana.actor) is None
    assert releasing.is_being_released(collection_round)
    assert told(in_ours, 2007) == {}
    [job] = Job.objects.filter(kind=releasing.RELEASE)
    releasing.release_asked(collection_round.uid, job.arguments["person"], request_id="")
    assert told(in_ours, 2007)["all"].numerator == 180
    releasing.release_asked(collection_round.uid, job.arguments["person"], request_id="")  # again: nothing is left


def test_a_period_that_changes_while_a_release_is_worked_out_waits_for_the_next(
    cast: Cast, in_ours: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An acceptance came in before the lock: its period is not told as if it had been looked at, nor lost."""
    counts = {partner: {"female": 30, "male": 30} for partner in PARTNERS}
    for year in (2005, 2006):
        load(cast, year, counts)
    before = order.lock_figures

    def meanwhile() -> None:
        monkeypatch.setattr(releases, "lock_figures", before)
        load(cast, 2006, {**counts, "p1": {"female": 2, "male": 30}})
        before()

    monkeypatch.setattr(releases, "lock_figures", meanwhile)
    release(cast)
    assert (told(in_ours, 2005)["all"].numerator, told(in_ours, 2006)) == (180, {})
    release(cast)
    assert told(in_ours, 2006)["all"].numerator == 152
