"""How does a page answer a button: done, or a sentence that says why not?"""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise

from backbone.core.exceptions import RuleViolation
from backbone.core.refusals import sentence_of


def attempt(request: HttpRequest, act: Callable[[], object], said: str | Promise) -> bool:
    """Do it and say so, or say why not; whether it was done."""
    try:
        act()
    except RuleViolation as violation:
        messages.error(request, sentence_of(violation.refusal))
        return False
    messages.success(request, str(said))
    return True


def attempt_form(form: forms.Form, act: Callable[[], object], *, field: str | None = None) -> bool:
    """Do what a valid form asks for; a refusal becomes an error of the form, at a field where it belongs to one."""
    if not form.is_valid():
        return False
    try:
        act()
    except RuleViolation as violation:
        form.add_error(field, sentence_of(violation.refusal))
        return False
    return True
