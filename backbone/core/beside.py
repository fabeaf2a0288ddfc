"""How are rows read together with those that point to them? In one statement: they come beside their own, as JSON.

`prefetch_related` asks once for each table, and a join would bring a row again for each of its others.
"""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS
from django.db.models import (
    DateField,
    DecimalField,
    F,
    Field,
    FloatField,
    ForeignKey,
    Func,
    JSONField,
    Model,
    OuterRef,
    QuerySet,
    TimeField,
    UUIDField,
)
from django.db.models.functions import JSONObject
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)
Joined = Mapping[str, Any]
ITSELF = "itself"
# What JSON holds as a text, or as a number of another kind; a moment is a day to Django.
NOT_IN_JSON = (DateField, DecimalField, FloatField, TimeField, UUIDField)


class Exact(json.JSONDecoder):
    """Numbers keep their last digits."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"parse_float": Decimal, **options})


class Told(JSONObject):
    """Several rows as one object."""

    output_field = JSONField(decoder=Exact)


class WholeRow(Func):
    """A row with all its columns, found by any column of it but the key, which stands in what refers to it as well."""

    output_field = JSONField(decoder=Exact)

    def as_sql(self, compiler: SQLCompiler, connection: Any, **_options: Any) -> Any:  # type: ignore[override]
        (column,) = self.get_source_expressions()
        return f"to_jsonb({compiler.quote_name_unless_alias(column.alias)})", ()


def row_of(model: type[M], found: dict[str, Any]) -> M:
    """The row that a statement found beside its own, as JSON by column."""
    names, columns = _columns(model)
    values = [found[name] if read is None else read(found[name]) for name, read in columns]
    return model.from_db(DEFAULT_DB_ALIAS, names, values)


@cache
def _columns(model: type[Model]) -> tuple[list[str], list[tuple[str, Callable[[Any], Any] | None]]]:
    """The names of a model's fields, and its columns with what makes a value of what JSON holds."""
    fields = model._meta.concrete_fields
    return [field.attname for field in fields], [(str(field.column), _reader(field)) for field in fields]


def _reader(field: "Field[Any, Any]") -> Callable[[Any], Any] | None:
    target: Any = field.target_field if isinstance(field, ForeignKey) else field
    return target.to_python if isinstance(target, NOT_IN_JSON) else None


def with_rows(found: QuerySet[M], **pointing: QuerySet[Any]) -> list[M]:
    """The rows, and by the name of each relation those that point to them, in order and with their `select_related`.

    They lie where `prefetch_related` would have put them: `row.name.all()` asks nothing more. `other__name`
    brings those that point to a row that is selected beside.
    """
    beside = {f"{name}_beside": _beside(found.model, name, rows) for name, rows in pointing.items()}
    made = list(found.annotate(**beside))
    for row in made:
        for name, rows in pointing.items():
            read = row.__dict__.pop(f"{name}_beside")
            _put(row, name, rows, [_made(rows.model, each, _joined(rows)) for each in read])
    return made


def _beside(model: type[Model], path: str, rows: QuerySet[Any]) -> ArraySubquery:
    *to, name = path.split("__")
    for step in to:
        model = _other(model, step)
    relation: Any = model._meta.get_field(name)
    own = rows.filter(**{relation.field.name: OuterRef("__".join([*to, "pk"]))})
    return ArraySubquery(own.values(as_json=_json(rows.model, _joined(rows))))


def _joined(rows: QuerySet[Any]) -> Joined:
    joined = rows.query.select_related
    return joined if isinstance(joined, dict) else {}


def _json(model: type[Model], joined: Joined, at: str = "") -> Told:
    beside = {name: _json(_other(model, name), more, f"{at}{name}__") for name, more in joined.items()}
    no_key = next(field for field in model._meta.concrete_fields if not field.primary_key)
    return Told(**{ITSELF: WholeRow(F(f"{at}{no_key.attname}")), **beside})


def _made(model: type[Model], found: dict[str, Any], joined: Joined) -> Model:
    row = row_of(model, found[ITSELF])
    for name, further in joined.items():
        other = found[name]
        setattr(row, name, None if other[ITSELF] is None else _made(_other(model, name), other, further))
    return row


def _other(model: type[Model], name: str) -> type[Model]:
    field: Any = model._meta.get_field(name)
    other: type[Model] = field.related_model
    return other


def brings(row: Model, name: str) -> bool:
    """Whether the rows of a relation came with their own."""
    return name in row.__dict__.get("_prefetched_objects_cache", {})


def _put(row: Model, path: str, rows: QuerySet[Any], found: list[Model]) -> None:
    *to, name = path.split("__")
    for step in to:
        row = getattr(row, step)
    relation: Any = row._meta.get_field(name)
    for each in found:
        setattr(each, relation.field.name, row)
    kept: Any = rows.all()
    kept._result_cache, kept._prefetch_done = found, True
    row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = kept
