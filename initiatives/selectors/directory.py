"""Which partners are there, where do they work, and what do they excel at?"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from backbone.tenancy.models import Membership
from backbone.tenancy.roles import LABELS, Role
from initiatives.models import (
    Initiative,
    Organization,
    OrganizationArea,
    Participation,
    PartnerRole,
    Strength,
    Succession,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the directory is asked for: a sector's code, an area's code, words."""

    sector: str = ""
    area: str = ""
    words: str = ""


@dataclass(slots=True)
class PartnerLine:
    """A partner as the directory shows it."""

    organization: Organization
    joined_on: date | None
    left_on: date | None
    areas: list[tuple[str, str]] = field(default_factory=list)
    strengths: list[str] = field(default_factory=list)
    followed_by: list[str] = field(default_factory=list)
    follows: list[str] = field(default_factory=list)

    @property
    def sector_code(self) -> str:
        return self.organization.sector.code if self.organization.sector else ""

    def answers(self, wanted: Wanted) -> bool:
        """Whether the line is among those asked for; words are looked for in its name and in what it excels at."""
        said = " ".join([self.organization.name, *self.strengths]).casefold()
        return (
            wanted.sector in ("", self.sector_code)
            and (not wanted.area or wanted.area in {code for code, _name in self.areas})
            and all(word in said for word in wanted.words.casefold().split())
        )


def directory_of(initiative: Initiative) -> list[PartnerLine]:
    """Everybody who takes or took part, those who still do first; four queries."""
    here = Participation.objects.filter(initiative=initiative).select_related("organization__sector")
    ordered = here.order_by(F("left_on").desc(nulls_first=True), "organization__name")
    lines = {each.organization_id: PartnerLine(each.organization, each.joined_on, each.left_on) for each in ordered}
    _fill(lines)
    return list(lines.values())


def _fill(lines: dict[int, PartnerLine]) -> None:
    of_them: dict[str, Any] = {"organization__in": list(lines)}
    for each in OrganizationArea.objects.filter(**of_them).select_related("area").order_by("area__name"):
        lines[each.organization_id].areas.append((each.area.code, each.area.name))
    for partner_id, text in Strength.objects.filter(**of_them).values_list("organization_id", "text"):
        lines[partner_id].strengths.append(text)
    for before, after, before_name, after_name in Succession.objects.order_by("pk").values_list(
        "predecessor_id", "successor_id", "predecessor__name", "successor__name"
    ):
        if before in lines:
            lines[before].followed_by.append(after_name)
        if after in lines:
            lines[after].follows.append(before_name)


@dataclass(slots=True)
class PersonOfPartner:
    """Somebody who acts for a partner, with the roles in words."""

    membership: Membership
    roles: list[str] = field(default_factory=list)


def people_of_partner(organization: Organization) -> list[PersonOfPartner]:
    """Who acts for a partner now; one query."""
    return by_person(roles_in_force().filter(organization=organization))


def roles_in_force() -> QuerySet[PartnerRole]:
    """The roles that people hold for partners, by the name of the person."""
    held = PartnerRole.objects.filter(ended_at=None, membership__ended_at=None)
    return held.select_related("membership__user").order_by("membership__user__name", "pk")


def by_person(held: Iterable[PartnerRole]) -> list[PersonOfPartner]:
    """The people who hold these roles."""
    found: dict[int, PersonOfPartner] = {}
    words: dict[int, list[str]] = defaultdict(list)
    for each in held:
        found.setdefault(each.membership_id, PersonOfPartner(each.membership, words[each.membership_id]))
        words[each.membership_id].append(str(LABELS[Role(each.role)]))
    return list(found.values())
