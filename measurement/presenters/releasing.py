"""What does the page before a release say?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measurement import wording
from measurement.models import CollectionRound, Indicator, Release
from measurement.selectors.communities import Waiting, figures_waiting
from measurement.selectors.releasing import TotalToRelease, totals_to_release
from measurement.services.entering import entering_now
from measurement.services.releasing import is_being_released

MOST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    indicator: Indicator
    group: str
    period: str
    now: str
    then: str
    partners: str
    what: str
    enters: bool


@dataclass(frozen=True, slots=True)
class ReleasePage:
    round: CollectionRound
    rows: Sequence[ReleaseRow]
    entering: int
    opened: int
    waiting: int
    earlier: Sequence[Release]
    is_being_released: bool
    kept_back: Sequence[Waiting]

    @property
    def enters(self) -> bool:
        """Whether a release would store anything."""
        return bool(self.entering or self.opened)

    @property
    def left_out(self) -> int:
        return self.entering + self.waiting - len(self.rows)


def release_page(collection_round: CollectionRound) -> ReleasePage:
    """Each total that differs from what others see, before and after, and the releases made so far."""
    now = entering_now(collection_round.initiative)
    found = totals_to_release(collection_round.initiative, now)
    entering = sum(row.enters for row in found)
    earlier = Release.objects.filter(initiative=collection_round.initiative).select_related("round", "released_by")
    return ReleasePage(
        round=collection_round,
        rows=[_row(row) for row in found[:MOST_SHOWN]],
        entering=entering,
        opened=len(now.own),
        waiting=len(found) - entering,
        earlier=list(earlier.order_by("-released_at")[:12]),
        is_being_released=is_being_released(collection_round),
        kept_back=figures_waiting([*(row.total for row in found), *now.opened]),
    )


def _row(row: TotalToRelease) -> ReleaseRow:
    total, shown = row.total, row.shown
    indicator: Indicator = total.indicator
    then = wording.seen(row.then, indicator) if row.then else _("Worked out when it is released")
    now = _("Nothing yet")
    if shown is not None:
        now = wording.seen(shown, indicator)
    return ReleaseRow(
        indicator=indicator,
        group=total.breakdown.name,
        period=wording.period(total.period_start, total.period_end),
        now=now,
        then=then if row.enters else now,
        partners=_("%(in)s of %(all)s") % {"in": total.contributors, "all": total.expected},
        what=_what(row),
        enters=row.enters,
    )


def _what(row: TotalToRelease) -> str:
    if row.enters:
        return _("Changes with this release")
    if not row.waits_for:
        return _("Waits with another group of the same figure")
    text = ngettext(
        "Waits until the figures of %(n)d more partner have changed",
        "Waits until the figures of %(n)d more partners have changed",
        row.waits_for,
    )
    return text % {"n": row.waits_for}
