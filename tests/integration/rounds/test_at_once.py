"""Two beats at the very same moment: one mail a person, one round a period, each obligation once."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from backbone.accounts.models import User
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from communications.messages.models import Delivery
from communications.reminders.models import Reminder, ReminderRule
from communications.reminders.services.ruling import make_usual_rules
from communications.reminders.services.sending import remind_by_rule
from communications.sandbox.world import World
from initiatives.models import Organization, Participation, Subject
from measurement.models import CollectionRound, Obligation, RoundSchedule
from measurement.services.obligations import recompute_changed
from measurement.services.schedules import make_due_rounds
from tests.conftest import Cast

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(world: World, work: Callable[[Actor], Any], times: int = 3) -> None:
    """Do the same in several threads, each with a connection and a transaction of its own."""
    barrier = Barrier(times)
    faults: list[BaseException] = []

    def run() -> None:
        try:
            barrier.wait(10)
            with scope.tenant(world.tenant.pk):
                work(Actor.schedule(world.tenant.pk))
        except Exception as fault:  # noqa: BLE001 - told by the test itself, and not lost in a thread
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert faults == []


def test_several_beats_make_one_mail(cast: Cast) -> None:
    world = cast.ours
    now = timezone.now()
    User.objects.update(mail_on_weekends=True, mail_from_hour=0, mail_until_hour=24)
    with scope.tenant(world.tenant.pk):
        Reminder.objects.all().delete()
        Delivery.objects.all().delete()
        ReminderRule.objects.all().delete()
        make_usual_rules(by=cast.priya.actor)
        CollectionRound.objects.filter(pk=world.round.pk).update(due_on=world.initiative.today())

    at_once(world, lambda by: remind_by_rule(now, by=by))

    with scope.tenant(world.tenant.pk):
        told = list(Delivery.objects.values_list("recipient__email", flat=True))
        assert "paolo@a.example" in told
        assert len(told) == len(set(told))


def test_several_beats_make_each_round_and_figure_once(cast: Cast) -> None:
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        joined = Organization.objects.create(code="p4", name="Partner four")
        Subject.objects.create(organization=joined)
        Participation.objects.create(initiative=world.initiative, organization=joined)
        schedule = RoundSchedule.objects.create(
            initiative=world.initiative, name="Steady", every=12, first_period_start=date(2090, 1, 1), rounds_ahead=1,
            opens_after_days=380, due_after_days=450, closes_after_days=460,
        )  # fmt: skip
    moment = datetime(2090, 6, 1, tzinfo=UTC)

    at_once(world, lambda by: recompute_changed(timezone.now(), by=by))
    at_once(world, lambda by: make_due_rounds(moment, by=by))

    with scope.tenant(world.tenant.pk):
        assert Obligation.objects.filter(round=world.round, provider=joined).count() == 1
        assert CollectionRound.objects.filter(schedule=schedule).count() == 1
