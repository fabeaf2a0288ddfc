"""Which initiatives are the local ones of a campaign, and which of them let its readers see what they have released?"""

from django.db import transaction

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Tenant
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Initiative
from initiatives.rules import campaigns as rules


@transaction.atomic
def place_in_campaign(local: Initiative, campaign: Initiative, *, by: Actor) -> Initiative:
    """Make an initiative a local one of a campaign, whose page names it from now on; its figures stay its own.

    Raises RuleViolation for an initiative that is local already or has locals itself, and for a campaign that is a
    local one itself, or the same.
    """
    require(by, Capability.FOUND_INITIATIVE)
    _one_at_a_time()
    current, above = _now(local), _now(campaign)
    refusal = rules.refusal_of_place(
        current.name,
        above.name,
        is_same=current.pk == above.pk,
        is_local=current.campaign_id is not None,
        has_locals=Initiative.objects.filter(campaign=current).exists(),
        campaign_is_local=above.campaign_id is not None,
    )
    if refusal:
        raise RuleViolation(refusal.code, **refusal.values)
    current.campaign = above
    current.save(update_fields=["campaign"])
    record("initiative.placed", current, by=by, initiative_uid=current.uid, note=above.name)
    return current


@transaction.atomic
def take_out_of_campaign(local: Initiative, *, by: Actor) -> Initiative:
    """Let an initiative stand by itself again; what it shared with the campaign it shares no more.

    Raises RuleViolation for one that is in no campaign.
    """
    require(by, Capability.FOUND_INITIATIVE)
    _one_at_a_time()
    current = _in_campaign(local)
    note = current.campaign.name if current.campaign else ""
    current.campaign, current.shares_with_campaign = None, False
    current.save(update_fields=["campaign", "shares_with_campaign"])
    record("initiative.taken_out", current, by=by, initiative_uid=current.uid, note=note)
    return current


@transaction.atomic
def share_with_campaign(local: Initiative, *, shares: bool, by: Actor) -> Initiative:
    """Let everybody who reads the campaign see what this initiative has released, or let them no more, at once.

    Raises RuleViolation for an initiative in no campaign, and where it was said already.
    """
    require(by, Capability.SHARE_WITH_CAMPAIGN, on=local)
    _one_at_a_time()
    current = _in_campaign(local)
    if current.shares_with_campaign == shares:
        raise RuleViolation("campaign_sharing_said_already")
    current.shares_with_campaign = shares
    current.save(update_fields=["shares_with_campaign"])
    event = "initiative.shares" if shares else "initiative.shares_no_more"
    record(event, current, by=by, initiative_uid=current.uid, note=current.campaign.name if current.campaign else "")
    return current


def _one_at_a_time() -> None:
    """Two who place at once could make two levels: they wait for each other."""
    Tenant.objects.select_for_update().get(pk=scope.current())


def _now(initiative: Initiative) -> Initiative:
    return Initiative.objects.select_related("campaign").get(pk=initiative.pk)


def _in_campaign(local: Initiative) -> Initiative:
    current = _now(local)
    if current.campaign_id is None:
        raise RuleViolation("initiative_in_no_campaign", name=current.name)
    return current
