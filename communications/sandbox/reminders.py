"""Whom has the sandbox reminded? A rule that is in force, and a mail by hand to the first partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from communications.reminders.services.ruling import add_rule
from communications.reminders.services.sending import remind_shown
from measurement.selectors.rounds import provider_lines

if TYPE_CHECKING:
    from communications.sandbox.world import World


def fill(world: World) -> None:
    """The project manager sets a rule, and reminds the partner that has a draft."""
    priya = world.people["priya"].actor
    world.reminder_rule = add_rule(world.initiative, -60, "submitters", by=priya)
    first = [line for line in provider_lines(world.round) if line.provider == world.partners[0]]
    remind_shown(world.round, first, tenant=world.tenant, by=priya, now=timezone.now())
