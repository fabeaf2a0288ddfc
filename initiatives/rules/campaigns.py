"""May an initiative become a local one of a campaign? One level: a local has no locals, a campaign has no campaign."""

from backbone.core.exceptions import Refusal


def refusal_of_place(
    local: str, campaign: str, *, is_same: bool, is_local: bool, has_locals: bool, campaign_is_local: bool
) -> Refusal | None:
    """Say why one initiative cannot become a local one of another; None means it can."""
    if is_same:
        return Refusal("campaign_of_itself", {"name": local})
    if is_local:
        return Refusal("local_has_campaign", {"name": local})
    if has_locals:
        return Refusal("local_has_locals", {"name": local})
    if campaign_is_local:
        return Refusal("campaign_is_local", {"name": campaign})
    return None
