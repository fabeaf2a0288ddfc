"""A campaign holds local initiatives together: who places them, who shares what, and what the roll-up tells."""

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from backbone.tenancy.models import TrailRecord
from communications.campaigns.selectors import locals_of, rolled_up
from communications.sandbox.world import World
from initiatives.models import Initiative
from initiatives.services.campaigns import place_in_campaign, share_with_campaign, take_out_of_campaign
from measurement.models import Adoption
from measurement.services.communities import withdraw
from tests.conftest import Cast
from tests.integration.campaigns.making import adopt, campaign_of_two, found, partner
from tests.integration.definitions.conftest import Look, look
from tests.integration.measurement.governing import approved, founded
from tests.integration.measurement.test_hiding import load, release
from tests.performance.counting import queries_of

__all__ = ["look"]
PAGE = "/tenant-a/north/campaign/"


def refused(call: Any) -> str:
    with pytest.raises(RuleViolation) as violation, transaction.atomic():
        call()
    return violation.value.refusal.code


def plain(page: str) -> str:
    """The words of a page, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition("</main>")[0]).split())


def shares(cast: Cast, slug: str, yes: bool = True) -> None:
    share_with_campaign(Initiative.objects.get(slug=slug), shares=yes, by=cast.priya.actor)


def test_staff_who_found_place_and_take_out_and_it_stays_in_the_trail(cast: Cast, in_ours: World) -> None:
    campaign, local = found(cast, "north", "The North"), found(cast, "town", "Town")
    for name in ("dana", "fay", "stella", "paolo"):
        with pytest.raises(PermissionDenied):
            place_in_campaign(local, campaign, by=in_ours.people[name].actor)
    place_in_campaign(local, campaign, by=cast.ada.actor)
    assert list(campaign.local_initiatives.all()) == [local]
    with pytest.raises(PermissionDenied):
        take_out_of_campaign(local, by=cast.fay.actor)
    take_out_of_campaign(local, by=cast.priya.actor)
    assert not campaign.local_initiatives.exists()
    assert refused(lambda: take_out_of_campaign(local, by=cast.priya.actor)) == "initiative_in_no_campaign"
    told = TrailRecord.objects.filter(on_uid=local.uid, event__startswith="initiative.").order_by("pk")
    assert [(each.event, each.note) for each in told][1:] == [
        ("initiative.placed", "The North"), ("initiative.taken_out", "The North"),
    ]  # fmt: skip


def test_there_is_one_level_only(cast: Cast, in_ours: World) -> None:
    first, second, town = in_ours.initiative, Initiative.objects.get(slug="second"), found(cast, "town", "Town")
    by = cast.priya.actor
    assert refused(lambda: place_in_campaign(town, town, by=by)) == "campaign_of_itself"
    assert refused(lambda: place_in_campaign(second, town, by=by)) == "local_has_campaign"
    assert refused(lambda: place_in_campaign(first, town, by=by)) == "local_has_locals"
    assert refused(lambda: place_in_campaign(town, second, by=by)) == "campaign_is_local"
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative.objects.filter(pk=town.pk).update(campaign=town)
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative.objects.filter(pk=town.pk).update(shares_with_campaign=True)


def test_an_initiative_is_founded_as_a_local_one(cast: Cast, sign_in: Any) -> None:
    given = {"name": "Town", "area_name": "Town", "time_zone": "Europe/London", "template": "blank"}
    client = sign_in(cast.priya)
    refused_ = client.post("/tenant-a/found/", given | {"slug": "below", "campaign": "second"})
    assert refused_.status_code == 422, "a local one is offered to nobody as a campaign"
    assert client.post("/tenant-a/found/", given | {"slug": "town", "campaign": "first"}).status_code == 302
    assert "Town" in plain(client.get("/tenant-a/first/campaign/").content.decode())


def test_its_own_people_say_whether_it_shares_and_take_it_back(cast: Cast, in_ours: World) -> None:
    campaign_of_two(cast)
    local = Initiative.objects.get(slug="first")
    assert not local.shares_with_campaign
    for name in ("dana", "fay", "paolo", "rita", "wes", "oscar"):
        with pytest.raises(PermissionDenied):
            share_with_campaign(local, shares=True, by=in_ours.people[name].actor)
    with pytest.raises(PermissionDenied):
        share_with_campaign(Initiative.objects.get(slug="other"), shares=True, by=cast.stella.actor)
    share_with_campaign(local, shares=True, by=cast.stella.actor)
    assert refused(lambda: shares(cast, "first")) == "campaign_sharing_said_already"
    share_with_campaign(local, shares=False, by=cast.stella.actor)
    shares(cast, "first")
    take_out_of_campaign(local, by=cast.ada.actor)
    local.refresh_from_db()
    assert not local.shares_with_campaign, "what comes into another campaign has shared nothing with it"
    assert refused(lambda: shares(cast, "first")) == "initiative_in_no_campaign"


def test_what_is_not_shared_is_not_told_and_what_is_taken_back_is_gone(cast: Cast, in_ours: World, look: Look) -> None:
    """oscar observes the campaign and the first initiative, and has no role in the other one."""
    campaign, oscar = campaign_of_two(cast), cast.oscar.actor
    assert rolled_up(campaign, oscar, locals_of(campaign, oscar)) == [], "it is not even read"
    before = plain(look(cast.oscar, PAGE))
    assert "Other town" in before
    assert "Shares nothing with the campaign yet" in before
    assert "153 of 300" not in before
    assert "286 of 600" not in before
    assert "51.0%" not in before
    shares(cast, "other")
    then = plain(look(cast.oscar, PAGE))
    assert "133 of 300" in then
    assert "153 of 300" in then
    assert "47.7% 286 of 600" in then
    shares(cast, "other", False)
    assert plain(look(cast.oscar, PAGE)) == before


def test_a_role_in_a_local_opens_it_and_no_role_in_the_campaign_opens_nothing(cast: Cast) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        campaign_of_two(cast)
    for name, status in (("priya", 200), ("oscar", 200), ("paolo", 404), ("stella", 404), ("petra", 404)):
        client = Client()
        client.force_login(cast.ours.people[name].user)
        answer = client.get(PAGE)
        assert answer.status_code == status, name
        if name == "priya":
            assert "286 of 600" in plain(answer.content.decode()), "staff have roles in every initiative"


@pytest.mark.parametrize("counts", [(2, 2, 3), (0, 0, 0), (3, 1, 2)])
def test_a_hidden_figure_leaves_no_total_and_the_same_page(
    cast: Cast, in_ours: World, look: Look, counts: tuple[int, ...]
) -> None:
    """Whatever the small count is, every reader of released figures reads the same words; the data manager too."""
    campaign_of_two(cast, counts)
    shares(cast, "other")
    for person in (cast.oscar, cast.dana, cast.priya):
        page = plain(look(person, PAGE))
        assert "133 of 300" in page
        assert "Hidden to protect people" in page
        assert "No total: 2 of 2 local initiatives have released it and 1 is withheld." in page
        assert not re.search(rf"\b({sum(counts)} of 300|{133 + sum(counts)} of 600)\b", page)


def test_of_how_many_the_total_would_be_is_said(cast: Cast, in_ours: World, look: Look) -> None:
    campaign = campaign_of_two(cast)
    third = place_in_campaign(found(cast, "third", "Third town"), campaign, by=cast.priya.actor)
    adopt(third, "cells", [partner(third, "r1")])
    page = plain(look(cast.priya, PAGE))
    assert "No total: 2 of 3 local initiatives have released it." in page
    assert "not released" in page
    assert "286 of 600" not in page


def test_what_does_not_add_up_stands_beside_each_other_with_the_reason(cast: Cast, in_ours: World, look: Look) -> None:
    """Published rates of areas are everybody's in the tenant; added they would be no rate."""
    campaign_of_two(cast)
    other = Initiative.objects.get(slug="other")
    Initiative.objects.filter(pk=other.pk).update(area=Initiative.objects.get(slug="second").area)
    adopt(other, "rate", [])
    page = plain(look(cast.oscar, PAGE))
    assert "These figures do not add up over organizations" in page
    assert page.count("57.0%") == 2


def test_a_partner_of_two_locals_is_counted_once_or_not_at_all(cast: Cast, in_ours: World, look: Look) -> None:
    campaign_of_two(cast)
    adoption = Adoption.objects.get(initiative__slug="other", indicator__code="cells")
    adoption.parts.create(subject=in_ours.partners[0].subjects.get())
    page = plain(look(cast.priya, PAGE))
    assert "No total: “Initiative MARK-A” and “Other town” would cover the same piece twice" in page


def test_what_a_community_keeps_back_is_not_had_by_way_of_a_campaign(cast: Cast, in_ours: World, look: Look) -> None:
    """Before its steward’s yes, after it was taken back, and after the release that follows."""

    def told() -> set[str]:
        pages = [plain(look(person, PAGE)) for person in (cast.oscar, cast.priya, cast.dana)]
        return {words for words in ("133 of 300", "286 of 600") for page in pages if words in page}

    campaign_of_two(cast)
    shares(cast, "other")
    assert told() == {"133 of 300", "286 of 600"}
    community = founded(cast, partners=["p1", "p2", "p3"])
    assert told() == set()
    load(cast, 2014, {each: {"female": 60, "male": 70} for each in ("p1", "p2", "p3")})
    release(cast)
    approved(cast, is_standing=True)
    load(cast, 2014, {each: {"female": 61, "male": 72} for each in ("p1", "p2", "p3")})
    release(cast)
    assert told() == {"133 of 300", "286 of 600"}
    withdraw(community, None, because="Ours", by=cast.willa.actor)
    assert told() == set()
    release(cast)
    assert told() == set()


def test_more_locals_take_no_more_queries(cast: Cast) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        campaign = campaign_of_two(cast)
    client = Client()
    client.force_login(cast.priya.user)
    status, few = queries_of(client, PAGE)
    with scope.tenant(cast.ours.tenant.pk):
        for number in range(3):
            local = place_in_campaign(found(cast, f"more-{number}", f"More {number}"), campaign, by=cast.priya.actor)
            adopt(local, "cells", [partner(local, f"s{number}")])
            adopt(local, "rate", [])
    _status, many = queries_of(client, PAGE)
    assert status == 200
    assert len(many) <= len(few) + 1, "public figures are asked for once there are some"
    assert len(many) <= 12


def test_the_page_takes_in_and_out_for_who_may(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.priya)
    client.post("/tenant-a/first/campaign/", {"act": "take_out", "initiative": "second"})
    assert "No local initiative yet" in client.get("/tenant-a/first/campaign/").content.decode()
    client.post("/tenant-a/first/campaign/", {"act": "take_in", "initiative": "second"})
    assert "Campaign" in client.get("/tenant-a/first/").content.decode()
    below = client.get("/tenant-a/second/campaign/").content.decode()
    assert "This is a local initiative itself" in below
    refused_ = client.post("/tenant-a/first/campaign/", {"act": "take_in", "initiative": "first"}, follow=True)
    assert "cannot be a local initiative of itself" in refused_.content.decode()


def test_the_checklist_says_what_is_there_and_what_is_missing(cast: Cast, in_ours: World, look: Look) -> None:
    page = plain(look(cast.paolo, "/tenant-a/first/checklist/"))
    assert "1 of the four leading sectors takes part: nonprofit. Missing: government, business and" in page
    assert "1 of 3 partners stand behind its primary goals." in page
    assert "2 partners have not signed." in page
    assert "3 of 3 adopted indicators have figures released in the last twelve months." in page
    assert "Share what is released" not in page
    below = plain(look(cast.priya, "/tenant-a/second/checklist/"))
    assert "No common agenda is adopted." in below
    assert "0 of 0 adopted indicators" in below
    assert "Local initiative of Initiative MARK-A" in below
    assert "Share what is released with the campaign" in below


def test_the_checklist_gives_the_word_and_keeps_it(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.priya)
    client.post("/tenant-a/second/checklist/", {"shares": "yes"})
    page = plain(client.get("/tenant-a/second/checklist/").content.decode())
    assert "Share nothing any more" in page
    assert "Shares what it has released with" in page
    assert client.post("/tenant-a/first/checklist/", {"shares": "yes"}, follow=True).status_code == 200
