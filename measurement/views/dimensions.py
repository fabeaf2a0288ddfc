"""Ways to divide people: their groups, their order, and their end."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backbone.core.doing import attempt, attempt_form
from backbone.tenancy.permissions import Capability, may, require
from initiatives.doors import InitiativeRequest, initiative_page
from measurement.forms.dimensions import CategoryForm, DimensionForm, NewDimensionForm
from measurement.models import Category, Dimension, Indicator
from measurement.services import dimensions as services


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.VIEW_INITIATIVE)
def dimensions(request: InitiativeRequest) -> HttpResponse:
    """Every dimension of the tenant with its groups; a form to make one."""
    form = NewDimensionForm(request.POST or None)
    if request.method == "POST":
        require(request.actor, Capability.DEFINE_INDICATORS, on=request.initiative)
        if attempt_form(form, lambda: _make(request, form), field="name"):
            messages.success(request, _("The dimension is there."))
            return redirect("measurement:dimensions", request.tenant.slug, request.initiative.slug)
    context = {
        "dimensions": Dimension.objects.prefetch_related("categories"),
        "form": form,
        "may_define": may(request.actor, Capability.DEFINE_INDICATORS, on=request.initiative),
    }
    return render(request, "measurement/dimensions.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.VIEW_INITIATIVE)
def dimension(request: InitiativeRequest, code: str) -> HttpResponse:
    """One dimension: its name, its groups in order, and the indicators broken down by it."""
    found = get_object_or_404(Dimension.objects.prefetch_related("categories"), code=code)
    given = {"name": found.name, "partitions": "yes" if found.partitions else "no"}
    form = DimensionForm(request.POST or None, initial=given)
    if request.method == "POST":
        require(request.actor, Capability.DEFINE_INDICATORS, on=request.initiative)
        if attempt_form(form, lambda: _edit(request, found, form), field="name"):
            messages.success(request, _("Saved."))
            return _to(request, found)
    context = {
        "dimension": found,
        "form": form,
        "category_form": CategoryForm(),
        "used_by": Indicator.objects.filter(indicator_dimensions__dimension=found).order_by("name"),
        "may_define": may(request.actor, Capability.DEFINE_INDICATORS, on=request.initiative),
    }
    return render(request, "measurement/dimension.html", context, status=422 if form.errors else 200)


@require_POST
@initiative_page(Capability.DEFINE_INDICATORS)
def end_dimension(request: InitiativeRequest, code: str) -> HttpResponse:
    """Retire a dimension, or take it up again."""
    found, ended = get_object_or_404(Dimension, code=code), request.POST.get("act") != "again"
    said = _("It is asked for no more; its figures stay.") if ended else _("It is asked for again.")
    attempt(request, lambda: services.end_dimension(found, ended=ended, by=request.actor), said)
    return _to(request, found)


@require_POST
@initiative_page(Capability.DEFINE_INDICATORS)
def category(request: InitiativeRequest, code: str) -> HttpResponse:
    """Add a group; rename, move, retire one, or take it up again."""
    found, act = get_object_or_404(Dimension, code=code), request.POST.get("act", "add")
    if act == "add":
        form = CategoryForm(request.POST)
        if form.is_valid():
            name = form.cleaned_data["name"]
            attempt(request, lambda: services.add_category(found, name, by=request.actor), _("The group is added."))
        else:
            messages.error(request, _("Give the group a name."))
        return _to(request, found)
    group = get_object_or_404(Category, dimension=found, code=request.POST.get("category", ""))
    acts = {
        "up": lambda: services.move_category(group, up=True, by=request.actor),
        "down": lambda: services.move_category(group, up=False, by=request.actor),
        "end": lambda: services.end_category(group, ended=True, by=request.actor),
        "again": lambda: services.end_category(group, ended=False, by=request.actor),
        "rename": lambda: services.rename_category(group, request.POST.get("name", "")[:100], by=request.actor),
        "standard": lambda: services.set_standard(group, request.POST.get("standard", "")[:40], by=request.actor),
    }
    if act in acts:
        attempt(request, acts[act], _("Saved."))
    return _to(request, found)


def _make(request: InitiativeRequest, form: NewDimensionForm) -> None:
    services.make_dimension(
        form.cleaned_data["name"], partitions=form.says_partitions, categories=form.groups(), by=request.actor
    )


def _edit(request: InitiativeRequest, found: Dimension, form: DimensionForm) -> None:
    services.edit_dimension(found, name=form.cleaned_data["name"], partitions=form.says_partitions, by=request.actor)


def _to(request: InitiativeRequest, found: Dimension) -> HttpResponse:
    return redirect("measurement:dimension", request.tenant.slug, request.initiative.slug, found.code)
