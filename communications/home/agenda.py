"""What has somebody to do for the common agenda: sign it, say where one stands, answer what was said?"""

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, may
from communications.home.shapes import Links, Task
from initiatives.models import AgendaVersion, Initiative
from initiatives.rules.signoffs import COMMITTED, Standing
from initiatives.selectors.signoffs import SignOffLine, own_lines
from initiatives.wording.agenda import STANDINGS
from measurement.presenters.states import Chip

# Who took its signature back was asked, and has answered.
NOTHING_TO_DO = COMMITTED - {Standing.RENEWAL_DUE} | {Standing.NOTHING_ADOPTED, Standing.WITHDRAWN}


def agenda_tasks(by: Actor, initiative: Initiative, place: Links) -> list[Task]:
    """One query for who signs for a partner, one for who decides or drafts, none for all others."""
    tasks = []
    if may(by, Capability.SIGN_AGENDA):
        lines = own_lines(initiative, by.organization_ids)
        tasks += [
            _sign(line, place)
            for line in lines
            if line.standing not in NOTHING_TO_DO and may(by, Capability.SIGN_AGENDA, on=line.organization)
        ]
    decides = may(by, Capability.DECIDE_AGENDA, on=initiative)
    if decides or may(by, Capability.DRAFT_AGENDA, on=initiative):
        tasks += _open_for_comment(by, initiative, place, decides=decides)
    return tasks


def _sign(line: SignOffLine, place: Links) -> Task:
    kind, words = STANDINGS[line.standing]
    return Task(
        title=_("Sign the common agenda"),
        detail=line.organization.name,
        url=place.to("initiatives:sign-off", organization=line.organization.code),
        due="",
        chip=Chip(kind, words),
        action=_("Read and sign"),
    )


def _open_for_comment(by: Actor, initiative: Initiative, place: Links, *, decides: bool) -> list[Task]:
    counted = AgendaVersion.objects.annotate(
        unanswered=Count("comments", filter=Q(comments__answered_at=None), distinct=True),
        mine=Count("positions", filter=Q(positions__membership__user=by.user_id), distinct=True),
    )
    agenda = counted.filter(initiative=initiative, state=AgendaVersion.State.OPEN).first()
    if agenda is None:
        return []
    tasks = []
    if decides and not agenda.mine:
        tasks.append(
            Task(
                title=_("Say where you stand on “%(name)s”") % {"name": agenda.name},
                detail=_("Version %(number)s, for the steering committee") % {"number": agenda.number},
                url=place.to("agenda:decision", number=str(agenda.number)),
                due="",
                chip=Chip("none", _("Open for comment")),
                action=_("Decide"),
            )
        )
    if agenda.unanswered and may(by, Capability.DRAFT_AGENDA, on=initiative):
        words = ngettext("%d comment waits for an answer", "%d comments wait for an answer", agenda.unanswered)
        tasks.append(
            Task(
                title=_("Answer comments on “%(name)s”") % {"name": agenda.name},
                detail=words % agenda.unanswered,
                url=place.to("initiatives:agenda-version", number=str(agenda.number)),
                due="",
                chip=Chip("none", _("To answer")),
                action=_("Answer"),
            )
        )
    return tasks
