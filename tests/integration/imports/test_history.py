"""Does history come in by a file as one vintage of a named source, and can it be taken back, public or not?"""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from backbone.tenancy import scope
from communications.sandbox.world import World
from measurement.models import Import, Observation, ReleasedCell, Total
from tests.conftest import Cast, work_off

TEXT = (
    "Indicator,Organization,Period,Group,Numerator,Denominator,Value,Note\n"
    "share,p1,2018,,99,100,,\nshare,p2,2016,,60,100,,\nshare,p3,2016,,<5,100,,\nshare,nobody,2016,,1,2,,\n"
)


@pytest.fixture(autouse=True)
def mails_nowhere(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def figures(world: World) -> dict[tuple[str, int], tuple[Any, ...]]:
    with scope.tenant(world.tenant.pk):
        rows = Observation.objects.filter(
            indicator=world.share, superseded_at=None, period_start__year__in=[2016, 2018]
        )
        return {
            (str(row.subject.organization), row.period_start.year): (row.presence, row.numerator)
            for row in rows.select_related("subject__organization")
        }


def totals(world: World) -> dict[int, tuple[Any, ...]]:
    with scope.tenant(world.tenant.pk):
        found = Total.objects.filter(indicator=world.share, breakdown__code="all", contributors__gt=0)
        return {each.period_start.year: (each.numerator, each.contributors) for each in found}


def brought(client: Any, world: World, *, is_public: bool) -> Import:
    body = {"file": SimpleUploadedFile("old.csv", TEXT.encode()), "source": "The old book"}
    client.post(world.path("imports/"), body | ({"is_public": "on"} if is_public else {}))
    work_off(world)
    with scope.tenant(world.tenant.pk):
        found = Import.objects.exclude(pk=world.import_of_history.pk).latest("pk")
    assert (found.state, found.accepted, found.rejected) == ("ready", 3, 1)
    return press(client, world, found, "apply_good")


def press(client: Any, world: World, found: Import, act: str) -> Import:
    client.post(world.path(f"imports/{found.uid}/"), {"act": act})
    work_off(world)
    with scope.tenant(world.tenant.pk):
        return Import.objects.get(pk=found.pk)


@pytest.mark.parametrize("is_public", [False, True])
def test_history_comes_in_and_is_taken_back(cast: Cast, sign_in: Any, is_public: bool) -> None:
    world, client = cast.ours, sign_in(cast.dana)
    before, sums, shown = figures(world), totals(world), released(world)

    found = brought(client, world, is_public=is_public)

    assert (found.state, found.applied) == ("applied", 3)
    now = figures(world)
    assert now[(str(world.partners[0]), 2018)] == ("number", 99)
    assert now[(str(world.partners[1]), 2016)] == ("number", 60)
    assert now[(str(world.partners[2]), 2016)] == ("suppressed", None)
    assert totals(world)[2016] == (None, 1)  # one part is hidden by its source: the total is no number
    assert len(released(world)) - len(shown) == (3 if is_public else 0)

    found = press(client, world, found, "undo")

    assert found.state == "undone"
    assert (figures(world), totals(world)) == (before, sums)
    assert released(world) == shown
    assert rebuilt(world) == sums


def released(world: World) -> list[tuple[Any, ...]]:
    """What everybody may see of single subjects' figures."""
    with scope.tenant(world.tenant.pk):
        cells = ReleasedCell.objects.filter(indicator=world.share, initiative=None, replaced_by=None)
        return sorted(cells.values_list("subject", "period_start", "numerator", "presence"))


def rebuilt(world: World) -> dict[int, tuple[Any, ...]]:
    """The totals added up from the figures, and not kept by differences."""
    sql = (
        "SELECT extract(year FROM period_start)::int, sum(numerator), count(*) FROM measurement_observation"
        " WHERE indicator_id = %s AND superseded_at IS NULL AND presence = 'number' GROUP BY 1"
    )
    with scope.tenant(world.tenant.pk), connection.cursor() as cursor:
        cursor.execute(sql, [world.share.pk])
        return {year: (total, count) for year, total, count in cursor.fetchall()}
