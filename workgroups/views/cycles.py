"""Pages of a group's cycles: all of them, a new one, one, what is said in it, and how it was decided."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from backbone.core.doing import attempt, attempt_form
from backbone.tenancy.permissions import Capability, may
from workgroups.doors import CycleRequest, GroupRequest, cycle_page, group_page
from workgroups.forms.cycles import ChangeForm, CycleForm, DecideForm, FigureForm, StoryForm, ToldForm, WordsForm
from workgroups.models import Cycle, CycleNote
from workgroups.presenters import cycles as presenters
from workgroups.selectors.cycles import cycles_of
from workgroups.services import cycle_notes
from workgroups.services import cycles as services
from workgroups.views.forms import Crumb, form_page

Kind = CycleNote.Kind


@dataclass(frozen=True, slots=True)
class Saying:
    """How one kind of thing is said: what the page is called, and what it asks."""

    title: Promise
    lede: Promise
    form: Callable[[CycleRequest], forms.Form]
    act: Callable[[CycleRequest, dict[str, Any]], object]


@require_GET
@group_page(Capability.VIEW_INITIATIVE)
def group_cycles(request: GroupRequest) -> HttpResponse:
    """Every cycle of a group, the latest first, with what became of it."""
    may_run = may(request.actor, Capability.RUN_CYCLES, on=request.group) and not request.group.closed_on
    lines = presenters.cycle_lines(cycles_of(request.group))
    return render(request, "workgroups/cycles.html", {"group": request.group, "lines": lines, "may_run": may_run})


@require_http_methods(["GET", "POST"])
@group_page(Capability.RUN_CYCLES)
def cycle_new(request: GroupRequest) -> HttpResponse:
    """Begin a cycle."""
    form = CycleForm(request.POST or None, group=request.group, initial={"started_on": request.initiative.today()})
    made: list[Cycle] = []
    if request.method == "POST" and attempt_form(
        form, lambda: made.append(services.start_cycle(request.group, form.trial(), by=request.actor))
    ):
        messages.success(request, _("The cycle has begun. Say what is planned."))
        return _to(request, made[0])
    lede = _(
        "Something small that the group tries for a few weeks: plan, do, look at the evidence, tell others, decide."
    )
    crumbs: list[Crumb] = [("workgroups:group", request.group.slug, request.group.name)]
    return form_page(request, form, title=_("A new cycle"), button=_("Begin"), lede=lede, crumbs=crumbs)


@require_GET
@cycle_page(Capability.VIEW_INITIATIVE)
def cycle(request: CycleRequest) -> HttpResponse:
    """One cycle: its phases, the evidence, what was changed and why, who was told, and the decision."""
    may_run = may(request.actor, Capability.RUN_CYCLES, on=request.group) and not request.group.closed_on
    context = {
        "page": presenters.cycle_page(request.cycle, request.actor),
        "may_run": may_run,
        "may_change": may_run and not request.cycle.decision,
        "may_tell": may(request.actor, Capability.TELL_LESSONS, on=request.initiative),
    }
    return render(request, "workgroups/cycle.html", context)


@require_http_methods(["GET", "POST"])
@cycle_page(Capability.RUN_CYCLES)
def say(request: CycleRequest, kind: str) -> HttpResponse:
    """Say one more thing in a cycle: of which kind, the address says."""
    saying = SAYINGS.get(kind)
    if saying is None:
        raise Http404
    form = saying.form(request)
    if request.method == "POST" and attempt_form(form, lambda: saying.act(request, form.cleaned_data)):
        messages.success(request, _("Saved."))
        return _to(request, request.cycle)
    return _form(request, form, str(saying.title), _("Save"), str(saying.lede))


@require_POST
@cycle_page(Capability.RUN_CYCLES)
def go_on(request: CycleRequest) -> HttpResponse:
    """Take the cycle into another phase."""
    wanted = request.POST.get("phase", "")
    if wanted in Cycle.Phase.values:
        attempt(request, lambda: services.go_on(request.cycle, wanted, by=request.actor), _("The cycle goes on."))
    return _to(request, request.cycle)


@require_http_methods(["GET", "POST"])
@cycle_page(Capability.RUN_CYCLES)
def decide(request: CycleRequest) -> HttpResponse:
    """Adopt, adapt or abandon; adapted, it leads on to the next cycle."""
    form = DecideForm(request.POST or None)
    made: list[Cycle | None] = []
    if request.method == "POST" and attempt_form(
        form, lambda: made.append(services.decide(request.cycle, **form.cleaned_data, by=request.actor))
    ):
        messages.success(request, _("The decision stands."))
        return _to(request, made[0] or request.cycle)
    lede = _("Nobody is blamed for what is abandoned: it has taught something.")
    return _form(request, form, _("How do you decide?"), _("Decide"), lede)


@require_POST
@cycle_page(Capability.RUN_CYCLES)
def take_back(request: CycleRequest, uid: UUID) -> HttpResponse:
    """Take back what was said wrongly."""
    note = get_object_or_404(CycleNote, cycle=request.cycle, uid=uid)
    note.cycle = request.cycle
    attempt(request, lambda: cycle_notes.take_back(note, by=request.actor), _("It is taken back."))
    return _to(request, request.cycle)


def _words(kind: str, title: Promise, lede: Promise) -> Saying:
    return Saying(
        title, lede, lambda request: WordsForm(request.POST or None),
        lambda request, said: cycle_notes.say(request.cycle, kind, said["text"], by=request.actor),
    )  # fmt: skip


SAYINGS: dict[str, Saying] = {
    Kind.PLAN: _words(
        Kind.PLAN, gettext_lazy("What is planned?"),
        gettext_lazy("What you will try, where, for how long, and what you expect to see."),
    ),
    Kind.DO: _words(
        Kind.DO, gettext_lazy("What was done?"), gettext_lazy("And what turned out otherwise than planned."),
    ),
    Kind.FIGURE: Saying(
        gettext_lazy("What do the data say?"), gettext_lazy("Of an indicator that this cycle is to move."),
        lambda request: FigureForm(request.POST or None, cycle=request.cycle),
        lambda request, said: cycle_notes.bring_figure(request.cycle, **said, by=request.actor),
    ),
    Kind.STORY: Saying(
        gettext_lazy("A story"), gettext_lazy("What somebody lived, and what it says about what works."),
        lambda request: StoryForm(request.POST or None, cycle=request.cycle),
        lambda request, said: cycle_notes.tell_story(request.cycle, **said, by=request.actor),
    ),
    Kind.CHANGE: Saying(
        gettext_lazy("What did you change, and why?"),
        gettext_lazy("Small changes of course, as they happen: “we changed the hour because the bus comes later”."),
        lambda request: ChangeForm(request.POST or None, initial={"changed_on": request.initiative.today()}),
        lambda request, said: cycle_notes.note_change(request.cycle, **said, by=request.actor),
    ),
    Kind.TOLD: Saying(
        gettext_lazy("Whom did you tell?"), gettext_lazy("Those beyond the group who should know what came of it."),
        lambda request: ToldForm(request.POST or None, initial={"told_on": request.initiative.today()}),
        lambda request, said: cycle_notes.tell(request.cycle, **said, by=request.actor),
    ),
}  # fmt: skip


def _form(request: CycleRequest, form: forms.Form, title: str, button: str, lede: str) -> HttpResponse:
    here = request.cycle
    return form_page(
        request, form, title=title, button=button, lede=lede,
        crumbs=[("workgroups:group", here.group.slug, here.group.name),
                ("workgroups:cycles", here.group.slug, _("Cycles"))],
    )  # fmt: skip


def _to(request: GroupRequest, here: Cycle) -> HttpResponse:
    return redirect("workgroups:cycle", request.tenant.slug, request.initiative.slug, request.group.slug, here.number)
