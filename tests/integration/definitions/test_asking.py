"""What is retired or let go of is asked for no more, and what was typed for it stays readable."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from backbone.tenancy.actors import Actor
from communications.sandbox.world import World
from measurement.models import (
    Adoption,
    Assignment,
    Category,
    CollectionRound,
    Dimension,
    Entry,
    Indicator,
    NamedPeriod,
    Obligation,
)
from measurement.presenters.planning import asks_of, usual_choice
from measurement.selectors.asking import own_periods_of
from measurement.services.adoptions import adopt_indicator, end_adoption
from measurement.services.assignments import assign
from measurement.services.dimensions import end_category, end_dimension
from measurement.services.entries import Typed, save_entry
from measurement.services.lives import activate_indicator, retire_indicator
from measurement.services.obligations import recompute_changed
from measurement.services.rounds import Request, open_round
from tests.conftest import Cast
from tests.integration.definitions.conftest import Look

YEAR = (date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def asked(cast: Cast, in_ours: World) -> CollectionRound:
    """A round that asks everybody for a count, for the whole and by sex."""
    spare = Indicator.objects.get(code="spare")
    adoption = adopt_indicator(in_ours.initiative, spare, in_ours.initiative.outcomes.get(), by=cast.dana.actor)
    now, today = timezone.now(), timezone.now().date()
    by_sex = {Dimension.objects.get(code="sex"): False}
    assign(Assignment(adoption=adoption), dimensions=by_sex, by=cast.dana.actor, now=now)
    return open_round(
        in_ours.initiative, name="Counts", opens_on=today - timedelta(days=1), due_on=today + timedelta(days=9),
        closes_on=today + timedelta(days=19), requests=[Request(spare, *YEAR)], by=cast.dana.actor,
    )  # fmt: skip


def groups(asked: CollectionRound) -> list[str]:
    """In which groups each partner owes the figure still."""
    owed = Obligation.objects.filter(round=asked, withdrawn_at=None)
    return sorted(set(owed.values_list("breakdown__code", flat=True)))


def retire(by: Actor) -> None:
    retire_indicator(Indicator.objects.get(code="spare"), because="Nobody used it", by=by)


def let_go(by: Actor) -> None:
    end_adoption(Adoption.objects.get(indicator__code="spare"), because="Not ours", by=by)


@pytest.mark.parametrize("end", [retire, let_go])
def test_open_rounds_let_go_of_it_without_loss(
    cast: Cast, in_ours: World, asked: CollectionRound, end: Callable[[Actor], None]
) -> None:
    owed = Obligation.objects.filter(round=asked, breakdown__code="all", provider=in_ours.partners[0]).get()
    save_entry(owed, Typed(value="12"), by=cast.paolo.actor)

    end(cast.dana.actor)
    assert asked in recompute_changed(timezone.now(), by=Actor.schedule(in_ours.tenant.pk))

    left = Obligation.objects.filter(round=asked)
    assert [(each.provider_id, each.withdrawn_because) for each in left] == [(in_ours.partners[0].pk, "not_asked")]
    assert Entry.objects.filter(obligation=owed, value=12).exists()
    assert recompute_changed(timezone.now(), by=Actor.schedule(in_ours.tenant.pk)) == []


def test_a_new_round_asks_for_nothing_that_another_asks_for(cast: Cast, in_ours: World, asked: CollectionRound) -> None:
    today = in_ours.initiative.today()
    usual = usual_choice(in_ours.initiative, today=today)
    assert usual
    indicators = Indicator.objects.in_bulk([pk for pk, _period in usual])
    open_round(
        in_ours.initiative, name="The same", opens_on=today, due_on=today, closes_on=today, by=cast.dana.actor,
        requests=[Request(indicators[pk], period.start, period.end) for pk, period in usual],
    )  # fmt: skip

    assert usual_choice(in_ours.initiative, today=today) == set()


def test_rounds_to_come_do_not_offer_it(cast: Cast, in_ours: World, asked: CollectionRound) -> None:
    today = in_ours.initiative.today()

    def offered() -> set[str]:
        rows = asks_of(in_ours.initiative, set(), today=today)
        return {row.indicator.code for row in [*rows.assigned, *rows.others]}

    spare = Indicator.objects.get(code="spare")
    assert "spare" in offered()
    assert spare.pk in {pk for pk, _period in usual_choice(in_ours.initiative, today=today)}
    retire(cast.dana.actor)
    assert "spare" not in offered()
    assert spare.pk not in {pk for pk, _period in usual_choice(in_ours.initiative, today=today)}


def test_it_is_asked_for_again_when_it_comes_back(cast: Cast, in_ours: World, asked: CollectionRound) -> None:
    let_go(cast.dana.actor)
    recompute_changed(timezone.now(), by=cast.dana.actor)
    assert groups(asked) == []
    spare = Indicator.objects.get(code="spare")
    adopt_indicator(in_ours.initiative, spare, in_ours.initiative.outcomes.get(), by=cast.dana.actor)
    recompute_changed(timezone.now(), by=cast.dana.actor)
    assert groups(asked) == ["all", "sex=female", "sex=male"]
    retire(cast.dana.actor)
    activate_indicator(spare, by=cast.dana.actor)
    assert groups(asked) == ["all", "sex=female", "sex=male"]  # until the rounds are looked at again


def test_groups_and_dimensions_that_ended_are_asked_for_no_more(
    cast: Cast, in_ours: World, asked: CollectionRound
) -> None:
    assert groups(asked) == ["all", "sex=female", "sex=male"]
    end_category(Category.objects.get(code="male"), ended=True, by=cast.dana.actor)
    recompute_changed(timezone.now(), by=cast.dana.actor)
    assert groups(asked) == ["all", "sex=female"]
    end_dimension(Dimension.objects.get(code="sex"), ended=True, by=cast.dana.actor)
    recompute_changed(timezone.now(), by=cast.dana.actor)
    assert groups(asked) == ["all"]
    end_dimension(Dimension.objects.get(code="sex"), ended=False, by=cast.dana.actor)
    recompute_changed(timezone.now(), by=cast.dana.actor)
    assert groups(asked) == ["all", "sex=female"]


def test_a_round_asks_for_cohorts_by_their_names(cast: Cast, in_ours: World, look: Look) -> None:
    cohort = Indicator.objects.get(code="cohort")
    Indicator.objects.filter(pk=cohort.pk).update(state=Indicator.State.ACTIVE)
    cohort.refresh_from_db()
    adopt_indicator(in_ours.initiative, cohort, in_ours.initiative.outcomes.get(), by=cast.dana.actor)
    named = NamedPeriod.objects.get(indicator=cohort)
    found = own_periods_of(cohort, since=date(2025, 1, 1), until=date(2026, 1, 1))
    assert [(each.start, each.end) for each in found] == [(named.starts_on, named.ends_on)]
    assert own_periods_of(cohort, since=date(2025, 7, 1), until=date(2026, 1, 1)) == []

    today = timezone.now().date()
    asked = open_round(
        in_ours.initiative, name="Cohorts", opens_on=today - timedelta(days=1), due_on=today + timedelta(days=9),
        closes_on=today + timedelta(days=19), requests=[Request(cohort, named.starts_on, named.ends_on)],
        providers=in_ours.partners[:1], by=cast.dana.actor,
    )  # fmt: skip
    assert "Class MARK-A" in look(cast.paolo, in_ours.path(f"partners/p1/rounds/{asked.slug}/"))
