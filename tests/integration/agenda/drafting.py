"""How is an agenda opened and adopted in tests, and how does a partner stand?"""

import pytest

from backbone.core.exceptions import RuleViolation
from communications.sandbox.world import World
from initiatives.models import AgendaVersion, Organization
from initiatives.rules.signoffs import Standing
from initiatives.selectors.signoffs import own_lines, sign_off_lines
from initiatives.services import agenda
from tests.conftest import Cast


def code_of(refused: pytest.ExceptionInfo[RuleViolation]) -> str:
    return refused.value.refusal.code


def opened(cast: Cast, world: World) -> AgendaVersion:
    return agenda.open_for_comment(world.draft_agenda, until=world.initiative.today(), by=cast.priya.actor)


def adopted(cast: Cast, world: World) -> AgendaVersion:
    version = opened(cast, world)
    stella = cast.stella
    agenda.take_position(
        version, stand="consent", words="", membership=stella.membership, seat_of=None, by=stella.actor
    )
    return agenda.adopt(version, committee=[stella.membership.pk], by=cast.priya.actor)


def standing_of(world: World, partner: Organization) -> Standing:
    """As all pages say it; the home page, which asks for one's own only, says the same but for reservations."""
    found = next(line.standing for line in sign_off_lines(world.initiative) if line.organization == partner)
    (own,) = own_lines(world.initiative, [partner.pk])
    assert own.standing == (Standing.SIGNED if found is Standing.WITH_RESERVATIONS else found)
    return found
