"""What makes a row a tenant's own? Everything that belongs to a tenant inherits from here."""

from collections.abc import Collection
from typing import Any, TypeVar

from django.db import models
from django.db.models.expressions import Expression
from django.db.models.sql.compiler import SQLCompiler

from backbone.tenancy import scope
from backbone.tenancy.exceptions import OtherTenantInScope

M = TypeVar("M", bound=models.Model)


class CurrentTenant(Expression):
    """The tenant in scope, read when SQL is compiled.

    A value read when the queryset is built would freeze the first tenant into every queryset at
    class level, and a manager that raised without scope would break the import of every form.
    """

    def __init__(self) -> None:
        super().__init__(output_field=models.BigIntegerField())

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        return "%s", (scope.current(),)


class TenantManager(models.Manager[M]):
    """The rows of the tenant in scope; raises NoTenantInScope as soon as SQL is made without one."""

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(tenant=CurrentTenant())


class TenantField(models.ForeignKey[Any, Any]):
    """Names the owner of a row; filled from the scope when the row is saved, and checked against it."""

    def __init__(self, to: Any = "tenancy.Tenant", on_delete: Any = models.PROTECT, **options: Any) -> None:
        # UNIQUE (tenant_id, id), which the wall installs, already serves look-ups by tenant.
        options.update(db_index=False, editable=False)
        options.setdefault("related_name", "+")
        super().__init__(to, on_delete, **options)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        wanted = scope.current()
        found = getattr(model_instance, self.attname)
        if found is None:
            setattr(model_instance, self.attname, wanted)
        elif found != wanted:
            raise OtherTenantInScope
        return wanted

    def deconstruct(self) -> Any:
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, options


class TenantForeignKey(models.ForeignKey[Any, Any]):
    """Points to a row of the same tenant.

    It makes no constraint of its own: a plain foreign key accepts another tenant's row, because its
    check bypasses row security. The wall installs (tenant_id, x_id) -> (tenant_id, id) instead.
    """

    def __init__(self, to: Any, on_delete: Any, **options: Any) -> None:
        options["db_constraint"] = False
        super().__init__(to, on_delete, **options)

    def deconstruct(self) -> Any:
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, options


class TenantOwned(models.Model):
    """A row of one tenant: filtered by Python, guarded by row security, tied by composite keys."""

    tenant = TenantField()

    objects = TenantManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_manager_name = "objects"

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        # Without the tenant a duplicate code would be valid to every form and then a 500.
        found: int | None = self.tenant_id
        self.tenant_id = scope.current() if found is None else found
        super().validate_constraints(exclude={*(exclude or ())} - {"tenant"})
