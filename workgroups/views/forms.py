"""How does a page look that is one form?"""

from collections.abc import Sequence

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.doors import InitiativeRequest

# A page on the way: the name of its URL, the last part of its address, and what it is called.
Crumb = tuple[str, str, str]


def form_page(
    request: InitiativeRequest,
    form: forms.BaseForm,
    *,
    title: str,
    button: str,
    lede: str = "",
    crumbs: Sequence[Crumb] = (),
    of_activities: bool = False,
) -> HttpResponse:
    """One form under its title, with the way back; 422 where something is wrong in it."""
    here = (request.tenant.slug, request.initiative.slug)
    top = ("workgroups:activities", _("Activities")) if of_activities else ("workgroups:groups", _("Groups"))
    trail = [(top[1], reverse(top[0], args=here))]
    trail += [(label, reverse(name, args=(*here, last))) for name, last, label in crumbs]
    context = {
        "form": form,
        "title": title,
        "lede": lede,
        "button": button,
        "crumbs": [*trail, (title, "")],
        "back": trail[-1][1],
    }
    return render(request, "workgroups/form.html", context, status=422 if form.errors else 200)
