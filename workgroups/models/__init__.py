"""Who sits together, who speaks there for whom, and what do they do?"""

from workgroups.models.activities import (
    Activity,
    ActivityIndicator,
    ActivityOutcome,
    ActivityPartner,
    CampaignCount,
    Dependency,
    Milestone,
)
from workgroups.models.groups import CharterVersion, Group, GroupSuccession
from workgroups.models.seats import Seat, SeatHolder

__all__ = [
    "Activity",
    "ActivityIndicator",
    "ActivityOutcome",
    "ActivityPartner",
    "CampaignCount",
    "CharterVersion",
    "Dependency",
    "Group",
    "GroupSuccession",
    "Milestone",
    "Seat",
    "SeatHolder",
]
