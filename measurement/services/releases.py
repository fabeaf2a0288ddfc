"""What may others see from now on? A release stores it; everybody but provider and data manager reads only that."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Func

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Initiative
from measurement.models import CollectionRound, Observation, Release, ReleasedCell, Total, Vintage
from measurement.rules.hiding.question import How
from measurement.selectors.governed import asked_anew, governed
from measurement.selectors.withheld import is_near_withheld
from measurement.services.approvals import ask_for_releases
from measurement.services.cells import cell_of, own_cell_of
from measurement.services.entering import (
    changes_of_totals,
    current_own_cells,
    entering_now,
    entering_of,
    own_beside,
    own_key,
    plan_of,
    totals_beside,
)
from measurement.services.order import lock_figures
from measurement.services.widening import widen_warnings

END_CELLS_OF_TOTALS = """
UPDATE measurement_releasedcell c SET replaced_by_id = %(release)s
FROM measurement_total t
WHERE t.tenant_id = %(tenant)s AND t.id = ANY(%(totals)s) AND c.tenant_id = %(tenant)s
    AND c.initiative_id = t.initiative_id AND c.indicator_id = t.indicator_id AND c.breakdown_id = t.breakdown_id
    AND c.period_start = t.period_start AND c.period_end = t.period_end AND c.subject_id IS NULL
    AND c.replaced_by_id IS NULL
"""
END_OWN_CELLS = """
UPDATE measurement_releasedcell c SET replaced_by_id = %(release)s
FROM measurement_observation o
WHERE o.tenant_id = %(tenant)s AND o.id = ANY(%(own)s) AND c.tenant_id = %(tenant)s
    AND c.initiative_id = %(initiative)s AND c.subject_id = o.subject_id AND c.indicator_id = o.indicator_id
    AND c.breakdown_id = o.breakdown_id AND c.period_start = o.period_start AND c.period_end = o.period_end
    AND c.replaced_by_id IS NULL
"""

# What an agreement had opened is open to everybody once its source has published it.
PUBLIC_CELLS_END = """
UPDATE measurement_releasedcell c SET replaced_by_id = %(release)s
FROM changed n
WHERE c.tenant_id = %(tenant)s AND c.replaced_by_id IS NULL
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
    waits. What must be hidden is worked out before acceptances are made to wait; a period that changed in between waits
    for the next release. Partners' own figures that agreements open are stored beside the totals.

    What communities keep back is hidden, and their stewards are asked.

    Raises PermissionDenied unless `by` may release, RuleViolation when nothing would change or everything just has.
    """
    require(by, Capability.RELEASE_FIGURES, on=collection_round)
    initiative: Initiative = collection_round.initiative
    said = governed()
    planned = plan_of(initiative, entering_now(initiative))
    lock_figures()
    asked_anew()
    if governed() != said:  # a steward has spoken meanwhile
        raise RuleViolation("figures_moved")
    entering = entering_now(initiative)
    if not entering:
        raise RuleViolation("nothing_to_release")
    totals, own = totals_beside(entering.totals, entering), own_beside(entering)
    how, own_how = planned.holds(totals, own)
    if not how and not own_how:
        raise RuleViolation("figures_moved")
    release = _new_release(by, initiative=initiative, round=collection_round)
    _write_totals(release, [each for each in totals if each.pk in how], how, entering=set(entering.totals))
    _write_own(release, initiative, [each for each in own if each.pk in own_how], own_how, entering=entering.own)
    widen_warnings(initiative)
    ask_for_releases([*totals, *own], by=by)
    record("round.released", release, by=by, initiative_uid=initiative.uid)
    return release


def release_public(vintage: Vintage, *, by: Actor) -> Release:
    """Release the rows of `changed`, which their source has published, and the totals made of such only."""
    return _release_changed(vintage, by, which="true")


def release_withdrawn(vintage: Vintage, *, by: Actor) -> Release:
    """Show again what was public before the rows of `changed`, and nothing where nothing was."""
    return _release_changed(vintage, by, which="n.presence <> '' AND n.is_public")


def _release_changed(vintage: Vintage, by: Actor, *, which: str) -> Release:
    asked_anew()
    release = _new_release(by, vintage=vintage)
    values = {"tenant": scope.current(), "release": release.pk}
    with connection.cursor() as cursor:
        cursor.execute(PUBLIC_CELLS_END, values)
        cursor.execute(PUBLIC_CELLS.format(which=which), values)
        cursor.execute(WHOLLY_PUBLIC, values)
        wholly_public = [pk for (pk,) in cursor.fetchall()]
        ask_for_releases(_changed(cursor), by=by)
    totals = [each for each in totals_beside(wholly_public) if not is_near_withheld(each)]
    _write_totals(release, totals, {total.pk: How.EXACT for total in totals}, entering=set(wholly_public))
    return release


def _changed(cursor: Any) -> list[Observation]:
    """The figures of `changed` as far as communities are to be asked for them; none without communities."""
    if not governed():
        return []
    cursor.execute("SELECT DISTINCT subject_id, indicator_id, breakdown_id, period_end FROM changed")
    names = ("subject_id", "indicator_id", "breakdown_id", "period_end")
    return [Observation(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def totals_entering(initiative: Initiative) -> int:
    """How many totals would change for others if a round were released now."""
    return len(entering_of(changes_of_totals(initiative)))


def _new_release(by: Actor, **of: Any) -> Release:
    # The database's clock, after the lock: the moments of figures are its own too.
    release = Release.objects.create(released_by_id=by.user_id, released_at=Func(function="clock_timestamp"), **of)
    release.refresh_from_db(fields=["released_at"])
    return release


def _write_totals(release: Release, totals: Sequence[Total], how: Mapping[int, How], *, entering: set[int]) -> None:
    """Store cells for the totals that enter, and for those beside them that are told otherwise than before."""
    before = _shown_now(totals)
    written = [
        total for total in totals if total.pk in entering or before.get(_cell_key(total), How.HIDDEN) != how[total.pk]
    ]
    values: dict[str, Any] = {
        "tenant": scope.current(),
        "release": release.pk,
        "totals": [total.pk for total in written],
    }
    with connection.cursor() as cursor:
        cursor.execute(END_CELLS_OF_TOTALS, values)
    ReleasedCell.objects.bulk_create(cell_of(release, total, how[total.pk]) for total in written)


def _write_own(
    release: Release,
    initiative: Initiative,
    own: Sequence[Observation],
    how: Mapping[int, How],
    *,
    entering: Collection[int],
) -> None:
    """Store cells for the own figures that agreements open: the new ones, and those told otherwise than before."""
    if not own:
        return
    told = {
        own_key(cell): How.HIDDEN if cell.is_hidden else How(cell.shown_as) for cell in current_own_cells(initiative)
    }
    written = [each for each in own if each.pk in entering or told.get(own_key(each)) not in (None, how[each.pk])]
    values: dict[str, Any] = {
        "tenant": scope.current(), "release": release.pk, "initiative": initiative.pk,
        "own": [each.pk for each in written],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(END_OWN_CELLS, values)
    ReleasedCell.objects.bulk_create(own_cell_of(release, initiative.pk, each, how[each.pk]) for each in written)


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
