"""What do the demo's files say? Reads the public figures; knows nothing of the database."""

import csv
import gzip
from collections.abc import Iterator
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from measurement.services.loading import LoadRow

FIGURES = Path(__file__).with_name("figures")
DIMENSIONS = {
    "sex": "Sex",
    "age": "Age",
    "ethnicity": "Ethnic group",
    "fsm": "Free school meals",
    "disadvantage": "Disadvantage",
    "sen": "Special educational needs",
    "phase": "Kind of school",
}
# Age groups lie within each other: 16 to 24 and 16 to 64.
OVERLAPPING = ("age",)
STATUS = {"rev": "revised", "prov": "provisional", "final": "normal", "": "normal"}


def rows(name: str) -> Iterator[dict[str, str]]:
    with gzip.open(FIGURES / f"{name}.csv.gz", "rb") as file:
        yield from csv.DictReader(TextIOWrapper(file, "utf-8", newline=""))


def load_rows() -> list[LoadRow]:
    """All figures, in the form of the bulk loader."""
    limits: dict[tuple[str, ...], dict[str, str]] = {
        (each["indicator"], each["organization"], each["period_start"], each["period_end"], each["sex"]): each
        for each in rows("confidence_limits")
    }
    return [_load_row(each, limits) for each in rows("values")]


def _load_row(row: dict[str, str], limits: dict[tuple[str, ...], dict[str, str]]) -> LoadRow:
    categories = {dimension: row[dimension] for dimension in DIMENSIONS if row[dimension]}
    key = (row["indicator"], row["organization"], row["period_start"], row["period_end"], row["sex"])
    bounds = limits.get(key, {}) if set(categories) <= {"sex"} else {}
    return LoadRow(
        indicator=row["indicator"],
        subject=row["organization"],
        period_start=row["period_start"],
        period_end=row["period_end"],
        value=row["value"],
        numerator=row["numerator"] or None,
        denominator=row["denominator"] or None,
        categories=categories,
        status=STATUS[row["status"]],
        lower=bounds.get("lci_95") or None,
        upper=bounds.get("uci_95") or None,
    )


def usual_lag_days(latest_end: date, frequency: str, today: date) -> int:
    """The lag that fits the latest period of the file on `today`: the next period is not overdue, to the month."""
    period = {"annual": 365, "quarterly": 91, "monthly": 30}[frequency]
    waited = (today - latest_end).days - period
    return max(30, -(-waited // 30) * 30)


def kind_of(row: dict[str, str]) -> dict[str, Any]:
    """Kind, counting unit and `per` of an indicator, from the words of its unit."""
    unit = row["unit"].lower()
    if row["code"] in ("CA01", "CA02", "CA03"):
        return {"kind": "share", "per": 100, "counting_unit": "people"}
    if unit.startswith("rate per"):
        digits = "".join(character for character in unit.split(" of ")[0] if character.isdigit())
        return {"kind": "ratio", "per": int(digits), "counting_unit": "people"}
    if unit.startswith("£"):
        return {"kind": "amount", "per": 1, "counting_unit": "money"}
    if row["code"] == "WB05" or unit in ("index", "yrs") or "score" in unit:
        return {"kind": "mean", "per": 1, "counting_unit": "none"}
    return {"kind": "share", "per": 100, "counting_unit": "people"}


def year_starts_in(year_type: str) -> int:
    return {"Academic Year": 9, "Financial Year": 4}.get(year_type, 1)
