"""How is a long list read page by page, while rows come and go?

By the key of the last row and never by a count: nothing is skipped or read twice. The cursor is signed, so that it
stays opaque, and bound to the order it was made for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.serializers import Serializer

from backbone.tenancy.api.problems import QueryInvalid

M = TypeVar("M", bound=Model)
V = TypeVar("V", bound=NamedTuple)
R = TypeVar("R")
LONGEST = 500
USUAL = 100


class PageQuery(Serializer[Any]):
    """Which page is wanted."""

    cursor = serializers.CharField(required=False, help_text="`next_cursor` of the page before.")
    limit = serializers.IntegerField(required=False, default=USUAL, min_value=1, max_value=LONGEST)


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Some rows, and where the next ones begin; None at the end."""

    rows: Sequence[R]
    next_cursor: str | None

    def answer(self, results: Sequence[Any]) -> dict[str, Any]:
        return {"results": results, "next_cursor": self.next_cursor}


def query_of(serializer: type[Serializer[Any]], request: Request) -> dict[str, Any]:
    """The query string as a serializer reads it; pointers of its errors read ?name."""
    read = serializer(data=request.query_params)
    for name in set(request.query_params) - set(read.fields):
        # Left unread, a misspelt filter would answer with other figures than those asked for.
        raise refuse_query(name, "parameter_unknown", _("There is no parameter of this name."))
    if not read.is_valid():
        raise QueryInvalid(read.errors)
    checked: dict[str, Any] = read.validated_data
    return checked


def refuse_query(name: str, code: str, detail: str) -> QueryInvalid:
    """What to raise where a value of the query string names nothing."""
    return QueryInvalid({name: [serializers.ErrorDetail(detail, code)]})


def page_of(rows: QuerySet[M], query: dict[str, Any], *, by: Sequence[str]) -> Page[M]:
    """A page in the order of `by`, which together are unique; `-name` runs backwards."""
    found = list(_following(rows, query, by))
    if len(found) <= query["limit"]:
        return Page(found, None)
    found.pop()
    key = [str(_value(found[-1], name.lstrip("-"))) for name in by]
    return Page(found, signing.dumps(key, salt=_salt(rows, by)))


def values_page_of(rows: QuerySet[Any, Any], kind: type[V], query: dict[str, Any], *, by: str) -> Page[V]:
    """The same of plain columns, which are the fields of `kind`, in the order of one of them."""
    found = [kind(*each) for each in _following(rows, query, [by]).values_list(*kind._fields)]
    if len(found) <= query["limit"]:
        return Page(found, None)
    found.pop()
    return Page(found, signing.dumps([str(getattr(found[-1], by))], salt=_salt(rows, [by])))


def _following(rows: QuerySet[M, Any], query: dict[str, Any], by: Sequence[str]) -> QuerySet[M, Any]:
    """The rows from the cursor on, and one more than are wanted."""
    if "cursor" in query:
        rows = rows.filter(_after(by, _opened(query["cursor"], _salt(rows, by))))
    return rows.order_by(*by)[: query["limit"] + 1]


def _salt(rows: QuerySet[Any, Any], by: Sequence[str]) -> str:
    return f"cursor:{rows.model._meta.label_lower}:{','.join(by)}"


def _opened(cursor: str, salt: str) -> list[str]:
    try:
        key: list[str] = signing.loads(cursor, salt=salt)
    except signing.BadSignature as fault:
        raise refuse_query("cursor", "cursor_invalid", _("This cursor was not made by this list.")) from fault
    return key


def _after(by: Sequence[str], key: Sequence[str]) -> Q:
    """Rows after a key: greater in the first name in which they differ."""
    found, same = Q(pk__in=[]), Q()
    for name, value in zip(by, key, strict=True):
        field, comparison = name.lstrip("-"), "lt" if name.startswith("-") else "gt"
        found |= same & Q(**{f"{field}__{comparison}": value})
        same &= Q(**{field: value})
    return found


def _value(row: Model, path: str) -> Any:
    value: Any = row
    for name in path.split("__"):
        value = getattr(value, name)
    return value
