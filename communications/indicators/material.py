"""What was read for the page of an indicator?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from initiatives.models import Initiative
from measurement.models import Adoption, Indicator, IndicatorVersion, Rebasing
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
    least_coverage: int

    @property
    def indicator(self) -> Indicator:
        return self.judgement.indicator
