"""What do tests of governed communities need? One with a category or a subject, its steward, and its word."""

from collections.abc import Iterable

from communications.sandbox.world import World
from initiatives.models import Subject
from measurement.models import Approval, Category, GovernedCommunity, Indicator
from measurement.services.approvals import approve
from measurement.services.communities import appoint_steward, found_community
from tests.conftest import Cast
from tests.integration.measurement.agreeing import load

GROUPS = {"female": {"p1": 41, "p2": 52, "p3": 63}, "male": {"p1": 141, "p2": 152, "p3": 163}}


def founded(cast: Cast, *, categories: Iterable[str] = (), partners: Iterable[str] = ()) -> GovernedCommunity:
    """A community with `cast.willa` as its steward; categories are of the dimension sex."""
    community = found_community(
        GovernedCommunity(slug="river", name="River people", statement="By right of the figures being theirs"),
        subjects=list(Subject.objects.filter(organization__code__in=partners)),
        categories=list(Category.objects.filter(dimension__code="sex", code__in=categories)),
        by=cast.ada.actor,
    )
    appoint_steward(community, cast.willa.membership, by=cast.ada.actor)
    return community


def asked() -> Approval:
    """What waits for the steward: the release of the indicator `cells`."""
    return Approval.objects.get(kind="release", decided_at=None, community__slug="river", indicator__code="cells")


def approved(cast: Cast, *, is_standing: bool = False) -> Approval:
    """The steward's yes to it."""
    waiting = asked()
    return approve(waiting, is_standing=is_standing, by=cast.willa.actor)


def load_groups(cast: Cast, year: int) -> None:
    """The whole and both groups of the indicator `cells`, of three partners."""
    whole = {code: sum(groups[code] for groups in GROUPS.values()) for code in GROUPS["female"]}
    load(cast, whole, year=year)
    for sex, counts in GROUPS.items():
        load(cast, counts, year=year, sex=sex)


def cells(world: World) -> Indicator:
    return Indicator.objects.get(code="cells")
