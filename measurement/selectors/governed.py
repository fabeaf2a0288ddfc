"""Which communities govern what in the tenant, and what of it is closed to readers now?"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from backbone.tenancy import roles, scope
from measurement.models import GovernedCommunity, Part
from measurement.rules.communities import Governed, Released, Withdrawn

KEPT = "governed"
# One text of JSON, read with the roles of whoever comes in: nobody who reads figures asks for it again.
COMMUNITIES = """
WITH here AS (SELECT nullif(current_setting('app.tenant_id', true), '')::bigint AS tenant)
SELECT coalesce(jsonb_agg(to_jsonb(known) ORDER BY known.community), '[]')::text FROM (
SELECT c.id AS community, c.name, c.governs_since, c.ended_at,
    ARRAY(SELECT s.subject_id FROM measurement_communitysubject s
        WHERE s.tenant_id = here.tenant AND s.community_id = c.id) AS subjects,
    coalesce((SELECT jsonb_agg(DISTINCT jsonb_build_object(
            'id', b.id, 'code', b.code, 'is_governed', g.category_id IS NOT NULL))
        FROM measurement_communitycategory k
        JOIN measurement_category mine ON mine.tenant_id = here.tenant AND mine.id = k.category_id
        JOIN measurement_category near ON near.tenant_id = here.tenant AND near.dimension_id = mine.dimension_id
        JOIN measurement_breakdowncategory h ON h.tenant_id = here.tenant AND h.category_id = near.id
        JOIN measurement_breakdown b ON b.tenant_id = here.tenant AND b.id = h.breakdown_id
        LEFT JOIN measurement_communitycategory g ON g.tenant_id = here.tenant AND g.community_id = c.id
            AND g.category_id = near.id
        WHERE k.tenant_id = here.tenant AND k.community_id = c.id), '[]') AS breakdowns,
    coalesce((SELECT jsonb_agg(jsonb_build_object('indicator', a.indicator_id, 'through', a.through,
            'is_standing', a.is_standing, 'decided_at', a.decided_at, 'ended_at', a.ended_at))
        FROM measurement_approval a
        WHERE a.tenant_id = here.tenant AND a.community_id = c.id AND a.kind = 'release' AND a.is_approved), '[]')
        AS released,
    coalesce((SELECT jsonb_agg(jsonb_build_object('indicator', w.indicator_id, 'since', w.withdrawn_at,
            'until', w.resumed_at))
        FROM measurement_withdrawal w WHERE w.tenant_id = here.tenant AND w.community_id = c.id), '[]') AS withdrawn,
    ARRAY(SELECT a.agreement_id FROM measurement_approval a WHERE a.tenant_id = here.tenant AND a.community_id = c.id
        AND a.kind = 'agreement' AND a.is_approved) AS agreements,
    coalesce((SELECT jsonb_agg(jsonb_build_array(CASE WHEN s.area_id IS NULL THEN 'organization' ELSE 'area' END,
            coalesce(r.code, o.code)))
        FROM measurement_communitysubject m
        JOIN initiatives_subject s ON s.tenant_id = here.tenant AND s.id = m.subject_id
        LEFT JOIN initiatives_area r ON r.tenant_id = here.tenant AND r.id = s.area_id
        LEFT JOIN initiatives_organization o ON o.tenant_id = here.tenant AND o.id = s.organization_id
        WHERE m.tenant_id = here.tenant AND m.community_id = c.id), '[]') AS subject_codes,
    coalesce((SELECT jsonb_agg(jsonb_build_array(d.code, g.code)) FROM measurement_communitycategory k
        JOIN measurement_category g ON g.tenant_id = here.tenant AND g.id = k.category_id
        JOIN measurement_dimension d ON d.tenant_id = here.tenant AND d.id = g.dimension_id
        WHERE k.tenant_id = here.tenant AND k.community_id = c.id), '[]') AS categories
FROM here JOIN measurement_governedcommunity c ON c.tenant_id = here.tenant) known
"""


roles.known_at_entry(KEPT, COMMUNITIES)


def governed() -> Sequence[Governed]:
    """Every community of the tenant in scope, with its steward's word; as it was when the reader came in."""
    found: Sequence[Governed] | str | None = scope.kept().get(KEPT)
    if found is None:
        with connection.cursor() as cursor:
            cursor.execute(COMMUNITIES)
            found = str(cursor.fetchone()[0])
    if isinstance(found, str):
        found = scope.kept()[KEPT] = [_governed(**each) for each in json.loads(found)]
    return found


def governed_by(community: GovernedCommunity) -> Governed:
    """One of them."""
    return next(each for each in governed() if each.community == community.pk)


def asked_anew() -> None:
    """What was found out is no longer so: to be called by who changes it."""
    scope.kept().pop(KEPT, None)


def _governed(
    *,
    community: int,
    name: str,
    governs_since: str,
    ended_at: str | None,
    subjects: list[int],
    breakdowns: list[dict[str, Any]],
    released: list[dict[str, Any]],
    withdrawn: list[dict[str, Any]],
    agreements: list[int],
    subject_codes: list[list[str]],
    categories: list[list[str]],
) -> Governed:
    own = {each["id"]: each["code"] for each in breakdowns if each["is_governed"]}
    return Governed(
        community=community,
        name=name,
        governs_since=datetime.fromisoformat(governs_since),
        ended_at=_moment(ended_at),
        subjects=frozenset(subjects),
        breakdowns=frozenset(own),
        beside=frozenset(each["id"] for each in breakdowns) - own.keys(),
        released=[
            Released(each["indicator"], date.fromisoformat(each["through"]), each["is_standing"],
                     datetime.fromisoformat(each["decided_at"]), _moment(each["ended_at"]))
            for each in released
        ],
        withdrawn=[
            Withdrawn(each["indicator"], datetime.fromisoformat(each["since"]), _moment(each["until"]))
            for each in withdrawn
        ],
        agreements=frozenset(agreements),
        codes=frozenset(own.values()),
        categories=frozenset((dimension, code) for dimension, code in categories),
        subject_codes=frozenset((kind, code) for kind, code in subject_codes),
    )  # fmt: skip


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def closed_cells(communities: Iterable[Governed]) -> Q | None:
    """The released cells that hold a number and are for nobody at this moment; None where there are none.

    A community's own; and what was told beside them before they were closed, as the rest would tell them: other groups
    by the same dimension, and totals with a part of the community's. These come back as a release decides them anew;
    what sources have published is in no release's question, so groups beside stay closed there as long as its own.
    """
    return _any(
        Q(is_hidden=False) & _withheld(each) & (own_figures(each) | _beside(each, _told_before_closed(each)))
        for each in communities
        if each.ended_at is None
    )


def withdrawn_figures(communities: Iterable[Governed]) -> Q | None:
    """The observations that communities have taken back, also from who reviews what is sent; None where none are."""
    return _any(Q(_withdrawn(each) & own_figures(each)) for each in communities if _is_any_withdrawn(each))


def withdrawn_totals(communities: Iterable[Governed]) -> Q | None:
    """The same of totals, which have no subject."""
    withdrawn = [each for each in communities if each.breakdowns and _is_any_withdrawn(each)]
    return _any(_withdrawn(each) & Q(breakdown__in=sorted(each.breakdowns)) for each in withdrawn)


def to_decide_anew(communities: Iterable[Governed]) -> Q | None:
    """The current cells of releases that a steward's later word may change; None where there are no communities."""
    return _any(
        _told_before_changed(each) & (own_figures(each) | _beside(each, _told_before_changed(each)))
        for each in communities
    )


def own_figures(each: Governed) -> Q:
    """The observations and released cells that are a community's own."""
    return Q(subject__in=sorted(each.subjects)) | Q(breakdown__in=sorted(each.breakdowns))


def _beside(each: Governed, told_before: Q) -> Q:
    parts = Part.objects.filter(
        adoption__initiative=OuterRef("initiative"), adoption__indicator=OuterRef("indicator"),
        subject__in=sorted(each.subjects),
    )  # fmt: skip
    groups = Q(breakdown__in=sorted(each.beside)) & (Q(initiative=None) | told_before)
    return groups | (Q(subject=None) & told_before & Q(Exists(parts))) if each.subjects else groups


def _withheld(each: Governed) -> Q:
    opened = _any(
        Q(indicator=indicator) if last == date.max else Q(indicator=indicator, period_end__lte=last)
        for indicator, last in each.open_until.items()
    )
    return Q() if opened is None else ~opened


def _withdrawn(each: Governed) -> Q:
    return Q() if each.is_withdrawn_wholly else Q(indicator__in=sorted(each.withdrawn_indicators))


def _is_any_withdrawn(each: Governed) -> bool:
    return each.ended_at is None and (each.is_withdrawn_wholly or bool(each.withdrawn_indicators))


def _told_before_closed(each: Governed) -> Q:
    found = Q(release__released_at__lt=each.closed_at)
    for indicator, moment in each.closed_at_of.items():
        found |= Q(indicator=indicator, release__released_at__lt=moment)
    return found


def _told_before_changed(each: Governed) -> Q:
    found = Q(release__released_at__lt=each.changed_at(None))
    for indicator in each.indicators_spoken_of:
        found |= Q(indicator=indicator, release__released_at__lt=each.changed_at(indicator))
    return found


def _any(conditions: Iterable[Q]) -> Q | None:
    found: Q | None = None
    for each in conditions:
        found = each if found is None else found | each
    return found
