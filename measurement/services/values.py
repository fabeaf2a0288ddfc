"""How do figures named by codes and dates, as a system knows them, find what is owed and come in?"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from initiatives.models import Initiative
from measurement.models import Obligation
from measurement.rules.checks import Finding
from measurement.selectors.owed import OwedKey, known_codes, owed_by_key
from measurement.services.batches import Outcome, Saved, save_entries
from measurement.services.drafts import Typed


@dataclass(frozen=True, slots=True)
class Value:
    """One figure as it was sent; without `key` and `typed` it could not be read, and `findings` say why."""

    key: OwedKey | None = None
    typed: Typed | None = None
    findings: Sequence[Finding] = ()


@dataclass(slots=True)
class Row:
    """What became of one figure of a batch, in the order in which they were sent."""

    value: Value
    saved: Saved | None = None
    findings: list[Finding] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        return self.saved.outcome if self.saved else Outcome.FAILED

    @property
    def errors(self) -> list[Finding]:
        return [*self.findings, *(self.saved.errors if self.saved else [])]

    @property
    def warnings(self) -> list[Finding]:
        return self.saved.warnings if self.saved else []


def send_values(
    initiative: Initiative,
    values: Sequence[Value],
    *,
    by: Actor,
    send: bool = False,
    all_or_nothing: bool = True,
    dry_run: bool = False,
) -> list[Row]:
    """Bring a partner's figures into the rounds that ask for them, and say what became of each.

    They are drafts until they are sent, and sent ones await review like any other. A dry run goes the whole way
    and then back, so that it answers what the real one would.

    Raises PermissionDenied unless `by` may enter figures for somebody.
    """
    require(by, Capability.ENTER_FIGURES)
    rows = [Row(value, findings=list(value.findings)) for value in values]
    owed = owed_by_key(by, initiative, [each.key for each in values if each.key])
    found = _name(rows, owed, by, initiative)
    if all_or_nothing and len(found) < len(rows):
        dry_run = True  # go on, so that all faults are told at once
    with transaction.atomic():
        saved = save_entries(
            [(each, row.value.typed) for row, each in found if row.value.typed],
            by=by,
            send=send,
            all_or_nothing=all_or_nothing,
        )
        if dry_run:
            transaction.set_rollback(True)
    for (row, _), each in zip(found, saved, strict=True):
        row.saved = each
    return rows


def _name(
    rows: Sequence[Row], owed: dict[OwedKey, Obligation], by: Actor, initiative: Initiative
) -> list[tuple[Row, Obligation]]:
    """Each readable row with what it names; the others get their finding."""
    found: list[tuple[Row, Obligation]] = []
    first: dict[OwedKey, int] = {}
    lost: list[tuple[Row, OwedKey]] = []
    for index, row in enumerate(rows):
        key = row.value.key
        if key is None:
            continue
        if key in first:
            row.findings.append(Finding("twice_in_request", "", is_error=True, values={"row": first[key]}))
            continue
        first[key] = index
        if key in owed:
            found.append((row, owed[key]))
        else:
            lost.append((row, key))
    if lost:
        known = known_codes(by, initiative)
        for row, key in lost:
            row.findings.append(_why_lost(key, *known))
    return found


def _why_lost(key: OwedKey, organizations: set[str], indicators: set[str], groups: set[str]) -> Finding:
    for name, code, known in (
        ("organization", key.organization, organizations),
        ("indicator", key.indicator, indicators),
        ("breakdown", key.breakdown, groups),
    ):
        if code not in known:
            return Finding(f"{name}_unknown", name, is_error=True, values={"code": code})
    return Finding("not_owed", "", is_error=True)
