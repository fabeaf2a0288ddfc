"""Who has signed the agenda, and who is asked again?"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from backbone.core.beside import with_rows
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
    """How the partners that take part stand to the adopted agenda, by name; three queries."""
    partners = _taking_part(initiative)
    if organizations is not None:
        partners = partners.filter(organization__in=organizations)
    return lines_for(initiative, [each.organization for each in partners])


def own_lines(initiative: Initiative, organizations: Collection[int]) -> list[SignOffLine]:
    """The same of a few partners, for who only asks whether one has signed: the words of reservations are left out.

    Signed is then signed, with any or none. One query; nothing before the first version of an agenda.
    """
    versions = with_rows(
        AgendaVersion.objects.filter(initiative=initiative).select_related("initiative"),
        goals=Goal.objects.filter(is_primary=True),
        sign_offs=SignOff.objects.filter(organization__in=organizations),
        initiative__participations=_taking_part(initiative).filter(organization__in=organizations),
    )
    if not versions:
        return []
    goals = {each.pk: {goal.key: goal.statement for goal in each.goals.all()} for each in versions}
    adopted = next((each.pk for each in versions if each.state == AgendaVersion.State.ADOPTED and goals[each.pk]), None)
    made = sorted((sign_off for each in versions for sign_off in each.sign_offs.all()), key=lambda each: each.pk)
    latest = {each.organization_id: each for each in made}
    facts = _Facts(adopted, goals, initiative.today(), with_words=False)
    partners = [each.organization for each in versions[0].initiative.participations.all()]
    return [facts.line(each, latest.get(each.pk)) for each in partners]


def _taking_part(initiative: Initiative) -> QuerySet[Participation]:
    found = Participation.objects.filter(initiative=initiative, left_on=None)
    return found.select_related("organization__sector").order_by("organization__name")


def lines_for(initiative: Initiative, partners: Sequence[Organization]) -> list[SignOffLine]:
    """The same for partners that are at hand; two queries."""
    latest = _latest(initiative)
    facts = _Facts(*_primary_goals(initiative), initiative.today())
    return [facts.line(each, latest.get(each.pk)) for each in partners]


@dataclass(frozen=True)
class _Facts:
    """What is known of all signatures together."""

    adopted: int | None
    goals: Mapping[int, Goals]
    today: date
    with_words: bool = True

    def line(self, organization: Organization, latest: SignOff | None) -> SignOffLine:
        made = list(latest.reservations.all()) if latest and self.with_words else []
        wanted = None if self.adopted is None else self.goals[self.adopted]
        return SignOffLine(organization, standing(wanted, self._signed(latest, bool(made)), self.today), latest, made)

    def _signed(self, latest: SignOff | None, has_reservations: bool) -> Signed | None:
        if latest is None:
            return None
        goals = self.goals.get(latest.agenda_id, {})
        return Signed(goals, latest.ends_on, latest.withdrawn_at is not None, has_reservations)


def _latest(initiative: Initiative) -> dict[int, SignOff]:
    """Each organization's latest signature, with its reservations."""
    found = SignOff.objects.filter(initiative=initiative).select_related("agenda")
    newest = found.order_by("organization_id", "-pk").distinct("organization_id")
    return {each.organization_id: each for each in with_rows(newest, reservations=Reservation.objects.order_by("pk"))}


def _primary_goals(initiative: Initiative) -> tuple[int | None, dict[int, dict[UUID, str]]]:
    """The primary goals of each version, and which version is adopted: it has some, or it was not opened."""
    goals: dict[int, dict[UUID, str]] = defaultdict(dict)
    adopted = None
    found = Goal.objects.filter(agenda__initiative=initiative, is_primary=True)
    for agenda_id, state, key, statement in found.values_list("agenda_id", "agenda__state", "key", "statement"):
        goals[agenda_id][key] = statement
        adopted = agenda_id if state == AgendaVersion.State.ADOPTED else adopted
    return adopted, goals
