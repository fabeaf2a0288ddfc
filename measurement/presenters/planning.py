"""What does the page say on which a round is planned: what may be asked for, and who would owe what?"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import ngettext

from initiatives.models import Initiative, Organization
from measurement import wording
from measurement.models import Adoption, Assignment, CollectionRound, Indicator, RoundIndicator
from measurement.rules.owing import Asked
from measurement.rules.periods import Period
from measurement.selectors.asking import ASKED_STILL, figures_by_partner, own_periods_of
from measurement.selectors.periods import PeriodKey, period_names
from measurement.services.rounds import Request

LATEST = 3
LOOKS_BACK = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """A period of one indicator that a round may ask for."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class AskRow:
    """An adopted indicator with its latest periods, and of whom it is asked."""

    indicator: Indicator
    outcome: str
    asked_of: str
    choices: Sequence[PeriodChoice]

    @property
    def is_chosen(self) -> bool:
        return any(each.is_chosen for each in self.choices)


@dataclass(frozen=True, slots=True)
class Asks:
    """What may be asked for: indicators that are asked of somebody or chosen already, and the others."""

    assigned: Sequence[AskRow]
    others: Sequence[AskRow]


@dataclass(frozen=True, slots=True)
class Preview:
    """Who would owe how many figures."""

    partners: dict[Organization, int]
    asked_of_nobody: Sequence[str]

    @property
    def figures(self) -> int:
        return sum(self.partners.values())


Key = tuple[int, Period]


def value_of(indicator: Indicator, period: Period) -> str:
    return f"{indicator.uid}_{period.start}_{period.end}"


def asks_of(initiative: Initiative, chosen: Collection[Key], *, today: date) -> Asks:
    """Every adopted indicator, with the latest periods that are over and those that are chosen; three queries."""
    adoptions = Adoption.objects.filter(ASKED_STILL, initiative=initiative).select_related("indicator", "outcome")
    reached = _asked_of(initiative)
    adopted = list(adoptions.order_by("position", "pk"))
    names = period_names(each.indicator for each in adopted)
    rows = [_row(each, reached.get(each.pk, ""), chosen, today, names) for each in adopted]
    first = [row for row in rows if row.asked_of or row.is_chosen]
    return Asks(first, [row for row in rows if row not in first])


def usual_choice(initiative: Initiative, *, today: date) -> set[Key]:
    """What a new round asks for unless told otherwise: of each assigned indicator the latest period that can be had.

    What another round asks for already is left out: nobody is to send a figure twice.
    """
    adoptions = Adoption.objects.filter(ASKED_STILL, initiative=initiative, assignments__isnull=False)
    found = set()
    for indicator in {each.indicator for each in adoptions.select_related("indicator")}:
        periods = own_periods_of(indicator, since=today - LOOKS_BACK, until=today)
        found |= {(indicator.pk, period) for period in periods[-1:]}
    asked = RoundIndicator.objects.filter(round__initiative=initiative)
    rows = asked.values_list("indicator", "period_start", "period_end")
    return found - {(pk, Period(start, end)) for pk, start, end in rows}


def chosen_in(collection_round: CollectionRound) -> set[Key]:
    """What a round asks for now."""
    rows = RoundIndicator.objects.filter(round=collection_round)
    return {(each.indicator_id, Period(each.period_start, each.period_end)) for each in rows}


def chosen_by(values: Iterable[str], initiative: Initiative) -> list[Request]:
    """The requests that the values of a form name; what names nothing adopted here is left out."""
    adoptions = Adoption.objects.filter(ASKED_STILL, initiative=initiative).select_related("indicator")
    adoptions = adoptions.order_by("position")
    indicators = {str(each.indicator.uid): each.indicator for each in adoptions}
    place = {uid: number for number, uid in enumerate(indicators)}
    found = []
    for value in dict.fromkeys(values):
        uid, _sep, rest = value.partition("_")
        start, _sep, end = rest.partition("_")
        period = _period(start, end)
        if uid in indicators and period is not None:
            found.append((place[uid], period, Request(indicators[uid], period.start, period.end)))
    return [request for _place, _period, request in sorted(found, key=lambda each: each[:2])]


def preview_of(initiative: Initiative, requests: Sequence[Request], *, today: date) -> Preview:
    """Who would owe how many figures if a round asked for this; nothing is written."""
    asked = [Asked(each.indicator.pk, each.period_start, each.period_end) for each in requests]
    partners, nobody = figures_by_partner(initiative, asked, today=today)
    names = dict.fromkeys(each.indicator.name for each in requests if each.indicator.pk in nobody)
    return Preview(partners, list(names))


def _row(
    adoption: Adoption, asked_of: str, chosen: Collection[Key], today: date, names: Mapping[PeriodKey, str]
) -> AskRow:
    indicator = adoption.indicator
    latest = own_periods_of(indicator, since=today - LOOKS_BACK, until=today - timedelta(days=1), lag_days=0)[-LATEST:]
    mine = {period for pk, period in chosen if pk == indicator.pk}
    return AskRow(
        indicator=indicator,
        outcome=adoption.outcome.name,
        asked_of=asked_of,
        choices=[
            PeriodChoice(
                value_of(indicator, each),
                names.get((indicator.pk, each.start, each.end)) or wording.period(each.start, each.end),
                each in mine,
            )
            for each in sorted({*latest, *mine}, reverse=True)
        ],
    )


def _asked_of(initiative: Initiative) -> dict[int, str]:
    """Of whom each adopted indicator is asked, in words."""
    found: dict[int, list[str]] = defaultdict(list)
    for each in Assignment.objects.filter(adoption__initiative=initiative).select_related("sector").order_by("pk"):
        found[each.adoption_id].append(reach_words(each))
    return {pk: ", ".join(dict.fromkeys(words)) for pk, words in found.items()}


def reach_words(assignment: Assignment, listed: int | None = None) -> str:
    """Of whom an assignment asks: all partners, a sector by its name, or a list by its length."""
    if assignment.reach == Assignment.Reach.SECTOR:
        return str(assignment.sector)
    if assignment.reach == Assignment.Reach.LISTED and listed is not None:
        return ngettext("%d partner on a list", "%d partners on a list", listed) % listed
    return str(Assignment.Reach(assignment.reach).label)


def _period(start: str, end: str) -> Period | None:
    try:
        return Period(date.fromisoformat(start), date.fromisoformat(end))
    except ValueError:
        return None
