"""What does a partner owe, what does it enter, and what became of it?"""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from backbone.core.exceptions import Refusal, RuleViolation
from backbone.core.reading import whole_number
from backbone.tenancy.permissions import Capability, may
from initiatives.doors import InitiativeRequest, partner_page
from initiatives.models import Subject
from measurement import wording
from measurement.models import Adoption, CollectionRound, Entry, Obligation, Submission
from measurement.presenters import workbooks
from measurement.presenters.forms import FormPage, FormRow, form_page
from measurement.presenters.results import result_rows
from measurement.presenters.states import owed_line
from measurement.selectors.figures import visible_figures
from measurement.selectors.rounds import grid_rows, lines_of_partner
from measurement.services import entries

TYPED = ("numerator", "denominator", "value", "note", "kept_because")
Refused = dict[UUID, RuleViolation]


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
    """The partner's own figures, as this reader may see them."""
    subject = get_object_or_404(Subject.objects.select_related("organization"), organization=request.organization)
    adoptions = Adoption.objects.filter(initiative=request.initiative).select_related("indicator", "outcome")
    seen = visible_figures(request.actor, request.initiative).of_subject(subject)
    return render(request, "measurement/partner_results.html", {"rows": result_rows(adoptions, seen)})


@require_http_methods(["GET", "POST"])
@partner_page(Capability.VIEW_OWN_FIGURES)
def grid(request: InitiativeRequest, slug: str) -> HttpResponse:
    """The form of a round. A POST saves what was typed in all rows: the way without a script."""
    collection_round = _round(request, slug)
    if request.method == "POST":
        refused = _save_all(request, collection_round)
        if refused:
            return _say_refused(request, collection_round, refused)
        messages.success(request, _("Everything is saved."))
        return _to_grid(request, slug)
    return render(request, "measurement/partner_grid.html", {"form_page": _page(request, collection_round)})


@require_GET
@partner_page(Capability.VIEW_OWN_FIGURES)
def form_workbook(request: InitiativeRequest, slug: str) -> HttpResponse:
    """The form as a workbook, to fill offline and upload."""
    collection_round = _round(request, slug)
    rows = grid_rows(collection_round, request.organization)
    book = workbooks.form_workbook(collection_round, request.organization, rows)
    response = HttpResponse(book, content_type=workbooks.TYPE)
    name = f"{request.organization.code}-{collection_round.slug}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "POST"])
@partner_page(Capability.VIEW_OWN_FIGURES)
def row(request: InitiativeRequest, slug: str, uid: UUID) -> HttpResponse:
    """Save one row as it is typed (POST), or show what counts in it (GET); both answer with a part of the page."""
    collection_round = _round(request, slug)
    owed = Obligation.objects.filter(uid=uid, round=collection_round, provider=request.organization)
    if not owed.exists():
        raise Http404
    violation = _save(request, collection_round, uid) if request.method == "POST" else None
    page = _page(request, collection_round, refused={uid: violation} if violation else None)
    context = {
        "form_page": page,
        "row": next(each for each in page.rows if each.uid == uid),
        "refused": wording.sentence(violation.refusal) if violation else "",
    }
    part = "grid_saved" if request.method == "POST" else "grid_side"
    return render(request, f"measurement/parts/{part}.html", context)


@require_POST
@partner_page(Capability.ENTER_FIGURES)
def send(request: InitiativeRequest, slug: str) -> HttpResponse:
    """Send for review what stands in the form: what was typed last may not have been saved yet."""
    collection_round = _round(request, slug)
    if refused := _save_all(request, collection_round):
        return _say_refused(request, collection_round, refused)
    submission = Submission.objects.filter(round=collection_round, provider=request.organization).first()
    if submission is None:
        messages.error(request, wording.sentence(Refusal("nothing_to_send")))
        return _to_grid(request, slug)
    try:
        sent = entries.send_submission(submission, by=request.actor)
    except RuleViolation as violation:
        messages.error(request, wording.sentence(violation.refusal))
    else:
        text = ngettext("%d figure was sent for review.", "%d figures were sent for review.", sent)
        messages.success(request, text % sent)
    return _to_grid(request, slug)


@require_POST
@partner_page(Capability.ENTER_FIGURES)
def confirm(request: InitiativeRequest, slug: str) -> HttpResponse:
    """Confirm, as the partner, what backbone staff typed on its behalf."""
    try:
        entries.confirm_entries(_submission(request, slug), by=request.actor)
    except RuleViolation as violation:
        messages.error(request, wording.sentence(violation.refusal))
    else:
        messages.success(request, _("Thank you: the figures are confirmed."))
    return _to_grid(request, slug)


def _round(request: InitiativeRequest, slug: str) -> CollectionRound:
    rounds = CollectionRound.objects.select_related("initiative").filter(obligations__provider=request.organization)
    return get_object_or_404(rounds.distinct(), initiative=request.initiative, slug=slug)


def _submission(request: InitiativeRequest, slug: str) -> Submission:
    submissions = Submission.objects.select_related("round__initiative", "provider")
    return get_object_or_404(submissions, round=_round(request, slug), provider=request.organization)


def _page(request: InitiativeRequest, collection_round: CollectionRound, *, refused: Refused | None = None) -> FormPage:
    """The form; a row that was refused keeps what was typed in it, unless somebody else's figure stands there now."""
    page = form_page(
        collection_round,
        request.organization,
        may_enter=may(request.actor, Capability.ENTER_FIGURES, on=request.organization),
        by_staff=request.organization.pk not in request.actor.organization_ids,
    )
    kept = {uid for uid, violation in (refused or {}).items() if violation.refusal.code != "entry_changed_meanwhile"}
    rows = [_as_posted(request, row) if row.uid in kept else row for row in page.rows]
    return replace(page, rows=rows)


def _as_posted(request: InitiativeRequest, row: FormRow) -> FormRow:
    return replace(
        row,
        numerator=_posted(request, "numerator", row.uid),
        denominator=_posted(request, "denominator", row.uid),
        value=_posted(request, "value", row.uid),
        note=_posted(request, "note", row.uid),
        kept_because=_posted(request, "kept_because", row.uid),
    )


def _say_refused(request: InitiativeRequest, collection_round: CollectionRound, refused: Refused) -> HttpResponse:
    """The form with what was refused above it, each sentence once, and with what was typed in it.

    An answer of 200, as the rows that were not refused are saved.
    """
    for sentence in dict.fromkeys(wording.sentence(violation.refusal) for violation in refused.values()):
        messages.error(request, sentence)
    page = _page(request, collection_round, refused=refused)
    context = {"form_page": page, "typed_from": request.POST.get("typed_from", "")}
    return render(request, "measurement/partner_grid.html", context)


def _save_all(request: InitiativeRequest, collection_round: CollectionRound) -> Refused:
    rows = grid_rows(collection_round, request.organization)
    saved = {row.obligation.uid: _save(request, collection_round, row.obligation.uid) for row in rows}
    return {uid: violation for uid, violation in saved.items() if violation}


def _posted(request: InitiativeRequest, name: str, uid: UUID) -> str:
    """What was typed; a form without a script sends other ends of lines than one with it."""
    return request.POST.get(f"{name}-{uid}", "").replace("\r\n", "\n")


def _save(request: InitiativeRequest, collection_round: CollectionRound, uid: UUID) -> RuleViolation | None:
    """Save what was typed in one row, if anything differs from what stands; the refusal, if there is one."""
    posted = request.POST
    if f"version-{uid}" not in posted:
        return None
    owed_figure = entries.obligation_of(collection_round, request.organization, uid)
    typed = entries.Typed(
        **{name: _posted(request, name, uid) for name in TYPED},
        presence=Entry.Presence.NOT_APPLICABLE if f"nothing-{uid}" in posted else Entry.Presence.NUMBER,
        typed_from=posted.get("typed_from", ""),
        version=whole_number(posted[f"version-{uid}"]),
    )
    try:
        entries.save_if_changed(owed_figure, typed, by=request.actor)
    except RuleViolation as violation:
        return violation
    return None


def _to_grid(request: InitiativeRequest, slug: str) -> HttpResponse:
    return redirect(
        "measurement:grid",
        tenant=request.tenant.slug,
        initiative=request.initiative.slug,
        organization=request.organization.code,
        slug=slug,
    )
