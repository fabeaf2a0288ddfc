"""What stands in the alignment matrix: which partners, which strategies, and who does what for which?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from initiatives.models import Initiative, Organization, Strategy
from workgroups.models import Group, SeatHolder
from workgroups.rules.alignment import Effort, Matrix, Pair, matrix, pairs
from workgroups.rules.status import BAD
from workgroups.selectors.activities import ActivityToday


@dataclass(frozen=True, slots=True)
class Filters:
    """What the matrix is narrowed to; empty texts narrow nothing."""

    sector: str = ""
    group: str = ""
    indicator: str = ""
    outcome: str = ""
    status: str = ""

    @property
    def is_narrow(self) -> bool:
        return any((self.sector, self.group, self.indicator, self.outcome, self.status))


@dataclass(frozen=True, slots=True)
class Alignment:
    """The matrix with what its keys stand for."""

    strategies: Sequence[Strategy]
    partners: Sequence[Organization]
    lines: Mapping[int, ActivityToday]
    matrix: Matrix


def partners_of(initiative: Initiative, lines: Collection[ActivityToday]) -> list[Organization]:
    """Who takes part in the initiative today, and who has a part in an activity or a seat without that; one query."""
    acting = {key for line in lines for key in line.parts}
    takes_part = Q(participations__initiative=initiative, participations__left_on=None)
    sits = Q(seats__group__initiative=initiative, seats__ended_on=None)
    found = Organization.objects.filter(takes_part | sits | Q(pk__in=acting))
    return list(found.select_related("sector").distinct().order_by("name"))


def align(
    strategies: Sequence[Strategy],
    partners: Sequence[Organization],
    lines: Collection[ActivityToday],
    filters: Filters,
    outcomes: Mapping[int, Collection[str]],
) -> Alignment:
    """Lay the partners over the strategies by what is live; `outcomes` are slugs by activity.

    A sector narrows the rows only: that nobody leads is said of all partners.
    """
    shown = [
        each
        for each in partners
        if not filters.sector or (each.sector.code if each.sector else "none") == filters.sector
    ]
    wanted = [line for line in lines if _is_wanted(line, filters, outcomes)]
    bad = {line.activity.pk for line in lines if line.status in BAD}
    efforts = [_effort(line, bad) for line in wanted]
    return Alignment(
        strategies, shown, {line.activity.pk: line for line in wanted}, matrix([s.pk for s in strategies], efforts)
    )


def _is_wanted(line: ActivityToday, filters: Filters, outcomes: Mapping[int, Collection[str]]) -> bool:
    group = line.activity.group
    return (
        (line.status == filters.status if filters.status else line.status.is_live)
        and (not filters.group or (group is not None and group.slug == filters.group))
        and (not filters.indicator or filters.indicator in {aim.indicator.code for aim in line.indicators})
        and (not filters.outcome or filters.outcome in outcomes.get(line.activity.pk, ()))
    )


def _effort(line: ActivityToday, bad: Collection[int]) -> Effort:
    return Effort(
        line.activity.pk,
        line.activity.strategy_id,
        tuple(aim.indicator_id for aim in line.indicators),
        line.parts,
        needs_what_is_at_risk=any(each.needed_id in bad for each in line.needs),
    )


def works_with(lines: Collection[ActivityToday], groups: Mapping[int, Collection[int]]) -> list[Pair]:
    """Who works with whom in what is live, and in groups; `groups` are the organizations that sit in each."""
    return pairs([line.parts for line in lines if line.status.is_live], groups.values())


def organizations_in_groups(initiative: Initiative) -> dict[int, set[int]]:
    """The organizations that hold a seat in each open group; one query."""
    found: dict[int, set[int]] = {}
    rows = SeatHolder.objects.filter(
        ended_on=None, seat__group__in=Group.objects.filter(initiative=initiative, closed_on=None)
    ).exclude(seat__organization=None)
    for group, organization in rows.values_list("seat__group_id", "seat__organization_id"):
        found.setdefault(group, set()).add(organization)
    return found
