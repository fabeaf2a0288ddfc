"""Does each package import only what stands to its left? And do the house rules hold that a machine can read?"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

from tests.architecture.sources import Source, sources

# The arrow, from left to right: each package may import itself and what stands before it.
ARROW = [
    "backbone.core",
    "backbone.accounts",
    "backbone.tenancy",
    "backbone.jobs",
    "backbone.files",
    "backbone.comments",
    "initiatives",
    "measurement",
    "workgroups",
    "communications",
]
# These stand side by side: none imports another of them.
BESIDE = {"backbone.files", "backbone.comments"}
# These compose everything, and nothing imports them; PostgreSQL's supervisor runs before Django and knows no app.
COMPOSE = [
    "backbone.settings",
    "backbone.urls",
    "backbone.api_urls",
    "backbone.celery",
    "backbone.wsgi",
    "backbone.embedded",
]
EMBEDDED_MAY = {"backbone.core"}
EXCEPTIONS = {
    # Every process of Django must have the same carrier, or a task would ring a default one that goes nowhere.
    ("backbone.jobs.apps", "backbone.celery"),
}
OF_THE_WALL = {"backbone.tenancy.wall", "backbone.tenancy.sql", "backbone.tenancy.tables"}
NOT_IN_RULES = ("django", "rest_framework", "celery", "time", "backbone.tenancy", "backbone.accounts", "backbone.jobs")
CLOCKS = {"now", "today", "utcnow", "localdate", "monotonic", "perf_counter", "time_ns"}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "handler", "handlers", "data"}
FORBIDDEN_NAMES |= {"info", "misc"}


def package_of(name: str) -> str | None:
    return next((p for p in [*ARROW, *COMPOSE] if name == p or name.startswith(f"{p}.")), None)


def allowed(package: str) -> set[str]:
    if package == "backbone.embedded":
        return EMBEDDED_MAY | {package}
    if package in COMPOSE:
        return {*ARROW, *COMPOSE}
    left = set(ARROW[: ARROW.index(package) + 1])
    return left - (BESIDE - {package} if package in BESIDE else set())


def wrong_imports(source: Source) -> Iterator[str]:
    package = package_of(source.name)
    assert package is not None, f"{source.path} lies in no package of the arrow: give it a place in ARROW."
    for imported, line in source.imports():
        target = package_of(imported)
        if target is None or target in allowed(package):
            continue
        if not any(source.name == who and imported.startswith(what) for who, what in EXCEPTIONS):
            yield f"{source.path}:{line} imports {imported}"


def test_packages_import_only_what_stands_to_their_left() -> None:
    inits = {"backbone"}
    modules = [each for each in sources() if not each.is_migration and each.name not in inits]
    assert [wrong for source in modules for wrong in wrong_imports(source)] == []


@pytest.mark.parametrize(
    ("name", "text", "is_wrong"),
    [
        ("measurement.services.x", "from initiatives.models import Area", False),
        ("initiatives.x", "def late():\n    from measurement.models import Entry", True),
        ("initiatives.x", "if TYPE_CHECKING:\n    import measurement.models", True),
        ("backbone.tenancy.x", "from backbone import jobs", True),
        ("backbone.jobs.x", "from backbone.files.models import StoredFile", True),
        ("backbone.files.x", "from backbone.comments.models import Comment", True),
        ("backbone.core.x", "from backbone.settings import DEBUG", True),
    ],
)
def test_the_walk_finds_imports_wherever_they_stand(name: str, text: str, is_wrong: bool) -> None:
    probe = Source(Path(*name.split(".")).with_suffix(".py"), text, ast.parse(text))
    assert bool(list(wrong_imports(probe))) is is_wrong


def test_exceptions_to_the_arrow_are_still_needed() -> None:
    made = {(source.name, imported) for source in sources() for imported, _line in source.imports()}
    unused = {each for each in EXCEPTIONS if not any(who == each[0] and what == each[1] for who, what in made)}
    present = {source.name for source in sources()}
    assert {each for each in unused if each[0] in present} == set()


def test_keys_between_tables_obey_the_arrow_too() -> None:
    """A string such as "initiatives.Subject" imports nothing, and ties the packages all the same."""
    keys = [
        (model, field)
        for model in apps.get_models()
        if package_of(model.__module__)
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | ManyToManyField)
    ]
    wrong = [
        f"{model.__name__}.{field.name} points to {field.related_model}"
        for model, field in keys
        if isinstance(field.related_model, type)
        and (target := package_of(field.related_model.__module__))
        and target not in allowed(package_of(model.__module__) or "")
    ]
    assert keys
    assert wrong == []


def test_imports_are_absolute() -> None:
    relative = [
        f"{source.path}:{node.lineno}"
        for source in [*sources(), *sources("tests")]
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


def test_rules_are_pure() -> None:
    """No framework, no clock, no request: `today` is an argument."""
    rules = [source for source in sources() if "rules" in source.path.parts]
    wrong = [
        f"{source.path}:{line} imports {name}"
        for source in rules
        for name, line in source.imports()
        if any(name == banned or name.startswith(f"{banned}.") for banned in NOT_IN_RULES)
    ]
    wrong += [
        f"{source.path}:{node.lineno} asks the clock"
        for source in rules
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS
    ]
    assert rules
    assert wrong == []


def test_migrations_import_no_app_code_but_the_walls() -> None:
    wrong = [
        f"{source.path}:{line} imports {name}"
        for source in sources()
        if source.is_migration
        for name, line in source.imports()
        if name.split(".")[0] in {each.split(".")[0] for each in ARROW}
        and not any(name == each or name.startswith(f"{each}.") for each in OF_THE_WALL)
    ]
    assert wrong == []


def test_migrations_are_named_for_what_they_do() -> None:
    names = [source.path.stem for source in sources() if source.is_migration and source.path.stem != "__init__"]
    assert [name for name in names if re.search(r"_auto_|_initial$|^\d+_alter_|\d{8}", name)] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    named = [part for source in sources() for part in source.path.with_suffix("").parts]
    assert set(named) & FORBIDDEN_NAMES == set()


def test_what_composes_everything_is_imported_by_nothing() -> None:
    composing = set(COMPOSE) - {"backbone.embedded"}
    wrong = [
        f"{source.path}:{line} imports {name}"
        for source in sources()
        if (package_of(source.name) or "backbone") not in COMPOSE
        for name, line in source.imports()
        if package_of(name) in composing and (source.name, package_of(name)) not in EXCEPTIONS
    ]
    assert wrong == []
