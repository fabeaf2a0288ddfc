"""What would the official status by compound growth be, where an initiative has asked for it?"""

from datetime import date

from measurement.models import Adoption
from measurement.rules.growth import Growth, towards_target, without_target
from measurement.rules.periods import decimal_year
from measurement.rules.series import Polarity
from measurement.selectors.judged import Judgement


def asks_for_growth(adoption: Adoption) -> bool:
    return adoption.status_by == Adoption.StatusBy.COMPOUND_GROWTH


def growth_of(judgement: Judgement) -> Growth | None:
    """From the baseline to the latest figure, toward the target in force or, without one, in the good direction.

    None where it cannot be said: figures that are not positive, no time between them, a break between them, a baseline
    that is the target, or neither a target nor a good direction.
    """
    baseline, latest, target = judgement.baseline, judgement.latest, judgement.target
    if baseline is None or latest is None or baseline.value is None or latest.value is None:
        return None
    if any(baseline.period_start < day <= latest.period_end for day in judgement.breaks):
        return None
    years = _years(baseline.period_end, latest.period_end)
    better = Polarity(judgement.indicator.polarity).sign
    first, last = float(baseline.value), float(latest.value)
    try:
        if target is not None:
            to_target = _years(baseline.period_end, target.due_on)
            return towards_target(first, last, float(target.value), years=years, years_to_target=to_target)
        return without_target(first, last, years=years, better=better) if better else None
    except ValueError:
        return None


def _years(start: date, end: date) -> float:
    return decimal_year(end) - decimal_year(start)
