"""What does a partner owe, and what became of what it sent?"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from backbone.tenancy.permissions import Capability, may
from initiatives.doors import InitiativeRequest, partner_page
from initiatives.models import Subject
from initiatives.past import asked_day
from measurement.presenters.agreements import who_sees_partner
from measurement.presenters.results import result_rows
from measurement.presenters.states import owed_line
from measurement.selectors.comparison import has_agreed
from measurement.selectors.figures import visible_figures
from measurement.selectors.results import partner_results
from measurement.selectors.rounds import lines_of_partner


@require_GET
@partner_page(Capability.VIEW_PARTNER_PAGES)
def owed(request: InitiativeRequest) -> HttpResponse:
    """All rounds that ask something of this partner."""
    lines = lines_of_partner(request.initiative, request.organization)
    context = {
        "lines": [owed_line(line) for line in lines],
        "may_open": may(request.actor, Capability.VIEW_OWN_FIGURES, on=request.organization),
    }
    return render(request, "measurement/partner_owed.html", context)


@require_GET
@partner_page(Capability.VIEW_PARTNER_PAGES)
def results(request: InitiativeRequest) -> HttpResponse:
    """The partner's own figures and what is said of them, as this reader may see them, today or as of a past day."""
    as_of = asked_day(request)
    subject = get_object_or_404(Subject.objects.select_related("organization"), organization=request.organization)
    figures = visible_figures(request.actor, request.initiative, as_of=as_of.past)
    found = partner_results(
        figures, subject, today=as_of.today, as_of=as_of.past, least_coverage=request.tenant.least_coverage
    )
    context = {
        "rows": result_rows(found),
        "as_of": as_of,
        "may_agree": may(request.actor, Capability.AGREE_TO_COMPARISON, on=request.organization),
        "has_agreed": has_agreed(figures, request.organization.pk),
        "who_sees": who_sees_partner(request.initiative, request.organization),
    }
    return render(request, "measurement/partner_results.html", context)
