"""What does each minute look for: rounds that a schedule wants, and obligations that have to follow?"""

from datetime import datetime

from backbone.jobs.kinds import each_minute
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from measurement.services.obligations import recompute_changed
from measurement.services.schedules import make_due_rounds


@each_minute
def make_rounds_ahead(now: datetime) -> None:
    make_due_rounds(now, by=Actor.schedule(scope.current()))


@each_minute
def follow_partners_and_assignments(now: datetime) -> None:
    recompute_changed(now, by=Actor.schedule(scope.current()))
