"""What would others see if a round were released now, and what would wait?"""

from collections.abc import Sequence
from dataclasses import dataclass

from initiatives.models import Initiative
from measurement.models import Release, ReleasedCell, Total
from measurement.rules.releasing import LEAST_CHANGES
from measurement.services.cells import cell_of
from measurement.services.entering import Entering, plan_of
from measurement.services.releasing import AT_ONCE


@dataclass(frozen=True, slots=True)
class TotalToRelease:
    """One total that has changed since others last saw it: what they see now, and what they would see."""

    total: Total
    shown: ReleasedCell | None
    changed_partners: int
    enters: bool
    then: ReleasedCell | None

    @property
    def waits_for(self) -> int:
        """How many more partners' figures must change before it may enter."""
        return 0 if self.enters else max(0, LEAST_CHANGES - self.changed_partners)


def totals_to_release(initiative: Initiative, now: Entering) -> list[TotalToRelease]:
    """Every total that differs from what others see, those that would enter first."""
    entering = set(now.totals)
    changed = {change.total_id: change for _, change in now.changes if change.is_new}
    totals = list(Total.objects.filter(pk__in=changed).select_related("indicator", "breakdown"))
    is_worked_out = len(entering) <= AT_ONCE
    planned = plan_of(initiative, now).totals if is_worked_out else {}
    shown = _shown(initiative, totals)
    rows = [
        TotalToRelease(
            total=total,
            shown=shown.get(_cell_key(total)),
            changed_partners=changed[total.pk].since_shown or changed[total.pk].since_current or total.contributors,
            enters=total.pk in entering,
            then=cell_of(Release(), total, planned[total.pk].how) if total.pk in planned else None,
        )
        for total in totals
    ]
    return sorted(rows, key=lambda row: (not row.enters, row.total.indicator.name, row.total.period_start))


def _shown(initiative: Initiative, totals: Sequence[Total]) -> dict[tuple[object, ...], ReleasedCell]:
    cells = ReleasedCell.objects.filter(
        initiative=initiative, subject=None, replaced_by=None, indicator__in={total.indicator_id for total in totals}
    ).select_related("release")
    return {_cell_key(cell): cell for cell in cells}


def _cell_key(cell: Total | ReleasedCell) -> tuple[object, ...]:
    return cell.indicator_id, cell.breakdown_id, cell.period_start, cell.period_end
