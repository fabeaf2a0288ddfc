"""A community governs its figures: nothing of them is told without its steward, who takes them back alone, at once."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from communications.relay import relay
from communications.sandbox.world import Person, World
from measurement.models import Adoption, Approval, ReleasedCell, Steward
from measurement.selectors.figures import Purpose, visible_figures
from measurement.services import order, releases
from measurement.services.approvals import approve, approve_after_all, approve_all_releases, decline, take_back
from measurement.services.communities import (
    appoint_steward,
    change_community,
    dismiss_steward,
    end_community,
    resume,
    withdraw,
)
from tests.conftest import Cast, work_off
from tests.integration.measurement.agreeing import YEAR, load, release, seen, signed
from tests.integration.measurement.governing import GROUPS, approved, asked, cells, founded, load_groups

# The sandbox has small groups of this indicator up to 2023.
ASKED, NEXT, LAST = 2023, 2024, 2025


def told(person: Person, world: World, **options: object) -> dict[tuple[int, str], object]:
    """The community's totals of the indicator as somebody sees them, by year and group; None where hidden."""
    adoption = Adoption.objects.select_related("indicator").get(initiative=world.initiative, indicator__code="cells")
    figures = visible_figures(person.actor, world.initiative, **options)  # type: ignore[arg-type]
    series = figures.community([adoption], breakdown=None).get(adoption.indicator_id, [])
    return {(each.period_end.year, each.breakdown): each.numerator for each in series}


def test_a_governed_group_is_withheld_until_its_steward_agrees(cast: Cast, in_ours: World) -> None:
    founded(cast, categories=["female"])
    load_groups(cast, YEAR)
    release(cast)
    whole = sum(sum(each.values()) for each in GROUPS.values())
    before = told(cast.stella, in_ours)
    assert before[YEAR, "all"] == whole
    assert before[YEAR, "sex=female"] is None
    assert before[YEAR, "sex=male"] is None, "the whole less the other group would be it"

    waiting = asked()
    assert (waiting.indicator, waiting.through) == (cells(in_ours), date(ASKED, 12, 31))
    approve(waiting, by=cast.willa.actor)
    assert told(cast.stella, in_ours) == before, "it enters with the next release"
    release(cast)
    after = told(cast.stella, in_ours)
    assert after[YEAR, "sex=female"] == sum(GROUPS["female"].values())
    assert after[YEAR, "sex=male"] == sum(GROUPS["male"].values())

    load_groups(cast, NEXT)
    release(cast)
    assert told(cast.stella, in_ours)[NEXT, "sex=female"] is None, "the yes was to the periods asked for"
    assert asked().through == date(NEXT, 12, 31)


def test_a_standing_yes_covers_what_is_to_come_until_it_is_taken_back(cast: Cast, in_ours: World) -> None:
    founded(cast, categories=["female"])
    load_groups(cast, YEAR)
    release(cast)
    standing = approved(cast, is_standing=True)
    release(cast)
    load_groups(cast, NEXT)
    release(cast)
    assert told(cast.stella, in_ours)[NEXT, "sex=female"] is not None
    take_back(standing, by=cast.willa.actor)
    load_groups(cast, LAST)
    release(cast)
    after = told(cast.stella, in_ours)
    assert after[NEXT, "sex=female"] is not None, "what was told stays told"
    assert after[LAST, "sex=female"] is None
    with pytest.raises(RuleViolation, match="approval_does_not_stand"):
        take_back(standing, by=cast.willa.actor)


def test_what_a_steward_withdraws_is_gone_at_once_and_cannot_be_subtracted(cast: Cast, in_ours: World) -> None:
    community = founded(cast, categories=["female"])
    load_groups(cast, YEAR)
    release(cast)
    approved(cast, is_standing=True)
    release(cast)
    assert told(cast.stella, in_ours)[YEAR, "sex=female"] is not None

    gone = withdraw(community, cells(in_ours), because="Used against us", by=cast.willa.actor)
    tomorrow = in_ours.initiative.today() + timedelta(days=1)
    for person in (cast.stella, cast.petra, cast.priya, cast.dana):
        for options in ({}, {"as_of": tomorrow}, {"purpose": Purpose.REPORT}):
            figures = told(person, in_ours, **options)
            assert figures.get((YEAR, "sex=female")) is None, (person.name, options)
            if person is not cast.dana or "purpose" in options:
                assert figures.get((YEAR, "sex=male")) is None, (person.name, options)
            assert figures[YEAR, "all"] is not None

    release(cast)
    hidden = told(cast.stella, in_ours)
    assert (hidden[YEAR, "sex=female"], hidden[YEAR, "sex=male"]) == (None, None)
    assert told(cast.stella, in_ours, as_of=tomorrow)[YEAR, "sex=female"] is None
    resume(gone, by=cast.willa.actor)
    release(cast)
    assert told(cast.stella, in_ours)[YEAR, "sex=female"] == sum(GROUPS["female"].values())


def test_the_provider_and_the_review_go_on_seeing_what_is_withdrawn(cast: Cast, in_ours: World) -> None:
    community = founded(cast, partners=["p1"])
    load_groups(cast, YEAR)
    release(cast)
    withdraw(community, None, because="Ours", by=cast.willa.actor)
    assert seen(cast.paolo, in_ours, "p1")[YEAR, "all"] == 182
    assert seen(cast.dana, in_ours, "p1") == {}
    assert seen(cast.dana, in_ours, "p2")[YEAR, "all"] == 204
    assert ReleasedCell.objects.filter(initiative=in_ours.initiative, subject=None, period_start__year=YEAR).exists()


def test_a_total_with_a_withdrawn_part_waits_for_the_release_that_decides_it_anew(cast: Cast, in_ours: World) -> None:
    community = founded(cast, partners=["p1"])
    load(cast, {"p1": 900, "p2": 20, "p3": 30})
    release(cast)
    assert told(cast.stella, in_ours)[YEAR, "all"] is None, "the total would say how much the community has"
    load(cast, {"p1": 500, "p2": 600, "p3": 700}, year=NEXT)
    release(cast)
    assert told(cast.stella, in_ours)[NEXT, "all"] == 1800
    withdraw(community, None, because="Ours", by=cast.willa.actor)
    assert (NEXT, "all") not in told(cast.stella, in_ours)
    release(cast)
    assert told(cast.stella, in_ours)[NEXT, "all"] == 1800


def test_what_a_source_publishes_is_closed_too_and_opens_with_the_yes(cast: Cast, in_ours: World) -> None:
    founded(cast, categories=["female"])
    load(cast, {"p1": 41}, sex="female", is_public=True)
    load(cast, {"p1": 52}, sex="male", is_public=True)
    load(cast, {"p1": 93}, is_public=True)
    assert seen(cast.stella, in_ours, "p1") == {(YEAR, "all"): 93}
    approved(cast)
    assert seen(cast.stella, in_ours, "p1") == {(YEAR, "all"): 93, (YEAR, "sex=female"): 41, (YEAR, "sex=male"): 52}


def test_an_agreement_opens_governed_figures_only_once_it_is_approved(cast: Cast, in_ours: World) -> None:
    community = founded(cast, categories=["female"], partners=["p2"])
    load_groups(cast, YEAR)
    signed(cast, audiences=("steering_committee",))
    signed(cast, partner=1, audiences=("steering_committee",))
    release(cast)
    approve_all_releases(community, is_standing=True, by=cast.willa.actor)
    release(cast)
    assert (YEAR, "sex=female") not in seen(cast.stella, in_ours, "p1")
    assert seen(cast.stella, in_ours, "p2") == {}
    found = Approval.objects.filter(kind="agreement", decided_at=None, community__slug="river")
    assert {each.agreement.provider.code for each in found} == {"p1", "p2"}
    for each in found:
        approve(each, by=cast.willa.actor)
    release(cast)
    assert (YEAR, "sex=female") in seen(cast.stella, in_ours, "p1")
    assert (YEAR, "all") in seen(cast.stella, in_ours, "p2")


def test_a_no_wants_a_reason_is_not_asked_again_and_may_become_a_yes(cast: Cast, in_ours: World) -> None:
    founded(cast, categories=["female"])
    load_groups(cast, YEAR)
    release(cast)
    waiting = asked()
    with pytest.raises(RuleViolation, match="declining_needs_reason"):
        decline(waiting, because=" ", by=cast.willa.actor)
    decline(waiting, because="Not yet", by=cast.willa.actor)
    with pytest.raises(RuleViolation, match="approval_decided_already"):
        approve(waiting, by=cast.willa.actor)
    load(cast, {"p1": 42, "p2": 53, "p3": 64}, sex="female")
    release(cast)
    assert not Approval.objects.filter(decided_at=None, community__slug="river", indicator__code="cells").exists()
    assert told(cast.stella, in_ours)[YEAR, "sex=female"] is None
    approve_after_all(waiting, by=cast.willa.actor)
    release(cast)
    assert told(cast.stella, in_ours)[YEAR, "sex=female"] == 42 + 53 + 64


def test_a_release_that_was_worked_out_before_a_word_is_refused(
    cast: Cast, in_ours: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    community = founded(cast, categories=["female"])
    load_groups(cast, YEAR)

    def meanwhile() -> None:
        order.lock_figures()
        withdraw(community, None, because="Ours", by=cast.willa.actor)

    monkeypatch.setattr(releases, "lock_figures", meanwhile)
    with pytest.raises(RuleViolation, match="figures_moved"):
        release(cast)


def test_only_its_steward_ends_a_community_and_then_all_comes_back(cast: Cast, in_ours: World) -> None:
    community = founded(cast, categories=["female"])
    load_groups(cast, YEAR)
    release(cast)
    end_community(community, because="We are done", by=cast.willa.actor)
    release(cast)
    assert told(cast.stella, in_ours)[YEAR, "sex=female"] == sum(GROUPS["female"].values())


def test_stewards_are_mailed_what_waits_and_the_data_manager_the_answer(cast: Cast, mailoutbox: list[Any]) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        founded(cast, categories=["female"])
        load_groups(cast, YEAR)
        release(cast)
    work_off(cast.ours)
    [letter] = [mail for mail in mailoutbox if "River people" in mail.subject]
    assert letter.to == [cast.willa.user.email]
    assert "/communities/river/" in letter.body
    assert not set(re.findall(r"\d+", letter.body)) & {"156", "41"}, "a mail holds no figure"
    mailoutbox.clear()
    with scope.tenant(cast.ours.tenant.pk):
        approved(cast)
        relay(timezone.now())
    work_off(cast.ours)
    assert {tuple(mail.to) for mail in mailoutbox if "River people" in mail.subject} == {(cast.dana.user.email,)}


def test_who_keeps_communities_cannot_speak_for_them(cast: Cast, in_ours: World) -> None:
    community = founded(cast, categories=["female"])
    for person in (cast.ada, cast.priya, cast.dana, cast.rita):
        with pytest.raises(PermissionDenied):
            withdraw(community, None, because="Mine", by=person.actor)
    with pytest.raises(RuleViolation, match="steward_appoints_themselves"):
        appoint_steward(community, cast.ada.membership, by=cast.ada.actor)
    dismiss_steward(Steward.objects.get(community=community), by=cast.ada.actor)
    with pytest.raises(PermissionDenied):
        withdraw(community, None, because="Ours", by=cast.willa.actor)
    change_community(community, subjects=[], categories=[], by=cast.ada.actor)
    assert community.categories.count() == 1, "what it governs is not taken from it"


def test_the_pages_say_whose_word_is_waited_for(cast: Cast, sign_in: Any) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        founded(cast, categories=["female"], partners=["p1"])
        load_groups(cast, YEAR)
        agreement = signed(cast, audiences=("steering_committee",))
    page = sign_in(cast.dana).get(cast.ours.path(f"rounds/{cast.ours.round.slug}/release/")).content.decode()
    assert "the steward of River people" in page
    path = cast.ours.path(f"partners/p1/agreements/{agreement.uid}/")
    assert re.search("Figures of .*River people are opened by it only", sign_in(cast.dana).get(path).content.decode())
    page = sign_in(cast.stella).get(cast.ours.path("indicators/cells/definition/")).content.decode()
    assert "governed by River people" in page
