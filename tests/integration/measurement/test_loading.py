"""History comes in by the thousand: all rows or none, corrections as vintages, nothing lost."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from communications.sandbox.world import World
from measurement.models import Observation, ReleasedCell, Vintage
from measurement.services.loading import LoadRefused, LoadRow, load_history
from tests.conftest import Cast


def row(world: World, year: int = 2017, value: str = "41", **more: str) -> LoadRow:
    plain = LoadRow("rate", world.initiative.area.code, f"{year}-01-01", f"{year}-12-31", value)
    return replace(plain, **more)  # type: ignore[arg-type]


def test_what_differs_supersedes_and_what_is_the_same_stays(cast: Cast, in_ours: World) -> None:
    load_history([row(in_ours, 2016), row(in_ours, 2017)], source="A", is_public=True, by=cast.dana.actor)

    again = load_history([row(in_ours, 2016), row(in_ours, 2017, "42")], source="B", is_public=True, by=cast.dana.actor)

    assert (again.rows_new, again.rows_corrected, again.rows_unchanged) == (0, 1, 1)
    old, new = Observation.objects.filter(indicator__code="rate", period_start__year=2017).order_by("pk")
    assert (old.value, old.superseded_by_id, new.vintage_id) == (41, new.pk, again.pk)
    cells = ReleasedCell.objects.filter(indicator__code="rate", period_start__year=2017, replaced_by=None)
    assert [cell.value for cell in cells] == [42]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"indicator": "nothing"}, "indicator_unknown"),
        ({"subject": "nowhere"}, "subject_unknown"),
        ({"subject": "MARK-B-area"}, "subject_unknown"),  # another tenant's code, like one that never was
        ({"numerator": "5", "denominator": "4"}, "numerator_above_denominator"),
        ({"lower": "5", "upper": "4"}, "bounds_not_in_order"),
    ],
)
def test_one_bad_row_loads_nothing_and_is_named(cast: Cast, in_ours: World, more: dict[str, str], code: str) -> None:
    before = Observation.objects.count()

    with pytest.raises(LoadRefused) as refused:
        load_history([row(in_ours), row(in_ours, 2016, **more)], source="A", by=cast.dana.actor)

    assert [(fault.line, fault.code) for fault in refused.value.faults] == [(2, code)]
    assert Observation.objects.count() == before
    assert not Vintage.objects.filter(source="A").exists()


def test_a_row_twice_is_named(cast: Cast, in_ours: World) -> None:
    with pytest.raises(LoadRefused) as refused:
        load_history([row(in_ours), row(in_ours, value="9")], source="A", by=cast.dana.actor)

    assert [fault.code for fault in refused.value.faults] == ["row_twice"]


def test_figures_outside_active_dates_are_kept_and_flagged(cast: Cast, in_ours: World) -> None:
    vintage = load_history([row(in_ours, 2022, subject="former")], source="A", by=cast.dana.actor)

    assert vintage.rows_outside_dates == 1
    assert Observation.objects.get(vintage=vintage).lies_outside_dates


def test_what_is_not_public_is_not_released_by_loading(cast: Cast, in_ours: World) -> None:
    load_history([row(in_ours)], source="A", is_public=False, by=cast.dana.actor)

    assert not ReleasedCell.objects.filter(indicator__code="rate", period_start__year=2017).exists()


def test_only_a_data_manager_loads(cast: Cast, in_ours: World) -> None:
    with pytest.raises(PermissionDenied):
        load_history([row(in_ours)], source="A", by=cast.priya.actor)
