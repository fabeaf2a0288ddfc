"""What is there to choose from: outcomes, groups and, for who may see partners' figures, sectors and partners?"""

from collections.abc import Sequence
from dataclasses import dataclass

from communications.exploring.rules.asking import PartnerSet, SetKind
from initiatives.models import Initiative, Outcome, Participation, Sector, Subject
from measurement.models import Adoption, Breakdown, BreakdownCategory

MOST_GROUPS = 300


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """A group, and the name of the dimensions that it is one of."""

    code: str
    name: str
    dimension: str


@dataclass(frozen=True, slots=True)
class Choices:
    outcomes: Sequence[Outcome]
    groups: Sequence[GroupChoice]
    sectors: Sequence[Sector]
    partners: Sequence[Subject]

    def subjects_of(self, wanted: PartnerSet) -> list[Subject]:
        """The partners of a set that take part in the initiative."""
        if wanted.kind is SetKind.SECTOR:
            pks = {each.pk for each in self.sectors if each.code in wanted.codes}
            return [each for each in self.partners if each.organization and each.organization.sector_id in pks]
        return [each for each in self.partners if each.organization and each.organization.code in wanted.codes]

    def name_of(self, wanted: PartnerSet) -> str:
        """A set by the names of what it is made of; empty for everybody."""
        if wanted.kind is SetKind.SECTOR:
            return ", ".join(each.name for each in self.sectors if each.code in wanted.codes)
        return ", ".join(str(each.organization) for each in self.subjects_of(wanted)) if wanted.kind else ""

    def group_name(self, code: str) -> str:
        return next((each.name for each in self.groups if each.code == code), "")


def choices_for(initiative: Initiative, adoptions: Sequence[Adoption], *, with_partners: bool) -> Choices:
    """The choices; one query for groups, and two more for partners where they may be chosen."""
    outcomes = {each.outcome_id: each.outcome for each in adoptions}
    return Choices(
        outcomes=sorted(outcomes.values(), key=lambda each: each.position),
        groups=_groups(),
        sectors=list(Sector.objects.all()) if with_partners else [],
        partners=partners_of(initiative) if with_partners else [],
    )


def partners_of(initiative: Initiative) -> list[Subject]:
    """The subjects of the partners that take part, or once took part, by name."""
    taking_part = Participation.objects.filter(initiative=initiative).values("organization")
    found = Subject.objects.filter(organization__in=taking_part).select_related("organization")
    return list(found.order_by("organization__name", "pk"))


def _groups() -> list[GroupChoice]:
    parts = BreakdownCategory.objects.exclude(breakdown__code=Breakdown.ALL).order_by(
        "category__dimension__position", "category__dimension__name", "category__position", "breakdown__code"
    )
    found: dict[str, GroupChoice] = {}
    for code, name, dimension in parts.values_list("breakdown__code", "breakdown__name", "category__dimension__name"):
        known = found.get(code)
        found[code] = GroupChoice(code, name, f"{known.dimension}, {dimension}" if known else dimension)
    return list(found.values())[:MOST_GROUPS]
