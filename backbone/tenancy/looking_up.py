"""How is the row found that every request begins with? By a statement that is written once, and not for each request.

Django writes a statement anew each time: for one row that took longer than PostgreSQL's answer, and so did its plan.
"""

from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model

from backbone.core.prepared import Prepared
from backbone.tenancy import scope

M = TypeVar("M", bound=Model)
NO_TENANT = -2


class LookUp(Generic[M]):
    """Finds a row of the tenant in scope by one field, with the row that `beside` refers to."""

    def __init__(self, model: type[M], *, by: str, unlike: Any, beside: str) -> None:
        """`unlike` is a value of the field `by` that no row has: it keeps the place of the one that is sought."""
        self.model, self.by, self.unlike, self.beside = model, by, unlike, beside

    def find(self, value: Any) -> M | None:
        """The row whose field is `value`; None where there is none in the tenant in scope."""
        with connection.cursor() as cursor:
            self._written.execute(cursor, [value, scope.current()])
            row = cursor.fetchone()
        return None if row is None else self._made(row)

    def _made(self, row: tuple[Any, ...]) -> M:
        own = self._names(self.model)
        found = self.model.from_db(DEFAULT_DB_ALIAS, own, row[: len(own)])
        setattr(found, self.beside, self._other.from_db(DEFAULT_DB_ALIAS, self._names(self._other), row[len(own) :]))
        return found

    @cached_property
    def _written(self) -> Prepared:
        columns = [*self._names(self.model), *(f"{self.beside}__{each}" for each in self._names(self._other))]
        with scope.written_for(NO_TENANT):
            rows: Any = self.model._default_manager.filter(**{self.by: self.unlike})
            statement, values = rows.order_by().values_list(*columns).query.sql_with_params()
        return Prepared(self.model._meta.db_table, statement, values, [self.unlike, NO_TENANT])

    @cached_property
    def _other(self) -> type[Model]:
        other: Any = self.model._meta.get_field(self.beside).related_model
        return other  # type: ignore[no-any-return]

    @staticmethod
    def _names(model: type[Model]) -> list[str]:
        return [field.attname for field in model._meta.concrete_fields]
