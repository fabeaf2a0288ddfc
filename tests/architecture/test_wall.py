"""Does the wall stand around every table? All models are walked, against what PostgreSQL itself says."""

from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.db.models import Model

from backbone.tenancy.models import Tenant, TenantForeignKey, TenantManager
from backbone.tenancy.models.owned import TenantField
from backbone.tenancy.wall import OWN_TENANT

pytestmark = pytest.mark.django_db

OURS = {"core", "accounts", "tenancy", "files", "comments", "jobs", "initiatives", "measurement", "workgroups"}
OURS |= {"communications"}
# Not a tenant's own, each with the reason.
GLOBAL = {
    "accounts.User": "a person may belong to many tenants, and signs in before any is known",
    "tenancy.Tenant": "is looked up by its slug before any tenant is in scope",
    "account.EmailAddress": "allauth's: of a person",
    "account.EmailConfirmation": "allauth's: of a person",
    "mfa.Authenticator": "allauth's: of a person",
    "accounts.User_groups": "Django's, unused",
    "accounts.User_user_permissions": "Django's, unused",
    "auth.Group": "Django's, unused",
    "auth.Group_permissions": "Django's, unused",
    "auth.Permission": "Django's, unused",
    "contenttypes.ContentType": "Django's list of models",
    "sessions.Session": "of a browser, before any tenant is known",
}
ALL = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
OWNED = [model for model in ALL if model._meta.label not in GLOBAL]


def rows(sql: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def label(model: type[Model]) -> str:
    return model._meta.label


def table(model: type[Model]) -> str:
    return model._meta.db_table


def test_the_global_list_names_only_models_that_exist() -> None:
    assert set(GLOBAL) <= {label(model) for model in ALL}


@pytest.mark.parametrize("model", OWNED, ids=label)
def test_every_other_model_is_a_tenants_own(model: type[Model]) -> None:
    field = model._meta.get_field("tenant")
    assert isinstance(field, TenantField)
    assert field.related_model is Tenant
    assert not field.null
    assert model._meta.app_label in OURS


@pytest.mark.parametrize("model", OWNED, ids=label)
def test_both_managers_filter(model: type[Model]) -> None:
    """A manager declared on a child class would become its default and its base manager."""
    assert isinstance(model._default_manager, TenantManager)
    assert isinstance(model._base_manager, TenantManager)
    assert model._meta.default_manager_name == "objects"
    assert model._meta.base_manager_name == "objects"


@pytest.mark.parametrize("model", OWNED, ids=label)
def test_row_security_is_enabled_and_forced(model: type[Model]) -> None:
    found = rows(
        "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = to_regclass(%s)", f'"{table(model)}"'
    )
    assert found == [(True, True)]


@pytest.mark.parametrize("model", OWNED, ids=label)
def test_the_policy_lets_nothing_of_another_tenant_out_or_in(model: type[Model]) -> None:
    policies = rows(
        "SELECT policyname, permissive, roles::text[], cmd, qual, with_check FROM pg_policies WHERE tablename = %s"
        " ORDER BY policyname DESC",
        table(model),
    )
    own = "(tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::bigint)"
    own_memberships = "(user_id = (NULLIF(current_setting('app.user_id'::text, true), ''::text))::bigint)"
    expected: list[tuple[object, ...]] = [("own_tenant", "PERMISSIVE", ["public"], "ALL", own, own)]
    if label(model) == "tenancy.Membership":  # the switcher reads a person's own, before a tenant is known
        expected.append(("own_memberships", "PERMISSIVE", ["public"], "SELECT", own_memberships, None))
    assert policies == expected
    assert "nullif(current_setting('app.tenant_id', true), '')" in OWN_TENANT


@pytest.mark.parametrize("model", OWNED, ids=label)
def test_rows_are_known_by_tenant_and_id(model: type[Model]) -> None:
    unique = rows(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = to_regclass(%s) AND contype = 'u'",
        f'"{table(model)}"',
    )
    assert ("UNIQUE (tenant_id, id)",) in unique


def keys_wanted(model: type[Model]) -> set[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    """What the model's fields ask for: (columns, table, columns there)."""
    wanted: set[tuple[tuple[str, ...], str, tuple[str, ...]]] = set()
    for field in model._meta.local_concrete_fields:
        column = str(field.column)
        target = field.related_model
        if not isinstance(target, type) or not issubclass(target, models.Model):
            continue
        if target in OWNED:
            wanted.add((("tenant_id", column), table(target), ("tenant_id", "id")))
        else:
            wanted.add(((column,), table(target), ("id",)))
    return wanted


@pytest.mark.parametrize("model", OWNED, ids=label)
def test_keys_between_tenants_rows_hold_the_tenant(model: type[Model]) -> None:
    """Columns, target and validity as PostgreSQL has them; makemigrations would be quiet about a missing one."""
    found = rows(
        """
        SELECT (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(num, n)
                JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.num),
            t.relname::text,
            (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(c.confkey) WITH ORDINALITY k(num, n)
                JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.num),
            c.convalidated AND c.conenforced
        FROM pg_constraint c JOIN pg_class t ON t.oid = c.confrelid
        WHERE c.conrelid = to_regclass(%s) AND c.contype = 'f'
        """,
        f'"{table(model)}"',
    )
    there = {(tuple(columns), target, tuple(others)) for columns, target, others, _valid in found}
    assert there == keys_wanted(model)
    assert len(there) == len(found)
    assert all(valid for *_, valid in found)


@pytest.mark.parametrize("model", OWNED, ids=label)
def test_fields_that_point_to_tenants_rows_are_of_the_one_kind(model: type[Model]) -> None:
    plain = [
        field.name
        for field in model._meta.local_concrete_fields
        if field.name != "tenant" and field.related_model in OWNED and not isinstance(field, TenantForeignKey)
    ]
    assert plain == []


@pytest.mark.parametrize("model", OWNED, ids=label)
def test_what_is_unique_is_unique_in_its_tenant(model: type[Model]) -> None:
    """A column that is unique over all tenants tells one what another has; hashes of secrets tell nothing."""
    hashes = {"api_key_hash_unique"}
    wide = [
        constraint.name
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and "tenant" not in constraint.fields
    ]
    wide += [field.name for field in model._meta.local_concrete_fields if field.unique and not field.primary_key]
    assert set(wide) <= hashes


def test_tables_without_a_model_hold_nothing_of_a_tenant() -> None:
    known = {table(model) for model in ALL}
    found = {name for (name,) in rows("SELECT relname FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm') AND"
                                      " relnamespace = 'public'::regnamespace")}  # fmt: skip
    assert found - known == {"django_migrations", "backbone_cache"}


FUNCTIONS = """
SELECT p.proname, r.rolname, p.prosecdef, p.proconfig, p.proacl::text[]
FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef ORDER BY 1
"""


def test_functions_over_the_wall_are_few_and_guarded() -> None:
    found = rows(FUNCTIONS)
    assert {name for name, *_ in found} == {
        "backbone_due_jobs",  # the tick: ids of tenants and jobs
        "backbone_enter_with_key",  # the API: a key is checked before its tenant is in scope
        "backbone_oldest_due_job_age",  # /health/ready: seconds
    }
    for name, owner, _definer, config, acl in found:
        assert owner == "backbone_bypass", name
        assert config == ["search_path=pg_catalog, public, pg_temp"], name
        callers = {entry.partition("=")[0]: entry.partition("=")[2].partition("/")[0] for entry in acl}
        assert callers == {"backbone_bypass": "X", "backbone_app": "X", "backbone_owner": "X"}, name


def test_the_bypassing_role_writes_only_what_its_functions_name() -> None:
    """It may see rows of every tenant, so nothing else may be done in its name."""
    granted = rows(
        "SELECT table_name::text, privilege_type::text FROM information_schema.role_table_grants"
        " WHERE grantee = 'backbone_bypass' AND privilege_type <> 'SELECT'"
    )
    assert granted == [("tenancy_apikey", "UPDATE")]


def test_models_and_migrations_agree() -> None:
    out = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=out, stderr=out)
    assert "No changes detected" in out.getvalue()
