"""What do the pages of activities show?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from backbone.tenancy.actors import Actor
from initiatives.models import Initiative, Organization
from initiatives.selectors import Happened, history_of
from measurement import wording as figures
from measurement.models import Adoption
from measurement.selectors.figures import visible_figures
from workgroups.models import Activity, ActivityIndicator, CampaignCount, Cycle, Dependency, Milestone
from workgroups.presenters.chips import Chip, chip_of, chip_of_cycle
from workgroups.rules.status import BAD
from workgroups.selectors.activities import ActivityToday, activities_today, with_details
from workgroups.wording import HAPPENED
from workgroups.wording import activities as words


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """An activity in a list."""

    activity: Activity
    chip: Chip
    days: str
    leaders: str
    others: int


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign in the list of campaign weeks: how far it has come."""

    activity: Activity
    chip: Chip
    days: str
    counted: int
    goal: str


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    word: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class PartLine:
    organization: Organization
    part: str
    is_doer: bool


@dataclass(frozen=True, slots=True)
class AimLine:
    """An indicator that an activity is to move; `figure` is the period's as this reader may see it, or nothing."""

    aim: ActivityIndicator
    period: str
    figure: str


@dataclass(frozen=True, slots=True)
class NeedLine:
    dependency: Dependency
    activity: Activity
    chip: Chip
    is_bad: bool


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """One activity with all that is said of it."""

    activity: Activity
    chip: Chip
    why: str
    rule: str
    days: str
    is_live: bool
    parts: Sequence[PartLine]
    outcomes: Sequence[str]
    aims: Sequence[AimLine]
    milestones: Sequence[tuple[Milestone, bool]]
    needs: Sequence[NeedLine]
    needed_by: Sequence[NeedLine]
    cycles: Sequence[tuple[Cycle, Chip]]
    counts: Sequence[CampaignCount]
    counted: str
    share: int
    history: Sequence[Happened]


def activity_lines(lines: Sequence[ActivityToday]) -> list[ActivityLine]:
    """The activities in words; who leads by name."""
    found = []
    for line in lines:
        leaders = line.names("leads")
        found.append(
            ActivityLine(
                line.activity,
                chip_of(line.status),
                words.days(line.activity),
                ", ".join(leaders),
                len(line.parts) - len(leaders),
            )
        )
    return found


def status_choices(current: str) -> list[Choice]:
    return [Choice(each.value, str(word), each.value == current) for each, word in words.STATUSES.items()]


def campaigns(lines: Sequence[ActivityToday]) -> list[Campaign]:
    """The campaign weeks in order of their days, with what was counted; one query."""
    found = [line for line in lines if line.activity.kind == Activity.Kind.CAMPAIGN]
    counted: dict[int, int] = {}
    if found:
        counts = CampaignCount.objects.filter(activity__in=[line.activity.pk for line in found])
        for key, count in counts.order_by().values_list("activity_id", "count"):
            counted[key] = counted.get(key, 0) + count
    return [
        Campaign(
            line.activity,
            chip_of(line.status),
            words.days(line.activity),
            counted.get(line.activity.pk, 0),
            words.goal(counted.get(line.activity.pk, 0), line.activity),
        )
        for line in found
    ]


def activity_page(activity: Activity, by: Actor, today: date) -> ActivityPage:
    """Everything about one activity; its status follows from all others of the initiative."""
    initiative = activity.initiative
    lines = {line.activity.pk: line for line in activities_today(initiative, today=today, with_aims=True)}
    here = lines[activity.pk]
    said = with_details(activity)
    milestones = list(said.milestones.all())
    missed = [(each.name, each.due_on) for each in milestones if each.reached_on is None and each.due_on < today]
    needs = [_need(each, lines[each.needed_id]) for each in here.needs]
    needed_by = [_need(each, line) for line in lines.values() for each in line.needs if each.needed_id == activity.pk]
    counts = list(said.counts.all()) if activity.kind == Activity.Kind.CAMPAIGN else []
    counted = sum(each.count for each in counts)
    return ActivityPage(
        activity=activity,
        chip=chip_of(here.status),
        why=words.why(activity, here.status, missed=missed, bad=[each.activity.name for each in needs if each.is_bad]),
        rule=str(words.RULE),
        days=words.days(activity),
        is_live=here.status.is_live,
        parts=_parts(here),
        outcomes=[each.outcome.name for each in said.outcomes.all()],
        aims=_aims(here.indicators, by, initiative),
        milestones=[(each, each.reached_on is None and each.due_on < today) for each in milestones],
        needs=needs,
        needed_by=needed_by,
        cycles=[(each, chip_of_cycle(each)) for each in said.cycles.all()],
        counts=counts,
        counted=words.goal(counted, activity) if activity.kind == Activity.Kind.CAMPAIGN else "",
        share=min(100, round(100 * counted / activity.goal)) if activity.goal else 0,
        history=history_of(activity.uid, HAPPENED),
    )


def _need(dependency: Dependency, other: ActivityToday) -> NeedLine:
    return NeedLine(dependency, other.activity, chip_of(other.status), other.status in BAD)


def _parts(here: ActivityToday) -> list[PartLine]:
    order = list(words.PARTS)
    return [
        PartLine(here.partners[key], str(words.PARTS[part]), key == here.activity.organization_id)
        for key, part in sorted(
            here.parts.items(), key=lambda each: (order.index(each[1]), here.partners[each[0]].name)
        )
    ]


def _aims(aims: Collection[ActivityIndicator], by: Actor, initiative: Initiative) -> list[AimLine]:
    """What it is to move, with the figure of the period that the writer named, as this reader may see it."""
    asked = {each.indicator_id for each in aims if each.period_start}
    series = {}
    if asked:
        adoptions = Adoption.objects.filter(initiative=initiative, indicator__in=asked).select_related("indicator")
        series = visible_figures(by, initiative).community(adoptions)
    found = []
    for aim in aims:
        period = figure = ""
        if aim.period_start and aim.period_end:
            period = figures.period(aim.period_start, aim.period_end)
            for seen in series.get(aim.indicator_id, []):
                if (seen.period_start, seen.period_end) == (aim.period_start, aim.period_end):
                    figure = figures.seen(seen, aim.indicator)
        found.append(AimLine(aim, period, figure))
    return found
