"""What is said of one partner's own series?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from initiatives.models import Subject
from measurement.models import Breakdown, Indicator, Target
from measurement.selectors.figures import Seen, VisibleFigures
from measurement.selectors.groups import dimension_names
from measurement.selectors.judged import Judgement, adoptions_with_breaks, judge

# What an initiative is to reach as a whole says nothing of one partner's count of people, or its money.
OF_THE_WHOLE_ONLY = {Indicator.Kind.COUNT, Indicator.Kind.AMOUNT}


@dataclass(frozen=True, slots=True)
class PartnerResult:
    """One indicator of a partner: its series judged, and its groups with the dimensions that they are of."""

    judgement: Judgement
    groups: Sequence[Seen]
    dimensions: Mapping[str, str]


def partner_results(
    figures: VisibleFigures, subject: Subject, *, today: date, as_of: date | None, least_coverage: int
) -> list[PartnerResult]:
    """Judge each adopted indicator on a partner's figures, as far as the reader sees them.

    Shares, rates and means are held against the initiative's target, from the partner's own figure at the baseline.
    """
    adoptions = list(adoptions_with_breaks(figures.initiative, as_of=as_of))
    seen = figures.of_subject(subject, indicators=[each.indicator_id for each in adoptions], breakdown=None)
    dimensions = dimension_names(each for series in seen.values() for each in series)
    targets: dict[int, list[Target]] = defaultdict(list)
    for target in Target.objects.filter(adoption__in=adoptions, breakdown=None).order_by("due_on"):
        targets[target.adoption_id].append(target)
    return [
        PartnerResult(
            judgement=judge(
                adoption,
                [each for each in seen.get(adoption.indicator_id, []) if each.breakdown == Breakdown.ALL],
                breaks=adoption.breaks,
                targets=[] if adoption.indicator.kind in OF_THE_WHOLE_ONLY else targets[adoption.pk],
                today=as_of or today,
                least_coverage=least_coverage,
            ),
            groups=[each for each in seen.get(adoption.indicator_id, []) if each.breakdown != Breakdown.ALL],
            dimensions=dimensions,
        )
        for adoption in adoptions
    ]
