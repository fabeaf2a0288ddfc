"""What do people say beside the curve, by whom and when, and what is done to move it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from communications.indicators.events import ACTIVITY, NOTE, Marked
from measurement.models import CurveText


@dataclass(frozen=True, slots=True)
class Told:
    """One answer, with its author and day."""

    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One of the four questions: the answer that stands, and the older ones."""

    kind: str
    question: str
    standing: Told | None
    older: Sequence[Told]


@dataclass(frozen=True, slots=True)
class Noted:
    """A note with the number that it has on the chart."""

    number: str
    day: str
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Done:
    """An activity or a cycle with the letter that it has on the chart, and where it is told of."""

    mark: str
    days: str
    words: str
    what: str
    who: str
    slug: str
    number: int


def chapters(texts: Sequence[CurveText]) -> list[Chapter]:
    """All four questions, answered or not; the texts are the latest first."""
    found = []
    for kind in CurveText.Kind:
        told = [Told(each.text, _by(each.written_by, each.written_at)) for each in texts if each.kind == kind]
        found.append(Chapter(kind.value, str(kind.label), told[0] if told else None, told[1:]))
    return found


def noted(marked: Sequence[Marked]) -> list[Noted]:
    return [
        Noted(each.mark, _day(each.event.starts), each.event.words, _by(each.event.who, each.event.told))
        for each in marked
        if each.event.kind == NOTE
    ]


def done(marked: Sequence[Marked]) -> list[Done]:
    """The activities and cycles that are to move it, in the order of their first days."""
    return [
        Done(
            mark=each.mark,
            days=_days(each.event.starts, each.event.ends),
            words=each.event.words,
            what=_("Activity") if each.event.kind == ACTIVITY else _("Cycle %(n)d") % {"n": each.event.number},
            who=each.event.who,
            slug=each.event.slug,
            number=each.event.number,
        )
        for each in marked
        if each.event.kind != NOTE
    ]


def done_in_lines(marked: Sequence[Marked]) -> list[str]:
    """The same for a drawing that leaves alone: what each letter and number stands for."""
    lines = [f"{each.number}. {each.day}: {each.text}" for each in noted(marked)]
    return [*lines, *(f"{each.mark}. {each.days}: {each.words} ({each.what}, {each.who})" for each in done(marked))]


def _days(starts: date, ends: date | None) -> str:
    return f"{_day(starts)} – {_day(ends)}" if ends else _("since %(day)s") % {"day": _day(starts)}


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _by(who: object, moment: datetime) -> str:
    values = {"who": who or _("Somebody"), "day": date_format(timezone.localtime(moment), "j F Y")}
    return _("%(who)s, %(day)s") % values
