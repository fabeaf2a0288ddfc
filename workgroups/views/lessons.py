"""Pages of lessons: the library, one, a new one, and those that name the reader."""

from collections.abc import Iterable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from backbone.core.beside import with_rows
from backbone.core.doing import attempt, attempt_form
from backbone.core.exceptions import Refusal
from backbone.core.reading import first_or_404
from backbone.core.refusals import sentence_of
from backbone.tenancy.permissions import Capability, may
from initiatives.doors import InitiativeRequest, initiative_page, organizations_of
from initiatives.models import Organization, Strategy
from measurement.models import Indicator
from workgroups.forms.lessons import LessonForm, Origin
from workgroups.models import Cycle, Group, Lesson, LessonIndicator, Naming
from workgroups.presenters import lessons as presenters
from workgroups.presenters.activities import Choice
from workgroups.selectors.consent import namings_of
from workgroups.selectors.lessons import RELATED, Asked, lessons_for
from workgroups.selectors.lessons import library as look_for
from workgroups.services import consent
from workgroups.services import lessons as services

LONGEST_SEARCH = 200


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def library(request: InitiativeRequest) -> HttpResponse:
    """What was learnt, from failures beside successes; words and filters stand in the URL."""
    here = request.initiative
    asked = Asked(
        words=request.GET.get("q", "")[:LONGEST_SEARCH].strip(),
        **{name: request.GET.get(name, "")[:200] for name in ("worked", "strategy", "indicator", "group")},
    )
    strategies = Strategy.objects.filter(initiative=here).values_list("slug", "name")
    indicators = Indicator.objects.filter(lessons__lesson__initiative=here).distinct().order_by("name")
    context = {
        "lines": presenters.lesson_lines(list(look_for(request.actor, here, asked)[:200])),
        "asked": asked,
        "worked": _choices(Lesson.Worked.choices, asked.worked),
        "strategies": _choices(strategies, asked.strategy),
        "indicators": _choices(indicators.values_list("code", "name"), asked.indicator),
        "may_tell": may(request.actor, Capability.TELL_LESSONS, on=here),
    }
    return render(request, "workgroups/lessons.html", context)


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def lesson(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """One lesson, and to its teller who is named in it and what they have said."""
    found = _lesson(request, uid)
    is_teller = presenters.is_teller(found, request.actor)
    namings = found.namings.filter(ended_at=None).select_related("lesson__told_by", "membership__user", "organization")
    context = {
        "lesson": found,
        "chip": presenters.worked_chip(found),
        "waits": presenters.waits(found),
        "is_teller": is_teller,
        "indicators": list(Indicator.objects.filter(lessons__lesson=found).order_by("name")),
        "namings": presenters.naming_lines(list(namings)) if is_teller else [],
    }
    return render(request, "workgroups/lesson.html", context)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.TELL_LESSONS)
def lesson_new(request: InitiativeRequest) -> HttpResponse:
    """Tell what was learnt; from a cycle, it begins with what is known of that."""
    form = LessonForm(
        request.POST or None, initiative=request.initiative, origins=partial(_origins, request), initial=_begun(request)
    )
    made: list[Lesson] = []

    def act() -> None:
        is_published = form.cleaned_data["is_published"]
        made.append(services.tell_lesson(request.initiative, form.told(), is_published=is_published, by=request.actor))

    if request.method == "POST" and attempt_form(form, act):
        messages.success(request, _said(made[0]))
        return _to(request, made[0])
    return _form(request, form, None)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.TELL_LESSONS)
def lesson_edit(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """Rewrite a lesson that one has told."""
    found = _lesson_with_names(request, uid)
    if not presenters.is_teller(found, request.actor):
        messages.error(request, sentence_of(Refusal("lesson_of_another")))
        return _to(request, found)
    origins = partial(_origins, request, kept=found)
    form = LessonForm(request.POST or None, initiative=request.initiative, origins=origins, initial=_initial(found))

    def act() -> None:
        services.rewrite_lesson(found, form.told(), is_published=form.cleaned_data["is_published"], by=request.actor)

    if request.method == "POST" and attempt_form(form, act):
        messages.success(request, _said(found))
        return _to(request, found)
    return _form(request, form, found)


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def named(request: InitiativeRequest) -> HttpResponse:
    """Every text that names the reader, or an organization that they represent, with what they have said."""
    lines = presenters.naming_lines(list(namings_of(request.actor, request.initiative)))
    waiting = presenters.needs_word(lines)
    context = {"waiting": waiting, "answered": [each for each in lines if each not in waiting]}
    return render(request, "workgroups/named.html", context)


@require_POST
@initiative_page(Capability.VIEW_INITIATIVE)
def answer(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """Consent to be named, decline, or take one's consent back."""
    here = Q(lesson__initiative=request.initiative) | Q(story__cycle__group__initiative=request.initiative)
    related = ("lesson__initiative", "story__cycle__group__initiative", "membership", "organization")
    naming = get_object_or_404(Naming.objects.select_related(*related).filter(here), uid=uid)
    consents = request.POST.get("answer") == "yes"
    said = _("You have consented.") if consents else _("It is shown to nobody else.")
    attempt(request, lambda: consent.answer(naming, consents=consents, by=request.actor), said)
    return redirect("workgroups:named", request.tenant.slug, request.initiative.slug)


def _lesson(request: InitiativeRequest, uid: UUID) -> Lesson:
    return get_object_or_404(lessons_for(request.actor, request.initiative).select_related(*RELATED), uid=uid)


def _lesson_with_names(request: InitiativeRequest, uid: UUID) -> Lesson:
    """The same with whom it names, and of which indicators it speaks."""
    found = with_rows(
        lessons_for(request.actor, request.initiative).select_related(*RELATED).filter(uid=uid),
        namings=Naming.objects.filter(ended_at=None).select_related("organization"),
        indicators=LessonIndicator.objects.select_related("indicator"),
    )
    return first_or_404(found)


def _choices(found: Any, current: str) -> list[Choice]:
    return [Choice(value, str(word), value == current) for value, word in found]


def _origins(
    request: InitiativeRequest, partners: Iterable[Organization], *, kept: Lesson | None = None
) -> dict[str, Origin]:
    """Groups and partners for which the reader tells: those they belong to, for staff all, and where it came from."""
    groups = Group.objects.filter(initiative=request.initiative, closed_on=None).order_by("name")
    if not request.actor.is_staff:
        groups, partners = groups.filter(pk__in=request.actor.group_ids), organizations_of(request.actor)
    every: list[Origin] = [*groups.select_related("parent", "strategy"), *partners]
    found = {_key(each): each for each in every}
    origin = (kept.group or kept.organization) if kept else None
    return found | ({_key(origin): origin} if origin else {})


def _key(origin: Origin) -> str:
    return f"group-{origin.slug}" if isinstance(origin, Group) else f"partner-{origin.code}"


def _begun(request: InitiativeRequest) -> dict[str, Any]:
    """What is known where somebody comes from a cycle; another address begins empty."""
    typed = request.GET.get("cycle", "")
    cycles = Cycle.objects.filter(group__initiative=request.initiative).select_related("group", "activity")
    try:
        found = cycles.filter(uid=UUID(typed)).first() if typed else None
    except ValueError:
        found = None
    if found is None:
        return {}
    return {
        "cycle": found.uid, "activity": found.activity.slug if found.activity else None, "origin": _key(found.group),
        "indicators": list(found.indicators.values_list("indicator__code", flat=True)),
        "worked": Lesson.Worked.NO if found.decision == Cycle.Decision.ABANDON else None,
    }  # fmt: skip


def _initial(found: Lesson) -> dict[str, Any]:
    return {
        **{name: getattr(found, name) for name in ("title", "worked", "happened", "learnt")},
        "origin": _key(found.group or found.organization),
        "strategy": found.strategy.slug if found.strategy else None,
        "activity": found.activity.slug if found.activity else None,
        "cycle": found.cycle.uid if found.cycle else None,
        "indicators": [each.indicator.code for each in found.indicators.all()],
        "people": [each.membership_id for each in found.namings.all() if each.membership_id],
        "organizations": [each.organization.code for each in found.namings.all() if each.organization],
        "is_published": found.published_at is not None,
    }


def _form(request: InitiativeRequest, form: LessonForm, found: Lesson | None) -> HttpResponse:
    context = {"form": form, "lesson": found}
    return render(request, "workgroups/lesson_edit.html", context, status=422 if form.errors else 200)


def _said(found: Lesson) -> str:
    if not found.namings.filter(ended_at=None, consented_at=None, asked_at__isnull=False).exists():
        return _("Saved.")
    return _("Saved. Those named in it are asked; nobody else reads it before each has consented.")


def _to(request: InitiativeRequest, found: Lesson) -> HttpResponse:
    return redirect("workgroups:lesson", request.tenant.slug, request.initiative.slug, found.uid)
