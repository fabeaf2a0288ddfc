"""What is told to whom, and which reports were made?"""

from communications.messages.models import Delivery
from communications.reminders.models import Reminder, ReminderRule
from communications.reports.models import ProgressReport, ReportSchedule, ReportStory

__all__ = ["Delivery", "ProgressReport", "Reminder", "ReminderRule", "ReportSchedule", "ReportStory"]
