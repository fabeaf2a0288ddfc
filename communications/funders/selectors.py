"""What does the system know of the four practices of funders? Counts only: no partner's figure and no pledge."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from communications.counting import THIS, Rows, count_of, indicators, indicators_released
from communications.reports.models import ProgressReport
from initiatives.models import Cause, CauseStrategy, Initiative, Participation, Strategy
from workgroups.models import Activity, ActivityPartner, Cycle, Lesson
from workgroups.selectors.consent import all_have_consented

A_YEAR = timedelta(days=365)
NONPROFIT = "nonprofit"


@dataclass(frozen=True, slots=True)
class Practices:
    """How many there are now; `_this_year` counts the last twelve months."""

    strategies: int
    strategies_led: int
    causes: int
    causes_acted_on: int
    partners: int
    partners_this_year: int
    partners_outside: int
    activities: int
    activities_outside: int
    indicators: int
    released_this_year: int
    cycles_decided: int
    lessons: int
    reports_this_year: int


def practices_of(initiative: Initiative, today: date) -> Practices:
    """One query."""
    counted = _elements() | _movement(today - A_YEAR) | _solutions() | _knowledge(today - A_YEAR)
    # Prefixed, since some are also names of what belongs to an initiative.
    columns: dict[str, Any] = {f"n_{name}": count_of(rows) for name, rows in counted.items()}
    row: Any = Initiative.objects.filter(pk=initiative.pk).values(**columns).get()
    return Practices(**{name: row[f"n_{name}"] for name in counted})


def _elements() -> dict[str, Rows]:
    strategies = Strategy.objects.filter(initiative=THIS, ended_on=None)
    causes = Cause.objects.filter(initiative=THIS)
    led = _led().filter(strategy=OuterRef("pk"))
    acting = CauseStrategy.objects.filter(cause=OuterRef("pk"), strategy__ended_on=None)
    return {
        "strategies": strategies,
        "strategies_led": strategies.filter(Exists(led)),
        "causes": causes,
        "causes_acted_on": causes.filter(Exists(acting)),
    }


def _movement(since: date) -> dict[str, Rows]:
    return {"partners": _partners(), "partners_this_year": _partners().filter(joined_on__gte=since)}


def _solutions() -> dict[str, Rows]:
    outside = ~Q(organization__sector__code=NONPROFIT) & Q(organization__sector__isnull=False)
    leads = ActivityPartner.objects.filter(outside, activity=OuterRef("pk"), part=ActivityPartner.Part.LEADS)
    under_way = Activity.objects.filter(initiative=THIS, stopped_on=None)
    return {
        "partners_outside": _partners().filter(outside),
        "activities": under_way,
        "activities_outside": under_way.filter(outside | Exists(leads)),
    }


def _knowledge(since: date) -> dict[str, Rows]:
    lessons = Lesson.objects.filter(initiative=THIS, published_at__isnull=False)
    return {
        "indicators": indicators(),
        "released_this_year": indicators_released(since=since),
        "cycles_decided": Cycle.objects.filter(group__initiative=THIS, decided_on__isnull=False),
        "lessons": lessons.annotate(is_open=all_have_consented("lesson")).filter(is_open=True),
        "reports_this_year": ProgressReport.objects.filter(schedule__initiative=THIS, issued_at__date__gte=since),
    }


def _partners() -> Rows:
    return Participation.objects.filter(initiative=THIS, left_on=None)


def _led() -> Rows:
    """Activities that somebody leads: the organization that does them, or a partner that has said so."""
    leads = ActivityPartner.objects.filter(activity=OuterRef("pk"), part=ActivityPartner.Part.LEADS)
    return Activity.objects.filter(Q(organization__isnull=False) | Exists(leads), stopped_on=None)
