"""The way to a target and the pace toward it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from measurement.rules.periods import Frequency, Period, shift
from measurement.rules.series import Point, Polarity, Series
from measurement.rules.spread import gap
from measurement.rules.targets import Because, Pace, Refused, Target, Way, pace, refusal, way_to_target
from measurement.rules.verdicts import Verdict, verdict

TODAY = date(2026, 11, 21)
FIRST = Period(date(2019, 1, 1), date(2019, 12, 31))
HIGHER, LOWER, NEUTRAL = Polarity.HIGHER_BETTER, Polarity.LOWER_BETTER, Polarity.NEUTRAL


def target(baseline: str, value: str, polarity: Polarity = HIGHER, on: date | None = date(2029, 12, 31)) -> Target:
    return Target(Decimal(value), on, Point(FIRST, Decimal(baseline)), polarity)


def judged(values: str, polarity: Polarity = HIGHER, breaks: tuple[date, ...] = ()) -> Verdict:
    points = tuple(Point(shift(FIRST, 12 * i), Decimal(each)) for i, each in enumerate(values.split()))
    return verdict(Series(points, Frequency.ANNUAL, polarity, 200, breaks), TODAY)


@pytest.mark.parametrize(
    ("baseline", "value", "polarity", "latest", "code", "share"),
    [
        ("50", "70", HIGHER, "60", Way.UNDER_WAY, 0.5),
        ("50", "70", HIGHER, "50", Way.UNDER_WAY, 0.0),
        ("50", "70", HIGHER, "45", Way.UNDER_WAY, -0.25),
        ("50", "70", HIGHER, "70", Way.REACHED, 1.0),
        ("50", "70", HIGHER, "75", Way.REACHED, 1.25),
        ("20", "10", LOWER, "15", Way.UNDER_WAY, 0.5),
        ("20", "10", LOWER, "8", Way.REACHED, 1.2),
        ("20", "10", LOWER, "25", Way.UNDER_WAY, -0.5),
        ("95", "90", HIGHER, "92", Way.KEPT, None),
        ("95", "90", HIGHER, "88", Way.NOT_KEPT, None),
        ("90", "90", HIGHER, "90", Way.KEPT, None),
        ("5", "10", LOWER, "11", Way.NOT_KEPT, None),
        ("10", "20", NEUTRAL, "25", Way.REACHED, 1.5),
        ("20", "10", NEUTRAL, "14", Way.UNDER_WAY, 0.6),
        ("10", "10", NEUTRAL, "10", Way.KEPT, None),
        ("10", "10", NEUTRAL, "11", Way.NOT_KEPT, None),
    ],
)
def test_way(baseline: str, value: str, polarity: Polarity, latest: str, code: Way, share: float | None) -> None:
    found = way_to_target(target(baseline, value, polarity), Decimal(latest))

    assert found.code is code
    assert found.share == (None if share is None else pytest.approx(share))


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("62", Pace.ON_TRACK),  # needs 1.2 a year, 2 a year observed
        ("70", Pace.ON_TRACK),
        ("71", Pace.ON_TRACK),  # 0.952
        ("71.1", Pace.MODERATE),  # 0.948
        ("83", Pace.MODERATE),  # 0.606
        ("84", Pace.LIMITED),  # 0.588
    ],
)
def test_pace_of_a_steady_rise(value: str, code: Pace) -> None:
    found = pace(replace(target("50", value), is_share=True), judged("50 52 54 56 58 60"), TODAY)

    assert found.code is code
    assert found.observed == pytest.approx(2.0)
    assert found.required == pytest.approx((float(value) - 50) / 10)


def test_moving_away() -> None:
    found = pace(target("50", "70"), judged("50 49 48 47 46 45"), TODAY)

    assert found.code is Pace.MOVING_AWAY
    assert found.ratio == pytest.approx(-0.5)


def test_one_lucky_figure_does_not_decide() -> None:
    steady, lucky = (pace(target("50", "80"), judged(f"50 51 52 53 54 55 {last}"), TODAY) for last in ("56", "66"))

    assert (steady.code, lucky.code) == (Pace.LIMITED, Pace.LIMITED)


def test_falling_is_progress_where_lower_is_better() -> None:
    assert pace(target("50", "40", LOWER), judged("50 49 48 47 46 45", LOWER), TODAY).code is Pace.ON_TRACK


def test_a_compound_pace_is_that_of_rates() -> None:
    compound = replace(target("100", "200"), is_compound=True)

    found = pace(compound, judged("100 110 121 133.1 146.41 161.05"), TODAY)

    assert found.code is Pace.ON_TRACK
    assert found.required == pytest.approx(2 ** (1 / 10) - 1)


@pytest.mark.parametrize(
    ("values", "because"),
    [
        ("50 52 51 50 52 51", Because.NO_CLEAR_VERDICT),
        ("50 52 54", Because.NO_CLEAR_VERDICT),
        ("", Because.NO_CLEAR_VERDICT),
    ],
)
def test_cannot_tell_yet(values: str, because: Because) -> None:
    found = pace(target("50", "70"), judged(values), TODAY)

    assert (found.code, found.because) == (Pace.CANNOT_TELL_YET, because)


def test_a_baseline_before_the_break_cannot_be_compared() -> None:
    verdict_since = judged("50 10 11 12 13 14", breaks=(date(2020, 1, 1),))

    assert pace(target("50", "70"), verdict_since, TODAY).because is Because.BASELINE_BEFORE_BREAK


def test_a_baseline_in_the_newest_period_leaves_no_time() -> None:
    fresh = replace(target("50", "70"), baseline=Point(shift(FIRST, 60), Decimal(60)))

    assert pace(fresh, judged("50 52 54 56 58 60"), TODAY).because is Because.NO_TIME_SINCE_BASELINE


@pytest.mark.parametrize(
    ("values", "on", "code"),
    [
        ("50 52 54 56 58 71", date(2029, 12, 31), Pace.REACHED),
        ("50 52 54 56 58 60", date(2023, 12, 31), Pace.MISSED),
        ("50 52 54 56 71 60", date(2023, 12, 31), Pace.REACHED),  # the figure of that date counts, not a later one
        ("50 52 54 56 58 71", date(2023, 12, 31), Pace.MISSED),
        ("50 52 54 56 58 60", date(2026, 6, 30), Pace.CANNOT_TELL_YET),
        ("50 52 54 56 58 60", None, Pace.NO_DATE),
    ],
)
def test_reached_missed_and_without_a_date(values: str, on: date | None, code: Pace) -> None:
    assert pace(target("50", "70", on=on), judged(values), TODAY).code is code


@pytest.mark.parametrize(("values", "code"), [("80 81 82 83 84 85", Pace.KEPT), ("80 70 71 70 69 65", Pace.NOT_KEPT)])
def test_met_at_the_baseline(values: str, code: Pace) -> None:
    assert pace(target("80", "70"), judged(values), TODAY).code is code


@pytest.mark.parametrize(
    ("wrong", "refused"),
    [
        (replace(target("50", "101"), is_share=True), Refused.SHARE_OUTSIDE_0_100),
        (replace(target("50", "-1"), is_share=True), Refused.SHARE_OUTSIDE_0_100),
        (replace(target("0", "10"), is_compound=True), Refused.COMPOUND_NEEDS_POSITIVE),
        (target("50", "70", on=date(2019, 12, 31)), Refused.DATE_NOT_AFTER_BASELINE),
        (target("50", "101"), None),
        (replace(target("50", "100"), is_share=True), None),
        (target("50", "70", on=None), None),
    ],
)
def test_targets_that_cannot_be(wrong: Target, refused: Refused | None) -> None:
    assert refusal(wrong) == refused


def test_the_gap_between_groups() -> None:
    found = gap({"girls": Decimal("74.1"), "boys": Decimal("60.2")})

    assert found is not None
    assert (found.lowest, found.highest, found.distance) == ("boys", "girls", Decimal("13.9"))
    assert gap({"girls": Decimal(1)}) is None
