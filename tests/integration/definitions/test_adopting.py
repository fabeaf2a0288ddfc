"""What an initiative makes of indicators: the cap, the order, baselines, targets by group, parts, links."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from backbone.core.exceptions import RuleViolation
from backbone.jobs.models import Job
from communications.sandbox.world import World
from initiatives.models import Area, Outcome, Subject
from measurement.models import Adoption, Indicator, Part, Target, Total
from measurement.services.adoptions import (
    AdoptionChoice,
    adopt_indicator,
    edit_adoption,
    end_adoption,
    move_adoption,
    set_indicator_cap,
)
from measurement.services.composition import declare_part, set_composition, withdraw_part
from measurement.services.definitions import Definition, propose_indicator
from measurement.services.lives import activate_indicator
from measurement.services.targets import set_target, withdraw_target
from tests.conftest import Cast, work_off
from tests.integration.definitions.conftest import Look


def refused(call: Any) -> str:
    with pytest.raises(RuleViolation) as violation:
        call()
    return violation.value.refusal.code


def adoption_of(code: str) -> Adoption:
    return Adoption.objects.select_related("indicator", "initiative", "outcome").get(indicator__code=code)


@pytest.fixture
def programme(cast: Cast, in_ours: World) -> Indicator:
    wanted = Definition(
        name="Mentored", kind="count", polarity="higher_better", frequency="quarterly", level="programme",
        adds_over_partners="sum", unduplicated_within="partner_period", definition="Young people with somebody.",
    )  # fmt: skip
    return activate_indicator(propose_indicator("mentored", wanted, by=cast.dana.actor), by=cast.dana.actor)


def test_passing_the_cap_wants_a_reason_that_is_shown(
    cast: Cast, in_ours: World, programme: Indicator, look: Look
) -> None:
    outcome = Outcome.objects.get(initiative=in_ours.initiative)
    set_indicator_cap(in_ours.initiative, 3, by=cast.dana.actor)
    assert refused(lambda: adopt_indicator(in_ours.initiative, programme, outcome, by=cast.dana.actor)) == "cap_reached"

    adopt_indicator(in_ours.initiative, programme, outcome, because="The committee asked", by=cast.dana.actor)

    assert adoption_of("mentored").over_cap_because == "The committee asked"
    assert "Over the cap: The committee asked" in look(cast.stella, in_ours.path("indicators/"))
    assert (
        refused(lambda: adopt_indicator(in_ours.initiative, programme, outcome, by=cast.dana.actor))
        == "adopted_already"
    )


def test_a_proposal_is_not_adopted(cast: Cast, in_ours: World) -> None:
    outcome, proposed = Outcome.objects.get(initiative=in_ours.initiative), Indicator.objects.get(code="cohort")
    said = refused(lambda: adopt_indicator(in_ours.initiative, proposed, outcome, by=cast.dana.actor))
    assert said == "only_active_are_adopted"


def test_order_is_moved_by_places(cast: Cast, in_ours: World) -> None:
    def order() -> list[str]:
        return list(
            Adoption.objects.filter(ended_on=None).order_by("position").values_list("indicator__code", flat=True)
        )

    assert move_adoption(adoption_of("share"), up=False, by=cast.dana.actor)
    assert order() == ["rate", "share", "cells"]
    assert move_adoption(adoption_of("cells"), up=True, by=cast.dana.actor)
    assert order() == ["rate", "cells", "share"]
    assert not move_adoption(adoption_of("rate"), up=True, by=cast.dana.actor)


def test_what_ended_comes_back_with_its_targets(cast: Cast, in_ours: World) -> None:
    held = adoption_of("rate")
    end_adoption(held, because="Too late each year", by=cast.dana.actor)
    assert refused(lambda: end_adoption(held, because="Again", by=cast.dana.actor)) == "adoption_has_ended"

    again = adopt_indicator(in_ours.initiative, held.indicator, held.outcome, by=cast.dana.actor)

    assert again.pk == held.pk
    assert again.ended_on is None
    assert again.targets.count() == 1


def test_the_baseline_is_chosen_and_others_keep_theirs(cast: Cast, in_ours: World) -> None:
    held, other = adoption_of("rate"), adoption_of("share").baseline_start
    chosen = (date(2020, 1, 1), date(2020, 12, 31))
    edit_adoption(held, AdoptionChoice(held.outcome, is_headline=True, baseline=chosen), by=cast.dana.actor)
    held.refresh_from_db()
    assert (held.baseline_start, held.is_headline) == (chosen[0], True)
    assert adoption_of("share").baseline_start == other


def test_programmes_are_shown_beside_what_they_contribute_to(
    cast: Cast, in_ours: World, programme: Indicator, look: Look
) -> None:
    held = adopt_indicator(in_ours.initiative, programme, adoption_of("rate").outcome, by=cast.dana.actor)
    edit_adoption(held, AdoptionChoice(held.outcome, contributes_to=adoption_of("rate")), by=cast.dana.actor)

    who = cast.stella
    above = look(who, in_ours.path("indicators/rate/"))
    below = look(who, in_ours.path("indicators/mentored/"))
    assert "never summed into it" in above
    assert in_ours.path("indicators/mentored/") in above
    assert in_ours.path("indicators/rate/") in below
    wrong = AdoptionChoice(held.outcome, contributes_to=held)
    said = refused(lambda: edit_adoption(adoption_of("rate"), wrong, by=cast.dana.actor))
    assert said == "contributes_to_community_only"


def test_targets_by_date_for_the_whole_and_for_a_group(cast: Cast, in_ours: World, look: Look) -> None:
    held = adoption_of("rate")
    set_target(held, Decimal(70), date(2027, 12, 31), by=cast.dana.actor)
    set_target(held, Decimal(75), date(2027, 12, 31), categories={"sex": "female"}, by=cast.dana.actor)
    set_target(held, Decimal(72), date(2027, 12, 31), by=cast.dana.actor)

    assert Target.objects.filter(adoption=held, breakdown=None).count() == 2  # that of the sandbox, and this one
    page = look(cast.stella, in_ours.path("indicators/rate/"))
    assert "75.0% by 2027" in page
    assert "Target 72.0%" in page  # the next one is drawn and judged, not the one of 2030
    assert "31 December 2030" in page
    assert withdraw_target(held, date(2027, 12, 31), breakdown="sex=female", by=cast.dana.actor)
    assert not Target.objects.filter(adoption=held).exclude(breakdown=None).exists()


@pytest.mark.parametrize(
    ("value", "due_on", "code"),
    [(101, date(2030, 1, 1), "share_outside_0_100"), (50, date(2018, 6, 1), "date_not_after_baseline")],
)
def test_impossible_targets(cast: Cast, in_ours: World, value: int, due_on: date, code: str) -> None:
    assert refused(lambda: set_target(adoption_of("rate"), Decimal(value), due_on, by=cast.dana.actor)) == code


def test_parts_cover_the_place_once_and_totals_follow(cast: Cast, in_ours: World) -> None:
    held, by = adoption_of("share"), cast.dana.actor
    first, *_ = Part.objects.filter(adoption=held).order_by("pk")
    assert refused(lambda: declare_part(held, first.subject, by=by)) == "part_covered_twice"

    def contributors() -> int:
        return Total.objects.get(indicator=held.indicator, period_start=date(2019, 1, 1)).contributors

    assert contributors() == 3
    withdraw_part(held, first.subject, None, by=by)
    work_off(in_ours)
    assert contributors() == 2
    declare_part(held, first.subject, starts_on=date(2020, 1, 1), by=by)
    assert Job.objects.filter(kind="measurement.rebuild_totals", state="waiting").count() == 1
    work_off(in_ours)
    assert contributors() == 2
    assert Total.objects.get(indicator=held.indicator, period_start=date(2021, 1, 1)).contributors == 3
    part = Part.objects.get(adoption=held, subject=first.subject)
    assert part.declared_by == cast.dana.user


def test_an_area_and_one_inside_it_are_the_same_piece(cast: Cast, in_ours: World) -> None:
    held, by = adoption_of("share"), cast.dana.actor
    whole = Area.objects.create(code="whole", name="Whole MARK-A")
    inner = Area.objects.create(code="inner", name="Inner MARK-A", parent=whole)
    outer, inside = (Subject.objects.create(area=each) for each in (whole, inner))
    declare_part(held, outer, ends_on=date(2020, 12, 31), by=by)
    assert refused(lambda: declare_part(held, inside, starts_on=date(2020, 12, 31), by=by)) == "part_covered_twice"
    declare_part(held, inside, starts_on=date(2021, 1, 1), by=by)


def test_what_does_not_add_up_is_not_composed(cast: Cast, in_ours: World) -> None:
    assert refused(lambda: set_composition(adoption_of("rate"), of_parts=True, by=cast.dana.actor)) == "not_composable"


def test_sums_of_people_say_that_they_are_enrolments(cast: Cast, in_ours: World, look: Look) -> None:
    who = cast.dana
    words = "Enrolments; a person may count twice"
    assert words in look(who, in_ours.path("indicators/share/"))
    assert words not in look(who, in_ours.path("indicators/rate/"))  # a source of its own
    Indicator.objects.filter(code="share").update(unduplicated_within="all_partners")
    assert words not in look(who, in_ours.path("indicators/share/"))
