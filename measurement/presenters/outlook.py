"""What would come next if the series went on as it does?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from backbone.core import charts
from measurement import wording
from measurement.models import Indicator
from measurement.rules.forecast import Forecast, forecast
from measurement.rules.periods import Frequency, Period, following, ordinal
from measurement.rules.series import points_judged
from measurement.selectors.judged import Judgement

# Scores and amounts of money (a deficit) may lie below zero; counts and rates of them do not.
MAY_BE_NEGATIVE = {Indicator.Kind.MEAN, Indicator.Kind.AMOUNT}


@dataclass(frozen=True, slots=True)
class Outlook:
    """A forecast for the chart, in a sentence, and as rows of period, middle and band."""

    sentence: str
    drawn: tuple[charts.Ahead, ...]
    rows: Sequence[tuple[str, str, str]]

    @property
    def heads(self) -> list[str]:
        return [_("Period"), _("Forecast"), _("Four in five lie in")]


def outlook(judgement: Judgement) -> Outlook | None:
    """The forecast of what was judged, where its periods follow each other up to the latest figure."""
    judged = points_judged(judgement.series)
    if not judged.points or judged.points[-1] != judgement.series.latest or not _is_regular(judged.frequency):
        return None
    places = [ordinal(point.period, judged.frequency) for point in judged.points]
    if any(after - before != 1 for before, after in pairwise(places)):
        return None
    indicator = judgement.indicator
    found = forecast(
        [float(point.value) for point in judged.points],
        is_share=indicator.kind == Indicator.Kind.SHARE,
        per_year=judged.frequency.per_year,
        lowest=None if indicator.kind in MAY_BE_NEGATIVE else 0,
    )
    if found is None or _reads_as_certain(found, indicator):
        return None
    return _in_words(found, _periods(judged.points[-1].period, judged.frequency, len(found.ahead)), indicator)


def _reads_as_certain(found: Forecast, indicator: Indicator) -> bool:
    """Whether both ends of the first band read alike: figures that hardly stray tell nothing of how far one may."""
    first = found.ahead[0]
    return wording.figure(first.lower, indicator) == wording.figure(first.upper, indicator)


def _is_regular(frequency: Frequency) -> bool:
    return frequency not in (Frequency.COHORT, Frequency.CUSTOM) and not frequency.is_shorter_than_a_month


def _periods(last: Period, frequency: Frequency, count: int) -> list[Period]:
    found = [last]
    for _step in range(count):
        found.append(following(found[-1], frequency))
    return found[1:]


def _in_words(found: Forecast, periods: Sequence[Period], indicator: Indicator) -> Outlook:
    names = [wording.period(each.start, each.end) for each in periods]
    rows = [
        (
            name,
            wording.figure(each.value, indicator),
            _("%(lower)s to %(upper)s")
            % {"lower": wording.figure(each.lower, indicator), "upper": wording.figure(each.upper, indicator)},
        )
        for name, each in zip(names, found.ahead, strict=True)
    ]
    sentence = _(
        "If it goes on as it does, the next figure (%(period)s) is %(value)s, in four cases of five between %(band)s."
        " Of %(tried)d earlier forecasts made in this way, %(inside)d held."
    ) % {
        "value": rows[0][1], "period": rows[0][0],
        "band": _("%(lower)s and %(upper)s") % {
            "lower": wording.figure(found.ahead[0].lower, indicator),
            "upper": wording.figure(found.ahead[0].upper, indicator),
        },
        "tried": found.back_test.tried, "inside": found.back_test.inside,
    }  # fmt: skip
    drawn = tuple(
        charts.Ahead(period.at, each.value, each.lower, each.upper)
        for period, each in zip(periods, found.ahead, strict=True)
    )
    return Outlook(sentence, drawn, rows)
