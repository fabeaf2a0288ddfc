"""How are the revisions of an indicator's released figures put into words?"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from measurement import wording
from measurement.models import Indicator, Release, ReleasedCell
from measurement.selectors.revisions import Revision


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """Which period, from what to what, when and why."""

    period: str
    before: str
    after: str
    day: str
    why: str


def revision_lines(found: Iterable[Revision], indicator: Indicator) -> list[RevisionLine]:
    return [
        RevisionLine(
            period=wording.period(each.after.period_start, each.after.period_end),
            before=_figure(each.before, indicator),
            after=_figure(each.after, indicator),
            day=date_format(timezone.localtime(each.after.release.released_at), "j F Y"),
            why=_why(each.after.release),
        )
        for each in found
    ]


def _figure(cell: ReleasedCell, indicator: Indicator) -> str:
    return wording.seen(cell, indicator)


def _why(release: Release) -> str:
    """The source's own words, or the round with which partners' corrections came."""
    if release.vintage is not None:
        note = release.vintage.note
        return f"{release.vintage.source}: {note}" if note else release.vintage.source
    if release.round is not None:
        return _("Corrected figures of partners, released with %(round)s") % {"round": release.round.name}
    return ""
