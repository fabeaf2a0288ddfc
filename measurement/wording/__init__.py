"""How are figures, periods, verdicts and refusals put into words? The one place where rules become sentences."""

from measurement.wording.definitions import FIELDS, HAPPENED, counts_once, enrolments, field_names, field_value
from measurement.wording.figures import (
    HIDDEN,
    WHY_HIDDEN,
    axis,
    bounds,
    came,
    decimals,
    difference,
    distance,
    entry_figure,
    figure,
    parts,
    period,
    period_of,
    polarity,
    usual_range,
)
from measurement.wording.findings import FINDINGS, finding
from measurement.wording.refusals import REFUSALS, sentence
from measurement.wording.verdicts import EXCLUDED, GAPS, PACES, SIGNALS, STANDINGS, VERDICTS, verdict_sentence, way
from measurement.wording.ways import ASSURANCES, growth_sentence, panel_sentence, way_sentence

__all__ = [
    "ASSURANCES",
    "EXCLUDED",
    "FIELDS",
    "FINDINGS",
    "GAPS",
    "HAPPENED",
    "HIDDEN",
    "PACES",
    "REFUSALS",
    "SIGNALS",
    "STANDINGS",
    "VERDICTS",
    "WHY_HIDDEN",
    "axis",
    "bounds",
    "came",
    "counts_once",
    "decimals",
    "difference",
    "distance",
    "enrolments",
    "entry_figure",
    "field_names",
    "field_value",
    "figure",
    "finding",
    "growth_sentence",
    "panel_sentence",
    "parts",
    "period",
    "period_of",
    "polarity",
    "sentence",
    "usual_range",
    "verdict_sentence",
    "way",
    "way_sentence",
]
