"""Which campaign holds the demo's three regions together, and which sub-programme works in a group? All made up."""

from datetime import date

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership
from communications.founding.services.founding import found_initiative
from initiatives.models import Initiative, Observer
from initiatives.services.campaigns import place_in_campaign, share_with_campaign
from workgroups.models import Group
from workgroups.services.sub_programmes import place_sub_programme

LOCALS = ("north-east", "north-west", "yorkshire-and-the-humber")


def fill(by: Actor) -> None:
    """Two of the three regions share what they have released; whoever observes the campaign sees the third's name."""
    campaign = found_initiative(
        slug="the-north", name="A fair start across the North", area=None, area_name="Northern England",
        purpose="What the three regions learn from each other, and what they make together",
        time_zone="Europe/London", template="blank", by=by,
    )  # fmt: skip
    for slug in LOCALS:
        place_in_campaign(Initiative.objects.get(slug=slug), campaign, by=by)
    stella = Actor.of_membership(_member("stella"))
    share_with_campaign(Initiative.objects.get(slug="north-east"), shares=True, by=stella)
    share_with_campaign(Initiative.objects.get(slug="north-west"), shares=True, by=by)
    Observer.objects.create(initiative=campaign, membership=_member("oscar"))
    talking = found_initiative(
        slug="talking-together", name="Talking Together, Sunderland", area=None, area_name="Sunderland",
        purpose="Every two-year-old in Sunderland is talked with, read to and listened to",
        time_zone="Europe/London", template="blank", by=by,
    )  # fmt: skip
    place_sub_programme(
        Group.objects.get(initiative__slug="north-east", slug="early-years"), talking, placed_on=date(2025, 4, 1),
        note="Speech and language before school, tried in one city first", by=by,
    )  # fmt: skip


def _member(name: str) -> Membership:
    return Membership.objects.get(user__email=f"{name}@northern.example")
