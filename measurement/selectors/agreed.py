"""What do agreements in force ask of the figures that a release tells, and which partners' own figures do they open?"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from initiatives.models import Initiative
from measurement.models import Adoption, Agreement, Observation, ReleasedCell
from measurement.rules.agreements import Terms, allow_zero, strictest_threshold
from measurement.rules.hiding.small import Rule
from measurement.rules.hiding.tables import Owner, Part
from measurement.selectors.agreements import opened_cells, terms_in_force


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the agreements of several initiatives say of one indicator's figures."""

    by_initiative: Mapping[int, Sequence[Terms]] = field(default_factory=dict)

    def about(self, indicator: int) -> "Agreed":
        """The same, less what is not about an indicator."""
        kept = {key: [each for each in terms if each.is_about(indicator)] for key, terms in self.by_initiative.items()}
        return Agreed({key: terms for key, terms in kept.items() if terms})

    def touches(self, parts: Collection[Part]) -> bool:
        """Whether any of it is about one of these parts."""
        return any(each.subject in parts for terms in self.by_initiative.values() for each in terms)

    def rule(self, rule: Rule, parts: Collection[Part]) -> Rule:
        """The tenant's rule, but zeros hidden where an agreement on one of the parts wants it."""
        terms = [each for held in self.by_initiative.values() for each in held if each.subject in parts]
        return replace(rule, shows_zero=rule.shows_zero and allow_zero(terms))

    def confidential(self, public: Collection[Part]) -> frozenset[Part]:
        """The parts whose figures are confidential; what is public already is not."""
        terms = (each for held in self.by_initiative.values() for each in held)
        return frozenset(each.subject for each in terms if each.is_confidential and each.subject not in public)

    def stricter(self, owners: Mapping[Owner, frozenset[Part]]) -> dict[Owner, int]:
        """The threshold asked for each owner's figures: an initiative's by its own agreements, a part's by all."""
        found: dict[Owner, int] = {}
        for owner, parts in owners.items():
            held = self.by_initiative.values() if isinstance(owner, tuple) else [self.by_initiative.get(owner, [])]
            found[owner] = strictest_threshold(each for terms in held for each in terms if each.subject in parts)
        return {owner: threshold for owner, threshold in found.items() if threshold}


NOTHING_AGREED = Agreed()


def all_agreed() -> Agreed:
    """What the agreements in force say in each initiative of the tenant; one query where there are none."""
    today = timezone.now().date()
    # A day is over later in some zones than in others: each initiative looks again.
    perhaps = Agreement.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today - timedelta(days=1)), signed_at__isnull=False, withdrawn_at=None
    )
    initiatives = {each.initiative for each in perhaps.select_related("initiative")}
    found = {each.pk: terms_in_force(each) for each in initiatives}
    return Agreed({key: terms for key, terms in found.items() if terms})


def opened_figures(initiative: Initiative, agreed: Agreed) -> list[Observation]:
    """The partners' own figures that agreements open to somebody, as they stand, of indicators that are adopted.

    A figure that its source has published is open to all anyhow and not among them; nor is one that corrects it, as
    long as the published one stands.
    """
    terms = agreed.by_initiative.get(initiative.pk, [])
    opened = opened_cells([[each for each in terms if each.opens and each.audiences]])
    if opened is None:
        return []
    adopted = Adoption.objects.filter(initiative=initiative, ended_on=None).values("indicator")
    keys = ("subject", "indicator", "breakdown", "period_start", "period_end")
    public = ReleasedCell.objects.filter(initiative=None, replaced_by=None, **{key: OuterRef(key) for key in keys})
    standing = Observation.objects.filter(
        opened, ~Exists(public), superseded_at=None, is_public=False, indicator__in=adopted
    )
    return list(standing.select_related("indicator").order_by("pk"))


def agreement_ids(initiative: Initiative, wanted: Iterable[tuple[int, int]]) -> list[int | None]:
    """The agreement in force under which each figure comes, by its provider and indicator; the latest where several."""
    terms = sorted(terms_in_force(initiative), key=lambda each: each.agreement, reverse=True)
    providers = dict(Agreement.objects.filter(pk__in=[each.agreement for each in terms]).values_list("pk", "provider"))
    return [
        next((t.agreement for t in terms if providers[t.agreement] == provider and t.is_about(indicator)), None)
        for provider, indicator in wanted
    ]
