"""Which roles are there, and who holds which? The app where a role arises says how to find it.

A finder takes a membership (or an API key) and says with `rows_of` where each role counts: in which initiative, for
which organization, group or governed community; nothing means everywhere. All finders run as one SQL statement, and
that statement also reads what each page asks of whoever comes in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, CharField, Expression, F, QuerySet, Value
from django.db.models.functions import Cast
from django.db.models.sql.compiler import SQLCompiler
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from backbone.core.prepared import Prepared
from backbone.tenancy import scope

NO_HOLDER, NO_TENANT = -1, -2


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    PROJECT_MANAGER = "project_manager"
    DATA_MANAGER = "data_manager"
    FACILITATOR = "facilitator"
    REPRESENTATIVE = "representative"
    DATA_SUBMITTER = "data_submitter"
    VIEWER = "viewer"
    OBSERVER = "observer"
    STEERING_MEMBER = "steering_member"
    CHAIR = "chair"
    GROUP_MEMBER = "group_member"
    STEWARD = "steward"
    TENANT_KEY = "tenant_key"
    PARTNER_KEY = "partner_key"
    SCHEDULE = "schedule"

    @classmethod
    def staff(cls) -> list["Role"]:
        return [cls.ADMINISTRATOR, cls.PROJECT_MANAGER, cls.DATA_MANAGER, cls.FACILITATOR]

    @property
    def label(self) -> Promise:
        return LABELS[self]


LABELS: dict[Role, Promise] = {
    Role.ADMINISTRATOR: _("Administrator"),
    Role.PROJECT_MANAGER: _("Project manager"),
    Role.DATA_MANAGER: _("Data manager"),
    Role.FACILITATOR: _("Facilitator"),
    Role.REPRESENTATIVE: _("Representative of a partner"),
    Role.DATA_SUBMITTER: _("Data submitter of a partner"),
    Role.VIEWER: _("Viewer at a partner"),
    Role.OBSERVER: _("Observer"),
    Role.STEERING_MEMBER: _("Steering committee member"),
    Role.CHAIR: _("Chair of a working group"),
    Role.GROUP_MEMBER: _("Working group member"),
    Role.STEWARD: _("Steward of a governed community"),
    Role.TENANT_KEY: _("API key of the tenant"),
    Role.PARTNER_KEY: _("API key of a partner"),
    Role.SCHEDULE: _("The schedule"),
}


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role and where it counts; None means everywhere in the tenant."""

    role: Role
    initiative_id: int | None = None
    organization_id: int | None = None
    group_id: int | None = None
    community_id: int | None = None


Rows = QuerySet[Any, Any]
Finder = Callable[[Any], Rows]
Facts = tuple[tuple[str, str], ...]
WHERE = ("held_in_initiative", "held_for_organization", "held_in_group", "held_for_community")
_of_members: list[Finder] = []
_of_keys: list[Finder] = []
_facts: dict[str, str] = {}
_facts_of_person: dict[str, str] = {}


def rows_of(
    held: QuerySet[Any],
    role: Role | str | Expression,
    *,
    initiative: str = "",
    organization: str = "",
    group: str = "",
    community: str = "",
) -> Rows:
    """Rows of what is held: the role, or the column that holds it, and the columns that say where it counts."""
    shown = Value(role.value, CharField()) if isinstance(role, Role) else role
    columns = {"held_role": F(shown) if isinstance(shown, str) else shown}
    columns |= {
        name: F(column) if column else Cast(Value(None), BigIntegerField())
        for name, column in zip(WHERE, (initiative, organization, group, community), strict=True)
    }
    rows: Rows = held.order_by().annotate(**columns).values_list("held_role", *WHERE)
    return rows


def finds_member_roles(finder: Finder) -> Finder:
    """Register how to find roles of a membership id."""
    _of_members.append(finder)
    return finder


def finds_key_roles(finder: Finder) -> Finder:
    """Register how to find roles of an API key id."""
    _of_keys.append(finder)
    return finder


def known_at_entry(name: str, sql: str) -> None:
    """Register what is read beside the roles of whoever comes in, as one text, and kept for the scope by its name."""
    _facts[name] = sql


def known_of_person(name: str, sql: str) -> None:
    """The same of a person who opens a page, and of nobody else; `sql` may read their roles from `held`."""
    _facts_of_person[name] = sql


def known_facts() -> list[Any]:
    """What was read beside the roles in this scope, in the order of registration; not what is of a person."""
    return [scope.kept().get(name) for name in _facts]


def of_membership(membership_id: int) -> frozenset[RoleHeld]:
    return _held(BY_ID, tuple(_of_members), tuple(_facts.items()), membership_id) or frozenset()


def of_key(key_id: int) -> frozenset[RoleHeld]:
    return _held(BY_ID, tuple(_of_keys), tuple(_facts.items()), key_id) or frozenset()


def coming_in(user_id: int) -> frozenset[RoleHeld] | None:
    """The roles of the membership that a person has in force here; None where there is none."""
    return _held(IN_FORCE, tuple(_of_members), tuple((_facts | _facts_of_person).items()), user_id)


@dataclass(frozen=True, slots=True)
class Coming:
    """How the id of the membership or key is found to which roles belong; marks stand for what is filled in."""

    sql: str
    marks: tuple[int, ...]


BY_ID = Coming("SELECT %s::bigint AS id", (NO_HOLDER,))
IN_FORCE = Coming(
    "SELECT id FROM tenancy_membership"
    " WHERE tenant_id = %s AND user_id = %s AND joined_at IS NOT NULL AND ended_at IS NULL",
    (NO_TENANT, NO_HOLDER),
)
# Who came in has a row of its own, so that somebody without roles is told apart from nobody.
STATEMENT = """
WITH comer AS ({comer}), held AS (SELECT found.* FROM comer CROSS JOIN LATERAL ({roles}) found)
SELECT NULL, NULL::bigint, NULL::bigint, NULL::bigint, NULL::bigint, NULL::text FROM comer
UNION ALL SELECT held.*, NULL FROM held {facts}
"""
FACT = "UNION ALL SELECT %s, NULL, NULL, NULL, NULL, ({sql}) FROM comer"


class Comer(Expression):
    """The id of whoever comes in, in the statement above."""

    def __init__(self) -> None:
        super().__init__(output_field=BigIntegerField())

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        return '"comer"."id"', ()


def _held(coming: Coming, finders: tuple[Finder, ...], facts: Facts, of: int) -> frozenset[RoleHeld] | None:
    with connection.cursor() as cursor:
        _statement(coming, finders, facts).execute(cursor, [of, scope.current()])
        rows = cursor.fetchall()
    for name, *_where, fact in rows:
        if fact is not None:
            scope.kept()[name] = fact
    held = frozenset(RoleHeld(Role(role), *where) for role, *where, fact in rows if role and fact is None)
    return held if rows else None


@cache
def _statement(coming: Coming, finders: tuple[Finder, ...], facts: Facts) -> Prepared:
    """The finders' statement, written once: to write and plan it took each request longer than to answer it.

    Holder and tenant are told apart from all other values by numbers that no row has.
    """
    first, *rest = (finder(Comer()) for finder in finders)
    with scope.written_for(NO_TENANT):
        found, values = first.union(*rest).query.sql_with_params()
    beside = " ".join(FACT.format(sql=sql) for _name, sql in facts)
    statement = STATEMENT.format(comer=coming.sql, roles=found, facts=beside)
    filled = (*coming.marks, *values, *(name for name, _sql in facts))
    return Prepared("roles", statement, filled, [NO_HOLDER, NO_TENANT])
