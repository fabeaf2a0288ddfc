"""How does a migration put up the wall? The second and third lock: row security and composite keys.

One operation, `Wall()`, stands last in a migration that makes or changes tenant-owned tables. It
brings the tables of its app into line with the models of that moment: UNIQUE (tenant_id, id), one
composite key for each key between tenant-owned tables, and a FORCEd policy.
"""

from collections.abc import Iterator
from hashlib import sha1
from typing import Any

from django.apps.registry import Apps
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

OWN_TENANT = "tenant_id = nullif(current_setting('app.tenant_id', true), '')::bigint"


class Wall(Operation):
    """Protect every tenant-owned table of the app; the same operation serves the first and every later migration."""

    reduces_to_sql = False
    reversible = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The keys are no fact of Django's state: makemigrations does not know them, a test does."""

    def database_forwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        tables = list(owned_models(to_state.apps, app_label))
        # Rows written in this transaction would otherwise leave "pending trigger events".
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for model in tables:
            _add_unique(editor, model)
        for model in tables:
            _sync_keys(editor, model)
        for model in tables:
            _add_policy(editor, model)

    def database_backwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Nothing: dropping a column or a table takes its keys and policies with it."""

    def describe(self) -> str:
        return "Protect the tenant-owned tables of this app"


class CountsEdition(Operation):
    """Let every change of some tables of an app begin a new edition; stands in a migration, after the tables."""

    reduces_to_sql = False
    reversible = True

    def __init__(self, *models: str) -> None:
        self.models = models

    def deconstruct(self) -> Any:
        return self.__class__.__name__, list(self.models), {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """A trigger is no fact of Django's state."""

    def database_forwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for table in self._tables(app_label, to_state):
            editor.execute(
                f'CREATE TRIGGER count_edition AFTER INSERT OR UPDATE OR DELETE ON "{table}"'
                " FOR EACH STATEMENT EXECUTE FUNCTION backbone_count_edition()"
            )

    def database_backwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for table in self._tables(app_label, from_state):
            editor.execute(f'DROP TRIGGER count_edition ON "{table}"')

    def _tables(self, app_label: str, state: ProjectState) -> list[str]:
        return [state.apps.get_model(app_label, each)._meta.db_table for each in self.models]

    def describe(self) -> str:
        return f"Begin a new edition with every change of {', '.join(self.models)}"


def owned_models(apps: Apps, app_label: str) -> Iterator[type[models.Model]]:
    for model in apps.get_app_config(app_label).get_models():
        if is_owned(model):
            yield model


def is_owned(model: type[models.Model]) -> bool:
    return any(field.name == "tenant" for field in model._meta.local_concrete_fields)


def tenant_keys(model: type[models.Model]) -> Iterator[tuple[str, str]]:
    """(column, target table) of each key from this table to a tenant-owned one."""
    for field in model._meta.local_concrete_fields:
        target = field.related_model
        if field.name != "tenant" and field.column and isinstance(target, type) and is_owned(target):
            yield field.column, target._meta.db_table


def key_name(table: str, column: str) -> str:
    """A stable name within PostgreSQL's 63 characters."""
    name = f"{table}_{column}_in_tenant"
    return name if len(name) <= 63 else f"{name[:54]}_{sha1(name.encode(), usedforsecurity=False).hexdigest()[:8]}"


def _rows(editor: BaseDatabaseSchemaEditor, sql: str, values: list[Any]) -> list[Any]:
    with editor.connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _add_unique(editor: BaseDatabaseSchemaEditor, model: type[models.Model]) -> None:
    table = model._meta.db_table
    name = key_name(table, "id")
    if not _rows(editor, "SELECT 1 FROM pg_constraint WHERE conname = %s", [name]):
        editor.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" UNIQUE (tenant_id, id)')


def _sync_keys(editor: BaseDatabaseSchemaEditor, model: type[models.Model]) -> None:
    """Make the composite keys of a table those of its model.

    Under FORCE the owner sees no rows while a key is checked, and PostgreSQL marks the key valid over
    rows that violate it. So FORCE is lifted from both tables first, and violations are counted.
    """
    table = model._meta.db_table
    wanted = {key_name(table, column): (column, target) for column, target in tenant_keys(model)}
    found = dict(
        _rows(
            editor,
            "SELECT conname, confrelid::regclass::text FROM pg_constraint WHERE conrelid = %s::regclass"
            # By their two columns and not by name: Django's own key of a table such as …_reminderrule is cut to
            # "…_remin_tenant_id_…", which looks like one of ours.
            " AND contype = 'f' AND array_length(conkey, 1) = 2",
            [table],
        )
    )
    for name, target in found.items():
        if name not in wanted or wanted[name][1] != target.strip('"'):
            editor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
            found[name] = ""
    for name, (column, target) in wanted.items():
        if not found.get(name):
            _add_key(editor, table, name, column, target)


def _add_key(editor: BaseDatabaseSchemaEditor, table: str, name: str, column: str, target: str) -> None:
    forced = [
        each
        for each in dict.fromkeys([table, target])
        if _rows(editor, "SELECT 1 FROM pg_class WHERE oid = %s::regclass AND relforcerowsecurity", [each])
    ]
    for each in forced:
        editor.execute(f'ALTER TABLE "{each}" NO FORCE ROW LEVEL SECURITY')
    editor.execute(
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY (tenant_id, "{column}")'
        f' REFERENCES "{target}" (tenant_id, id)'
    )
    violations = _rows(
        editor,
        f'SELECT count(*) FROM "{table}" a WHERE a."{column}" IS NOT NULL AND NOT EXISTS'  # noqa: S608 - names come from models
        f' (SELECT 1 FROM "{target}" b WHERE b.tenant_id = a.tenant_id AND b.id = a."{column}")',
        [],
    )[0][0]
    if violations:
        raise RuntimeError(f"{violations} rows of {table}.{column} point to another tenant or to nothing.")
    for each in forced:
        editor.execute(f'ALTER TABLE "{each}" FORCE ROW LEVEL SECURITY')


def _add_policy(editor: BaseDatabaseSchemaEditor, model: type[models.Model]) -> None:
    table = model._meta.db_table
    if not _rows(editor, "SELECT 1 FROM pg_policy WHERE polrelid = %s::regclass AND polname = 'own_tenant'", [table]):
        editor.execute(f'CREATE POLICY own_tenant ON "{table}" USING ({OWN_TENANT}) WITH CHECK ({OWN_TENANT})')
    editor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    editor.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
