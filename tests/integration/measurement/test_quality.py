"""Does the page of quality say of each figure what is true, to those who may know?"""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from communications.sandbox.measurement import LAST
from communications.sandbox.world import World
from measurement.models import Breakdown, Flow, Indicator, Obligation, Observation
from measurement.presenters.quality import quality_page
from measurement.selectors.quality import judged_figures
from measurement.services.flows import add_flow
from tests.conftest import Cast


def test_grades_of_the_sandbox(cast: Cast, in_ours: World) -> None:
    """paolo has a draft, petra sent two in time and backed by a file, pia's came back and was asked about."""
    by_partner = {each.provider: each.judged for each in judged_figures(in_ours.round)}
    first, second, third = (by_partner[partner.pk] for partner in in_ours.partners)

    assert first.is_complete is False
    assert first.is_on_time is None
    assert (second.is_complete, second.is_on_time, second.is_evidenced) == (True, True, True)
    assert third.is_complete is False  # it waits at its provider again
    page = quality_page(in_ours.round, by_indicator=False, partner=None)
    assert [row.parts[0] for row in page.rows] == ["0 of 1", "1 of 1", "0 of 1"]
    assert page.all_parts.parts[0] == "1 of 3"


def test_a_stock_is_held_against_what_moved_it(cast: Cast, in_ours: World) -> None:
    flow = Indicator.objects.get(code="rate")
    Flow.objects.all().delete()
    add_flow(in_ours.share, flow, goes_out=False, by=cast.dana.actor)
    subject = in_ours.partners[1].subjects.get()
    common = {"subject": subject, "breakdown": Breakdown.objects.get(code="all")}
    Observation.objects.filter(subject=subject, superseded_at=None).delete()
    Observation.objects.create(
        indicator=in_ours.share, period_start=date(2024, 1, 1), period_end=date(2024, 12, 31), value=50, **common
    )
    Observation.objects.create(indicator=flow, period_start=LAST[0], period_end=LAST[1], value=5, **common)
    closing = Observation.objects.create(
        indicator=in_ours.share, period_start=LAST[0], period_end=LAST[1], value=55, **common
    )

    assert _balanced(in_ours) is True
    closing.value = Decimal(56)
    closing.save()
    assert _balanced(in_ours) is False


def _balanced(world: World) -> bool | None:
    found = judged_figures(world.round, world.partners[1])
    return found[0].judged.is_balanced


def test_a_stock_cannot_move_itself(cast: Cast, in_ours: World) -> None:
    with pytest.raises(RuleViolation, match="stock_moves_itself"):
        add_flow(in_ours.share, in_ours.share, goes_out=True, by=cast.dana.actor)


def test_a_partner_sees_its_own_grade_and_no_other(cast: Cast, client: Client) -> None:
    client.force_login(cast.paolo.user)
    slug = cast.ours.round.slug

    assert client.get(cast.ours.path(f"partners/p1/rounds/{slug}/quality/")).status_code == 200
    assert client.get(cast.ours.path(f"partners/p2/rounds/{slug}/quality/")).status_code == 404
    assert client.get(cast.ours.path(f"rounds/{slug}/quality/")).status_code == 403


def test_minutes_that_the_provider_says_are_kept_as_the_burden(cast: Cast, client: Client) -> None:
    client.force_login(cast.paolo.user)
    path = cast.ours.path(f"partners/p1/rounds/{cast.ours.round.slug}/")
    client.post(f"{path}send/", {"minutes": "25"})

    said = client.get(f"{path}quality/").content.decode()

    assert "25 min as they say" in said
    with scope.tenant(cast.ours.tenant.pk):
        assert "25 min as they say" in quality_page(cast.ours.round, by_indicator=False, partner=None).rows[0].burden


def test_what_is_owed_no_more_counts_in_no_grade(cast: Cast, in_ours: World) -> None:
    before = len(judged_figures(in_ours.round))
    Obligation.objects.filter(round=in_ours.round, provider=in_ours.partners[0]).update(
        withdrawn_at=timezone.now(), withdrawn_because="not_asked"
    )

    assert len(judged_figures(in_ours.round)) == before - 1
