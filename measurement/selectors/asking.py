"""What does a round ask of whom? Everything from which its obligations follow."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q

from backbone.tenancy import scope
from initiatives.models import Initiative, Organization, Participation, Succession
from measurement.models import (
    Adoption,
    AssignedDimension,
    AssignedPartner,
    Assignment,
    Breakdown,
    Category,
    CollectionRound,
    Entry,
    Indicator,
    Obligation,
    RoundIndicator,
    RoundProvider,
)
from measurement.rules.owing import (
    Asked,
    Assigned,
    Figure,
    Group,
    Situation,
    Span,
    Standing,
    Touched,
    groups_wanted,
    owed,
)
from measurement.rules.periods import Frequency, Period
from measurement.rules.rhythm import own_periods
from measurement.selectors.fingerprints import FINGERPRINTS

# What is no part of a month.
IN_DAYS = {"daily": 1, "weekly": 7}
UNSENT = (Entry.State.DRAFT, Entry.State.RETURNED)
# Retired indicators, and adoptions that have ended, ask for nothing any more; their figures stay.
ASKED_STILL = Q(ended_on=None, indicator__state=Indicator.State.ACTIVE)


def situation_of(collection_round: CollectionRound, *, today: date) -> Situation:
    """The situation of a round as it is today; ten queries at most, whatever its size."""
    named = RoundProvider.objects.filter(round=collection_round).values_list("provider_id", flat=True)
    return situation_for(
        collection_round.initiative,
        asked_in(collection_round),
        today=today,
        named=frozenset(named) or None,
    )


def situation_for(
    initiative: Initiative, asked: Sequence[Asked], *, today: date, named: frozenset[int] | None = None
) -> Situation:
    """The situation of a round that asks for this, whether it is there already or only thought of."""
    assigned, groups = ([], {}) if named else assigned_in(initiative, {each.indicator for each in asked})
    return Situation(
        asked=asked,
        assigned=assigned,
        groups=groups,
        takes_part=_spans(initiative),
        heirs=_heirs(today),
        named=named,
    )


def asked_in(collection_round: CollectionRound) -> list[Asked]:
    """What a round asks for, in its order; nothing of what is retired or let go of meanwhile."""
    let_go = Adoption.objects.filter(
        initiative=collection_round.initiative_id, indicator=OuterRef("indicator"), ended_on__isnull=False
    )
    rows = RoundIndicator.objects.filter(
        ~Exists(let_go), round=collection_round, indicator__state=Indicator.State.ACTIVE
    ).order_by("position", "pk")
    return [Asked(each.indicator_id, each.period_start, each.period_end) for each in rows]


def assigned_in(initiative: Initiative, indicators: Collection[int]) -> tuple[list[Assigned], dict[str, Group]]:
    """Of whom these indicators are asked in an initiative, and what the groups are in which they are."""
    found = Assignment.objects.filter(adoption__initiative=initiative, adoption__indicator__in=indicators)
    assignments = list(found.select_related("adoption").order_by("pk"))
    listed: dict[int, set[int]] = defaultdict(set)
    for key, partner in AssignedPartner.objects.filter(assignment__in=assignments).values_list(
        "assignment_id", "organization_id"
    ):
        listed[key].add(partner)
    sectors = _of_sectors(initiative, {each.sector_id for each in assignments if each.sector_id})
    groups = _groups(assignments)
    assigned = [
        Assigned(
            indicator=each.adoption.indicator_id,
            span=Span(each.starts_on, each.ends_on),
            groups=tuple(groups[each.pk]),
            partners=_reach(each, listed, sectors),
        )
        for each in assignments
    ]
    return assigned, {code: group for each in groups.values() for code, group in each.items()}


def own_periods_of(indicator: Indicator, *, since: date, until: date, lag_days: int | None = None) -> list[Period]:
    """An indicator's own periods whose figures can be had between two days; by its usual lag unless told another.

    Cohorts and periods of their own are those that have a name; one query for them, none for the calendar.
    """
    lag = indicator.usual_lag_days if lag_days is None else lag_days
    if indicator.has_named_periods:
        waited = timedelta(days=lag)
        named = indicator.named_periods.filter(ends_on__gt=since - waited, ends_on__lte=until - waited)
        return [Period(each.starts_on, each.ends_on) for each in named]
    days = IN_DAYS.get(indicator.frequency, 0)
    return own_periods(
        0 if days else Frequency(indicator.frequency).months,
        indicator.year_starts_in,
        lag,
        since=since,
        until=until,
        days=days,
    )


def figures_by_partner(
    initiative: Initiative, asked: Sequence[Asked], *, today: date
) -> tuple[dict[Organization, int], set[int]]:
    """Who would owe how many figures, by name, and the indicators that nobody would be asked for."""
    wanted = owed(situation_for(initiative, asked, today=today), Breakdown.ALL)
    counts = Counter(wanted.values())
    partners = Organization.objects.filter(pk__in=counts).order_by("name")
    nobody = {each.indicator for each in asked} - {figure.indicator for figure in wanted}
    return {each: counts[each.pk] for each in partners}, nobody


def standing_of(collection_round: CollectionRound, partners: dict[int, int]) -> list[Standing]:
    """Every obligation of a round with how far its figure has come; `partners` by their subject's id."""
    unsent = Q(entries__state__in=UNSENT)
    rows = (
        Obligation.objects.filter(round=collection_round)
        .order_by()
        .annotate(all_entries=Count("entries"), unsent_entries=Count("entries", filter=unsent))
        .values_list(
            "pk", "subject_id", "provider_id", "indicator_id", "period_start", "period_end", "breakdown__code",
            "withdrawn_at", "all_entries", "unsent_entries",
        )
    )  # fmt: skip
    return [
        Standing(
            id=pk,
            figure=Figure(partners.get(subject, provider), indicator, start, end, group),
            provider=provider,
            touched=Touched.UNSENT if unsent_entries else Touched.SENT if entries else Touched.NEVER,
            is_withdrawn=withdrawn_at is not None,
        )
        for pk, subject, provider, indicator, start, end, group, withdrawn_at, entries, unsent_entries in rows
    ]


def fingerprints(rounds: Iterable[CollectionRound], *, today: date) -> dict[int, str]:
    """For each round a hash of all from which its obligations follow: while it is the same, nothing has to be done."""
    ids = [each.pk for each in rounds]
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(FINGERPRINTS, {"tenant": scope.current(), "rounds": ids, "today": today})
        return dict(cursor.fetchall())


def rounds_to_recompute(now: datetime) -> list[CollectionRound]:
    """Rounds that are open or still to come and say what they ask for."""
    asks = RoundIndicator.objects.filter(round=OuterRef("pk"))
    rounds = CollectionRound.objects.filter(Exists(asks), closes_on__gte=now.date()).select_related("initiative")
    return [each for each in rounds.order_by("pk") if now < each.closes_at]


def _spans(initiative: Initiative) -> dict[int, Span]:
    """When each partner takes part: while it is there, and in the initiative."""
    rows = Participation.objects.filter(initiative=initiative).values_list(
        "organization_id", "joined_on", "left_on", "organization__active_from", "organization__active_to"
    )
    return {
        partner: Span(
            max(filter(None, (joined, active_from)), default=None), min(filter(None, (left, active_to)), default=None)
        )
        for partner, joined, left, active_from, active_to in rows
    }


def _heirs(today: date) -> dict[int, int]:
    """Who has taken whose place by today; of several, the one that was named first answers for what was before."""
    found: dict[int, int] = {}
    for row in Succession.objects.filter(took_effect_on__lte=today).order_by("took_effect_on", "pk"):
        found.setdefault(row.predecessor_id, row.successor_id)
    return found


def _of_sectors(initiative: Initiative, sectors: set[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    rows = Participation.objects.filter(initiative=initiative, organization__sector__in=sectors)
    for sector, partner in rows.values_list("organization__sector_id", "organization_id") if sectors else ():
        found[sector].add(partner)
    return found


def _reach(assignment: Assignment, listed: dict[int, set[int]], sectors: dict[int, set[int]]) -> frozenset[int] | None:
    if assignment.reach == Assignment.Reach.ALL:
        return None
    if assignment.reach == Assignment.Reach.SECTOR:
        return frozenset(sectors[int(assignment.sector_id or 0)])
    return frozenset(listed[assignment.pk])


def _groups(assignments: Sequence[Assignment]) -> dict[int, dict[str, Group]]:
    """The groups that each assignment wants, by their codes."""
    wanted = list(AssignedDimension.objects.filter(assignment__in=assignments).order_by("pk"))
    codes: dict[int, list[tuple[str, str]]] = defaultdict(list)
    categories = Category.objects.filter(
        dimension__in={each.dimension_id for each in wanted}, ended_on=None, dimension__ended_on=None
    )
    for each in categories.select_related("dimension").order_by("dimension", "position") if wanted else ():
        codes[each.dimension_id].append((each.dimension.code, each.code))
    found = {}
    for assignment in assignments:
        mine = [each for each in wanted if each.assignment_id == assignment.pk]
        found[assignment.pk] = groups_wanted(
            [codes[each.dimension_id] for each in mine if not each.is_crossed],
            [codes[each.dimension_id] for each in mine if each.is_crossed],
            Breakdown.ALL,
        )
    return found
