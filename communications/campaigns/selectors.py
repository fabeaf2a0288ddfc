"""Which local initiatives has a campaign, and what of them may one reader see?

A local initiative is open to who holds a role in it, and to every reader of the campaign while it shares with it. Of
all others the name and the place are told, and nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, may
from communications.founding.teams import TeamKnown, teams_of
from initiatives.known import initiatives_known
from initiatives.models import Initiative
from measurement.selectors.local_figures import Together, adoptions_of, together
from workgroups.selectors.sub_programmes import place_of


@dataclass(frozen=True, slots=True)
class Local:
    """A local initiative; `known` is None where it is not open to the reader, who may perhaps not `enter` it."""

    initiative: Initiative
    known: TeamKnown | None
    may_enter: bool

    @property
    def is_open(self) -> bool:
        return self.known is not None


def locals_of(campaign: Initiative, member: Actor) -> list[Local]:
    """The local initiatives of a campaign by name, each as far as it is open to `member`; one query."""
    here = Initiative.objects.filter(campaign=campaign).select_related("area").order_by("name")
    found = []
    for each, known in teams_of(here, campaign.today()):
        may_enter = may(member, Capability.VIEW_INITIATIVE, on=each)
        found.append(Local(each, known if may_enter or each.shares_with_campaign else None, may_enter))
    return found


def rolled_up(campaign: Initiative, by: Actor, locals_: Sequence[Local]) -> list[Together]:
    """What they have released of the indicators that two of them share; at most four queries."""
    here = {each.initiative.pk: each.initiative for each in locals_}
    if len(here) < 2:
        return []
    is_open = {each.initiative.pk for each in locals_ if each.is_open}
    return together(by, campaign, here, adoptions_of(here), open_to=is_open)


def may_become_local(campaign: Initiative) -> list[Initiative]:
    """The initiatives that could be taken in, by name; none where the campaign is a local one itself."""
    if campaign.campaign_id is not None:
        return []
    alone = Initiative.objects.filter(campaign=None, local_initiatives=None).exclude(pk=campaign.pk)
    return list(alone.order_by("name"))


@dataclass(frozen=True, slots=True)
class Campaign:
    """The campaign of a local initiative; others than those who may open it see its name."""

    initiative: Initiative
    may_open: bool


def campaign_of(local: Initiative, member: Actor) -> Campaign | None:
    """The campaign that an initiative is a local one of, among those known to every page."""
    if local.campaign_id is None:
        return None
    known = {each.pk: each for each in initiatives_known() or []}
    above = known.get(local.campaign_id) or local.campaign
    return Campaign(above, may(member, Capability.VIEW_INITIATIVE, on=above)) if above else None


def belongings(initiative: Initiative, member: Actor) -> dict[str, Any]:
    """Where an initiative belongs: its campaign, and its place inside a group; one query."""
    return {"campaign": campaign_of(initiative, member), "place": place_of(initiative, member)}
