"""What each provider owes follows partners as they join, leave, merge and split; nothing typed is lost."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backbone.tenancy.models import TrailRecord
from backbone.tenancy.roles import Role
from communications.sandbox.measurement import LAST
from communications.sandbox.world import World
from initiatives.models import Organization, Participation, PartnerRole, Sector, Subject
from initiatives.services.partners import join, leave, merge, put_into_sector, split
from measurement.models import Adoption, Assignment, CollectionRound, Dimension, Entry, Obligation, RoundIndicator
from measurement.rules.owing import owed
from measurement.selectors.asking import situation_of
from measurement.selectors.forms import form_rows, grid_rows
from measurement.selectors.rounds import provider_lines
from measurement.services.assignments import assign, end_assignment
from measurement.services.entries import Typed, save_entry, send_submission
from measurement.services.obligations import recompute_changed, recompute_obligations
from measurement.services.review import return_entry
from tests.conftest import Cast


@pytest.fixture
def world(in_ours: World) -> World:
    return in_ours


def new_partner(world: World, code: str) -> Organization:
    organization = Organization.objects.create(code=code, name=f"Partner {code}")
    join(world.initiative, organization, joined_on=date(2020, 1, 1), by=world.people["priya"].actor)
    return organization


def standing(world: World, code: str) -> list[Obligation]:
    rows = Obligation.objects.filter(round=world.round, provider__code=code, withdrawn_at=None)
    return list(rows.select_related("subject__organization"))


def manager(world: World) -> Any:
    return world.people["dana"].actor


def test_a_partner_that_joins_owes_at_once_and_the_trail_says_so(world: World) -> None:
    new_partner(world, "p4")

    changed = recompute_changed(timezone.now(), by=manager(world))

    assert changed == [world.round]
    assert len(standing(world, "p4")) == 1
    assert TrailRecord.objects.filter(event="round.obligations_changed", note="1 added").exists()


def test_looking_again_is_cheap_and_does_nothing(world: World) -> None:
    by = manager(world)
    recompute_changed(timezone.now(), by=by)

    with CaptureQueriesContext(connection) as queries:
        assert recompute_changed(timezone.now(), by=by) == []

    assert len(queries) <= 2


def test_who_leaves_in_the_middle_owes_no_more_and_its_draft_stays_readable(world: World) -> None:
    p1 = world.partners[0]
    leave(world.initiative, p1, left_on=date(2025, 6, 30), by=manager(world))

    result = recompute_obligations(world.round, by=manager(world))

    assert (result.withdrawn, result.deleted) == (1, 0)
    assert standing(world, "p1") == []
    assert grid_rows(world.round, p1) == []
    [kept] = form_rows(world.round, p1)[1]
    assert kept.numerator == 55
    assert kept.obligation.withdrawn_because == "not_active"
    assert "p1" not in {line.provider.code for line in provider_lines(world.round)}


def test_who_comes_back_owes_again_with_what_was_typed(world: World) -> None:
    p1 = world.partners[0]
    leave(world.initiative, p1, left_on=date(2025, 6, 30), by=manager(world))
    recompute_obligations(world.round, by=manager(world))
    join(world.initiative, p1, joined_on=None, by=manager(world))

    assert recompute_obligations(world.round, by=manager(world)).restored == 1

    [row] = grid_rows(world.round, p1)
    assert row.entry is not None
    assert row.entry.numerator == 55


def test_a_merged_partners_draft_goes_to_its_successor_who_sends_it(world: World, cast: Cast) -> None:
    p1, p2 = world.partners[:2]
    merge([p1], p2, took_effect_on=date(2026, 2, 1), by=manager(world))

    assert recompute_obligations(world.round, by=manager(world)).moved == 1

    about_p1 = next(each for each in standing(world, "p2") if each.subject.organization == p1)
    draft = Entry.objects.get(obligation=about_p1)
    assert (int(draft.numerator or 0), draft.submission.provider_id) == (55, p2.pk)
    typed = Typed(numerator="56", denominator="100", kept_because="Merged")
    owed_row = Obligation.objects.select_related("round__initiative", "provider", "indicator").get(pk=about_p1.pk)
    entry = save_entry(owed_row, typed, by=cast.petra.actor)
    assert send_submission(entry.submission, by=cast.petra.actor) == 1


def test_what_was_sent_stays_with_who_sent_it_until_it_comes_back(world: World, cast: Cast) -> None:
    p1, p3 = world.partners[0], world.partners[2]
    owed_row = Obligation.objects.select_related("round__initiative", "provider", "indicator").get(
        round=world.round, provider=p1
    )
    entry = save_entry(owed_row, Typed(numerator="56", denominator="100", kept_because="So it is"), by=cast.paolo.actor)
    send_submission(entry.submission, by=cast.paolo.actor)
    merge([p1], p3, took_effect_on=date(2026, 2, 1), by=manager(world))
    assert recompute_obligations(world.round, by=manager(world)).moved == 0
    assert Entry.objects.get(pk=entry.pk).submission.provider == p1

    return_entry(entry.uid, note="Look again", by=manager(world))
    assert recompute_changed(timezone.now(), by=manager(world)) == [world.round]

    assert Entry.objects.get(pk=entry.pk).submission.provider == p3


def test_of_several_successors_the_first_named_answers(world: World) -> None:
    p1 = world.partners[0]
    north = Organization.objects.create(code="north", name="North")
    south = Organization.objects.create(code="south", name="South")
    split(p1, [north, south], took_effect_on=date(2026, 2, 1), by=manager(world))

    recompute_obligations(world.round, by=manager(world))

    assert [each.subject.organization for each in standing(world, "north")] == [p1]
    assert standing(world, "south") == []


def test_an_indicator_taken_out_is_owed_no_more_and_an_ended_assignment_too(world: World) -> None:
    end_assignment(world.assignment, date(2025, 6, 30), by=manager(world), now=timezone.now())

    because = Obligation.objects.filter(round=world.round).values_list("withdrawn_because", flat=True)
    assert set(because) == {"not_assigned"}


def test_a_sector_and_its_groups(world: World) -> None:
    adoption = Adoption.objects.get(indicator__code="cells")
    Assignment.objects.filter(adoption=adoption).delete()
    RoundIndicator.objects.create(
        round=world.round, indicator=adoption.indicator, period_start=LAST[0], period_end=LAST[1], position=1
    )
    other = Sector.objects.create(code="business", name="Business")
    put_into_sector(world.partners[1], other, by=manager(world))
    wanted = Assignment(adoption=adoption, reach="sector", sector=other)

    assign(wanted, by=manager(world), now=timezone.now(), dimensions={Dimension.objects.get(code="sex"): False})

    rows = Obligation.objects.filter(round=world.round, indicator=adoption.indicator)
    assert {row.provider.code for row in rows} == {"p2"}
    assert [row.breakdown.code for row in rows.order_by("position")] == ["all", "sex=female", "sex=male"]


def test_rounds_from_before_rounds_said_what_they_ask_for_are_left_alone(world: World) -> None:
    RoundIndicator.objects.filter(round=world.round).delete()

    assert not recompute_obligations(world.round, by=manager(world)).is_changed

    assert Obligation.objects.filter(round=world.round, withdrawn_at=None).count() == 3


def what_happens(world: World, chance: random.Random) -> None:
    """One thing, at random: somebody joins, leaves, comes back, merges, splits, or types."""
    by = manager(world)
    here = list(Organization.objects.filter(participations__initiative=world.initiative, active_to=None))
    day = chance.choice([date(2025, 5, 1), date(2026, 1, 15), timezone.now().date() - timedelta(days=1)])
    event = chance.choice(["join", "leave", "back", "merge", "split", "type", "type", "type"])
    if event == "join":
        new_partner(world, f"n{Organization.objects.count()}")
    elif event == "leave":
        Participation.objects.filter(organization=chance.choice(here)).update(left_on=day)
    elif event == "back":
        Participation.objects.filter(organization=chance.choice(here)).update(left_on=None)
    elif event in ("merge", "split") and len(here) > 3:
        first, second, third = chance.sample(here, 3)
        if event == "merge":
            merge([first, second], third, took_effect_on=day, by=by)
        else:
            split(first, [second, third], took_effect_on=day, by=by)
    elif event == "type":
        rows = Obligation.objects.filter(round=world.round, withdrawn_at=None).exclude(
            entries__state__in=["submitted", "accepted"]
        )
        for row in chance.sample(
            list(rows.select_related("round__initiative", "provider", "indicator")), k=min(2, len(rows))
        ):
            membership = world.people["paolo"].membership
            PartnerRole.objects.get_or_create(
                membership=membership, organization=row.provider, role=Role.DATA_SUBMITTER, ended_at=None
            )
            typed = Typed(numerator=str(chance.randint(40, 60)), denominator="100", kept_because="So it is")
            entry = save_entry(row, typed, by=world.people["paolo"].actor)
            if chance.random() < 0.3:
                send_submission(entry.submission, by=world.people["paolo"].actor)


@pytest.mark.parametrize("seed", range(6))
def test_through_any_history_nothing_typed_is_lost_and_twice_is_once(world: World, seed: int) -> None:
    chance = random.Random(seed)
    typed: dict[int, Any] = {}
    for _ in range(14):
        what_happens(world, chance)
        typed |= dict(Entry.objects.values_list("pk", "numerator"))
        recompute_obligations(world.round, by=manager(world))
        assert dict(Entry.objects.values_list("pk", "numerator")) == typed
        assert not recompute_obligations(world.round, by=manager(world)).is_changed
        wanted = owed(situation_of(world.round, today=world.initiative.today()), "all")
        partner_of = dict(Subject.objects.exclude(organization=None).values_list("pk", "organization_id"))
        counting = Obligation.objects.filter(round=world.round, withdrawn_at=None)
        assert sorted(partner_of[each.subject_id] for each in counting) == sorted(each.about for each in wanted)
        # Whoever answers for an unsent figure holds it, and the submission it lies in is its own.
        for entry in Entry.objects.filter(state__in=["draft", "returned"], submission__round=world.round):
            assert entry.submission.provider_id == entry.obligation.provider_id


def test_two_rounds_may_ask_for_other_things(world: World) -> None:
    """Each round is recomputed for what it asks for itself."""
    old = CollectionRound.objects.get(slug="year-2019")
    assert list(Obligation.objects.filter(round=old).values_list("provider__code", flat=True)) == ["former"]
