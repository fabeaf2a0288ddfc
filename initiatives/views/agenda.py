"""The common agenda: its version in force, the one in work, what is said about it, and what changed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from backbone.core.doing import attempt, attempt_form
from backbone.core.exceptions import RuleViolation
from backbone.core.refusals import sentence_of
from backbone.tenancy.permissions import Capability, may, require
from initiatives.doors import InitiativeRequest, initiative_page
from initiatives.forms.agenda import AnswerForm, NameForm, OpenForm, SectionCommentForm
from initiatives.models import AgendaVersion, Organization, Section, SectionComment
from initiatives.presenters.agenda import agenda_page, changes_between
from initiatives.presenters.agenda_paper import agenda_pdf
from initiatives.selectors import history_of
from initiatives.selectors.agenda import in_force, proposals_of, versions_for
from initiatives.services import agenda as services
from initiatives.wording.agenda import HAPPENED

MOST_PROPOSALS = 300


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.VIEW_INITIATIVE)
def agenda(request: InitiativeRequest) -> HttpResponse:
    """The agenda in force, or else the one in work; who drafts starts the next one here."""
    versions = versions_for(request.actor, request.initiative)
    shown = in_force(versions) or (versions[0] if versions else None)
    kept = {name: getattr(shown, name) for name in ("name", "population", "until_year")} if shown else None
    form = NameForm(request.POST or None, initial=kept)
    if request.method == "POST":
        require(request.actor, Capability.DRAFT_AGENDA, on=request.initiative)
        if form.is_valid():
            return _start(request, form.cleaned_data)
    return _page(request, shown, versions, start_form=form)


def _start(request: InitiativeRequest, answers: dict[str, Any]) -> HttpResponse:
    try:
        made = services.start_draft(request.initiative, **answers, by=request.actor)
    except RuleViolation as violation:
        messages.error(request, sentence_of(violation.refusal))
        return redirect("initiatives:agenda", request.tenant.slug, request.initiative.slug)
    messages.success(request, _("The draft is started. Only those who draft read it, until you open it."))
    return _to(request, made)


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def version(request: InitiativeRequest, number: int) -> HttpResponse:
    """One version, in work, adopted or superseded."""
    versions = versions_for(request.actor, request.initiative)
    return _page(request, _of(versions, number), versions)


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def agenda_paper(request: InitiativeRequest, number: int) -> HttpResponse:
    """One version as PDF."""
    found = _of(versions_for(request.actor, request.initiative), number)
    found.initiative = request.initiative
    made = HttpResponse(agenda_pdf(found), content_type="application/pdf")
    made["Content-Disposition"] = f'attachment; filename="agenda-{request.initiative.slug}-{number}.pdf"'
    return made


def _page(
    request: InitiativeRequest, shown: AgendaVersion | None, versions: list[AgendaVersion], **forms: Any
) -> HttpResponse:
    may_draft = may(request.actor, Capability.DRAFT_AGENDA, on=request.initiative)
    context: dict[str, Any] = {"may_draft": may_draft, "start_form": NameForm(), "open_form": OpenForm(), **forms}
    if shown:
        shown.initiative = request.initiative
        context["page"] = agenda_page(request.actor, shown, versions)
        context["history"] = history_of(shown.uid, HAPPENED) if may_draft else []
        context["comment_form"], context["answer_form"] = SectionCommentForm(), AnswerForm()
    is_refused = any(getattr(form, "errors", None) for form in forms.values())
    return render(request, "initiatives/agenda.html", context, status=422 if is_refused else 200)


@require_POST
@initiative_page(Capability.DRAFT_AGENDA)
def agenda_open(request: InitiativeRequest, number: int) -> HttpResponse:
    """Open a draft for comment."""
    versions = versions_for(request.actor, request.initiative)
    found, form = _of(versions, number), OpenForm(request.POST)
    if attempt_form(
        form, lambda: services.open_for_comment(found, by=request.actor, **form.cleaned_data), field="until"
    ):
        messages.success(request, _("Everybody who takes part may read it now, comment and propose."))
        return _to(request, found)
    return _page(request, found, versions, open_form=form)


@require_POST
@initiative_page(Capability.DRAFT_AGENDA)
def agenda_take_back(request: InitiativeRequest, number: int) -> HttpResponse:
    """Make a draft of it again."""
    found = _of(versions_for(request.actor, request.initiative), number)
    attempt(request, lambda: services.take_back(found, by=request.actor), _("It is a draft again; comments are kept."))
    return _to(request, found)


@require_POST
@initiative_page(Capability.COMMENT_AGENDA)
def agenda_comment(request: InitiativeRequest, number: int, section: str) -> HttpResponse:
    """Say something about a section, for one's organization where one acts for one."""
    found, form = _of(versions_for(request.actor, request.initiative), number), SectionCommentForm(request.POST)
    if section not in Section.values:
        raise Http404
    if not form.is_valid():
        return _page(request, found, versions_for(request.actor, request.initiative), said_form=form, said_on=section)
    own = request.actor.organization_ids
    organization = Organization.objects.filter(pk__in=own).first() if len(own) == 1 else None
    attempt(
        request,
        lambda: services.comment_on_section(
            found, section, by=request.actor, organization=organization, **form.cleaned_data
        ),
        _("Your comment stands beside the section; it will be answered."),
    )
    return _to(request, found, section)


@require_POST
@initiative_page(Capability.DRAFT_AGENDA)
def agenda_answer(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """Say what becomes of a comment."""
    comment = get_object_or_404(
        SectionComment.objects.select_related("agenda__initiative"), uid=uid, agenda__initiative=request.initiative
    )
    form = AnswerForm(request.POST)
    if not form.is_valid():
        versions = versions_for(request.actor, request.initiative)
        return _page(request, comment.agenda, versions, answered_form=form, answered_on=comment.uid)
    answered = _("Answered; its author finds it beside the comment.")
    attempt(request, lambda: services.answer_comment(comment, by=request.actor, **form.cleaned_data), answered)
    return _to(request, comment.agenda, comment.section)


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def agenda_changes(request: InitiativeRequest, number: int) -> HttpResponse:
    """What changed from the version before, or from the one that `from` names."""
    versions = versions_for(request.actor, request.initiative)
    later = _of(versions, number)
    older = [each for each in versions if each.number < later.number]
    wanted = request.GET.get("from", "")
    before = next((each for each in older if str(each.number) == wanted), older[0] if older else None)
    context = {
        "agenda": later,
        "before": before,
        "older": older,
        "changes": changes_between(before, later) if before else [],
    }
    return render(request, "initiatives/agenda_changes.html", context)


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def proposals(request: InitiativeRequest) -> HttpResponse:
    """What became of each proposal; `of=own` shows those of one's own organization."""
    found = proposals_of(request.actor, request.initiative)
    of_own = request.GET.get("of") == "own"
    if of_own:
        found = found.filter(organization__in=request.actor.organization_ids)
    context = {"proposals": found[:MOST_PROPOSALS], "of_own": of_own, "has_own": bool(request.actor.organization_ids)}
    return render(request, "initiatives/proposals.html", context)


def _of(versions: list[AgendaVersion], number: int) -> AgendaVersion:
    found = next((each for each in versions if each.number == number), None)
    if found is None:
        raise Http404
    return found


def _to(request: InitiativeRequest, found: AgendaVersion, section: str = "") -> HttpResponse:
    place = redirect("initiatives:agenda-version", request.tenant.slug, request.initiative.slug, found.number)
    if section:
        place["Location"] += f"#{section}"
    return place
