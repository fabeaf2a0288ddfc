"""Is every number explained as far as its reader may see: down to who sent it, up to what uses it, on any past day?"""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from backbone.tenancy import scope
from communications.sandbox.measurement import LAST
from measurement.models import IndicatorVersion, Observation
from measurement.services.releases import release_round
from measurement.services.review import accept_entry
from tests.conftest import Cast
from tests.integration.measurement.test_reviewing import send


@pytest.fixture
def corrected(cast: Cast) -> Cast:
    """Paolo's figure was accepted at 70 and released with pia's; a week later it was corrected to 71."""
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        first = send(world, cast, 1, 70)
        accept_entry(first.uid, by=cast.dana.actor)
        accept_entry(send(world, cast, 3, 58).uid, by=cast.dana.actor)
        release_round(world.round, by=cast.dana.actor)
        week_ago = timezone.now() - timedelta(days=7)
        Observation.objects.filter(entry=first).update(recorded_at=week_ago)
        accept_entry(send(world, cast, 1, 71).uid, by=cast.dana.actor)
    return cast


def page_for(client: Client, cast: Cast, name: str, **query: Any) -> Any:
    client.force_login(getattr(cast, name).user)
    asked = {"from": LAST[0].isoformat(), "to": LAST[1].isoformat(), **query}
    return client.get(cast.ours.path(f"indicators/{cast.ours.share.code}/figure/"), asked)


def test_a_providers_figure_down_to_the_person_and_every_step(client: Client, corrected: Cast) -> None:
    said = page_for(client, corrected, "paolo", of="p1").content.decode()

    assert "<h1>71.0%</h1>" in said
    assert "Sent for Round MARK-A by Paolo MARK-A" in said
    assert "Accepted by Dana MARK-A" in said
    assert said.count('<td data-l="What">Accepted</td>') == 2
    assert "Evidence MARK-A-P1-OWN.txt" in said
    assert "The total of Initiative MARK-A" in said


def test_a_total_is_explained_with_its_parts_to_the_data_manager_only(client: Client, corrected: Cast) -> None:
    to_dana = page_for(client, corrected, "dana").content.decode()
    to_stella = page_for(client, corrected, "stella").content.decode()
    to_paolo = page_for(client, corrected, "paolo").content.decode()

    assert "Partner MARK-A-P2" in to_dana
    assert "It is made of the figures of 3 of 3 partners." in to_dana
    assert "Partner MARK-A-P2" not in to_stella
    assert "What others have seen" in to_stella
    assert "It is made of the figures of 3 of 3 partners." in to_stella
    assert "Partner MARK-A-P1" in to_paolo  # its own part
    assert "Partner MARK-A-P2" not in to_paolo


def test_nobody_else_sees_behind_a_partners_figure(client: Client, corrected: Cast) -> None:
    for name in ("petra", "stella", "ada", "oscar"):
        assert page_for(client, corrected, name, of="p1").status_code == 404


def test_what_stood_on_a_past_day(client: Client, corrected: Cast) -> None:
    on = (timezone.now() - timedelta(days=2)).date().isoformat()

    said = page_for(client, corrected, "dana", of="p1", on=on).content.decode()
    long_ago = page_for(client, corrected, "dana", of="p1", on=date(2000, 1, 1).isoformat()).content.decode()

    assert ": <b>70.0%</b>." in said
    assert ": <b>Nothing yet</b>." in long_ago


def test_reports_that_use_a_number_are_named(client: Client, cast: Cast) -> None:
    client.force_login(cast.stella.user)

    said = client.get(cast.ours.path("indicators/rate/figure/")).content.decode()

    with scope.tenant(cast.ours.tenant.pk):
        assert cast.ours.issued.title in said


def test_a_partners_own_results_compare_nothing_across_a_break(cast: Cast, sign_in: Any) -> None:
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        latest = Observation.objects.filter(
            indicator=world.share, subject__organization=world.partners[0], superseded_at=None
        ).latest("period_end")

    def changes() -> list[str]:
        page = sign_in(cast.paolo).get(world.path("partners/p1/")).content.decode()
        return re.findall(r'data-l="Change">([^<]*)<', page)

    before = changes()
    with scope.tenant(world.tenant.pk):
        IndicatorVersion.objects.create(
            indicator=world.share, number=90, breaks_series_on=latest.period_start, definition="Another"
        )
    assert "–" not in before
    assert changes().count("–") == 1
