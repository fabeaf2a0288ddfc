"""What is told to whom, which reports were made, and which views and archives are kept?"""

from communications.exploring.models import Archive, SavedView
from communications.founding.models import StepNote
from communications.handover.models import HandOver
from communications.messages.models import Delivery
from communications.reminders.models import Reminder, ReminderRule
from communications.reports.models import ProgressReport, ReportSchedule, ReportStory

__all__ = [
    "Archive",
    "Delivery",
    "HandOver",
    "ProgressReport",
    "Reminder",
    "ReminderRule",
    "ReportSchedule",
    "ReportStory",
    "SavedView",
    "StepNote",
]
