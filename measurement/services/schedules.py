"""How are rounds made ahead by schedule?"""

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.db import transaction

from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Initiative
from measurement import wording
from measurement.models import Adoption, CollectionRound, Indicator, RoundIndicator, RoundSchedule
from measurement.rules.periods import Frequency, Period
from measurement.rules.rhythm import Ahead, Dates, Pace, rounds_wanted, suits
from measurement.selectors.asking import ASKED_STILL, own_periods_of
from measurement.services.obligations import recompute_obligations
from measurement.services.rounds import Request, free_slug, start_round, write_requests


@transaction.atomic
def add_schedule(schedule: RoundSchedule, *, by: Actor, now: datetime) -> list[CollectionRound]:
    """Set the pace of an initiative's rounds; those that are open by it, and so many ahead, are made at once.

    Rounds to come of its other schedules first let go of what this one suits better.
    Returns the rounds of this schedule.

    Raises PermissionDenied unless `by` may manage rounds there, ValidationError when the schedule makes no sense.
    """
    require(by, Capability.MANAGE_ROUNDS, on=schedule.initiative)
    schedule.full_clean(exclude=["tenant"])
    schedule.save()
    record("round_schedule.added", schedule, by=by, initiative_uid=schedule.initiative.uid)
    for other in RoundSchedule.objects.filter(initiative=schedule.initiative, is_active=True).exclude(pk=schedule.pk):
        make_rounds(other, now=now, by=by)
    return make_rounds(schedule, now=now, by=by)


@transaction.atomic
def end_schedule(schedule: RoundSchedule, *, by: Actor) -> None:
    """End a schedule: no round is made from it any more; those that were made stay until they are taken back."""
    require(by, Capability.MANAGE_ROUNDS, on=schedule.initiative)
    schedule.is_active = False
    schedule.save(update_fields=["is_active"])
    record("round_schedule.ended", schedule, by=by, initiative_uid=schedule.initiative.uid)


def make_due_rounds(now: datetime, *, by: Actor) -> list[CollectionRound]:
    """Make each round that a schedule of the tenant in scope wants and that is not there; returns the new ones.

    What is wanted follows from the schedule and from today in the initiative's own zone, never from when somebody
    looked last. A round has one row for its schedule and period, so two that look at once make one.
    """
    schedules = list(RoundSchedule.objects.filter(is_active=True).select_related("initiative"))
    return [made for schedule in schedules for made in make_rounds(schedule, now=now, by=by)]


@transaction.atomic
def make_rounds(schedule: RoundSchedule, *, now: datetime, by: Actor) -> list[CollectionRound]:
    """Make the rounds of one schedule that should be there by now, and let those not open yet ask for what is assigned.

    A round for whose period nothing can be had is not made; one whose only day to close has passed is not made up for.
    """
    today = schedule.initiative.today(now)
    wanted = rounds_wanted(pace_of(schedule), dates_of(schedule), today, schedule.rounds_ahead)
    if not wanted:
        return []
    # Two beats that look at the same time make each round once: the second waits here and finds it.
    RoundSchedule.objects.select_for_update(no_key=True).get(pk=schedule.pk)
    there = {
        each.period_end: each for each in CollectionRound.objects.filter(schedule=schedule).select_related("initiative")
    }
    asked = _asked_elsewhere(schedule)
    indicators = _assigned(schedule.initiative)
    beside = list(RoundSchedule.objects.filter(initiative=schedule.initiative, is_active=True).order_by("pk"))
    made = []
    for ahead in wanted:
        round_there = there.get(ahead.period.end)
        own = _of_schedule(indicators, schedule, beside, ahead.period)
        requests = _requests(own, asked, schedule, ahead, round_there)
        if round_there is None:
            if requests:
                made.append(start_round(_round_for(schedule, ahead.period), requests, by=by))
        elif round_there.follows_schedule and round_there.opens_on > today and requests:
            _follow(round_there, requests, by=by)
    return made


def pace_of(schedule: RoundSchedule) -> Pace:
    return Pace(schedule.first_period_start, schedule.every, schedule.unit == RoundSchedule.Unit.WEEKS)


def dates_of(schedule: RoundSchedule) -> Dates:
    return Dates(schedule.opens_after_days, schedule.due_after_days, schedule.closes_after_days)


def requests_between(indicators: list[Indicator], since: date, until: date) -> list[Request]:
    """Each indicator's own periods that can be had after one day and by another."""
    return [
        Request(indicator, period.start, period.end)
        for indicator in indicators
        for period in own_periods_of(indicator, since=since, until=until)
    ]


def _round_for(schedule: RoundSchedule, period: Period) -> CollectionRound:
    dates, initiative = dates_of(schedule), schedule.initiative
    name = f"{schedule.name}: {wording.period(period.start, period.end)}"
    return CollectionRound(
        initiative=initiative, slug=free_slug(initiative, name), name=name, opens_on=dates.opens_on(period),
        due_on=dates.due_on(period), closes_on=dates.closes_on(period), grace_days=schedule.grace_days,
        schedule=schedule, period_end=period.end, follows_schedule=True,
    )  # fmt: skip


def _follow(collection_round: CollectionRound, requests: list[Request], *, by: Actor) -> None:
    rows = RoundIndicator.objects.filter(round=collection_round).order_by("position")
    stands = list(rows.values_list("indicator_id", "period_start", "period_end"))
    if stands != [(each.indicator.pk, each.period_start, each.period_end) for each in requests]:
        write_requests(collection_round, requests)
        recompute_obligations(collection_round, by=by)


def _assigned(initiative: Initiative) -> list[Indicator]:
    """The indicators that are asked of somebody, in the order in which the initiative shows them."""
    adoptions = Adoption.objects.filter(ASKED_STILL, initiative=initiative, assignments__isnull=False)
    return list(dict.fromkeys(each.indicator for each in adoptions.select_related("indicator").order_by("position")))


def _of_schedule(
    indicators: list[Indicator], schedule: RoundSchedule, beside: list[RoundSchedule], period: Period
) -> list[Indicator]:
    """The indicators that this schedule asks for, where the initiative has several that have begun by then.

    Each is asked for at the pace nearest its own: else a yearly round would take a quarter from the quarterly one.
    """
    own = pace_of(schedule)
    others = [pace_of(each) for each in beside if each.first_period_start <= period.end]
    return [each for each in indicators if suits(own, Frequency(each.frequency).per_year, others)]


def _asked_elsewhere(schedule: RoundSchedule) -> dict[tuple[int, date, date], set[int]]:
    """The rounds of the initiative that ask for a figure, by what they ask for."""
    found: dict[tuple[int, date, date], set[int]] = defaultdict(set)
    oldest = schedule.first_period_start - timedelta(days=1000)
    rows = RoundIndicator.objects.filter(round__initiative=schedule.initiative, period_end__gte=oldest)
    for row in rows:
        found[row.indicator_id, row.period_start, row.period_end].add(row.round_id)
    return found


def _requests(
    indicators: list[Indicator],
    asked: dict[tuple[int, date, date], set[int]],
    schedule: RoundSchedule,
    ahead: Ahead,
    own: CollectionRound | None,
) -> list[Request]:
    """What falls due between the round before and this one, except what another round asks for already."""
    mine = {own.pk} if own else set()
    return [
        each
        for each in requests_between(indicators, ahead.since, dates_of(schedule).due_on(ahead.period))
        if not asked[each.indicator.pk, each.period_start, each.period_end] - mine
    ]
