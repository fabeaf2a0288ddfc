"""What improves? All adopted indicators of an initiative, judged as one reader may see them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Tenant
from initiatives.models import Initiative, Outcome
from measurement.models import Adoption
from measurement.rules.headline import Headline, headline
from measurement.rules.verdicts import Code
from measurement.selectors.figures import Purpose, Series, visible_figures
from measurement.selectors.judged import Judgement, adoptions_with_breaks, judge, with_targets


@dataclass(frozen=True, slots=True)
class OutcomeGroup:
    """The indicators of one outcome, in the initiative's order."""

    outcome: Outcome
    judgements: Sequence[Judgement]

    @property
    def improving(self) -> int:
        return sum(each.verdict.code is Code.IMPROVING for each in self.judgements)

    @property
    def judged(self) -> int:
        return sum(each.verdict.code.is_judged for each in self.judgements)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The headline is always that of all indicators; filters choose rows only."""

    headline: Headline
    groups: Sequence[OutcomeGroup]

    @property
    def judgements(self) -> list[Judgement]:
        return [each for group in self.groups for each in group.judgements]


def scorecard(
    by: Actor,
    tenant: Tenant,
    initiative: Initiative,
    *,
    today: date,
    purpose: Purpose = Purpose.PAGE,
    as_of: date | None = None,
) -> Scorecard:
    """Judge every adopted indicator of the initiative on the figures that `by` may see; four queries.

    As of a past day: those not let go by then, on the figures that stood at its end.
    """
    adopted = adoptions_with_breaks(initiative, as_of=as_of)
    still = adopted.filter(Q(ended_on=None) | Q(ended_on__gt=as_of) if as_of else Q(ended_on=None))
    judgements = judge_adoptions(by, tenant, initiative, with_targets(still), today=today, purpose=purpose, as_of=as_of)
    by_outcome: dict[int, list[Judgement]] = defaultdict(list)
    outcomes: dict[int, Outcome] = {}
    for judgement in judgements:
        by_outcome[judgement.adoption.outcome_id].append(judgement)
        outcomes[judgement.adoption.outcome_id] = judgement.adoption.outcome
    ordered = sorted(outcomes.values(), key=lambda outcome: outcome.position)
    return Scorecard(
        headline=headline(each.verdict for each in judgements),
        groups=[OutcomeGroup(outcome, by_outcome[outcome.pk]) for outcome in ordered],
    )


def judge_adoptions(
    by: Actor,
    tenant: Tenant,
    initiative: Initiative,
    adoptions: Sequence[Adoption],
    *,
    today: date,
    purpose: Purpose = Purpose.PAGE,
    series: Series | None = None,
    as_of: date | None = None,
) -> list[Judgement]:
    """Judge some adopted indicators, of `with_targets`, on the visible figures of the whole.

    `series` are those figures, where somebody has read them already. As of a past day nothing later is known.
    """
    figures = visible_figures(by, initiative, purpose=purpose, as_of=as_of)
    if series is None:
        series = figures.community(adoptions)
    parts = figures.of_parts([each for each in adoptions if each.is_composed and each.indicator.is_of_programme])
    return [
        judge(
            adoption,
            series.get(adoption.indicator_id, []),
            breaks=adoption.breaks,
            targets=list(adoption.targets.all()),
            today=as_of or today,
            least_coverage=tenant.least_coverage,
            parts=parts.get(adoption.indicator_id, []),
        )
        for adoption in adoptions
    ]
