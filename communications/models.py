"""What is told to whom, and which reports were made?"""

from communications.messages.models import Delivery
from communications.reports.models import ProgressReport, ReportSchedule, ReportStory

__all__ = ["Delivery", "ProgressReport", "ReportSchedule", "ReportStory"]
