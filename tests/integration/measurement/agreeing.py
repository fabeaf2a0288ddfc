"""What do tests of agreements need? Partners' counts of a year, a release, an agreement signed by both sides."""

from datetime import date
from decimal import Decimal
from typing import Any

from communications.sandbox.world import Person, World
from initiatives.models import PartnerRole, Subject
from measurement.models import Agreement, CollectionRound, Indicator, ReleasedCell
from measurement.selectors.figures import visible_figures
from measurement.services.agreements import draft_agreement, sign_for_backbone, sign_for_partner
from measurement.services.loading import LoadRow, load_history
from measurement.services.releases import release_round
from tests.conftest import Cast

YEAR = 2015


def load(cast: Cast, counts: dict[str, int], *, year: int = YEAR, sex: str = "", is_public: bool = False) -> None:
    rows = [
        LoadRow("cells", partner, f"{year}-01-01", f"{year}-12-31", str(count), str(count), "1000",
                categories={"sex": sex} if sex else {})
        for partner, count in counts.items()
    ]  # fmt: skip
    load_history(rows, source="Counts", is_public=is_public, by=cast.dana.actor)


def release(cast: Cast) -> None:
    release_round(CollectionRound.objects.get(slug=cast.ours.round.slug), by=cast.dana.actor)


def drafted(cast: Cast, *, partner: int = 0, audiences: tuple[str, ...] = (), **terms: Any) -> Agreement:
    world = cast.ours
    agreement = Agreement(
        initiative=world.initiative, provider=world.partners[partner], title="Agreement", purpose="To learn",
        starts_on=date(2020, 1, 1), level="own_figures" if audiences else "totals", **terms,
    )  # fmt: skip
    cells = [Indicator.objects.get(code="cells")]
    return draft_agreement(agreement, indicators=cells, audiences=audiences, by=cast.priya.actor)


def signed(cast: Cast, *, partner: int = 0, **terms: Any) -> Agreement:
    agreement = drafted(cast, partner=partner, **terms)
    rita = cast.rita
    role = PartnerRole.objects.get(membership=rita.membership)
    PartnerRole.objects.filter(pk=role.pk).update(organization=cast.ours.partners[partner])
    sign_for_partner(agreement, name="Rita", title="Head", version=1, by=rita.actor)
    PartnerRole.objects.filter(pk=role.pk).update(organization=role.organization_id)
    return sign_for_backbone(agreement, name="Priya", title="Project manager", version=1, by=cast.priya.actor)


def seen(person: Person, world: World, partner: str = "p1", **options: Any) -> dict[tuple[int, str], Decimal | None]:
    """One partner's own figures of the indicator as somebody sees them, by year and group."""
    subject = Subject.objects.select_related("organization").get(organization__code=partner)
    series = visible_figures(person.actor, world.initiative, **options).of_subject(subject, breakdown=None)
    cells = Indicator.objects.get(code="cells").pk
    return {(each.period_end.year, each.breakdown): each.numerator for each in series.get(cells, [])}


COUNTS = {"p1": 41, "p2": 52, "p3": 63, "p4": 74}


def total(in_ours: World, year: int = YEAR) -> ReleasedCell:
    return ReleasedCell.objects.get(
        initiative=in_ours.initiative, subject=None, indicator__code="cells", period_start__year=year,
        breakdown__code="all", replaced_by=None,
    )  # fmt: skip
