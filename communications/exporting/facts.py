"""Which figures leave, one row each? What a reader may see, under codes that stay the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from backbone.tenancy.models import Tenant
from communications.exploring.rules.asking import EVERYBODY, WHOLE, PartnerSet, Question, View
from communications.exploring.selectors import Exploration, is_within, read_side
from initiatives.models import Initiative, Subject
from measurement.models import Adoption, Indicator
from measurement.selectors.figures import Seen, Series, VisibleFigures
from measurement.selectors.periods import PeriodKey, period_names

Value = str | int | date | Decimal | None
COMMUNITY, ORGANIZATION, AREA, PARTNER_SET = "community", "organization", "area", "partner_set"
HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class About:
    """Whom a row is about: the community, a partner organization, an area, or partners added up."""

    kind: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Takeout:
    """What is taken out: of which adopted indicators, groups (None: of all) and periods, and about whom besides.

    `series` are the figures of the whole or of the set, where a page has read them already.
    """

    tenant: Tenant
    initiative: Initiative
    figures: VisibleFigures
    adoptions: Sequence[Adoption]
    question: Question
    group: str | None = WHOLE
    partners: PartnerSet = EVERYBODY
    about_partners: str = ""
    subjects: Sequence[Subject] = ()
    series: Series | None = None


def of_page(exploration: Exploration, tenant: Tenant) -> Takeout:
    """The figures of an Explore page: those of its table or charts, both groups where two are compared."""
    asked = exploration.question
    is_compared = asked.view is View.COMPARE
    may_choose = exploration.figures.sees_all
    return Takeout(
        tenant=tenant,
        initiative=exploration.figures.initiative,
        figures=exploration.figures,
        adoptions=[each.adoption for each in exploration.judgements],
        question=asked,
        group=None if is_compared else asked.group,
        partners=asked.partners if may_choose else EVERYBODY,
        about_partners=exploration.choices.name_of(asked.partners),
        subjects=exploration.choices.subjects_of(asked.partners) if may_choose else [],
        series=None if is_compared else exploration.series,
    )


def facts(takeout: Takeout) -> Iterator[list[Value]]:
    """One row for each figure, in the order of `COLUMNS`; a few queries, and never all rows of partners in memory."""
    adopted = {each.indicator_id: each.indicator for each in takeout.adoptions}
    names = period_names(adopted.values())
    yield from _rows(takeout, _of_whole(takeout), adopted, names)
    if takeout.subjects:
        abouts = {each.pk: about(each) for each in takeout.subjects}
        each_of = takeout.figures.each_of_subjects(takeout.subjects, adopted, breakdown=takeout.group)
        seen = ((abouts[each.subject_id], each) for each in each_of if each.subject_id is not None)
        yield from _rows(takeout, seen, adopted, names)


def about(subject: Subject) -> About:
    """A partner or an area by its code."""
    if subject.organization is not None:
        return About(ORGANIZATION, subject.organization.code, subject.organization.name)
    return About(AREA, subject.area.code, subject.area.name) if subject.area else About(AREA, "", "")


def _of_whole(takeout: Takeout) -> Iterator[tuple[About, Seen]]:
    """The community's figures or, where partners are asked for, what these add up to."""
    area = takeout.initiative.area
    whole = About(COMMUNITY, area.code, area.name)
    if takeout.partners.kind:
        whole = About(PARTNER_SET, str(takeout.partners), takeout.about_partners)
    series = takeout.series
    if series is None:
        series = read_side(takeout.figures, takeout.adoptions, takeout.subjects, takeout.group, takeout.partners)
    for adoption in takeout.adoptions:
        for each in series.get(adoption.indicator_id, []):
            yield whole, each


def _rows(
    takeout: Takeout,
    seen: Iterator[tuple[About, Seen]],
    adopted: Mapping[int, Indicator],
    names: Mapping[PeriodKey, str],
) -> Iterator[list[Value]]:
    place = [takeout.tenant.slug, takeout.initiative.slug]
    for whom, each in seen:
        if is_within(each, takeout.question):
            name = names.get((each.indicator_id, each.period_start, each.period_end), "")
            yield [*place, adopted[each.indicator_id].code, whom.kind, whom.code, whom.name, *_figure(each, name)]


def _figure(each: Seen, period_name: str) -> list[Value]:
    """Group, period and numbers; a hidden cell is the word, and nothing that was measured."""
    where: list[Value] = [each.breakdown, each.breakdown_name, each.period_start, each.period_end, period_name]
    if each.is_hidden:
        return [*where, None, None, None, None, None, "", "", "", HIDDEN, None, None, None]
    return [
        *where, each.numerator, each.denominator, each.value, each.lower, each.upper, each.presence, each.status,
        each.shown_as, "", each.contributors, each.expected, each.coverage,
    ]  # fmt: skip
