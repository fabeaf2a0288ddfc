"""How are many figures told as JSON? By PostgreSQL: making thousands in Python takes longer than reading them.

What may be told is decided by `visible_figures`, whose sets these are; `api.answers.figure` says the same of one figure
in Python, for past days, and a test holds the two together. Texts put together by `||` take a third of the time of
json_build_object, which looks up the type of each argument for each row.
"""

from json import dumps
from typing import Any

from django.db.models import Aggregate, F, Func, QuerySet, TextField, Value

from backbone.core.prepared import rows_of
from measurement.models import Observation, ReleasedCell, Total

NUMBER = """coalesce('"' || trim_scale({column})::text || '"', 'null')"""
TRUE_OR_FALSE = "CASE WHEN {claim} THEN 'true' ELSE 'false' END"
# Figures of the same end begin with the longer period, as everywhere.
TOLD = """string_agg('{{"breakdown":' || {breakdown} || ',"period_start":"' || {t}.period_start || '","period_end":"'
    || {t}.period_end || CASE WHEN {is_hidden} THEN '","hidden":true}}' ELSE '","hidden":false' || {numbers}
    || ',"presence":"' || {presence} || '","status":"' || {status} || '","provisional":' || {provisional}
    || ',"shown_as":"' || {shown_as} || '"' || {of_total} || '}}' END, ','
    ORDER BY {t}.period_end, {t}.period_start)"""
OF_TOTAL = """',"contributors":' || coalesce({t}.contributors::text, 'null') || ',"expected":'
    || coalesce({t}.expected::text, 'null') || ',"coverage":' || {coverage}"""
IS_COVERED = "coalesce({t}.coverage * 100 >= %(least)s, true)"
NUMBERS = ("numerator", "denominator", "value", "lower", "upper")

# What else than the column of its own name a kind of figure tells.
KINDS: dict[Any, dict[str, str]] = {
    Observation: {"is_hidden": "false", "shown_as": "'exact'", "of_total": "''", "covered": "true"},
    Total: {
        "is_hidden": "false", "shown_as": "'exact'", "status": "'normal'",
        "presence": "CASE WHEN {t}.hidden > 0 THEN 'suppressed' ELSE 'number' END",
        "of_total": OF_TOTAL, "covered": IS_COVERED,
    },
    ReleasedCell: {
        "of_total": f"CASE WHEN {{t}}.subject_id IS NULL THEN {OF_TOTAL} ELSE '' END", "covered": IS_COVERED,
    },
}  # fmt: skip


def told(figures: QuerySet[Any], *, by: str, least_coverage: int, breakdown: str | None) -> dict[int, str]:
    """The figures of a set as JSON objects with commas between, oldest first, by an indicator's or subject's id."""
    # A code that is the same for all is JSON once, and not for each figure.
    code: Any = Value(dumps(breakdown, ensure_ascii=False))
    if breakdown is None:
        code = Func(F("breakdown__code"), template="to_json(%(expressions)s::text)::text")
    made = Aggregate(code, template=_template(figures.model, least_coverage), output_field=TextField())
    return dict(rows_of(figures.order_by().values(by).annotate(told=made).values_list(by, "told")))


def _template(model: Any, least_coverage: int) -> str:
    table = f'"{model._meta.db_table}"'
    columns = {name: f"{table}.{name}" for name in ("is_hidden", "presence", "status", "shown_as")}
    said = {name: text.replace("{coverage}", NUMBER.format(column=f"{table}.coverage")).replace("{t}", table)
            for name, text in KINDS[model].items()}  # fmt: skip
    words = columns | said
    provisional = f"{words['status']} = 'provisional' OR NOT {words.pop('covered')}" % {"least": int(least_coverage)}
    numbers = " || ".join(f"""',"{name}":' || {NUMBER.format(column=f"{table}.{name}")}""" for name in NUMBERS)
    return TOLD.format(
        t=table, breakdown="%(expressions)s", numbers=numbers,
        provisional=TRUE_OR_FALSE.format(claim=provisional), **words,
    )  # fmt: skip
