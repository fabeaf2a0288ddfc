"""Which word and which shape has a state? The same on every page."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from measurement.models import CollectionRound
from measurement.rules.standing import Progress
from measurement.selectors.cells import ProviderLine


@dataclass(frozen=True, slots=True)
class Chip:
    """A state: the kind chooses its shape and colour, the word says it."""

    kind: str
    word: str | Promise


PROVIDER: dict[str, Chip] = {
    "not_started": Chip("none", gettext_lazy("Not started")),
    "in_progress": Chip("doing", gettext_lazy("In progress")),
    "to_fix": Chip("err", gettext_lazy("To fix")),
    "sent": Chip("sent", gettext_lazy("Sent")),
    "accepted": Chip("ok", gettext_lazy("Accepted")),
    "excused": Chip("off", gettext_lazy("Owes nothing")),
}


def due(due_on: date, *, today: date, late: int = 0, is_in: bool = False) -> str:
    """When something is due or was, in words: Due Friday 4 December, in 13 days."""
    values = {"day": date_format(due_on, "l j F"), "n": late}
    if is_in and not late:
        return _("Sent in time, due %(day)s") % values
    if is_in:
        return ngettext("Sent %(n)d day late, due %(day)s", "Sent %(n)d days late, due %(day)s", late) % values
    if late:
        return ngettext("%(n)d day late, was due %(day)s", "%(n)d days late, was due %(day)s", late) % values
    left = (due_on - today).days
    if left < 0:
        return _("Was due %(day)s, days of grace") % values
    if left == 0:
        return _("Due today, until midnight")
    return ngettext("Due %(day)s, in %(n)d day", "Due %(day)s, in %(n)d days", left) % {**values, "n": left}


def line_due(line: ProviderLine, today: date) -> str:
    """The due date of one provider's line; of a round that was closed before it, when that was."""
    if line.state == "excused":
        return _("Nothing is owed for now")
    is_shut = timezone.now() >= line.window.closes_at
    if is_shut and not line.is_in and not line.days_late:
        return _("Closed on %(day)s") % {"day": date_format(line.round.last_day, "l j F")}
    return due(line.due_on, today=today, late=line.days_late, is_in=line.is_in)


@dataclass(frozen=True, slots=True)
class OwedLine:
    """One round of a partner's own list."""

    round: CollectionRound
    progress: Progress
    chip: Chip
    due: str
    is_late: bool
    is_open: bool


def owed_line(line: ProviderLine) -> OwedLine:
    """A partner's round in words; of one to come it says when it opens, as nothing can be typed before."""
    now = timezone.now()
    opens = _("Opens %(day)s") % {"day": date_format(line.round.opens_on, "l j F")}
    return OwedLine(
        round=line.round,
        progress=line.progress,
        chip=PROVIDER[line.state],
        due=opens if now < line.window.opens_at else line_due(line, line.round.initiative.today(now)),
        is_late=line.days_late > 0 and not line.is_in,
        is_open=line.window.is_open(now),
    )
