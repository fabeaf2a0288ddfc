"""Are modules and functions short, do they open with what they are for, and do dangerous things give their reason?"""

import ast
from collections.abc import Iterator

from tests.architecture.sources import Source, sources

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
MODULES_MAY_BE_LONGER = {
    "backbone/settings.py": "one list of settings in one order of reading; two files would hide which one counts",
    "tests/unit/core/test_charts.py": "a table of drawings, one after the other",
}
FUNCTIONS_MAY_BE_LONGER: dict[str, str] = {}
# Whoever goes over the wall says why, here and where it is done.
EVERY_TENANT = {
    "backbone/jobs/tasks.py": "the tick looks for what is due",
}


def ours() -> list[Source]:
    return [source for source in [*sources(), *sources("tests")] if not source.is_migration]


def functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_modules_are_split_before_they_hurt() -> None:
    long = {str(each.path) for each in ours() if len(each.text.splitlines()) > LONGEST_MODULE}
    assert long == set(MODULES_MAY_BE_LONGER)


def test_functions_fit_on_a_screen() -> None:
    long = {
        f"{source.path}:{node.name}"
        for source in ours()
        for node in functions(source)
        if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    }
    assert long == set(FUNCTIONS_MAY_BE_LONGER)


def test_modules_open_with_what_they_are_for() -> None:
    silent = [str(each.path) for each in ours() if each.text.strip() and not ast.get_docstring(each.tree)]
    assert [path for path in silent if not path.endswith("/apps.py")] == []


def test_catching_everything_gives_its_reason() -> None:
    """A comment on the line, or on the line above or below it."""
    silent = []
    for source in [*sources(), *sources("tests")]:
        lines = source.text.splitlines()
        for number, line in enumerate(lines):
            if line.strip().startswith(("except Exception", "except BaseException", "except:")):
                near = lines[max(0, number - 1) : number + 2]
                silent += [] if any("#" in each for each in near) else [f"{source.path}:{number + 1}"]
    assert silent == []


def test_going_over_the_wall_is_listed_with_its_reason() -> None:
    found = {
        str(source.path): node.args[0].value
        for source in sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) == "every_tenant"
        and isinstance(node.args[0], ast.Constant)
    }
    assert found == EVERY_TENANT


def test_nothing_reaches_rows_past_the_managers() -> None:
    """`of_person` reads a person's own memberships before a tenant is known: in one place only."""
    uses = {str(source.path) for source in sources() for node in ast.walk(source.tree) if _is_of_person(node)}
    assert uses == {"backbone/tenancy/selectors.py"}


def _is_of_person(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "of_person"
