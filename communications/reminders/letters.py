"""What does a reminder say? All that the person still owes in the tenant when it leaves; one who is done gets none."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from backbone.accounts.services import mail_door
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership, Tenant
from backbone.tenancy.permissions import Capability, may
from communications.messages.models import Delivery
from communications.messages.services import writes
from communications.reminders.selectors import REMINDER
from initiatives.models import Organization
from measurement.presenters.states import PROVIDER, line_due
from measurement.selectors.cells import ProviderLine
from measurement.selectors.rounds import open_lines_for


@writes(REMINDER)
def about_what_is_owed(_delivery: Delivery, membership: Membership) -> dict[str, Any] | None:
    """All that the person owes now; None where everything has been sent meanwhile."""
    return letter_to(membership, Tenant.objects.get(pk=membership.tenant_id))


def letter_to(membership: Membership, tenant: Tenant, *, known: Sequence[Organization] = ()) -> dict[str, Any] | None:
    """What the mail to a person is made of: each thing owed with its day in words, and the link to its form.

    Organizations that are `known` are not read again.
    """
    actor = Actor.of_membership(membership)
    owed_by_them = open_lines_for(actor.organization_ids, known=known)
    lines = [line for line in owed_by_them if not line.is_in and _may_enter(actor, line)]
    if not lines:
        return None
    lines.sort(key=lambda line: (line.due_on, line.provider.name))
    owed = [_owed(line, tenant, membership) for line in lines]
    return {
        "tenant": tenant,
        "initiative": lines[0].round.initiative,
        "person": membership.user,
        "lines": owed,
        "first": owed[0],
        "url": owed[0]["url"],
        "late": sum(line.days_late > 0 for line in lines),
        "one_partner": len({line.provider.pk for line in lines}) == 1,
    }


def _may_enter(actor: Actor, line: ProviderLine) -> bool:
    return may(actor.within(line.round.initiative_id), Capability.ENTER_FIGURES, on=line.provider)


def _owed(line: ProviderLine, tenant: Tenant, membership: Membership) -> dict[str, Any]:
    place = {
        "tenant": tenant.slug,
        "initiative": line.round.initiative.slug,
        "organization": line.provider.code,
        "slug": line.round.slug,
    }
    path = reverse("measurement:grid", kwargs=place)
    return {
        "round": line.round,
        "organization": line.provider,
        "initiative": line.round.initiative,
        "due": line_due(line, line.round.initiative.today()),
        "is_late": line.days_late > 0,
        "state": PROVIDER[line.state].word,
        "missing": line.progress.owed - line.progress.done,
        "url": settings.BASE_URL + mail_door(membership.user, urlsplit(path).path),
    }
