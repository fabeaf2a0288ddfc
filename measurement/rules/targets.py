"""How much of the way to its target has an indicator come, and is that fast enough?

The way is the share of the distance from baseline to target. The pace is the yearly change so far over the yearly
change that the target needs; its thresholds are those of Eurostat's monitoring of the Sustainable Development Goals.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from measurement.rules.periods import Period, decimal_year
from measurement.rules.series import Point, Polarity
from measurement.rules.verdicts import Verdict

ON_TRACK = 0.95
MODERATE = 0.60


@dataclass(frozen=True, slots=True)
class Target:
    """What an indicator shall reach, by when, and from where.

    `on` is None for a target without a date. `is_share` says the value lies in 0-100. `is_compound` declares an amount
    that grows by a rate and not by steps.
    """

    value: Decimal
    on: date | None
    baseline: Point
    polarity: Polarity
    is_share: bool = False
    is_compound: bool = False

    @property
    def direction(self) -> int:
        """1 if the indicator has to rise, -1 if to fall; by polarity, else from baseline to target."""
        return self.polarity.sign or (self.value > self.baseline.value) - (self.value < self.baseline.value)

    def is_met_by(self, value: Decimal) -> bool:
        """Whether a value reaches the target or lies beyond it."""
        return value == self.value or (value - self.value) * self.direction > 0


class Refused(StrEnum):
    """Why a target cannot be."""

    SHARE_OUTSIDE_0_100 = "share_outside_0_100"
    COMPOUND_NEEDS_POSITIVE = "compound_needs_positive"
    DATE_NOT_AFTER_BASELINE = "date_not_after_baseline"


class Way(StrEnum):
    """Where an indicator stands between baseline and target."""

    UNDER_WAY = "under_way"
    REACHED = "reached"
    KEPT = "kept"
    NOT_KEPT = "not_kept"


@dataclass(frozen=True, slots=True)
class WayToTarget:
    """`share` of the distance from baseline to target: 0 at the baseline, 1 at the target, below 0 further away.

    None where the target was met at the baseline already, so that there is no distance.
    """

    code: Way
    share: float | None


class Pace(StrEnum):
    """Whether the change so far is enough."""

    REACHED = "reached"
    ON_TRACK = "on_track"
    MODERATE = "moderate"
    LIMITED = "limited"
    MOVING_AWAY = "moving_away"
    KEPT = "kept"
    NOT_KEPT = "not_kept"
    MISSED = "missed"
    CANNOT_TELL_YET = "cannot_tell_yet"
    NO_DATE = "no_date"


class Because(StrEnum):
    """Why the pace cannot be told."""

    NO_CLEAR_VERDICT = "no_clear_verdict"
    NO_TIME_SINCE_BASELINE = "no_time_since_baseline"
    BASELINE_BEFORE_BREAK = "baseline_before_break"
    FIGURE_NOT_IN = "figure_not_in"
    NOT_POSITIVE = "not_positive"


@dataclass(frozen=True, slots=True)
class PaceToTarget:
    """The pace with what it rests on: yearly changes observed and required (units, or rates where compound).

    `ratio` is observed over required. All three are None where they were not needed or cannot be had.
    """

    code: Pace
    because: Because | None = None
    observed: float | None = None
    required: float | None = None
    ratio: float | None = None


def in_force(due: Iterable[date], today: date) -> date | None:
    """Of several dates, the one toward which the way and the pace are judged: the next, else the last."""
    dates = sorted(due)
    return next((day for day in dates if day >= today), dates[-1] if dates else None)


def refusal(target: Target) -> Refused | None:
    """Say why a target may not be set; None means it may."""
    if target.is_share and not 0 <= target.value <= 100:
        return Refused.SHARE_OUTSIDE_0_100
    if target.is_compound and (target.value <= 0 or target.baseline.value <= 0):
        return Refused.COMPOUND_NEEDS_POSITIVE
    if target.on and target.on <= target.baseline.period.end:
        return Refused.DATE_NOT_AFTER_BASELINE
    return None


def way_to_target(target: Target, latest: Decimal) -> WayToTarget:
    """Say how much of the way from baseline to target the latest value has come."""
    if target.is_met_by(target.baseline.value):
        return WayToTarget(Way.KEPT if target.is_met_by(latest) else Way.NOT_KEPT, None)
    share = float((latest - target.baseline.value) / (target.value - target.baseline.value))
    return WayToTarget(Way.REACHED if target.is_met_by(latest) else Way.UNDER_WAY, share)


def pace(target: Target, verdict: Verdict, today: date) -> PaceToTarget:
    """Say whether the change so far is enough to reach the target on its date.

    The present value is the Theil-Sen line at the newest judged period, so that one lucky figure does not decide. A
    figure that meets the target is *reached*; a date past is *reached* or *missed* by the figure of that date, and
    cannot be told until that figure is in.
    """
    if verdict.latest is None:
        return PaceToTarget(Pace.CANNOT_TELL_YET, Because.NO_CLEAR_VERDICT)
    met_now = target.is_met_by(verdict.latest.value)
    if target.is_met_by(target.baseline.value):
        return PaceToTarget(Pace.KEPT if met_now else Pace.NOT_KEPT)
    if target.on and today > target.on:
        return _past(target, verdict)
    if met_now:
        return PaceToTarget(Pace.REACHED)
    if target.on is None:
        return PaceToTarget(Pace.NO_DATE)
    if not verdict.code.is_clear or verdict.slope is None or verdict.last is None:
        return PaceToTarget(Pace.CANNOT_TELL_YET, Because.NO_CLEAR_VERDICT)
    return _ahead(target, verdict.last.period, verdict.slope.value_at(verdict.last.period.at), verdict, target.on)


def _past(target: Target, verdict: Verdict) -> PaceToTarget:
    on = target.on
    figures = [*verdict.points, *([verdict.latest] if verdict.latest else [])]
    due = next((point for point in figures if on and point.period.end >= on), None)
    if due is None:
        return PaceToTarget(Pace.CANNOT_TELL_YET, Because.FIGURE_NOT_IN)
    return PaceToTarget(Pace.REACHED if target.is_met_by(due.value) else Pace.MISSED)


def _ahead(target: Target, period: Period, present: float, verdict: Verdict, on: date) -> PaceToTarget:
    baseline = target.baseline
    before_break = {each.period for each in verdict.excluded if each.reason == "before_break"}
    if baseline.period in before_break:
        return PaceToTarget(Pace.CANNOT_TELL_YET, Because.BASELINE_BEFORE_BREAK)
    begun = decimal_year(baseline.period.end)
    passed, whole = decimal_year(period.end) - begun, decimal_year(on) - begun
    if passed <= 0 or whole <= 0:
        return PaceToTarget(Pace.CANNOT_TELL_YET, Because.NO_TIME_SINCE_BASELINE)
    start, aim = float(baseline.value), float(target.value)
    if target.is_compound:
        if min(start, aim, present) <= 0:
            return PaceToTarget(Pace.CANNOT_TELL_YET, Because.NOT_POSITIVE)
        observed, required = (present / start) ** (1 / passed) - 1, (aim / start) ** (1 / whole) - 1
    else:
        observed, required = (present - start) / passed, (aim - start) / whole
    ratio = observed / required
    return PaceToTarget(_grade(ratio), None, observed, required, ratio)


def _grade(ratio: float) -> Pace:
    if ratio >= ON_TRACK:
        return Pace.ON_TRACK
    if ratio >= MODERATE:
        return Pace.MODERATE
    return Pace.LIMITED if ratio >= 0 else Pace.MOVING_AWAY
