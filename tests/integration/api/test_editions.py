"""When is an answer known already? After no change that it could tell, and for nobody else than who was answered."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backbone.core.prepared import text_of
from backbone.tenancy import scope
from backbone.tenancy.editions import current_edition
from backbone.tenancy.models import Tenant
from initiatives.models import Area, Initiative, Organization, Participation
from measurement.models import (
    Adoption,
    Breakdown,
    Category,
    Entry,
    Indicator,
    Observation,
    Part,
    ReleasedCell,
    Total,
    Withdrawal,
)
from measurement.services.review import accept_entries
from tests.integration.api.world import Api, World

SERIES = "/initiatives/north-east/series"
DOORS = (SERIES, "/initiatives/north-east/totals", "/initiatives/north-east/indicators/in-work/partners",
         "/north-east/published")  # fmt: skip

# Each kind of row that an answer is made of, and one change of it.
CHANGES: dict[str, Callable[[], Any]] = {
    "settings": lambda: Tenant.objects.filter(pk=scope.current()).update(least_coverage=50),
    "place": lambda: Area.objects.update(name="Renamed"),
    "initiative": lambda: Initiative.objects.update(name="Renamed"),
    "partner": lambda: Organization.objects.update(name="Renamed"),
    "participation": lambda: Participation.objects.update(joined_on=timezone.now().date()),
    "definition": lambda: Indicator.objects.update(name="Renamed"),
    "adoption": lambda: Adoption.objects.update(ended_on=timezone.now().date()),
    "parts": lambda: Part.objects.update(ends_on=timezone.now().date()),
    "group": lambda: Category.objects.update(name="Renamed"),
    "breakdown": lambda: Breakdown.objects.update(name="Renamed"),
    "observation": lambda: Observation.objects.update(status="revised"),
    "total": lambda: Total.objects.update(expected=99),
    "a steward's word": lambda: Withdrawal.objects.update(because="Another"),
    "release": lambda: ReleasedCell.objects.update(status="revised"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_each_kind_of_change_makes_what_was_known_unknown(world: World, ada: Api, change: str) -> None:
    tag = ada.get(SERIES)["ETag"]
    assert ada.get(SERIES, If_None_Match=tag).status_code == 304

    with scope.tenant(world.tenant.pk):
        CHANGES[change]()

    again = ada.get(SERIES, If_None_Match=tag)
    assert again.status_code == 200
    assert again["ETag"] != tag


def test_an_acceptance_makes_it_unknown(world: World, ada: Api, paolo: Api) -> None:
    paolo.batch([world.row(numerator="60", denominator="100")])
    paolo.post("/initiatives/north-east/rounds/open/send")
    tag = ada.get(SERIES)["ETag"]

    with scope.tenant(world.tenant.pk):
        uids = list(Entry.objects.filter(state="submitted").values_list("uid", flat=True))
        assert [each.refusal for each in accept_entries(uids, by=world.dana)] == [None] * len(uids)

    assert uids
    assert ada.get(SERIES, If_None_Match=tag).status_code == 200


def test_what_one_key_knows_another_does_not(ada: Api, paolo: Api, petra: Api) -> None:
    tags = [key.get(SERIES)["ETag"] for key in (ada, paolo, petra)]

    assert len(set(tags)) == 3
    assert [paolo.get(SERIES, If_None_Match=tag).status_code for tag in tags] == [200, 304, 200]
    assert ada.get(SERIES, {"limit": 1}, If_None_Match=tags[0]).status_code == 200


def test_the_day_and_the_program_are_in_the_tag(ada: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    tag = ada.get(SERIES)["ETag"]
    with monkeypatch.context() as patch:
        patch.setattr(Initiative, "today", lambda self, now=None: timezone.now().date() + timedelta(days=1))
        assert ada.get(SERIES, If_None_Match=tag).status_code == 200
    with monkeypatch.context() as patch:
        patch.setattr("backbone.tenancy.api.editions._program", lambda: "another")
        assert ada.get(SERIES, If_None_Match=tag).status_code == 200
    assert ada.get(SERIES, If_None_Match=tag).status_code == 304


@pytest.mark.parametrize("door", DOORS)
def test_what_is_known_is_not_read(ada: Api, door: str) -> None:
    """304 spares the work: nothing is asked of figures."""
    tag = ada.get(door)["ETag"]
    with CaptureQueriesContext(connection) as queries:
        answer = ada.get(door, If_None_Match=tag)

    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)
    figures = ("measurement_observation", "measurement_total", "measurement_releasedcell")
    assert not [each["sql"] for each in queries if any(table in text_of(each["sql"]) for table in figures)]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("who", ["ada", "paolo"])
def test_every_table_that_is_read_counts_editions(request: pytest.FixtureRequest, door: str, who: str) -> None:
    """A door that reads another table one day would answer 304 wrongly: PostgreSQL is asked which ones count."""
    key: Api = request.getfixturevalue(who)
    with CaptureQueriesContext(connection) as queries:
        assert key.get(door).status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class")
        tables = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'count_edition'")
        counted = {name for (name,) in cursor.fetchall()}
    asked = " ".join(text_of(each["sql"]) for each in queries)
    words = {word.strip('"(),;') for part in asked.split() for word in part.split(".")}
    # Of these the tag holds what was read: settings, key, roles.
    in_tag = {"tenancy_tenant", "tenancy_apikey", "tenancy_edition", "initiatives_partnerkey"}

    assert words & counted
    assert words & tables <= counted | in_tag


def test_what_is_rolled_back_is_no_edition(world: World) -> None:
    with scope.tenant(world.tenant.pk):
        before = current_edition()
        with transaction.atomic():
            Indicator.objects.update(name="Renamed")
            transaction.set_rollback(True)
        assert current_edition() == before
        Indicator.objects.update(name="Renamed")
        assert current_edition() == before + 1
