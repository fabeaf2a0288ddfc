"""Who has not sent, and the one click that reminds those shown."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from backbone.tenancy.permissions import Capability, may
from communications.board.filters import Filters
from communications.board.selectors import board_of, lines_shown
from communications.reminders.presenters import preview_of
from communications.reminders.services.sending import prepare, remind_shown
from initiatives.doors import InitiativeRequest, initiative_page
from measurement.services.entering import entering_now
from measurement.views.rounds import the_round


@require_GET
@initiative_page(Capability.VIEW_ROUNDS)
def board(request: InitiativeRequest, slug: str) -> HttpResponse:
    """Who has sent, who has not, and how late; the filters are in the address."""
    collection_round = the_round(request, slug)
    rights = {
        "may_review": Capability.REVIEW_ENTRIES,
        "may_release": Capability.RELEASE_FIGURES,
        "may_manage": Capability.MANAGE_ROUNDS,
        "may_remind": Capability.REMIND_PARTNERS,
        "may_grant": Capability.GRANT_EXCEPTIONS,
    }
    held = {name: may(request.actor, each, on=request.initiative) for name, each in rights.items()}
    page = board_of(collection_round, request.GET.dict(), tenant=request.tenant.slug)
    now = entering_now(request.initiative) if held["may_release"] else None
    entering = {"entering": len(now.totals), "opened": len(now.own)} if now else {}
    return render(request, "communications/board.html", {**held, "page": page, **entering})


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.REMIND_PARTNERS)
def remind(request: InitiativeRequest, slug: str) -> HttpResponse:
    """The mail as it will go, to whom, and who is left out and why; a POST lets it go."""
    collection_round = the_round(request, slug)
    filters = Filters.read(request.GET.dict())
    lines = lines_shown(collection_round, filters)
    now = timezone.now()
    if request.method == "POST":
        done = remind_shown(collection_round, lines, tenant=request.tenant, by=request.actor, now=now)
        count = len(done.mails)
        if count:
            text = ngettext("%d mail is on its way.", "%d mails are on their way.", count)
            messages.success(request, text % count)
        else:
            messages.warning(request, _("Nobody was reminded: everybody shown is done, or was reminded already."))
        url = redirect("communications:board", request.tenant.slug, request.initiative.slug, slug).url
        return redirect(f"{url}?{filters.query()}")
    prepared = prepare(lines, tenant=request.tenant, now=now)
    context = {"round": collection_round, "query": filters.query(), "page": preview_of(prepared, request.tenant)}
    return render(request, "communications/remind.html", context)
