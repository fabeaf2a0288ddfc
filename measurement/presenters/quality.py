"""What does a grade of quality say, and from what is it made?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from initiatives.models import Organization
from measurement.models import CollectionRound, Flow, Indicator
from measurement.rules import quality
from measurement.rules.quality import Judged, Part, Share
from measurement.selectors.quality import Burden, burdens, indicators_in, judged_figures, providers_in
from measurement.wording import quality as words


@dataclass(frozen=True, slots=True)
class GradeRow:
    name: str
    code: str
    grade: str
    parts: Sequence[str]
    burden: str


@dataclass(frozen=True, slots=True)
class QualityPage:
    round: CollectionRound
    rows: Sequence[GradeRow]
    all_parts: GradeRow
    is_by_indicator: bool
    partner: Organization | None
    parts: Sequence[tuple[Promise, Promise]]
    flows: Sequence[Flow]
    indicators: Sequence[Indicator]


def quality_page(collection_round: CollectionRound, *, by_indicator: bool, partner: Organization | None) -> QualityPage:
    """A round's grades by provider, or by indicator (of one provider)."""
    indicators = indicators_in(collection_round)
    flows = [flow for each in indicators.values() for flow in each.flows.all()]
    owed = judged_figures(collection_round, partner, flows)
    cost = burdens(collection_round, partner)
    groups: dict[int, list[Judged]] = defaultdict(list)
    for each in owed:
        groups[each.indicator if by_indicator else each.provider].append(each.judged)
    names: Mapping[int, Organization | Indicator] = indicators if by_indicator else providers_in(collection_round)
    rows = [
        _row(names[pk].name, names[pk].code, found, None if by_indicator else cost.get(pk))
        for pk, found in groups.items()
    ]
    return QualityPage(
        round=collection_round,
        rows=sorted(rows, key=lambda row: row.name),
        all_parts=_row(_("All"), "", [each.judged for each in owed], _whole(cost)),
        is_by_indicator=by_indicator,
        partner=partner,
        parts=[(words.PARTS[part], words.EXPLAINED[part]) for part in Part],
        flows=flows,
        indicators=sorted(indicators.values(), key=lambda each: each.name),
    )


def _row(name: str, code: str, found: Sequence[Judged], cost: Burden | None) -> GradeRow:
    parts = quality.shares(found)
    return GradeRow(name, code, quality.grade(parts) or "–", [_share(each) for each in parts], _burden(cost))


def _share(part: Share) -> str:
    return _("%(good)s of %(of)s") % {"good": part.good, "of": part.of} if part.of else "–"


def _burden(cost: Burden | None) -> str:
    if cost is None:
        return "–"
    values = {"measured": cost.measured, "said": cost.said, "fields": cost.fields}
    if cost.said is not None:
        return _("%(fields)s fields, %(said)s min as they say, %(measured)s min at the form") % values
    return _("%(fields)s fields, %(measured)s min at the form") % values


def _whole(cost: Mapping[int, Burden]) -> Burden | None:
    if not cost:
        return None
    said = [each.said for each in cost.values() if each.said is not None]
    return Burden(
        measured=sum(each.measured for each in cost.values()),
        said=sum(said) if said else None,
        fields=sum(each.fields for each in cost.values()),
    )
