"""How does a partner stand beside the others? No more than is agreed or cannot be read off, and never a league table.

The data manager sees all by name. A partner sees its own figure, the middle half of the others, and by name those that
have agreed to it, as it has itself. All others see no partner's figure, in no form.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q

from initiatives.models import Subject
from measurement.models import Adoption, Breakdown, ComparisonConsent
from measurement.rules.comparing import is_small, may_name
from measurement.rules.spread import Band, band, step_of
from measurement.selectors import past
from measurement.selectors.figures import FIGURE, Seen, VisibleFigures
from measurement.selectors.looking import note_seen


@dataclass(frozen=True, slots=True)
class Beside:
    """One partner by name with its figure; without one where the number of people is too small to be shown."""

    subject: Subject
    figure: Seen | None
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """The partners of one period: by name those that the reader may see so, and the band of the others.

    `has_all` says that the reader sees every one of them by name.
    """

    latest: Seen
    named: Sequence[Beside]
    band: Band | None
    has_all: bool


Entered = dict[int, Seen]
SEEN_STILL: dict[str, Any] = {"hidden_since": False}


@dataclass(frozen=True, slots=True)
class _Agreed:
    own: bool
    others: frozenset[int]


def compare(figures: VisibleFigures, adoption: Adoption, *, threshold: int) -> Comparison | None:
    """The latest period in which partners can be compared; None where the reader may see none."""
    parts = Subject.objects.filter(organization__isnull=False, pk__in=adoption.parts.values("subject"))
    subjects = list(parts.select_related("organization").order_by("organization__name"))
    if figures.sees_all:
        return _all(figures, adoption, subjects)
    own = [each for each in subjects if figures.sees_own(each)]
    return _beside(figures, adoption, subjects, own, threshold) if own else None


def _all(figures: VisibleFigures, adoption: Adoption, subjects: Sequence[Subject]) -> Comparison | None:
    sent = [each for each in figures.of_parts([adoption]).get(adoption.indicator_id, []) if each.value is not None]
    if not sent:
        return None
    # A period that few have sent yet is no picture of all.
    counts = Counter(each.period_end for each in sent)
    latest = max(end for end, count in counts.items() if 2 * count >= max(counts.values()))
    of_period = {each.subject_id: each for each in sent if each.period_end == latest}
    named = [Beside(subject, of_period[subject.pk]) for subject in subjects if subject.pk in of_period]
    return Comparison(next(iter(of_period.values())), named, None, has_all=True) if named else None


def _beside(
    figures: VisibleFigures, adoption: Adoption, subjects: Sequence[Subject], own: Sequence[Subject], threshold: int
) -> Comparison | None:
    """As of the release behind the newest total that is shown: what came later waits for the next one."""
    shown = figures.released_cells().filter(
        initiative=figures.initiative, subject=None, indicator=adoption.indicator_id, breakdown__code=Breakdown.ALL,
        is_hidden=False,
    )  # fmt: skip
    if figures.moment is not None:
        shown = shown.filter(**SEEN_STILL)
    cell = shown.select_related("release").order_by("-period_end").first()
    if cell is None:
        return None
    sent = _entered(adoption, subjects, cell.period_start, cell.period_end, cell.release.released_at)
    mine = {each.pk for each in own}
    if not mine & sent.keys():
        return None
    counts_people = adoption.indicator.counts_people
    large = {pk: each for pk, each in sent.items() if not counts_people or not _is_small(each, adoption, threshold)}
    # What a community keeps back is in no band, and known by no number.
    for each in subjects:
        if each.pk not in mine and figures.keeps_back(each, adoption, cell):
            large.pop(each.pk, None)
    note_seen(figures.by, large.values())
    agreed = _agreed(figures, own)
    # Who may be named to anybody is in nobody's band: to agree and to revoke shows no difference of two bands.
    silent = {each.pk for each in subjects if each.organization_id not in agreed.others}
    values = [each.value for pk, each in large.items() if pk in silent - mine and each.value is not None]
    is_share = adoption.indicator.kind == adoption.indicator.Kind.SHARE
    return Comparison(
        latest=sent[min(mine & sent.keys())],
        named=_named(subjects, sent, large, mine, agreed),
        band=band(values, step=step_of(values, is_share=is_share)),
        has_all=False,
    )


def _named(subjects: Sequence[Subject], sent: Entered, large: Entered, mine: set[int], agreed: _Agreed) -> list[Beside]:
    """The reader's own, and those that have agreed as it has, by name; none where the total would tell more."""
    others = {each.pk for each in subjects if agreed.own and each.organization_id in agreed.others} & sent.keys()
    known = others & large.keys()
    if not may_name(named=len(known), unnamed=len(sent.keys() - mine - known)):
        others = set()
    return [
        Beside(each, sent[each.pk] if each.pk in mine else large.get(each.pk), each.pk in mine)
        for each in subjects
        if each.pk in (mine & sent.keys()) | others
    ]


def _agreed(figures: VisibleFigures, own: Sequence[Subject]) -> _Agreed:
    """Whether all the reader's own partners have agreed, and which others have."""
    in_force = ComparisonConsent.objects.filter(initiative=figures.initiative, revoked_at=None)
    agreed = set(in_force.values_list("organization", flat=True))
    mine = {each.organization_id for each in own}
    return _Agreed(mine <= agreed, frozenset(agreed - mine))


def _entered(adoption: Adoption, subjects: Sequence[Subject], start: date, end: date, moment: datetime) -> Entered:
    """The parts' figures of one period that a release was made of."""
    covering = adoption.parts.filter(Q(starts_on=None) | Q(starts_on__lte=start), Q(ends_on=None) | Q(ends_on__gte=end))
    stood = past.observations(moment).filter(
        indicator=adoption.indicator_id, subject__in=[each.pk for each in subjects], period_start=start,
        period_end=end, breakdown__code=Breakdown.ALL, presence="number",
    )  # fmt: skip
    rows = stood.filter(subject__in=covering.values("subject")).values_list(*FIGURE)
    return {seen.subject_id: seen for seen in (Seen(*row) for row in rows) if seen.subject_id is not None}


def _is_small(figure: Seen, adoption: Adoption, threshold: int) -> bool:
    is_ratio = adoption.indicator.adds_over_partners == adoption.indicator.Adds.RATIO_OF_SUMS
    count: Decimal | None = figure.numerator if is_ratio else figure.value
    return is_small(count, figure.denominator if is_ratio else None, threshold)


def has_agreed(figures: VisibleFigures, organization_id: int) -> bool:
    """Whether a partner lets the others compare themselves by name."""
    consents = ComparisonConsent.objects.filter(initiative=figures.initiative, organization=organization_id)
    return consents.filter(revoked_at=None).exists()
