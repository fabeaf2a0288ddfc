"""What do tests of campaigns need? One with two local initiatives that have both released the indicator `cells`."""

from collections.abc import Sequence

from communications.founding.services.founding import found_initiative
from initiatives.models import Initiative, Observer, Organization, Participation, Subject
from initiatives.services.campaigns import place_in_campaign, take_out_of_campaign
from measurement.models import Adoption, CollectionRound, Indicator, Part
from measurement.services.loading import LoadRow, load_history
from measurement.services.releases import release_round
from measurement.services.rounds import Request, open_round
from tests.conftest import Cast

OUT_OF = 100
# Of the first initiative 133 of 300 are released for this year, its latest.
YEAR = 2024


def found(cast: Cast, slug: str, name: str) -> Initiative:
    return found_initiative(
        slug=slug, name=name, area=None, area_name=f"Place of {name}", time_zone="Europe/London", template="blank",
        by=cast.priya.actor,
    )  # fmt: skip


def campaign_of_two(cast: Cast, counts: Sequence[int] = (50, 51, 52)) -> Initiative:
    """A campaign that oscar observes, with the first initiative, in which he has a role, and with another one."""
    world = cast.ours
    take_out_of_campaign(Initiative.objects.get(slug="second"), by=cast.priya.actor)
    campaign, other = found(cast, "north", "The North"), found(cast, "other", "Other town")
    adopt(other, "cells", [partner(other, f"q{number}") for number in range(len(counts))])
    released(cast, other, counts)
    for local in (world.initiative, other):
        place_in_campaign(local, campaign, by=cast.priya.actor)
    Observer.objects.create(initiative=campaign, membership=cast.oscar.membership)
    return campaign


def partner(initiative: Initiative, code: str) -> Organization:
    made = Organization.objects.create(code=code, name=f"Partner {code}")
    Subject.objects.create(organization=made)
    Participation.objects.create(initiative=initiative, organization=made)
    return made


def adopt(initiative: Initiative, code: str, partners: Sequence[Organization]) -> Adoption:
    """Adopt an indicator, composed of partners; of none, with a source of its own."""
    outcome = initiative.outcomes.first() or initiative.outcomes.create(slug="outcome", name="Outcome")
    adoption = Adoption.objects.create(
        initiative=initiative, indicator=Indicator.objects.get(code=code), outcome=outcome,
        composition="of_parts" if partners else "own_source",
    )  # fmt: skip
    Part.objects.bulk_create(Part(adoption=adoption, subject=each.subjects.get()) for each in partners)
    return adoption


def released(cast: Cast, initiative: Initiative, counts: Sequence[int], year: int = YEAR) -> None:
    """What the partners counted in a year, out of a hundred each, released."""
    rows = [
        LoadRow("cells", f"q{number}", f"{year}-01-01", f"{year}-12-31", str(count), str(count), str(OUT_OF))
        for number, count in enumerate(counts)
    ]
    load_history(rows, source="Counts", by=cast.dana.actor)
    release_round(_round(cast, initiative), by=cast.dana.actor)


def _round(cast: Cast, initiative: Initiative) -> CollectionRound:
    today, share = initiative.today(), Indicator.objects.get(code="cells")
    last = Request(share, today.replace(year=YEAR, month=1, day=1), today.replace(year=YEAR, month=12, day=31))
    return open_round(
        initiative, slug="round", name="Round", opens_on=today, due_on=today, closes_on=today, requests=[last],
        by=cast.dana.actor,
    )  # fmt: skip
