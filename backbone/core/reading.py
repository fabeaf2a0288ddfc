"""What did somebody ask for by an address or a field that no form reads? A row, a number, or nothing of the kind."""

from collections.abc import Iterable, Sequence
from typing import TypeVar
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest

T = TypeVar("T")

MOST_DIGITS = 9


def whole_number(text: str) -> int | None:
    """The number, such as a version; None for whatever is none, or has more digits than a version ever will."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def first_or_404(found: Sequence[T]) -> T:
    """The first of what was found, as a rule the only one; Http404 where there is none."""
    if not found:
        raise Http404
    return found[0]


def identifiers(texts: Iterable[str]) -> list[UUID]:
    """The identifiers among the texts; what is none names nothing, and is left out."""
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def refuse_unstorable(request: HttpRequest) -> None:
    """Raise BadRequest for a text that PostgreSQL cannot keep; nobody types NUL."""
    for _name, texts in [*request.GET.lists(), *request.POST.lists()]:
        if any("\x00" in text for text in texts):
            raise BadRequest("A text holds a character that cannot be kept.")
