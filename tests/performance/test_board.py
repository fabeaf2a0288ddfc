"""Does the board ask no more for 300 partners and 12 indicators than for three and one, and stay small?

The time is printed and not asserted: a machine with other work would fail it for no reason.
"""

import gzip
import time
from datetime import date
from typing import Any

import pytest
from django.test import Client

from backbone.tenancy import scope
from communications.sandbox.world import World
from initiatives.models import Organization, Participation, Sector, Subject
from measurement.models import Adoption, Assignment, Entry, Indicator, Obligation, Submission
from measurement.services.rounds import Request, ask_for
from tests.conftest import Cast
from tests.performance.counting import queries_of

PARTNERS, INDICATORS = 300, 12
BYTES = 100_000


def grow(world: World) -> None:
    """300 partners and 12 indicators in the world's round, some of whose figures are sent."""
    sectors = [Sector.objects.create(code=f"s{number}", name=f"Sector {number}") for number in range(4)]
    made = Organization.objects.bulk_create(
        Organization(code=f"o{number}", name=f"Organization {number}", sector=sectors[number % 4])
        for number in range(PARTNERS - 3)
    )
    Subject.objects.bulk_create(Subject(organization=each) for each in made)
    Participation.objects.bulk_create(Participation(initiative=world.initiative, organization=each) for each in made)
    outcome = world.initiative.outcomes.get()
    indicators = Indicator.objects.bulk_create(
        Indicator(code=f"i{number}", name=f"Indicator number {number}", kind="count", polarity="neutral",
                  frequency="annual")
        for number in range(INDICATORS - 1)
    )  # fmt: skip
    adopted = Adoption.objects.bulk_create(
        Adoption(initiative=world.initiative, indicator=each, outcome=outcome) for each in indicators
    )
    Assignment.objects.bulk_create(Assignment(adoption=each) for each in adopted)
    year = (date(2025, 1, 1), date(2025, 12, 31))
    ask_for(world.round, [Request(each, *year) for each in [world.share, *indicators]], by=world.people["dana"].actor)
    send_some(world, made)


def send_some(world: World, partners: list[Organization]) -> None:
    submissions = Submission.objects.bulk_create(Submission(round=world.round, provider=each) for each in partners)
    by_provider = {each.provider_id: each for each in submissions}
    owed = Obligation.objects.filter(round=world.round, provider__in=partners).order_by("pk")
    Entry.objects.bulk_create(
        Entry(submission=by_provider[each.provider_id], obligation=each, value=1, state=state)
        for number, each in enumerate(owed)
        if (state := ("accepted", "submitted", "draft", "returned", "")[number % 5])
    )


@pytest.mark.parametrize("view", ["board", "list"])
def test_three_hundred_partners_on_one_page(cast: Cast, client: Client, view: str) -> None:
    path = cast.ours.path(f"rounds/{cast.ours.round.slug}/?view={view}")
    client.force_login(cast.dana.user)
    _status, few = queries_of(client, path)
    with scope.tenant(cast.ours.tenant.pk):
        grow(cast.ours)
    status, many = queries_of(client, path)
    started = time.perf_counter()
    page: Any = client.get(path).content
    took = time.perf_counter() - started
    assert status == 200
    assert len(many) == len(few)
    assert page.count(b"<tr") >= PARTNERS
    if view == "board":
        assert page.count(b'class="cell') >= PARTNERS * INDICATORS
    print(f"{view}: {len(many)} queries, {took * 1000:.0f} ms, {len(gzip.compress(page)) / 1000:.0f} KB")
    assert len(gzip.compress(page)) < BYTES


def test_filters_leave_what_they_say(cast: Cast, client: Client) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        grow(cast.ours)
    client.force_login(cast.dana.user)
    path = cast.ours.path(f"rounds/{cast.ours.round.slug}/")

    def rows(query: str) -> int:
        return int(client.get(f"{path}?{query}").content.count(b'<th scope="row"'))

    assert rows("") == PARTNERS
    assert rows("q=organization+29") == 8, "29, and 290 to 296"
    assert rows("sector=s0") == 75
    assert rows("indicator=i3") == PARTNERS
    states = ("accepted", "sent", "to_fix", "in_progress", "not_started")
    by_state = [rows(f"indicator=i3&state={state}") for state in states]
    assert sum(by_state) == PARTNERS
    assert min(by_state) > 0
    assert rows("late=1") == 0
