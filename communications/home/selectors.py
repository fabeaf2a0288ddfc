"""What do I owe, by when? The tasks of a person in an initiative, by role."""

from datetime import date

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Tenant
from backbone.tenancy.permissions import Capability, may
from communications.home.agenda import agenda_tasks
from communications.home.shapes import Home, Links, Task
from initiatives.models import Initiative
from measurement.models import CollectionRound, Submission
from measurement.presenters.states import PROVIDER, Chip, due, line_due
from measurement.selectors.cells import ProviderLine
from measurement.selectors.rounds import open_lines_of
from measurement.services.releases import totals_entering


def home(by: Actor, tenant: Tenant, initiative: Initiative, *, named_in: int) -> Home:
    """What the actor has to do in this initiative now; so many texts that name them wait for their word."""
    place = Links(tenant.slug, initiative.slug)
    tasks = [_owed(line, place) for line in open_lines_of(by, initiative)] + _to_consent(named_in, place)
    if by.organization_ids:
        tasks += _to_confirm(by, initiative, place)
    if may(by, Capability.REVIEW_ENTRIES, on=initiative):
        tasks += _to_review(initiative, place)
    tasks += agenda_tasks(by, initiative, place)
    return Home(tasks=tasks)


def _owed(line: ProviderLine, place: Links) -> Task:
    rows = ngettext("%(done)d of %(owed)d row done", "%(done)d of %(owed)d rows done", line.progress.owed)
    is_done = line.is_in
    return Task(
        title=_("Send %(round)s") % {"round": line.round.name},
        detail=f"{line.provider.name}, {rows % {'done': line.progress.done, 'owed': line.progress.owed}}",
        url=place.to("measurement:grid", organization=line.provider.code, slug=line.round.slug),
        due=line_due(line, line.round.initiative.today()),
        chip=PROVIDER[line.state],
        action=_("Look") if is_done else _("Begin") if line.state == "not_started" else _("Continue"),
        is_late=line.days_late > 0,
        is_done=is_done,
    )


def _to_consent(waiting: int, place: Links) -> list[Task]:
    """The texts that name the actor, or an organization that they represent, and wait for a word."""
    if not waiting:
        return []
    return [
        Task(
            title=_("Say whether others may read where you are named"),
            detail=ngettext("%d text waits for your word", "%d texts wait for your word", waiting) % waiting,
            url=place.to("workgroups:named"),
            due="",
            chip=Chip("chk", _("To consent")),
            action=_("Look"),
        )
    ]


def _to_confirm(by: Actor, initiative: Initiative, place: Links) -> list[Task]:
    """What the backbone team sent for the actor's organizations, and nobody there has confirmed; one query."""
    sent = Q(entries__typed_by_staff=True, entries__confirmed_by=None, entries__state__in=["submitted", "accepted"])
    waiting = (
        Submission.objects.filter(round__initiative=initiative, provider__in=by.organization_ids)
        .annotate(unconfirmed=Count("entries", filter=sent))
        .filter(unconfirmed__gt=0)
        .select_related("round", "provider")
        .order_by("round__due_on", "provider__name")
    )
    return [
        _confirm(each, each.unconfirmed, place)
        for each in waiting
        if may(by, Capability.ENTER_FIGURES, on=each.provider)
    ]


def _confirm(submission: Submission, unconfirmed: int, place: Links) -> Task:
    words = ngettext("%d figure was entered for you", "%d figures were entered for you", unconfirmed) % unconfirmed
    return Task(
        title=_("Confirm %(round)s") % {"round": submission.round.name},
        detail=f"{submission.provider.name}, {words}",
        url=place.to("measurement:grid", organization=submission.provider.code, slug=submission.round.slug),
        due="",
        chip=Chip("chk", _("To confirm")),
        action=_("Look"),
    )


def _to_review(initiative: Initiative, place: Links) -> list[Task]:
    """The data manager's: what was sent and waits, and totals that others do not see yet; three queries."""
    rounds = list(
        CollectionRound.objects.filter(initiative=initiative)
        .select_related("initiative")
        .annotate(sent=Count("submissions__entries", filter=Q(submissions__entries__state="submitted")))
        .order_by("-due_on")
    )
    tasks = [_review(each, each.sent, each.initiative.today(), place) for each in rounds if each.sent]
    entering = totals_entering(initiative)
    # A round that is made ahead has nothing to release yet.
    begun = next((each for each in rounds if each.opens_at <= timezone.now()), None)
    if entering and begun:
        words = ngettext("%d total has changed", "%d totals have changed", entering) % entering
        tasks.append(
            Task(
                title=_("Release %(round)s") % {"round": begun.name},
                detail=_("%(words)s; others do not see it yet") % {"words": words},
                url=place.to("communications:board", slug=begun.slug),
                due=_("When review is done"),
                chip=PROVIDER["not_started"],
                action=_("Look"),
            )
        )
    return tasks


def _review(collection_round: CollectionRound, sent: int, today: date, place: Links) -> Task:
    return Task(
        title=_("Review %(round)s") % {"round": collection_round.name},
        detail=ngettext("%d figure was sent", "%d figures were sent", sent) % sent,
        url=place.to("measurement:review", slug=collection_round.slug),
        due=due(collection_round.due_on, today=today),
        chip=Chip("none", _("To review")),
        action=_("Review"),
    )
