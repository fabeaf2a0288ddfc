"""How does an exception become a problem, with a pointer to what is at fault?

400 cannot be read, 422 was read and is not valid; a rule of the field is 409, or 412 where the row moved meanwhile.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions

from backbone.core.exceptions import RuleViolation
from backbone.core.problems import problem
from backbone.core.refusals import is_stale, sentence_of

Error = dict[str, str]


class Refused(exceptions.APIException):
    """A refusal of a door itself, with status, code, sentence and headers."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail, code)
        self.status_code = status
        self.code, self.errors, self.headers = code, list(errors), dict(headers or {})


class QueryInvalid(exceptions.ValidationError):
    """The query string is at fault: pointers read ?name."""


# What DRF raises by itself, in our words: its own say "credentials" where we say key.
SENTENCES: dict[type[exceptions.APIException], tuple[str, Any]] = {
    exceptions.ParseError: ("malformed", gettext_lazy("The body is not valid JSON.")),
    exceptions.NotAuthenticated: ("not_authenticated", gettext_lazy("Send your API key.")),
    exceptions.NotFound: ("not_found", gettext_lazy("There is nothing here.")),
    exceptions.MethodNotAllowed: ("method_not_allowed", gettext_lazy("This address does not answer that method.")),
    exceptions.NotAcceptable: ("not_acceptable", gettext_lazy("Answers are application/json.")),
    exceptions.UnsupportedMediaType: ("unsupported_media_type", gettext_lazy("Send application/json.")),
}


def answer_exception(fault: Exception, _context: Mapping[str, Any]) -> JsonResponse | None:
    """The problem that answers an exception; None for a fault of the program, which becomes a 500."""
    if isinstance(fault, RuleViolation):
        status = 412 if is_stale(fault.refusal) else 409
        return problem(status, fault.refusal.code, sentence_of(fault.refusal))
    if isinstance(fault, Http404):
        return _sentence(exceptions.NotFound())
    if isinstance(fault, PermissionDenied):
        return problem(403, "not_your_role", _("This key does not have the role for it."))
    if isinstance(fault, Refused):
        return problem(
            fault.status_code, fault.code, str(fault.detail), errors=fault.errors or None, headers=fault.headers
        )
    if isinstance(fault, exceptions.ValidationError):
        prefix = "?" if isinstance(fault, QueryInvalid) else "#"
        errors = list(_flattened(fault.get_full_details(), prefix))
        return problem(422, "invalid", _("Some of what was sent is not valid."), errors=errors)
    return _sentence(fault) if isinstance(fault, exceptions.APIException) else None


def _sentence(fault: exceptions.APIException) -> JsonResponse:
    code, sentence = SENTENCES.get(type(fault), (_code(fault), str(fault.detail)))
    return problem(fault.status_code, code, str(sentence))


def _code(fault: exceptions.APIException) -> str:
    code = fault.get_codes()
    return code if isinstance(code, str) else str(fault.default_code)


def _flattened(details: Any, pointer: str) -> Iterator[Error]:
    """DRF's nested details as a flat list; a pointer names the place, # the whole."""
    if isinstance(details, list):
        for number, each in enumerate(details):
            is_error = isinstance(each, dict) and each.keys() == {"message", "code"}
            yield from _flattened(each, pointer if is_error else _below(pointer, str(number)))
    elif details.keys() == {"message", "code"}:
        yield {"code": str(details["code"]), "detail": str(details["message"]), "pointer": pointer}
    else:
        for name, each in details.items():
            yield from _flattened(each, pointer if name == "non_field_errors" else _below(pointer, str(name)))


def _below(pointer: str, name: str) -> str:
    name = name.replace("~", "~0").replace("/", "~1")
    return f"?{name}" if pointer == "?" else f"{pointer}/{name}"
