"""What was read for the page of an indicator?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from communications.indicators.events import Marked
from initiatives.models import Initiative
from measurement.models import Adoption, CurveText, Indicator, IndicatorVersion, Rebasing
from measurement.rules.adding_up import Division
from measurement.selectors.figures import Seen
from measurement.selectors.judged import Judgement


@dataclass(frozen=True, slots=True)
class OfDimension:
    """The one dimension and category of which a breakdown is made."""

    dimension: str
    name: str
    category: str
    partitions: bool
    standard: Decimal | None


@dataclass(frozen=True, slots=True)
class Material:
    """What was read for the page."""

    initiative: Initiative
    judgement: Judgement
    groups: Sequence[Seen]
    of_dimension: Mapping[str, OfDimension]
    divisions: Mapping[str, Division]
    standards: Mapping[str, Mapping[str, Decimal]]
    benchmarks: Mapping[str, Sequence[Seen]]
    published: Sequence[Seen]
    contributors: Sequence[Adoption]
    versions: Sequence[IndicatorVersion]
    rebasings: Sequence[Rebasing]
    texts: Sequence[CurveText]
    events: Sequence[Marked]
    least_coverage: int
    today: date

    @property
    def dimensions(self) -> dict[str, str]:
        """The name of the dimension of each breakdown that is made of one only."""
        return {code: of.name for code, of in self.of_dimension.items()}

    @property
    def indicator(self) -> Indicator:
        return self.judgement.indicator
