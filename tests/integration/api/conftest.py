"""Systems for the tests of the API: of the tenant, of two partners, and of another tenant."""

import pytest

from tests.integration.api.world import Api, World, build


@pytest.fixture
def world(db: None) -> World:
    return build("northern")


@pytest.fixture
def paolo(world: World) -> Api:
    """The system of the partner that owes figures."""
    return world.api(world.key("paolo", partner="gateshead"))


@pytest.fixture
def petra(world: World) -> Api:
    """The system of another partner."""
    return world.api(world.key("petra", partner="sunderland"))


@pytest.fixture
def ada(world: World) -> Api:
    """A system of the tenant itself."""
    return world.api(world.key("ada"))
