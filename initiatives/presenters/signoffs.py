"""How does a partner's signature look, and the table of all?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, may
from initiatives.models import AgendaVersion, Initiative, Organization, Section, SignOff
from initiatives.presenters.agenda import SectionPage, sections_of
from initiatives.rules.signoffs import COMMITTED, Standing, counts
from initiatives.selectors.agenda import words_of
from initiatives.selectors.signoffs import SignOffLine, sign_off_lines
from initiatives.wording.agenda import STANDINGS


@dataclass(frozen=True, slots=True)
class SignOffRow:
    """One partner in the table."""

    line: SignOffLine
    chip: str
    words: Promise
    is_own: bool


@dataclass(frozen=True, slots=True)
class SignOffTable:
    """All partners, and how many stand behind the agenda."""

    rows: Sequence[SignOffRow]
    committed: int
    partners: int


def sign_off_table(by: Actor, initiative: Initiative) -> SignOffTable:
    """How all partners stand to the adopted agenda; three queries."""
    lines = sign_off_lines(initiative)
    committed, partners = counts([line.standing for line in lines])
    own = by.organization_ids
    rows = [SignOffRow(line, *STANDINGS[line.standing], line.organization.pk in own) for line in lines]
    return SignOffTable(rows, committed, partners)


@dataclass(frozen=True, slots=True)
class SignOffPage:
    """One partner's signature: what it is asked to accept, what it signed, and what may be done."""

    agenda: AgendaVersion | None
    goals: SectionPage | None
    line: SignOffLine
    chip: str
    words: Promise
    history: Sequence[SignOff]
    may_sign: bool
    may_withdraw: bool

    @property
    def is_committed(self) -> bool:
        return self.line.standing in COMMITTED


def sign_off_page(by: Actor, initiative: Initiative, organization: Organization) -> SignOffPage | None:
    """One partner and the adopted agenda; None for one that takes no part any more."""
    lines = sign_off_lines(initiative, [organization.pk])
    if not lines:
        return None
    agenda = AgendaVersion.objects.filter(initiative=initiative, state=AgendaVersion.State.ADOPTED).first()
    sections = sections_of(words_of([agenda.pk])[agenda.pk]) if agenda else []
    goals = next((each for each in sections if each.kind == Section.GOALS), None)
    history = SignOff.objects.filter(initiative=initiative, organization=organization).select_related("agenda")
    (line,) = lines
    is_mine = may(by, Capability.SIGN_AGENDA, on=organization)
    return SignOffPage(
        agenda=agenda,
        goals=goals,
        line=line,
        chip=STANDINGS[line.standing][0],
        words=STANDINGS[line.standing][1],
        history=list(history),
        may_sign=is_mine and agenda is not None,
        may_withdraw=is_mine and line.latest is not None and line.standing != Standing.WITHDRAWN,
    )
