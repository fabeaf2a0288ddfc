"""The directory, what partners excel at, whom we still want, and what is promised."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from backbone.core.exceptions import RuleViolation
from communications.sandbox.world import World
from initiatives.models import Organization, Participation, Sector
from initiatives.services import partners, pledges, profiles, recruiting
from tests.conftest import Cast


def test_everybody_finds_partners_by_strength_sector_and_place(cast: Cast, client: Client) -> None:
    client.force_login(cast.petra.user)

    def found(query: str) -> set[str]:
        said = client.get(cast.ours.path(f"partners/?{query}")).content.decode()
        return {code for code in ("p1", "p2", "p3") if f"/partners/{code}/profile/" in said}

    assert found("") == {"p1", "p2", "p3"}
    assert found("words=strength") == found("area=MARK-A-area") == {"p1"}
    assert found("sector=nonprofit&words=p2") == {"p2"}
    assert found("sector=nowhere") == set()


def test_a_profile_names_people_and_their_addresses_only_to_those_near(cast: Cast, client: Client) -> None:
    said = {}
    for person in (cast.petra, cast.paolo, cast.dana):
        client.force_login(person.user)
        said[person.name] = client.get(cast.ours.path("partners/p1/profile/")).content.decode()
    assert all("Rita MARK-A" in each for each in said.values())
    assert {name for name, each in said.items() if cast.rita.user.email in each} == {"paolo", "dana"}


def test_only_its_representative_or_staff_describe_a_partner(cast: Cast, in_ours: World) -> None:
    first, second = in_ours.partners[:2]
    for by, partner in ((cast.paolo, first), (cast.rita, second), (cast.stella, first)):
        with pytest.raises(PermissionDenied):
            profiles.add_strength(partner, "Mentoring", by=by.actor)
    for number in range(profiles.MOST_STRENGTHS - 1):
        profiles.add_strength(first, f"Strength {number}", by=cast.rita.actor)
    with pytest.raises(RuleViolation):
        profiles.add_strength(first, "One too many", by=cast.rita.actor)


def test_a_prospect_that_joins_takes_part_from_today_under_a_code_of_its_own(cast: Cast, in_ours: World) -> None:
    Organization.objects.create(code="prospect-mark-a", name="Somebody else")
    step = recruiting.move_prospect(in_ours.prospect, stage="joined", text="They come", by=cast.priya.actor)
    joined = step.prospect.organization
    assert joined is not None
    assert (joined.code, joined.sector) == ("prospect-mark-a-2", in_ours.sector)
    taken = Participation.objects.get(organization=joined)
    assert taken.joined_on == in_ours.initiative.today()
    with pytest.raises(RuleViolation):
        recruiting.move_prospect(in_ours.prospect, stage="approached", text="Again", by=cast.priya.actor)


def test_nobody_is_wanted_twice(cast: Cast, in_ours: World) -> None:
    for name, code in ((in_ours.prospect.name.upper(), "prospect_named_already"),
                       (in_ours.partners[1].name, "partner_takes_part_already")):  # fmt: skip
        with pytest.raises(RuleViolation) as refused:
            recruiting.name_prospect(in_ours.initiative, name=name, because="Why", by=cast.priya.actor)
        assert refused.value.refusal.code == code


def test_money_has_a_currency_and_what_was_given_stays(cast: Cast, in_ours: World) -> None:
    first = in_ours.partners[0]
    with pytest.raises(ValidationError):
        pledges.make_pledge(in_ours.initiative, first, year=2027, kind="funds", amount=Decimal(5), by=cast.rita.actor)
    hours = pledges.make_pledge(
        in_ours.initiative, first, year=2027, kind="time", amount=Decimal(80), currency="GBP", by=cast.rita.actor
    )
    assert hours.currency == ""
    pledges.say_given(hours, Decimal(20), by=cast.rita.actor)
    with pytest.raises(RuleViolation):
        pledges.take_pledge_back(hours, by=cast.rita.actor)
    assert pledges.take_pledge_back(in_ours.pledge, by=cast.priya.actor).ended_at is not None


def test_pledges_are_read_by_the_committee_and_staff_and_no_other_partner(cast: Cast, client: Client) -> None:
    seen = {}
    for person in (cast.stella, cast.dana, cast.petra, cast.paolo):
        client.force_login(person.user)
        answer = client.get(cast.ours.path("people/pledges/"))
        seen[person.name] = (answer.status_code, "90,000 GBP" in answer.content.decode())
    assert seen == {"stella": (200, True), "dana": (200, True), "petra": (403, False), "paolo": (403, False)}
    client.force_login(cast.stella.user)
    assert "3.0 GBP of partners’ own money" in client.get(cast.ours.path("people/pledges/")).content.decode()


def test_the_list_of_sectors_is_the_tenants_own(cast: Cast, in_ours: World) -> None:
    made = partners.add_sector("Faith groups", by=cast.priya.actor, code="faith")
    assert partners.rename_sector(made, "Faith communities", by=cast.priya.actor).name == "Faith communities"
    partners.remove_sector(made, by=cast.priya.actor)
    assert not Sector.objects.filter(code="faith").exists()
    with pytest.raises(RuleViolation):
        partners.remove_sector(in_ours.sector, by=cast.priya.actor)
    assert Sector.objects.filter(pk=in_ours.sector.pk).exists()
