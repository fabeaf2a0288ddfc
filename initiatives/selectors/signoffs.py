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


def sign_off_lines(
    initiative: Initiative, organizations: Collection[int] | None = None, *, with_words: bool = True
) -> list[SignOffLine]:
    """How the partners that take part stand to the adopted agenda, by name; four queries.

    Without the words of reservations, for who only counts, it takes three; signed is then signed, with any or none.
    """
    partners = Participation.objects.filter(initiative=initiative, left_on=None).select_related("organization__sector")
    if organizations is not None:
        partners = partners.filter(organization__in=organizations)
    latest = _latest(initiative)
    adopted, goals = _primary_goals(initiative)
    facts = _Facts(adopted, goals, _reservations(latest.values()) if with_words else {}, initiative.today())
    by_name = partners.order_by("organization__name")
    return [facts.line(each.organization, latest.get(each.organization_id)) for each in by_name]


@dataclass(frozen=True)
class _Facts:
    """What is known of all signatures together."""

    adopted: int | None
    goals: Mapping[int, Goals]
    reservations: Mapping[int, list[Reservation]]
    today: date

    def line(self, organization: Organization, latest: SignOff | None) -> SignOffLine:
        made = self.reservations.get(latest.pk, []) if latest else []
        wanted = None if self.adopted is None else self.goals[self.adopted]
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


def _primary_goals(initiative: Initiative) -> tuple[int | None, dict[int, dict[UUID, str]]]:
    """The primary goals of each version, and which version is adopted: it has some, or it was not opened."""
    goals: dict[int, dict[UUID, str]] = defaultdict(dict)
    adopted = None
    found = Goal.objects.filter(agenda__initiative=initiative, is_primary=True)
    for agenda_id, state, key, statement in found.values_list("agenda_id", "agenda__state", "key", "statement"):
        goals[agenda_id][key] = statement
        adopted = agenda_id if state == AgendaVersion.State.ADOPTED else adopted
    return adopted, goals


def _reservations(latest: Collection[SignOff]) -> dict[int, list[Reservation]]:
    found: dict[int, list[Reservation]] = defaultdict(list)
    for each in Reservation.objects.filter(sign_off__in=[sign_off.pk for sign_off in latest]).order_by("pk"):
        found[each.sign_off_id].append(each)
    return found
