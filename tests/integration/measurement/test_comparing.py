"""A partner beside the others: its own marked, the others as a band, names only where both agreed, nobody ranked."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from backbone.tenancy import scope
from backbone.tenancy.models import TrailRecord
from communications.sandbox.world import Person, World
from initiatives.models import Organization, Participation, Subject
from measurement.models import Adoption, ComparisonConsent, Part, ReleasedCell
from measurement.services.loading import LoadRow, load_history
from measurement.services.releases import release_round
from tests.conftest import Cast

SignIn = Callable[[Person], Client]
PAGE = "indicators/share/partners/"
YEAR = "2023-01-01", "2023-12-31"


@pytest.fixture
def eight(cast: Cast) -> World:
    """Five partners more, all eight with 45, 50, .. of a hundred in 2023; released without 2024 and 2025."""
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        adoption = Adoption.objects.get(initiative=world.initiative, indicator=world.share)
        for number in range(4, 9):
            partner = Organization.objects.create(code=f"p{number}", name=f"Partner {number}")
            subject = Subject.objects.create(organization=partner)
            Participation.objects.create(initiative=world.initiative, organization=partner)
            Part.objects.create(adoption=adoption, subject=subject)
        send(world, cast.dana, {number: 40 + 5 * number for number in range(4, 9)})
        ReleasedCell.objects.filter(indicator=world.share, period_start__gte=date(2024, 1, 1)).delete()
        release_round(world.round, by=cast.dana.actor)
    return world


def send(world: World, dana: Person, counts: dict[int, int]) -> None:
    rows = [
        LoadRow(world.share.code, f"p{number}", *YEAR, str(count), str(count), "100")
        for number, count in counts.items()
    ]
    load_history(rows, source="Records", by=dana.actor)


def said(client: Client, world: World, **query: str) -> str:
    answer = client.get(world.path(PAGE), query)
    assert answer.status_code == 200
    main = answer.content.decode().split("<main", 1)[1].split("</main", 1)[0]
    return " ".join(re.sub("<[^>]+>", " ", main).split())


def test_a_partner_sees_its_own_beside_the_middle_half_of_the_others(cast: Cast, eight: World, sign_in: SignIn) -> None:
    """Its own 45; the others 50, 55, 60, 65, 70, 75, 80."""
    found = said(sign_in(cast.paolo), eight)
    assert "Yours is 45.0% in 2023." in found
    assert (
        "The middle half of 7 other partners lies about between 55% and 75%, their middle at about 65%. "
        "Yours lies below that range." in found
    )
    assert "Partner 5" not in found
    for exact in ("50.0%", "60.0%", "65.0%", "70.0%", "80.0%"):
        assert exact not in found


@pytest.mark.parametrize("name", ["stella", "fay", "oscar", "priya"])
def test_who_has_no_figure_here_sees_nothing_of_partners(cast: Cast, eight: World, sign_in: SignIn, name: str) -> None:
    found = said(sign_in(cast.ours.people[name]), eight)
    assert "Nothing to compare yet" in found
    assert "%" not in found


def test_the_data_manager_sees_all_by_name_and_in_their_order(cast: Cast, eight: World, sign_in: SignIn) -> None:
    found = said(sign_in(cast.dana), eight)
    table = found[found.index("Show the figures as a table") :]
    assert [int(each) for each in re.findall(r"Partner (\d)", table)] == sorted(
        int(each) for each in re.findall(r"Partner (\d)", table)
    )
    assert "80.0%" in table


def test_with_fewer_than_five_others_no_range_is_shown(cast: Cast, eight: World, sign_in: SignIn) -> None:
    with scope.tenant(eight.tenant.pk):
        Part.objects.filter(subject__organization__code__in=("p6", "p7", "p8")).delete()
    found = said(sign_in(cast.paolo), eight)
    assert "Fewer than five others" in found
    assert "lies about between" not in found


def test_small_numbers_stand_behind_no_range(cast: Cast, eight: World, sign_in: SignIn) -> None:
    with scope.tenant(eight.tenant.pk):
        send(eight, cast.dana, {6: 3, 7: 4, 8: 98})
        release_round(eight.round, by=cast.dana.actor)
    assert "Fewer than five others" in said(sign_in(cast.paolo), eight)


def test_what_has_not_been_released_is_not_told(cast: Cast, eight: World, sign_in: SignIn) -> None:
    before = said(sign_in(cast.paolo), eight)
    with scope.tenant(eight.tenant.pk):
        send(eight, cast.dana, {2: 11, 3: 12, 4: 13, 5: 14})
    assert said(sign_in(cast.paolo), eight) == before
    with scope.tenant(eight.tenant.pk):
        release_round(eight.round, by=cast.dana.actor)
    assert said(sign_in(cast.paolo), eight) != before


def agree(world: World, *numbers: int) -> None:
    with scope.tenant(world.tenant.pk):
        for number in numbers:
            ComparisonConsent.objects.get_or_create(
                initiative=world.initiative, organization=Organization.objects.get(code=f"p{number}"), revoked_at=None
            )


def test_names_are_shown_only_where_both_have_agreed(cast: Cast, eight: World, sign_in: SignIn) -> None:
    agree(eight, 5)  # the first has agreed already
    assert "Partner 5 65.0%" in said(sign_in(cast.paolo), eight)
    assert "Partner 5" not in said(sign_in(cast.petra), eight)
    assert "Partner MARK-A-P1" not in said(sign_in(cast.petra), eight)
    path = eight.path("partners/p1/comparison/")
    assert sign_in(cast.paolo).post(path, {"act": "revoke"}).status_code == 403
    assert sign_in(cast.rita).post(path, {"act": "revoke"}).status_code == 302
    after = said(sign_in(cast.paolo), eight)
    assert "Partner 5" not in after
    assert "The middle half of 6 other partners" in after  # who has agreed is in nobody's band, whoever looks
    sign_in(cast.rita).post(path, {"act": "agree"})
    assert "Partner 5 65.0%" in said(sign_in(cast.paolo), eight)
    assert "The middle half of 6 other partners" in said(sign_in(cast.paolo), eight)


def test_one_left_unnamed_would_be_named_by_the_total(cast: Cast, eight: World, sign_in: SignIn) -> None:
    agree(eight, 3, 4, 5, 6, 7, 8)
    assert "Partner 5" not in said(sign_in(cast.paolo), eight)
    agree(eight, 2)
    assert "Partner 5 65.0%" in said(sign_in(cast.paolo), eight)
    with scope.tenant(eight.tenant.pk):
        send(eight, cast.dana, {4: 3, 5: 66, 6: 71, 7: 76})
        release_round(eight.round, by=cast.dana.actor)
    assert "Partner 5" not in said(sign_in(cast.paolo), eight)  # the fourth is hidden, and would be what is left


def test_an_agreement_stands_in_the_trail(cast: Cast, eight: World, sign_in: SignIn) -> None:
    sign_in(cast.rita).post(eight.path("partners/p1/comparison/"), {"act": "revoke"})
    with scope.tenant(eight.tenant.pk):
        found = set(TrailRecord.objects.filter(event__startswith="comparison.").values_list("event", flat=True))
    assert found == {"comparison.agreed", "comparison.revoked"}
