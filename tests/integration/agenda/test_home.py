"""What does the agenda put on whose list of things to do?"""

import pytest
from django.test import Client

from backbone.tenancy import scope
from communications.home.selectors import home
from communications.sandbox.world import World
from initiatives.models import SignOff
from initiatives.services import agenda
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def titles(world: World, name: str) -> list[str]:
    with scope.tenant(world.tenant.pk):
        actor = world.people[name].actor.within(world.initiative.pk)
        return [
            task.title for task in home(actor, world.tenant, world.initiative, named_in=0).tasks if "genda" in task.url
        ]


def test_who_signs_decides_and_answers_finds_it_on_the_home_page(cast: Cast, client: Client) -> None:
    world, mark = cast.ours, cast.ours.mark
    assert titles(world, "rita") == titles(world, "stella") == titles(world, "priya") == []
    with scope.tenant(world.tenant.pk):
        SignOff.objects.all().delete()
        opened = agenda.open_for_comment(world.draft_agenda, until=world.initiative.today(), by=cast.priya.actor)
        agenda.comment_on_section(opened, "vision", "Say when", by=cast.paolo.actor)
    client.force_login(cast.rita.user)
    assert "Sign the common agenda" in client.get(world.path()).content.decode()
    assert titles(world, "stella") == [f"Say where you stand on “Agenda {mark}”"]
    assert titles(world, "priya") == [f"Answer comments on “Agenda {mark}”"]
    assert titles(world, "paolo") == titles(world, "dana") == []
