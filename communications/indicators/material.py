"""What was read for the page of an indicator?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from initiatives.models import Initiative
from measurement.models import Adoption, ContextNote, CurveText, Indicator, IndicatorVersion, Rebasing
from measurement.selectors.figures import Seen
from measurement.selectors.judged import Judgement


@dataclass(frozen=True, slots=True)
class Material:
    """What was read for the page."""

    initiative: Initiative
    judgement: Judgement
    groups: Sequence[Seen]
    dimensions: Mapping[str, str]
    benchmarks: Mapping[str, Sequence[Seen]]
    published: Sequence[Seen]
    contributors: Sequence[Adoption]
    versions: Sequence[IndicatorVersion]
    rebasings: Sequence[Rebasing]
    texts: Sequence[CurveText]
    notes: Sequence[ContextNote]
    least_coverage: int
    today: date

    @property
    def indicator(self) -> Indicator:
        return self.judgement.indicator
