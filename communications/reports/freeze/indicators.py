"""What is said in full about an indicator?"""

from typing import Any

from django.utils.translation import gettext as _

from communications.reports import wording
from communications.reports.freeze.reading import PLACE_OF_INDICATOR, Reading
from communications.reports.freeze.table import at_of, cell, note_of, points, step_of
from communications.reports.rules.choice import Chosen
from measurement import wording as figures
from measurement.models import Indicator
from measurement.rules.periods import Period
from measurement.rules.verdicts import Standing
from measurement.selectors.judged import Judgement


def indicator_block(reading: Reading, judgement: Judgement, chosen: Chosen) -> dict[str, Any]:
    """The verdict in a sentence, the course as a chart and as a table, and where the figures come from."""
    indicator = judgement.indicator
    version = reading.versions.get(indicator.pk)
    return {
        "kind": "indicator",
        "code": indicator.code,
        "place": f"{PLACE_OF_INDICATOR}{indicator.code}",
        "name": indicator.name,
        "polarity": note_of(judgement),
        "unit": indicator.unit,
        "verdict": str(judgement.verdict.code),
        "standing": str(figures.STANDINGS[Standing.NEW]) if judgement.standing is Standing.NEW else "",
        "sentence": figures.verdict_sentence(judgement.verdict, indicator),
        "because": str(wording.BECAUSE[chosen.because]),
        "chart": _chart(reading, judgement),
        "table": [cell(each, indicator) if each.value is not None else _hidden(each) for each in judgement.figures],
        "definition": version.definition if version else "",
        "source": version.source if version else "",
    }


def _hidden(figure: Any) -> list[str]:
    return [str(figures.HIDDEN), figures.period_of(figure)]


def _chart(reading: Reading, judgement: Judgement) -> dict[str, Any]:
    indicator, target, baseline, latest = (
        judgement.indicator, judgement.target, judgement.baseline, judgement.latest,
    )  # fmt: skip
    is_share = indicator.kind == Indicator.Kind.SHARE
    return {
        **unit_of(indicator),
        "points": points(judgement.figures, reading.least_coverage),
        "latest_label": figures.figure(latest.value, indicator) if latest else "",
        "target": target
        and [
            float(target.value),
            _("Target %(value)s") % {"value": figures.figure(target.value, indicator)},
            at_of(target.due_on),
        ],
        "baseline": baseline
        and [
            float(baseline.value or 0),
            _("Baseline %(value)s") % {"value": figures.figure(baseline.value, indicator)},
            Period(baseline.period_start, baseline.period_end).at,
        ],
        "breaks": [[at_of(day), _("New definition")] for day in judgement.breaks],
        "others": [
            {"label": name, "points": points(series, 0)}
            for name, series in reading.benchmarks.get(indicator.pk, [])
        ],
        "floor": 0.0 if is_share or indicator.kind in (Indicator.Kind.COUNT, Indicator.Kind.RATIO) else None,
        "ceiling": 100.0 if is_share else None,
        "step": step_of(indicator),
    }  # fmt: skip


def unit_of(indicator: Indicator) -> dict[str, Any]:
    """What is needed to put a value of an axis into words."""
    return {"kind": indicator.kind, "counting_unit": indicator.counting_unit, "decimals": indicator.decimals}
