"""What stands on an indicator's chart beside its figures: notes of what happened, activities and cycles.

All of them are read by one statement, for page, print and exported drawing alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from string import ascii_uppercase
from typing import Any

from django.db.models import CharField, DateField, Expression, F, IntegerField, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, NullIf

from backbone.core.charts import Begun, Note
from initiatives.models import Initiative
from measurement.models import Adoption
from measurement.rules.periods import decimal_year
from measurement.selectors.said import notes_on
from workgroups.models import Activity, Cycle

NOTE, ACTIVITY, CYCLE = "note", "activity", "cycle"
FIELDS = ("kind", "starts", "ends", "words", "slug", "number", "who", "told")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing beside the curve, from its first day to its last, where that is known; `who` wrote or does it."""

    kind: str
    starts: date
    ends: date | None
    words: str
    slug: str
    number: int
    who: str
    told: datetime


@dataclass(frozen=True, slots=True)
class Marked:
    """An event with its sign on the chart: a number for what happened, a letter for what is done."""

    mark: str
    event: Event


def events_on(adoption: Adoption, initiative: Initiative, day: date, moment: datetime | None = None) -> list[Marked]:
    """What stands on the curve on a day, each from its own first day on; one query.

    As of a past moment what was told by then. What lies ahead is planned, and no event yet.
    """
    rows = _notes(adoption, moment).union(
        _activities(adoption, initiative, day, moment), _cycles(adoption, initiative, day, moment), all=True
    )
    found = sorted((Event(*row) for row in rows), key=lambda each: (each.starts, each.told))
    happened = [each for each in found if each.kind == NOTE]
    done = [each for each in found if each.kind != NOTE]
    numbered = [Marked(str(number), each) for number, each in enumerate(happened, 1)]
    return [*numbered, *(Marked(letter(number), each) for number, each in enumerate(done))]


def letter(number: int) -> str:
    """A to Z, then A2, B2 and so on."""
    again, place = divmod(number, len(ascii_uppercase))
    return f"{ascii_uppercase[place]}{again + 1 if again else ''}"


def notes_drawn(marked: Sequence[Marked]) -> tuple[Note, ...]:
    return tuple(Note(decimal_year(each.event.starts), each.mark) for each in marked if each.event.kind == NOTE)


def begun_drawn(marked: Sequence[Marked]) -> tuple[Begun, ...]:
    return tuple(Begun(decimal_year(each.event.starts), each.mark) for each in marked if each.event.kind != NOTE)


def _notes(adoption: Adoption, moment: datetime | None) -> QuerySet[Any, Any]:
    return _rows(
        notes_on(adoption, moment), NOTE, starts=F("happened_on"), ends=Value(None), words=F("text"), slug=Value(""),
        number=Value(0), who=Coalesce(NullIf("written_by__name", Value("")), "written_by__email", Value("")),
        told=F("written_at"),
    )  # fmt: skip


def _activities(adoption: Adoption, initiative: Initiative, day: date, moment: datetime | None) -> QuerySet[Any, Any]:
    found = Activity.objects.filter(initiative=initiative, indicators__indicator=adoption.indicator_id)
    return _rows(
        _by(found.filter(starts_on__lte=day), "planned_at", moment), ACTIVITY, starts=F("starts_on"),
        ends=Coalesce("finished_on", "stopped_on", "ends_on"), words=F("name"), slug=F("slug"), number=Value(0),
        who=Coalesce("group__name", "organization__name"), told=F("planned_at"),
    )  # fmt: skip


def _cycles(adoption: Adoption, initiative: Initiative, day: date, moment: datetime | None) -> QuerySet[Any, Any]:
    found = Cycle.objects.filter(group__initiative=initiative, indicators__indicator=adoption.indicator_id)
    return _rows(
        _by(found.filter(started_on__lte=day), "started_at", moment), CYCLE, starts=F("started_on"),
        ends=F("decided_on"), words=F("aim"), slug=F("group__slug"), number=F("number"), who=F("group__name"),
        told=F("started_at"),
    )  # fmt: skip


def _by(found: QuerySet[Any], told: str, moment: datetime | None) -> QuerySet[Any]:
    return found if moment is None else found.filter(**{f"{told}__lt": moment})


def _rows(found: QuerySet[Any], kind: str, **of: Expression | F) -> QuerySet[Any, Any]:
    """The same columns of each kind, so that they stand in one list."""
    made = {f"row_{name}": Cast(each, OUTPUT[name]()) for name, each in of.items() if name in OUTPUT}
    plain = {f"row_{name}": each for name, each in of.items() if name not in OUTPUT}
    named = found.order_by().annotate(row_kind=Value(kind), **made, **plain)
    rows: QuerySet[Any, Any] = named.values_list(*(f"row_{name}" for name in FIELDS))
    return rows


OUTPUT: dict[str, Any] = {
    "starts": DateField, "ends": DateField, "words": TextField, "slug": CharField, "number": IntegerField,
    "who": TextField,
}  # fmt: skip
