"""What is planned in the demo's North East? The next round, reminders, and more time for one partner. All made up."""

from datetime import date, timedelta

from django.utils import timezone

from backbone.tenancy.actors import Actor
from communications.reminders.services.ruling import make_usual_rules
from initiatives.models import Initiative, Organization
from measurement.models import ProviderException, RoundSchedule
from measurement.services.exceptions import grant_exception
from measurement.services.schedules import add_schedule


def plan(by: Actor) -> None:
    """The next round is made ahead, reminders have their rules, and Durham has a week more."""
    initiative = Initiative.objects.get(slug="north-east")
    schedule = RoundSchedule(
        initiative=initiative, name="Yearly round", every=12, first_period_start=date(2025, 4, 1),
        opens_after_days=300, due_after_days=330, closes_after_days=350, rounds_ahead=1,
    )  # fmt: skip
    add_schedule(schedule, by=by, now=timezone.now())
    make_usual_rules(by=by)
    opened = initiative.rounds.get(slug="year-to-march-2025")
    exception = ProviderException(
        round=opened, provider=Organization.objects.get(code="LA840"), until=opened.due_on + timedelta(days=7),
        reason="Its case system is being replaced this month.",
    )  # fmt: skip
    grant_exception(exception, by=by)
