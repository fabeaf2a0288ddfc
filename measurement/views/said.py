"""What people say beside a curve: the story behind it, and notes of what happened around it."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backbone.core.doing import attempt, attempt_form
from backbone.tenancy.permissions import Capability
from initiatives.doors import InitiativeRequest, initiative_page
from measurement.forms.said import ContextNoteForm, CurveTextForm
from measurement.models import Adoption, ContextNote, CurveText
from measurement.selectors.said import context_notes, curve_texts
from measurement.services import said as services


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.TELL_STORY)
def story(request: InitiativeRequest, code: str) -> HttpResponse:
    """Answer one of the questions beside the curve; the answer that stands is where one begins."""
    held = _adoption(request, code)
    kind = request.GET.get("kind", CurveText.Kind.BEHIND)
    standing = {each.kind: each.text for each in reversed(curve_texts().filter(adoption=held))}
    form = CurveTextForm(request.POST or None, initial={"kind": kind, "text": standing.get(kind, "")})
    if request.method == "POST" and attempt_form(form, lambda: _tell(request, held, form), field="text"):
        messages.success(request, _("It stands beside the curve."))
        return _to(request, code)
    context = {"adoption": held, "form": form, "note_form": ContextNoteForm(), "notes": context_notes(held)}
    return render(request, "measurement/story.html", context, status=422 if form.errors else 200)


@require_POST
@initiative_page(Capability.TELL_STORY)
def note(request: InitiativeRequest, code: str) -> HttpResponse:
    """Note what happened on a day."""
    held, form = _adoption(request, code), ContextNoteForm(request.POST)
    if form.is_valid():
        answers, said = form.cleaned_data, _("The note is drawn on the curve.")
        attempt(
            request,
            lambda: services.note_context(
                request.initiative, answers["happened_on"], answers["text"], by=request.actor,
                adoption=None if answers["of_all"] else held,
            ),
            said,
        )  # fmt: skip
    else:
        messages.error(request, _("A note needs a day and a few words."))
    return _to(request, code)


@require_POST
@initiative_page(Capability.TELL_STORY)
def note_withdraw(request: InitiativeRequest, code: str, uid: UUID) -> HttpResponse:
    """Draw a note no more."""
    held = _adoption(request, code)
    notes = ContextNote.objects.filter(Q(adoption=held) | Q(adoption=None), initiative=request.initiative)
    found = get_object_or_404(notes.select_related("initiative", "adoption"), uid=uid)
    attempt(request, lambda: services.withdraw_note(found, by=request.actor), _("The note is withdrawn."))
    return _to(request, code)


def _tell(request: InitiativeRequest, held: Adoption, form: CurveTextForm) -> None:
    kind = CurveText.Kind(form.cleaned_data["kind"])
    services.tell_story(held, kind, form.cleaned_data["text"], by=request.actor)


def _adoption(request: InitiativeRequest, code: str) -> Adoption:
    adoptions = Adoption.objects.select_related("initiative", "indicator")
    return get_object_or_404(adoptions, initiative=request.initiative, indicator__code=code)


def _to(request: InitiativeRequest, code: str) -> HttpResponse:
    return redirect("communications:indicator", request.tenant.slug, request.initiative.slug, code)
