"""How do figures, obligations and what became of them look from outside?

Plain dictionaries: a serializer for each of some thousand cells would take longer than reading them did. The
serializers beside this module declare the same to the schema, and a test holds answers against it.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from json import dumps
from typing import Any

from django.utils import timezone

from measurement.api.wording import row_finding
from measurement.models import (
    Adoption,
    Breakdown,
    CollectionRound,
    Dimension,
    Entry,
    Indicator,
    IndicatorVersion,
    Obligation,
)
from measurement.rules.checks import Finding
from measurement.rules.windows import Window
from measurement.selectors.entries import findings_each
from measurement.selectors.figures import Seen
from measurement.selectors.judged import is_provisional
from measurement.selectors.owed import OwedFigure
from measurement.selectors.series import About, SeriesSeen, SeriesTold
from measurement.services.values import Row

Answer = dict[str, Any]
INDICATOR = (
    "uid", "code", "name", "state", "level", "kind", "counting_unit", "unit", "per", "decimals", "polarity",
    "frequency", "year_starts_in", "usual_lag_days", "adds_over_partners", "adds_over_time",
    "unduplicated_within",
)  # fmt: skip
VERSION = ("number", "definition", "method", "source", "source_url", "breaks_series_on", "note")


def plain(value: Decimal | None) -> str | None:
    """A decimal as a string without trailing zeros."""
    return None if value is None else f"{value.normalize():f}"


def figure(seen: Seen, least_coverage: int) -> Answer:
    """One cell; where it is hidden, nothing but its place, or a number of partners would tell why."""
    found: Answer = {
        "breakdown": seen.breakdown,
        "period_start": seen.period_start,
        "period_end": seen.period_end,
        "hidden": seen.is_hidden,
    }
    if seen.is_hidden:
        return found
    found |= {name: plain(getattr(seen, name)) for name in ("numerator", "denominator", "value", "lower", "upper")}
    found |= {
        "presence": seen.presence,
        "status": seen.status,
        "provisional": is_provisional(seen, least_coverage),
        "shown_as": seen.shown_as,
    }
    if seen.is_total:
        found |= {
            "contributors": seen.contributors,
            "expected": seen.expected,
            "coverage": plain(seen.coverage),
        }
    return found


def series(read: SeriesSeen, least_coverage: int) -> Answer:
    return {
        **_head(read.indicator.code, read.about),
        "figures": [figure(each, least_coverage) for each in read.figures],
    }


def series_page(read: Sequence[SeriesTold], next_cursor: str | None) -> Iterator[str]:
    """A page of series whose figures PostgreSQL has told, piece by piece: put together, megabytes would be copied."""
    yield '{"results":['
    for number, each in enumerate(read):
        head = dumps(_head(each.indicator, each.about))[:-1]
        yield f'{"," if number else ""}{head},"figures":[{each.figures}]}}'
    yield f'],"next_cursor":{dumps(next_cursor)}}}'


def _head(indicator: str, about: About) -> Answer:
    return {"indicator": indicator, "subject": {"kind": about.kind, "code": about.code, "name": about.name}}


def indicator_answer(
    indicator: Indicator, adoptions: Sequence[Adoption], versions: Sequence[IndicatorVersion] | None = None
) -> Answer:
    """An indicator with what initiatives make of it and, where asked for, all its definitions."""
    found: Answer = {name: getattr(indicator, name) for name in INDICATOR}
    found["replaced_by"] = indicator.replaced_by.code if indicator.replaced_by else None
    found["dimensions"] = [_dimension(each.dimension) for each in indicator.indicator_dimensions.all()]
    found["adopted_by"] = [_adoption(each) for each in adoptions]
    if versions is not None:
        found["versions"] = [{name: getattr(each, name) for name in VERSION} for each in versions]
    return found


def _dimension(dimension: Dimension) -> Answer:
    return {
        "code": dimension.code,
        "name": dimension.name,
        "partitions": dimension.partitions,
        "ended_on": dimension.ended_on,
        "categories": [
            {"code": each.code, "name": each.name, "ended_on": each.ended_on} for each in dimension.categories.all()
        ],
    }


def _adoption(adoption: Adoption) -> Answer:
    return {
        "uid": adoption.uid,
        "initiative": adoption.initiative.slug,
        "outcome": adoption.outcome.slug,
        "composition": adoption.composition,
        "is_headline": adoption.is_headline,
        "contributes_to": adoption.contributes_to.indicator.code if adoption.contributes_to else None,
        "ended_on": adoption.ended_on,
        "baseline_start": adoption.baseline_start,
        "baseline_end": adoption.baseline_end,
        "targets": [
            {
                "value": plain(each.value),
                "due_on": each.due_on,
                "statement": each.statement,
                "breakdown": each.breakdown.code if each.breakdown else Breakdown.ALL,
            }
            for each in adoption.targets.all()
        ],
    }


def round_answer(asked: CollectionRound, owed: Sequence[OwedFigure], window: Window) -> Answer:
    """A round as it holds for the key's own partner: its dates are moved by what that partner was granted."""
    return {
        "uid": asked.uid,
        "initiative": asked.initiative.slug,
        "slug": asked.slug,
        "name": asked.name,
        "opens_at": asked.opens_at,
        "due_at": window.due_at,
        "late_from": window.late_from,
        "closes_at": window.closes_at,
        "is_open": window.is_open(timezone.now()),
        "owed": [_owed(each.obligation, each.entry, each.window) for each in owed],
    }


def _owed(owed: Obligation, entry: Entry | None, window: Window) -> Answer:
    return {
        **_key(owed),
        "due_at": window.due_at,
        "closes_at": window.closes_at,
        "is_excused": window.is_excused(timezone.now()),
        "state": entry.state if entry else "not_started",
        "entry": entry.uid if entry else None,
    }


def _key(owed: Obligation) -> Answer:
    return {
        "indicator": owed.indicator.code,
        "organization": (owed.subject.organization or owed.provider).code,
        "period_start": owed.period_start,
        "period_end": owed.period_end,
        "breakdown": owed.breakdown.code,
    }


def entry_answer(entry: Entry) -> Answer:
    """An entry as its provider sees it, with what is to fix and what to check."""
    findings = findings_each([entry])[0]
    indicator: Indicator = entry.obligation.indicator
    return {
        "uid": entry.uid,
        "version": entry.version,
        "initiative": entry.submission.round.initiative.slug,
        "round": entry.submission.round.slug,
        **_key(entry.obligation),
        "state": entry.state,
        "presence": entry.presence,
        "numerator": plain(entry.numerator),
        "denominator": plain(entry.denominator),
        "value": plain(entry.value),
        "bound": entry.original_text,
        "lower": plain(entry.lower),
        "upper": plain(entry.upper),
        "note": entry.note,
        "kept_because": entry.kept_because,
        "review_note": entry.review_note,
        "saved_at": entry.saved_at,
        "received_at": entry.received_at,
        "reviewed_at": entry.reviewed_at,
        "errors": [told(each, "#", indicator) for each in findings if each.is_error],
        "warnings": [told(each, "#", indicator) for each in findings if not each.is_error],
    }


def etag(entry: Entry) -> str:
    return f'"{entry.uid.hex}.{entry.version}"'


def told(found: Finding, pointer: str, indicator: Indicator | None) -> Mapping[str, str]:
    """A finding as {code, detail, pointer}."""
    return {
        "code": found.code,
        "detail": row_finding(found, indicator),
        "pointer": f"{pointer}/{found.field}" if found.field else pointer,
    }


def row_answer(index: int, row: Row) -> Answer:
    """What became of one value of a batch."""
    indicator = row.saved.obligation.indicator if row.saved else None
    pointer = f"#/values/{index}"
    has_entry = row.saved is not None and row.saved.entry is not None and row.errors == []
    return {
        "index": index,
        "status": row.outcome.value,
        "state": row.saved.entry.state if has_entry and row.saved and row.saved.entry else None,
        "errors": [told(each, pointer, indicator) for each in row.errors],
        "warnings": [told(each, pointer, indicator) for each in row.warnings],
    }
