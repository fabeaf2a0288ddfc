"""Which files back a figure? Seen by its provider and the data manager, handed out as attachments only."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from backbone.core.exceptions import RuleViolation
from backbone.files.services import answer_with
from backbone.tenancy.permissions import Capability, may, require
from initiatives.doors import InitiativeRequest, partner_page
from measurement import wording
from measurement.models import Evidence, Obligation
from measurement.services import evidence as backing


@require_http_methods(["GET", "POST"])
@partner_page(Capability.VIEW_OWN_FIGURES)
def evidence(request: InitiativeRequest, slug: str, uid: UUID) -> HttpResponse:
    """The files of one figure; a POST adds one."""
    owed = _owed(request, slug, uid)
    if request.method == "POST":
        require(request.actor, Capability.ENTER_FIGURES, on=request.organization)
        _add(request, owed)
        return _to_evidence(request, owed)
    context = {
        "owed": owed,
        "period": wording.period(owed.period_start, owed.period_end),
        "files": _evidence(request).filter(obligation=owed),
        "may_add": may(request.actor, Capability.ENTER_FIGURES, on=request.organization),
        "kinds": ",".join(backing.TYPES),
        "most": backing.MOST_MEGABYTES,
    }
    return render(request, "measurement/evidence.html", context)


@require_GET
@partner_page(Capability.VIEW_OWN_FIGURES)
def evidence_file(request: InitiativeRequest, uid: UUID) -> HttpResponseBase:
    """Hand out one file."""
    return answer_with(get_object_or_404(_evidence(request), uid=uid).file)


@require_POST
@partner_page(Capability.ENTER_FIGURES)
def evidence_remove(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """Take one file off."""
    piece = get_object_or_404(_evidence(request), uid=uid)
    try:
        backing.remove_evidence(piece, by=request.actor)
    except RuleViolation as violation:
        messages.error(request, wording.sentence(violation.refusal))
    else:
        messages.success(request, _("The file was taken off. It stays in the figure’s history."))
    return _to_evidence(request, piece.obligation)


def _add(request: InitiativeRequest, owed: Obligation) -> None:
    given = request.FILES.get("file")
    if given is None:
        messages.error(request, _("Choose a file first."))
        return
    try:
        backing.add_evidence(owed, given.name or "", given.read(), by=request.actor)
    except RuleViolation as violation:
        messages.error(request, wording.sentence(violation.refusal))
    else:
        messages.success(request, _("The file was added."))


def _owed(request: InitiativeRequest, slug: str, uid: UUID) -> Obligation:
    owed = Obligation.objects.select_related("round__initiative", "indicator", "breakdown", "provider")
    mine = owed.filter(round__initiative=request.initiative, round__slug=slug, provider=request.organization)
    return get_object_or_404(mine, uid=uid)


def _evidence(request: InitiativeRequest) -> QuerySet[Evidence]:
    mine = Evidence.objects.filter(
        obligation__provider=request.organization, obligation__round__initiative=request.initiative, removed_at=None
    )
    return mine.select_related("file", "added_by", "obligation__round__initiative", "obligation__provider")


def _to_evidence(request: InitiativeRequest, owed: Obligation) -> HttpResponse:
    return redirect(
        "measurement:evidence",
        tenant=request.tenant.slug,
        initiative=request.initiative.slug,
        organization=request.organization.code,
        slug=owed.round.slug,
        uid=owed.uid,
    )
