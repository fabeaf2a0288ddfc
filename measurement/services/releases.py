"""What may others see from now on? A release stores it; everybody but provider and data manager reads only that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import connection, transaction
from django.db.models import Func

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Initiative
from measurement.models import CollectionRound, Release, ReleasedCell, Total, Vintage
from measurement.rules.hiding.question import How
from measurement.rules.releasing import Change, may_enter
from measurement.selectors.hiding import how_to_tell
from measurement.services.cells import cell_of
from measurement.services.widening import widen_warnings

Key = tuple[Any, ...]

# How many partners' figures are others than those in a total when a number of it was last shown, and when its present
# cell was stored. A figure that was corrected and corrected back is no other.
CHANGES = """
WITH cells AS (
    SELECT c.indicator_id, c.breakdown_id, c.period_start, c.period_end,
        max(r.released_at) FILTER (WHERE NOT c.is_hidden) AS shown_at,
        max(r.released_at) FILTER (WHERE c.replaced_by_id IS NULL) AS stored_at
    FROM measurement_releasedcell c JOIN measurement_release r ON r.tenant_id = %(tenant)s AND r.id = c.release_id
    WHERE c.tenant_id = %(tenant)s AND c.initiative_id = %(initiative)s AND c.subject_id IS NULL
    GROUP BY c.indicator_id, c.breakdown_id, c.period_start, c.period_end
), stood AS (
    SELECT t.id, t.indicator_id, t.period_start, t.period_end, cells.shown_at, cells.stored_at, o.subject_id,
        min(row(o.numerator, o.denominator, o.value)::text) FILTER (WHERE o.superseded_at IS NULL) AS now,
        min(row(o.numerator, o.denominator, o.value)::text) FILTER (
            WHERE o.recorded_at <= cells.shown_at AND coalesce(o.superseded_at > cells.shown_at, true)) AS shown,
        min(row(o.numerator, o.denominator, o.value)::text) FILTER (
            WHERE o.recorded_at <= cells.stored_at AND coalesce(o.superseded_at > cells.stored_at, true)) AS stored
    FROM measurement_total t
    JOIN measurement_adoption a ON a.tenant_id = %(tenant)s AND a.initiative_id = t.initiative_id
        AND a.indicator_id = t.indicator_id
    JOIN measurement_part p ON p.tenant_id = %(tenant)s AND p.adoption_id = a.id
    LEFT JOIN cells ON cells.indicator_id = t.indicator_id AND cells.breakdown_id = t.breakdown_id
        AND cells.period_start = t.period_start AND cells.period_end = t.period_end
    LEFT JOIN measurement_observation o ON o.tenant_id = %(tenant)s AND o.subject_id = p.subject_id
        AND o.indicator_id = t.indicator_id AND o.breakdown_id = t.breakdown_id AND o.period_start = t.period_start
        AND o.period_end = t.period_end
    WHERE t.tenant_id = %(tenant)s AND t.initiative_id = %(initiative)s AND t.contributors > 0
    GROUP BY t.id, t.indicator_id, t.period_start, t.period_end, cells.shown_at, cells.stored_at, o.subject_id
)
SELECT indicator_id, period_start, period_end, id,
    CASE WHEN shown_at IS NOT NULL THEN count(subject_id) FILTER (WHERE now IS DISTINCT FROM shown) END,
    CASE WHEN stored_at IS NOT NULL THEN count(subject_id) FILTER (WHERE now IS DISTINCT FROM stored) END
FROM stood
GROUP BY indicator_id, period_start, period_end, id, shown_at, stored_at
ORDER BY indicator_id, period_start, period_end, id
"""

END_CELLS_OF_TOTALS = """
UPDATE measurement_releasedcell c SET replaced_by_id = %(release)s
FROM measurement_total t
WHERE t.tenant_id = %(tenant)s AND t.id = ANY(%(totals)s) AND c.tenant_id = %(tenant)s
    AND c.initiative_id = t.initiative_id AND c.indicator_id = t.indicator_id AND c.breakdown_id = t.breakdown_id
    AND c.period_start = t.period_start AND c.period_end = t.period_end AND c.subject_id IS NULL
    AND c.replaced_by_id IS NULL
"""

PUBLIC_CELLS_END = """
UPDATE measurement_releasedcell c SET replaced_by_id = %(release)s
FROM changed n
WHERE c.tenant_id = %(tenant)s AND c.initiative_id IS NULL AND c.replaced_by_id IS NULL
    AND c.indicator_id = n.indicator_id AND c.subject_id = n.subject_id AND c.breakdown_id = n.breakdown_id
    AND c.period_start = n.period_start AND c.period_end = n.period_end
"""
PUBLIC_CELLS = """
INSERT INTO measurement_releasedcell (
    tenant_id, release_id, subject_id, indicator_id, breakdown_id, period_start, period_end, numerator, denominator,
    value, lower, upper, presence, status, is_hidden, shown_as
)
SELECT %(tenant)s, %(release)s, n.subject_id, n.indicator_id, n.breakdown_id, n.period_start, n.period_end, n.numerator,
    n.denominator, n.value, n.lower, n.upper, n.presence, n.status, false, 'exact'
FROM changed n WHERE {which} ORDER BY n.indicator_id, n.subject_id, n.breakdown_id, n.period_start
"""

# Totals all of whose parts' figures are public are public themselves.
WHOLLY_PUBLIC = """
SELECT t.id FROM measurement_total t
JOIN measurement_adoption a ON a.tenant_id = %(tenant)s AND a.initiative_id = t.initiative_id
    AND a.indicator_id = t.indicator_id
WHERE t.tenant_id = %(tenant)s AND t.contributors > 0
    AND EXISTS (SELECT 1 FROM changed n WHERE n.indicator_id = t.indicator_id AND n.breakdown_id = t.breakdown_id
        AND n.period_start = t.period_start AND n.period_end = t.period_end)
    AND NOT EXISTS (SELECT 1 FROM measurement_part p JOIN measurement_observation o ON o.tenant_id = %(tenant)s
        AND o.subject_id = p.subject_id AND o.indicator_id = t.indicator_id AND o.breakdown_id = t.breakdown_id
        AND o.period_start = t.period_start AND o.period_end = t.period_end AND o.superseded_at IS NULL
        WHERE p.tenant_id = %(tenant)s AND p.adoption_id = a.id AND NOT o.is_public)
"""


@transaction.atomic
def release_round(collection_round: CollectionRound, *, by: Actor) -> Release:
    """Release what a round has brought, and what came later: from here on others see these totals.

    A total shown before changes only when the figures of at least three partners changed since; until then the change
    waits. What must be hidden is worked out before acceptances are made to wait; a total that changed in between stays
    hidden until the next release.

    Raises PermissionDenied unless `by` may release, RuleViolation when nothing would change.
    """
    require(by, Capability.RELEASE_FIGURES, on=collection_round)
    initiative: Initiative = collection_round.initiative
    planned = plan_of(initiative)
    lock_figures()
    entering = _entering(initiative)
    if not entering:
        raise RuleViolation("nothing_to_release")
    release = _new_release(by, initiative=initiative, round=collection_round)
    _write_totals(release, entering, planned)
    widen_warnings(initiative)
    record("round.released", release, by=by, initiative_uid=initiative.uid)
    return release


def release_public(vintage: Vintage, *, by: Actor) -> Release:
    """Release the rows of `changed`, which their source has published, and the totals made of such only."""
    return _release_changed(vintage, by, which="true")


def release_withdrawn(vintage: Vintage, *, by: Actor) -> Release:
    """Show again what was public before the rows of `changed`, and nothing where nothing was."""
    return _release_changed(vintage, by, which="n.presence <> '' AND n.is_public")


def _release_changed(vintage: Vintage, by: Actor, *, which: str) -> Release:
    release = _new_release(by, vintage=vintage)
    values = {"tenant": scope.current(), "release": release.pk}
    with connection.cursor() as cursor:
        cursor.execute(PUBLIC_CELLS_END, values)
        cursor.execute(PUBLIC_CELLS.format(which=which), values)
        cursor.execute(WHOLLY_PUBLIC, values)
        wholly_public = [pk for (pk,) in cursor.fetchall()]
    _write_totals(release, wholly_public, planned=None)
    return release


def totals_entering(initiative: Initiative) -> int:
    """How many totals would change for others if a round were released now."""
    return len(_entering(initiative))


def lock_figures() -> None:
    """Keep acceptances of this tenant waiting until commit: what a release holds is judged by moments."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('figures'), %s)", [scope.current()])


def _new_release(by: Actor, **of: Any) -> Release:
    # The database's clock, after the lock: the moments of figures are its own too.
    release = Release.objects.create(released_by_id=by.user_id, released_at=Func(function="clock_timestamp"), **of)
    release.refresh_from_db(fields=["released_at"])
    return release


def changes_of_totals(initiative: Initiative) -> list[tuple[Key, Change]]:
    """What changed of each total since others last saw it, with its indicator and period, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGES, {"tenant": scope.current(), "initiative": initiative.pk})
        return [(row[:3], Change(*row[3:])) for row in cursor.fetchall()]


def entering_of(changes: Sequence[tuple[Key, Change]]) -> list[int]:
    """The totals among them that a release may write now."""
    return [
        total_id
        for _, period in groupby(changes, key=lambda row: row[0])
        for total_id in may_enter([change for _, change in period])
    ]


def _entering(initiative: Initiative) -> list[int]:
    return entering_of(changes_of_totals(initiative))


@dataclass(frozen=True, slots=True)
class Planned:
    """How one total is to be told as long as it is what it was when that was worked out."""

    of: tuple[Any, ...]
    how: How


def plan_of(initiative: Initiative) -> dict[int, Planned]:
    """How the totals that a release may write now are to be told, and all beside them, by their ids."""
    beside = _beside(_entering(initiative))
    how = how_to_tell(initiative.pk, beside)
    return {total.pk: Planned(_sizes(total), how[total.pk]) for total in beside}


def _beside(total_ids: Sequence[int]) -> list[Total]:
    """Some totals with all groups of the same indicator and period."""
    periods = Total.objects.filter(pk__in=total_ids).values_list("initiative_id", "indicator_id", "period_start")
    touched = {*periods}
    rows = Total.objects.filter(
        initiative__in={key[0] for key in touched}, indicator__in={key[1] for key in touched}, contributors__gt=0
    ).select_related("indicator", "breakdown")
    return [total for total in rows if (total.initiative_id, total.indicator_id, total.period_start) in touched]


def _write_totals(release: Release, total_ids: list[int], planned: Mapping[int, Planned] | None) -> None:
    """Store cells for totals, and for what stands beside them where it is told otherwise than before.

    Without a plan they are public and told as they are. A period of which anything is not as it was planned is hidden.
    """
    entering = set(total_ids)
    beside = _beside(total_ids)
    how = {total.pk: How.EXACT for total in beside} if planned is None else _as_planned(beside, planned)
    before = _shown_now(beside)
    written = [
        total for total in beside if total.pk in entering or before.get(_cell_key(total), How.HIDDEN) != how[total.pk]
    ]
    values: dict[str, Any] = {
        "tenant": scope.current(),
        "release": release.pk,
        "totals": [total.pk for total in written],
    }
    with connection.cursor() as cursor:
        cursor.execute(END_CELLS_OF_TOTALS, values)
    ReleasedCell.objects.bulk_create(cell_of(release, total, how[total.pk]) for total in written)


def _as_planned(totals: Sequence[Total], planned: Mapping[int, Planned]) -> dict[int, How]:
    moved = {period_of(total) for total in totals if total.pk not in planned or planned[total.pk].of != _sizes(total)}
    return {total.pk: How.HIDDEN if period_of(total) in moved else planned[total.pk].how for total in totals}


def _shown_now(totals: Sequence[Total]) -> dict[tuple[Any, ...], How]:
    cells = ReleasedCell.objects.filter(
        initiative__in={total.initiative_id for total in totals},
        indicator__in={total.indicator_id for total in totals},
        subject=None,
        replaced_by=None,
    )
    return {_cell_key(cell): How.HIDDEN if cell.is_hidden else How(cell.shown_as) for cell in cells}


def _cell_key(figure: Total | ReleasedCell) -> tuple[Any, ...]:
    return figure.initiative_id, figure.indicator_id, figure.breakdown_id, figure.period_start, figure.period_end


def period_of(total: Total) -> tuple[Any, ...]:
    return total.initiative_id, total.indicator_id, total.period_start, total.period_end


def _sizes(total: Total) -> tuple[Any, ...]:
    return total.numerator, total.denominator, total.value, total.contributors
