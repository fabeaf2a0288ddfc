"""Who has signed the agenda, and who is asked again?"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from initiatives.models import AgendaVersion, Goal, Initiative, Organization, Participation, Reservation, SignOff
from initiatives.rules.signoffs import Goals, Signed, Standing, standing


@dataclass(slots=True)
class SignOffLine:
    """How one partner stands to the adopted agenda."""

    organization: Organization
    standing: Standing
    latest: SignOff | None = None
    reservations: list[Reservation] = field(default_factory=list)


def sign_off_lines(initiative: Initiative, organizations: Collection[int] | None = None) -> list[SignOffLine]:
    """How the partners that take part stand to the adopted agenda, by name; five queries."""
    adopted = AgendaVersion.objects.filter(initiative=initiative, state=AgendaVersion.State.ADOPTED).first()
    partners = Participation.objects.filter(initiative=initiative, left_on=None).select_related("organization__sector")
    if organizations is not None:
        partners = partners.filter(organization__in=organizations)
    latest = _latest(initiative)
    goals = _primary_goals({each.agenda_id for each in latest.values()} | ({adopted.pk} if adopted else set()))
    reservations = _reservations(latest.values())
    facts = _Facts(adopted, goals, reservations, initiative.today())
    return [
        facts.line(each.organization, latest.get(each.organization_id))
        for each in partners.order_by("organization__name")
    ]


@dataclass(frozen=True)
class _Facts:
    """What is known of all signatures together."""

    adopted: AgendaVersion | None
    goals: Mapping[int, Goals]
    reservations: Mapping[int, list[Reservation]]
    today: date

    def line(self, organization: Organization, latest: SignOff | None) -> SignOffLine:
        made = self.reservations.get(latest.pk, []) if latest else []
        wanted = self.goals.get(self.adopted.pk, {}) if self.adopted else None
        return SignOffLine(organization, standing(wanted, self._signed(latest, bool(made)), self.today), latest, made)

    def _signed(self, latest: SignOff | None, has_reservations: bool) -> Signed | None:
        if latest is None:
            return None
        goals = self.goals.get(latest.agenda_id, {})
        return Signed(goals, latest.ends_on, latest.withdrawn_at is not None, has_reservations)


def _latest(initiative: Initiative) -> dict[int, SignOff]:
    """Each organization's latest signature."""
    found = SignOff.objects.filter(initiative=initiative).select_related("agenda")
    return {each.organization_id: each for each in found.order_by("organization_id", "-pk").distinct("organization_id")}


def _primary_goals(agendas: Collection[int]) -> dict[int, dict[UUID, str]]:
    goals: dict[int, dict[UUID, str]] = defaultdict(dict)
    for agenda_id, key, statement in Goal.objects.filter(agenda__in=agendas, is_primary=True).values_list(
        "agenda_id", "key", "statement"
    ):
        goals[agenda_id][key] = statement
    return goals


def _reservations(latest: Collection[SignOff]) -> dict[int, list[Reservation]]:
    found: dict[int, list[Reservation]] = defaultdict(list)
    for each in Reservation.objects.filter(sign_off__in=[sign_off.pk for sign_off in latest]).order_by("pk"):
        found[each.sign_off_id].append(each)
    return found
