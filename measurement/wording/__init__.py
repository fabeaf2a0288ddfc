"""How are figures, periods, verdicts and refusals put into words? The one place where rules become sentences."""

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
    polarity,
    usual_range,
)
from measurement.wording.findings import FINDINGS, finding
from measurement.wording.refusals import REFUSALS, sentence
from measurement.wording.verdicts import EXCLUDED, PACES, STANDINGS, VERDICTS, verdict_sentence, way

__all__ = [
    "EXCLUDED",
    "FINDINGS",
    "HIDDEN",
    "PACES",
    "REFUSALS",
    "STANDINGS",
    "VERDICTS",
    "WHY_HIDDEN",
    "axis",
    "bounds",
    "came",
    "decimals",
    "difference",
    "distance",
    "entry_figure",
    "figure",
    "finding",
    "parts",
    "period",
    "polarity",
    "sentence",
    "usual_range",
    "verdict_sentence",
    "way",
]
