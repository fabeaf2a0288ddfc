"""A partner agrees that others see its figures by name, or revokes it."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from backbone.core.doing import attempt
from backbone.tenancy.permissions import Capability
from initiatives.doors import InitiativeRequest, partner_page
from measurement.services import said as services


@require_POST
@partner_page(Capability.AGREE_TO_COMPARISON)
def comparison(request: InitiativeRequest) -> HttpResponse:
    """Agree, or revoke what was agreed."""
    organization, initiative, by = request.organization, request.initiative, request.actor
    if request.POST.get("act") == "revoke":
        said = _("Revoked: from now on no partner sees your figures by name.")
        attempt(request, lambda: services.revoke_comparison(initiative, organization, by=by), said)
    else:
        said = _("Agreed: partners that have agreed as well see your figures by name, and you theirs.")
        attempt(request, lambda: services.agree_to_comparison(initiative, organization, by=by), said)
    return redirect("measurement:results", request.tenant.slug, request.initiative.slug, organization.code)
