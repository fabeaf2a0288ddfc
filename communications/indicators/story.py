"""What do people say beside the curve, by whom and when?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from backbone.core.charts import Note
from measurement.models import ContextNote, CurveText
from measurement.rules.periods import decimal_year


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

    number: int
    day: str
    text: str
    by: str


def chapters(texts: Sequence[CurveText]) -> list[Chapter]:
    """All four questions, answered or not; the texts are the latest first."""
    found = []
    for kind in CurveText.Kind:
        told = [Told(each.text, _by(each.written_by, each.written_at)) for each in texts if each.kind == kind]
        found.append(Chapter(kind.value, str(kind.label), told[0] if told else None, told[1:]))
    return found


def noted(notes: Sequence[ContextNote]) -> list[Noted]:
    return [
        Noted(number, date_format(each.happened_on, "j F Y"), each.text, _by(each.written_by, each.written_at))
        for number, each in enumerate(notes, 1)
    ]


def drawn(notes: Sequence[ContextNote]) -> tuple[Note, ...]:
    return tuple(Note(decimal_year(each.happened_on), str(number)) for number, each in enumerate(notes, 1))


def _by(who: object, moment: datetime) -> str:
    values = {"who": who or _("Somebody"), "day": date_format(timezone.localtime(moment), "j F Y")}
    return _("%(who)s, %(day)s") % values
