"""Which tenant is in scope? The first of the three locks between tenants.

`tenant(id)` is the only way in: it opens a transaction, tells PostgreSQL (row security reads
`app.tenant_id`) and then Python (managers read a ContextVar). Nothing outlives the transaction:
a session-level setting would survive on a reused connection and show one tenant to the next.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import Func, Model, TextField, Value
from django.db.models.functions import Cast

from backbone.tenancy.exceptions import NoTenantInScope, OtherTenantInScope

_in_scope: ContextVar[int | None] = ContextVar("tenant_in_scope", default=None)
# What was found out inside the outermost scope, and is gone with it.
_kept: ContextVar[dict[str, Any] | None] = ContextVar("kept_in_scope", default=None)
_endings: list[Callable[[], None]] = []

Found = TypeVar("Found", bound=Model)
Given = TypeVar("Given")

ENTER = "SELECT set_config('app.tenant_id', %s, true)"


def current() -> int:
    """The id of the tenant in scope; raises NoTenantInScope where there is none."""
    tenant_id = _in_scope.get()
    if tenant_id is None:
        raise NoTenantInScope
    return tenant_id


def is_entered() -> bool:
    return _in_scope.get() is not None


def kept() -> dict[str, Any]:
    """What may be kept until the outermost scope ends: a fact asked for once, or what is to be written at its end."""
    found = _kept.get()
    if found is None:
        raise NoTenantInScope
    return found


def at_the_end(act: Callable[[], None]) -> Callable[[], None]:
    """Register what is done last in every scope, in its transaction; nothing is done where that is rolled back."""
    _endings.append(act)
    return act


def came_through(door: str) -> None:
    """Say through which door the scope was entered: the name of a URL, or of a kind of work."""
    kept()["door"] = door


def door() -> str:
    """Through which door it was entered; empty where nobody said."""
    return str(kept().get("door", ""))


@contextmanager
def tenant(tenant_id: int) -> Iterator[None]:
    """Run a block inside one tenant and one transaction.

    Entering the same tenant again is harmless; another one raises OtherTenantInScope, because a
    row of the first could then be written beside rows of the second.
    """
    _refuse_another(tenant_id)
    outlives = connection.in_atomic_block
    with transaction.atomic():
        before = _in_scope.get()
        with connection.cursor() as cursor:
            cursor.execute(ENTER, [str(tenant_id)])
        yield from _hold(tenant_id, before, given=None, restore=outlives)


@contextmanager
def found(find: Callable[[], Found | None]) -> Iterator[Found | None]:
    """Enter the tenant that `find` looks up by a queryset annotated with `entering`; None enters nothing.

    One statement finds the row and makes the setting, since every page begins with both.
    """
    if is_entered():
        raise OtherTenantInScope
    outlives = connection.in_atomic_block
    with transaction.atomic():
        row = find()
        if row is None:
            yield None
        else:
            yield from _hold(row.pk, None, given=row, restore=outlives)


def entering() -> Func:
    """The expression that sets `app.tenant_id` to the row found."""
    return Func(
        Value("app.tenant_id"), Cast("pk", TextField()), Value(True), function="set_config", output_field=TextField()
    )


@contextmanager
def tenant_by_key(slug: str, key_hash: str) -> Iterator[int | None]:
    """Enter the tenant of an API key and yield the key's id, or None when the key does not open `slug`.

    The key is checked and the setting made in one statement, so nothing is cached and a revoked
    key is refused at once.
    """
    if is_entered():
        raise OtherTenantInScope
    outlives = connection.in_atomic_block
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT tenant_id, key_id FROM backbone_enter_with_key(%s, %s)", [slug, key_hash])
            row = cursor.fetchone()
        if row is None:
            yield None
        else:
            yield from _hold(row[0], None, given=row[1], restore=outlives)


@contextmanager
def written_for(tenant_id: int) -> Iterator[None]:
    """Write SQL down with a number in the tenant's place, to be filled in later; PostgreSQL is told nothing."""
    token = _in_scope.set(tenant_id)
    try:
        yield
    finally:
        _in_scope.reset(token)


@contextmanager
def person(user_id: int) -> Iterator[None]:
    """Let one person's own memberships be read before a tenant is known (the switcher), and nothing else."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.user_id', %s, true)", [str(user_id)])
        yield
        cursor.execute("SELECT set_config('app.user_id', '', true)")


def _refuse_another(tenant_id: int) -> None:
    found = _in_scope.get()
    if found is not None and found != tenant_id:
        raise OtherTenantInScope


def _hold(tenant_id: int, before: int | None, *, given: Given, restore: bool) -> Iterator[Given]:
    token = _in_scope.set(tenant_id)
    is_outermost = _kept.get() is None
    keeping = _kept.set({} if is_outermost else _kept.get())
    try:
        yield given
        if is_outermost and not connection.needs_rollback:
            for act in _endings:
                act()
    finally:
        _kept.reset(keeping)
        _in_scope.reset(token)
    # The setting would outlive a released savepoint; the end of a whole transaction ends it anyway, and
    # where the block failed, the rollback restores it.
    if restore and not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute(ENTER, ["" if before is None else str(before)])
