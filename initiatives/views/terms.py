"""The glossary: which words are agreed, which await agreement, and what is said about them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from backbone.comments.forms import CommentForm
from backbone.core.exceptions import RuleViolation
from backbone.core.refusals import sentence_of
from backbone.tenancy.permissions import Capability, may, require
from initiatives.doors import InitiativeRequest, initiative_page
from initiatives.forms import TermForm
from initiatives.models import Term
from initiatives.selectors import all_terms, history_of
from initiatives.services import terms as services
from initiatives.wording import HAPPENED


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.VIEW_INITIATIVE)
def glossary(request: InitiativeRequest) -> HttpResponse:
    """Every word with its meaning and state; a form to propose one."""
    form = TermForm(request.POST or None)
    if request.method == "POST":
        require(request.actor, Capability.PROPOSE_INDICATORS, on=request.initiative)
        if form.is_valid():
            try:
                made = services.propose_term(**form.cleaned_data, by=request.actor)
            except RuleViolation as violation:
                form.add_error("word", sentence_of(violation.refusal))
            else:
                messages.success(request, _("“%(word)s” is proposed.") % {"word": made.word})
                return _to(request, made)
    found = all_terms()
    context = {
        "form": form,
        "groups": [(label, [term for term in found if term.state == state]) for state, label in Term.State.choices[1:]],
        "waiting": [term for term in found if term.state == Term.State.PROPOSED],
        "may_propose": may(request.actor, Capability.PROPOSE_INDICATORS, on=request.initiative),
    }
    return render(request, "initiatives/glossary.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.VIEW_INITIATIVE)
def term(request: InitiativeRequest, slug: str) -> HttpResponse:
    """One word: its meaning, who proposed and agreed it, and what is said about it."""
    found = _term(slug)
    may_keep = may(request.actor, Capability.KEEP_GLOSSARY, on=request.initiative)
    given = {name: getattr(found, name) for name in ("word", "other_forms", "definition")}
    form = TermForm(request.POST or None, initial=given)
    if request.method == "POST":
        require(request.actor, Capability.KEEP_GLOSSARY, on=request.initiative)
        if form.is_valid():
            try:
                services.edit_term(found, **form.cleaned_data, by=request.actor)
            except RuleViolation as violation:
                form.add_error("word", sentence_of(violation.refusal))
            else:
                messages.success(request, _("The term is saved."))
                return _to(request, found)
    context: dict[str, Any] = {
        "term": found,
        "form": form,
        "may_keep": may_keep,
        "may_comment": may(request.actor, Capability.PROPOSE_INDICATORS, on=request.initiative),
        "comments": found.comments.select_related("written_by"),
        "comment_form": CommentForm(),
        "history": history_of(found.uid, HAPPENED),
    }
    return render(request, "initiatives/term.html", context, status=422 if form.errors else 200)


@require_POST
@initiative_page(Capability.KEEP_GLOSSARY)
def agree(request: InitiativeRequest, slug: str) -> HttpResponse:
    """Agree a word."""
    found = _term(slug)
    said = gettext_lazy("The term is agreed, and explains itself wherever it stands.")
    return _done(request, found, lambda: services.agree_term(found, by=request.actor), said)


@require_POST
@initiative_page(Capability.KEEP_GLOSSARY)
def retire(request: InitiativeRequest, slug: str) -> HttpResponse:
    """Retire a word, with a reason."""
    found, because = _term(slug), request.POST.get("because", "")[:300]
    said = gettext_lazy("The term is retired.")
    return _done(request, found, lambda: services.retire_term(found, because=because, by=request.actor), said)


@require_POST
@initiative_page(Capability.PROPOSE_INDICATORS)
def comment(request: InitiativeRequest, slug: str) -> HttpResponse:
    """Say something about a word."""
    found, form = _term(slug), CommentForm(request.POST)
    if form.is_valid():
        services.comment_on_term(found, form.cleaned_data["text"], by=request.actor)
    else:
        messages.error(request, _("Write something first, in 4,000 characters at most."))
    return _to(request, found)


def _term(slug: str) -> Term:
    return get_object_or_404(Term.objects.select_related("proposed_by", "decided_by"), slug=slug)


def _done(request: InitiativeRequest, found: Term, act: Callable[[], object], said: Promise) -> HttpResponse:
    try:
        act()
    except RuleViolation as violation:
        messages.error(request, sentence_of(violation.refusal))
    else:
        messages.success(request, str(said))
    return _to(request, found)


def _to(request: InitiativeRequest, found: Term) -> HttpResponse:
    return redirect("initiatives:term", request.tenant.slug, request.initiative.slug, found.slug)
