"""How does a partner fill in its form? Every row is saved as it is left; sending is an act of its own."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from backbone.core.exceptions import Refusal, RuleViolation
from backbone.core.reading import first_or_404, whole_number
from backbone.tenancy.permissions import Capability, may
from initiatives.doors import InitiativeRequest, partner_page
from measurement import wording
from measurement.models import CollectionRound, Obligation, Submission
from measurement.presenters import workbooks
from measurement.presenters.form_rows import FormRow, form_row
from measurement.presenters.forms import FormPage, form_page
from measurement.selectors.exceptions import with_exceptions
from measurement.selectors.forms import changed_by_others, grid_rows, obligations_of
from measurement.selectors.rounds import rounds_of
from measurement.services import batches, entries
from measurement.services.drafts import Typed

TYPED = ("numerator", "denominator", "value", "note", "kept_because")
Refused = dict[UUID, Refusal]


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


@require_http_methods(["GET", "POST"])
@partner_page(Capability.VIEW_OWN_FIGURES)
def row(request: InitiativeRequest, slug: str, uid: UUID) -> HttpResponse:
    """Save one row as it is left (POST), or show what counts in it (GET); both answer with a part of the page."""
    collection_round = _round(request, slug)
    found = form_row(collection_round, request.organization, uid, reader=request.actor)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _rows_answer(request, collection_round, _save_all(request, collection_round), into=uid)
    return render(request, "measurement/parts/grid_side.html", {"row": found})


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


@require_POST
@partner_page(Capability.ENTER_FIGURES)
def rows(request: InitiativeRequest, slug: str) -> HttpResponse:
    """Save many rows at once, as a block that was pasted or taken back."""
    collection_round = _round(request, slug)
    return _rows_answer(request, collection_round, _save_all(request, collection_round))


@require_GET
@partner_page(Capability.VIEW_OWN_FIGURES)
def changes(request: InitiativeRequest, slug: str) -> HttpResponse:
    """The rows that somebody else has changed since the page was shown, and from when on to ask next."""
    now = timezone.now()
    given = parse_datetime(request.GET.get("since", ""))
    since = now if given is None or timezone.is_naive(given) else given
    collection_round = _round(request, slug)
    changed = changed_by_others(collection_round, request.organization, since=since, reader=request.actor)
    if not changed:
        form_page: Any = {"round": collection_round, "shown_at": now}
        return render(request, "measurement/parts/grid_live.html", {"form_page": form_page})
    page = _page(request, collection_round)
    context = {"form_page": page, "rows": [each for each in page.rows if each.uid in changed]}
    return render(request, "measurement/parts/grid_changes.html", context)


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
        sent = entries.send_submission(
            submission, by=request.actor, minutes=whole_number(request.POST.get("minutes", ""))
        )
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
    asked = Exists(Obligation.objects.filter(round=OuterRef("pk"), provider=request.organization))
    return first_or_404(with_exceptions(rounds_of(request.initiative).filter(asked, slug=slug)))


def _submission(request: InitiativeRequest, slug: str) -> Submission:
    submissions = Submission.objects.select_related("round__initiative", "provider")
    return get_object_or_404(submissions, round=_round(request, slug), provider=request.organization)


def _page(request: InitiativeRequest, collection_round: CollectionRound, *, refused: Refused | None = None) -> FormPage:
    """The form; a row that was refused keeps what was typed in it, unless somebody else's figure stands there now."""
    page = form_page(
        collection_round,
        request.organization,
        reader=request.actor,
        may_enter=may(request.actor, Capability.ENTER_FIGURES, on=request.organization),
    )
    why = refused or {}
    return replace(
        page, rows=[_as_refused(request, each, why[each.uid]) if each.uid in why else each for each in page.rows]
    )


def _as_refused(request: InitiativeRequest, row: FormRow, refusal: Refusal) -> FormRow:
    said = replace(row, refused=wording.sentence(refusal))
    typed = _typed(request, row.uid)
    if refusal.code == "entry_changed_meanwhile":
        return replace(said, mine={name: getattr(typed, name) for name in TYPED if getattr(typed, name)})
    return replace(
        said,
        numerator=typed.numerator,
        denominator=typed.denominator,
        value=typed.value,
        note=typed.note,
        kept_because=typed.kept_because,
    )


def _rows_answer(
    request: InitiativeRequest, collection_round: CollectionRound, refused: Refused, *, into: UUID | None = None
) -> HttpResponse:
    """The saved rows anew, what is now said of the rows beside them, and the progress line."""
    page = _page(request, collection_round, refused=refused)
    saved = [each for each in page.rows if f"version-{each.uid}" in request.POST]
    wholes = {each.whole for each in saved}
    context = {
        "form_page": page,
        "row": next((each for each in page.rows if each.uid == into), None),
        "rows": [each for each in saved if each.uid != into],
        "beside": [each for each in page.rows if each.whole in wholes and each not in saved],
    }
    return render(request, "measurement/parts/grid_saved.html", context)


def _say_refused(request: InitiativeRequest, collection_round: CollectionRound, refused: Refused) -> HttpResponse:
    """The form with what was refused above it, each sentence once, and with what was typed in it.

    An answer of 200, as the rows that were not refused are saved.
    """
    for sentence in dict.fromkeys(wording.sentence(refusal) for refusal in refused.values()):
        messages.error(request, sentence)
    page = _page(request, collection_round, refused=refused)
    context = {"form_page": page, "typed_from": request.POST.get("typed_from", "")}
    return render(request, "measurement/partner_grid.html", context)


def _save_all(request: InitiativeRequest, collection_round: CollectionRound) -> Refused:
    """Keep what was typed in all posted rows, if anything differs from what stands; refusals by row."""
    rows = [
        (owed, _typed(request, owed.uid))
        for owed in obligations_of(collection_round, request.organization)
        if f"version-{owed.uid}" in request.POST
    ]
    saved = batches.keep_typed(rows, by=request.actor)
    return {each.obligation.uid: each.refusal for each in saved if each.refusal}


def _posted(request: InitiativeRequest, name: str, uid: UUID) -> str:
    """What was typed; a form without a script sends other ends of lines than one with it."""
    return request.POST.get(f"{name}-{uid}", "").replace("\r\n", "\n")


def _typed(request: InitiativeRequest, uid: UUID) -> Typed:
    return Typed(
        numerator=_posted(request, "numerator", uid),
        denominator=_posted(request, "denominator", uid),
        value=_posted(request, "value", uid),
        note=_posted(request, "note", uid),
        kept_because=_posted(request, "kept_because", uid),
        says_nothing=f"nothing-{uid}" in request.POST,
        typed_from=request.POST.get("typed_from", ""),
        version=whole_number(request.POST[f"version-{uid}"]),
    )


def _to_grid(request: InitiativeRequest, slug: str) -> HttpResponse:
    return redirect(
        "measurement:grid",
        tenant=request.tenant.slug,
        initiative=request.initiative.slug,
        organization=request.organization.code,
        slug=slug,
    )
