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
from workgroups.models.cycles import Cycle, CycleIndicator, CycleNote
from workgroups.models.groups import CharterVersion, Group, GroupSuccession
from workgroups.models.lessons import CONFIGS, Lesson, LessonIndicator, Naming
from workgroups.models.seats import Seat, SeatHolder
from workgroups.models.sub_programmes import SubProgramme

__all__ = [
    "CONFIGS",
    "Activity",
    "ActivityIndicator",
    "ActivityOutcome",
    "ActivityPartner",
    "CampaignCount",
    "CharterVersion",
    "Cycle",
    "CycleIndicator",
    "CycleNote",
    "Dependency",
    "Group",
    "GroupSuccession",
    "Lesson",
    "LessonIndicator",
    "Milestone",
    "Naming",
    "Seat",
    "SeatHolder",
    "SubProgramme",
]
