"""What of one indicator do communities keep back from the next release, in words of the question of what to hide?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from measurement.models import Observation, Part, Total
from measurement.rules.communities import Governed
from measurement.rules.hiding.tables import Group
from measurement.selectors.governed import governed


@dataclass(frozen=True, slots=True)
class Withheld:
    """What communities keep back of an indicator, period by period: those that have not agreed, or have withdrawn."""

    indicator: int
    communities: Sequence[Governed]

    def of(self, period_end: date) -> list[Governed]:
        """The communities that keep back their figures of the period ending on a day."""
        return [each for each in self.communities if each.withholds(self.indicator, period_end)]

    def subjects(self, period_end: date) -> frozenset[int]:
        return frozenset().union(*(each.subjects for each in self.of(period_end)))

    def breakdowns(self, period_end: date) -> frozenset[int]:
        return frozenset().union(*(each.breakdowns for each in self.of(period_end)))

    def categories(self, period_end: date) -> frozenset[tuple[str, str]]:
        """The categories that are kept back, each with its dimension."""
        return frozenset().union(*(each.categories for each in self.of(period_end)))

    def touches(self, period_end: date, subjects: Collection[int], breakdowns: Collection[int]) -> bool:
        """Whether any of it concerns one of these subjects or breakdowns."""
        is_of_others = self.subjects(period_end).isdisjoint(subjects)
        return not (is_of_others and self.breakdowns(period_end).isdisjoint(breakdowns))

    def keeps(self, period_end: date, subject: int, group: Group) -> bool:
        """Whether a subject's figure of a group is kept back."""
        return subject in self.subjects(period_end) or not self.categories(period_end).isdisjoint(group)

    def holds(self, figure: Observation | Total) -> bool:
        subject = figure.subject_id if isinstance(figure, Observation) else None
        return any(each.holds(subject, figure.breakdown_id) for each in self.of(figure.period_end))


def is_near_withheld(total: Total) -> bool:
    """Whether a total stands beside something that is kept back: only a release of a round may tell it."""
    withheld = Withheld(total.indicator_id, [each for each in governed() if each.ended_at is None])
    of_period = withheld.of(total.period_end)
    if any(total.breakdown_id in each.breakdowns | each.beside for each in of_period):
        return True
    subjects = withheld.subjects(total.period_end)
    parts = Part.objects.filter(adoption__initiative=total.initiative_id, adoption__indicator=total.indicator_id)
    return bool(subjects) and parts.filter(subject__in=subjects).exists()
