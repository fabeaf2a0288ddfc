"""What does a reader see of what they ask for? Every figure through `visible_figures`, every sum from what is seen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Tenant
from communications.exploring.choices import Choices, choices_for
from communications.exploring.rules.asking import EVERYBODY, WHOLE, PartnerSet, Question
from communications.exploring.sets import series_of_set
from initiatives.models import Initiative, Subject
from measurement.models import Adoption
from measurement.rules.partner_sets import adds_up
from measurement.selectors.figures import Seen, Series, VisibleFigures, visible_figures
from measurement.selectors.judged import Judgement, adoptions_with_breaks, judge, with_targets


@dataclass(frozen=True, slots=True)
class Exploration:
    """What was asked, what there is to ask, and what the reader sees of it.

    `judgements` are those that the filters leave; each shows the figures of the periods asked for and is judged
    on all. `refused` are adoptions whose figures cannot be added up over partners. `partners` is the set in force:
    everybody, where the reader may see no partner's figures.
    """

    question: Question
    choices: Choices
    figures: VisibleFigures
    adoptions: Sequence[Adoption]
    series: Series
    judgements: Sequence[Judgement]
    refused: Sequence[Adoption]
    least_coverage: int

    @property
    def is_narrowed(self) -> bool:
        """Whether partners were asked for whom the reader may not see."""
        return bool(self.question.partners.kind) and not self.figures.sees_all


def explore(by: Actor, tenant: Tenant, initiative: Initiative, question: Question, *, today: date) -> Exploration:
    """Read what is asked for as `by` may see it; about six queries, however many figures there are."""
    as_of = question.as_of
    figures = visible_figures(by, initiative, as_of=as_of)
    adopted = adoptions_with_breaks(initiative, as_of=as_of)
    still = Q(ended_on=None) | Q(ended_on__gt=as_of) if as_of else Q(ended_on=None)
    adoptions = with_targets(adopted.filter(still))
    choices = choices_for(initiative, adoptions, with_partners=figures.sees_all)
    asked = [
        each for each in adoptions
        if question.outcome in ("", each.outcome.slug) and question.indicator in ("", each.indicator.code)
    ]  # fmt: skip
    partners = question.partners if figures.sees_all else EVERYBODY
    addable = [each for each in asked if not partners.kind or adds_up(each.indicator.adds_over_partners)]
    series = read_side(figures, addable, choices.subjects_of(partners), question.group, partners)
    is_whole = question.group == WHOLE and not partners.kind  # what targets are set for
    judged = [
        judge(
            adoption, series.get(adoption.indicator_id, []), breaks=adoption.breaks,
            targets=list(adoption.targets.all()) if is_whole else [], today=as_of or today,
            least_coverage=tenant.least_coverage,
        )
        for adoption in addable
    ]  # fmt: skip
    return Exploration(
        question=question,
        choices=choices,
        figures=figures,
        adoptions=addable,
        series=series,
        judgements=[_within(each, question) for each in judged if question.verdict in ("", each.verdict.code.value)],
        refused=[each for each in asked if each not in addable],
        least_coverage=tenant.least_coverage,
    )


def read_side(
    figures: VisibleFigures,
    adoptions: Sequence[Adoption],
    subjects: Sequence[Subject],
    group: str | None,
    partners: PartnerSet,
) -> Series:
    """The series of one group (None: of all) and of everybody or a set of partners, who are `subjects`.

    A set is added up only for who may see all that it is made of.
    """
    if not partners.kind:
        return figures.community(adoptions, breakdown=group)
    return series_of_set(figures, adoptions, subjects, group)


def is_within(figure: Seen, question: Question) -> bool:
    """Whether a figure lies wholly in the periods asked for."""
    return (question.start is None or figure.period_start >= question.start) and (
        question.end is None or figure.period_end <= question.end
    )


def _within(judgement: Judgement, question: Question) -> Judgement:
    """The judgement with the figures of the periods asked for; what is said of the whole series stays."""
    figures = [each for each in judgement.figures if is_within(each, question)]
    if len(figures) == len(judgement.figures):
        return judgement
    shown = [each for each in figures if each.value is not None]
    latest = shown[-1] if shown else None
    is_same = latest == judgement.latest
    return replace(
        judgement,
        figures=figures,
        latest=latest,
        is_hidden=bool(figures) and figures[-1].is_hidden,
        is_provisional=judgement.is_provisional and is_same,
        way=judgement.way if is_same else None,
        pace=judgement.pace if is_same else None,
    )
