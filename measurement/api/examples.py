"""What do answers look like? Examples for the schema; the names are those of the demo."""

from typing import Any

Example = dict[str, Any]

KEY: Example = {
    "indicator": "CA01",
    "organization": "LA390",
    "period_start": "2024-04-01",
    "period_end": "2025-03-31",
    "breakdown": "all",
}
INDICATOR: Example = {
    "uid": "6c9a5d1e-2b7f-4d83-9a55-0f6f3f0f1a01",
    "code": "CA01",
    "name": "Care leavers in education, employment or training",
    "state": "active",
    "level": "community",
    "kind": "share",
    "counting_unit": "people",
    "unit": "% of care leavers",
    "per": 100,
    "decimals": 1,
    "polarity": "higher_better",
    "frequency": "annual",
    "year_starts_in": 4,
    "usual_lag_days": 240,
    "adds_over_partners": "ratio_of_sums",
    "adds_over_time": "",
    "unduplicated_within": "all_partners",
    "replaced_by": None,
    "dimensions": [
        {
            "code": "sex",
            "name": "Sex",
            "partitions": True,
            "ended_on": None,
            "categories": [{"code": "Female", "name": "Female", "ended_on": None}],
        }
    ],
    "adopted_by": [
        {
            "uid": "1f6d1c0a-7f4f-4f0a-9a3d-8c1f2f6e7b21",
            "initiative": "north-east",
            "outcome": "children-in-care",
            "composition": "of_parts",
            "is_headline": True,
            "contributes_to": None,
            "ended_on": None,
            "baseline_start": "2017-04-01",
            "baseline_end": "2018-03-31",
            "targets": [{"value": "60", "due_on": "2030-03-31", "statement": "Six in ten", "breakdown": "all"}],
        }
    ],
}
VERSION: Example = {
    "number": 1,
    "definition": "Care leavers aged 19 to 21 who are in education, employment or training.",
    "method": "",
    "source": "Department for Education",
    "source_url": "https://www.gov.uk/",
    "breaks_series_on": None,
    "note": "",
}
CELL: Example = {
    "breakdown": "all",
    "period_start": "2023-04-01",
    "period_end": "2024-03-31",
    "hidden": False,
    "numerator": "62",
    "denominator": "119",
    "value": "52.10084034",
    "lower": None,
    "upper": None,
    "presence": "number",
    "status": "normal",
    "provisional": False,
    "shown_as": "exact",
}
HIDDEN: Example = {"breakdown": "all", "period_start": "2024-04-01", "period_end": "2025-03-31", "hidden": True}
SERIES: Example = {
    "indicator": "CA01",
    "subject": {"kind": "organization", "code": "LA390", "name": "Gateshead"},
    "figures": [CELL],
}
TOTAL: Example = {
    "indicator": "CA01",
    "subject": {"kind": "community", "code": "E12000001", "name": "North East"},
    "figures": [{**CELL, "contributors": 11, "expected": 12, "coverage": "0.93"}, HIDDEN],
}
PUBLISHED: Example = {
    "indicator": "CA01",
    "period_start": "2023-04-01",
    "period_end": "2024-03-31",
    "subject": {"kind": "community", "code": "E12000001"},
    "breakdown": "all",
    "measure": "value",
    "value": "52.10084034",
    "hidden": False,
    "presence": "number",
    "status": "normal",
    "shown_as": "exact",
    "release": "7f4a1b52-54a4-4fd1-b4cb-5cf6cb3f2f04",
    "released_at": "2026-11-21T09:30:00+00:00",
    "replaced_at": None,
}
PUBLISHED_HIDDEN: Example = {**PUBLISHED, "breakdown": "sex=female", "value": None, "hidden": True}
ROUND: Example = {
    "uid": "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d",
    "initiative": "north-east",
    "slug": "year-to-march-2025",
    "name": "Year to 31 March 2025",
    "opens_at": "2026-11-02T00:00:00Z",
    "due_at": "2026-12-05T00:00:00Z",
    "late_from": "2026-12-08T00:00:00Z",
    "closes_at": "2026-12-19T00:00:00Z",
    "is_open": True,
    "owed": [
        {
            **KEY,
            "due_at": "2026-12-05T00:00:00Z",
            "closes_at": "2026-12-19T00:00:00Z",
            "is_excused": False,
            "state": "not_started",
            "entry": None,
        }
    ],
}
ENTRY: Example = {
    **KEY,
    "uid": "b2c3a0de-6a0f-4a53-9a10-7a1b1d0c8f31",
    "version": 1,
    "initiative": "north-east",
    "round": "year-to-march-2025",
    "state": "draft",
    "presence": "number",
    "numerator": "61",
    "denominator": "117",
    "value": "52.13675214",
    "bound": "",
    "lower": None,
    "upper": None,
    "note": "",
    "kept_because": "",
    "review_note": "",
    "saved_at": "2026-11-21T10:00:00Z",
    "received_at": None,
    "reviewed_at": None,
    "errors": [],
    "warnings": [],
}
BATCH: Example = {
    "mode": "atomic",
    "dry_run": False,
    "send": True,
    "values": [{**KEY, "numerator": "61", "denominator": "117"}],
}
BATCH_ANSWER: Example = {
    "summary": {"created": 1, "updated": 0, "unchanged": 0, "failed": 0},
    "rows": [{"index": 0, "status": "created", "state": "submitted", "errors": [], "warnings": []}],
}
