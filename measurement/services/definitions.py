"""How does an indicator come to be defined, and how is its definition corrected or changed?"""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from django.db import transaction

from backbone.core.exceptions import Refusal, RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from measurement.models import DefinitionChange, Dimension, Indicator, IndicatorDimension, IndicatorVersion
from measurement.rules import definitions as rules
from measurement.selectors.definitions import has_figures, latest_version, terms_not_agreed
from measurement.services.approvals import ask_for_definition, awaits_steward

PROPOSED, REDEFINED, CORRECTED = "indicator.proposed", "indicator.redefined", "indicator.corrected"


@dataclass(frozen=True, slots=True)
class Definition:
    """Everything that says what an indicator is; the last four stand in its numbered version."""

    name: str
    kind: str
    polarity: str
    frequency: str
    level: str = Indicator.Level.COMMUNITY
    counting_unit: str = Indicator.CountingUnit.PEOPLE
    unduplicated_within: str = ""
    unit: str = ""
    per: int = 1
    decimals: int = 0
    year_starts_in: int = 1
    usual_lag_days: int = 0
    adds_over_partners: str = Indicator.Adds.NOT_ADDITIVE
    adds_over_time: str = ""
    definition: str = ""
    method: str = ""
    source: str = ""
    source_url: str = ""

    @classmethod
    def of(cls, indicator: Indicator, version: IndicatorVersion) -> "Definition":
        """An indicator as one version defines it."""
        names = [each.name for each in fields(cls)]
        return cls(**{name: getattr(version if name in rules.OF_VERSION else indicator, name) for name in names})

    @property
    def plain(self) -> "Definition":
        """As it is kept: texts without blank ends and with one kind of line end; a share is per hundred."""
        texts: dict[str, Any] = {name: _plain(getattr(self, name)) for name in (*rules.TEXTS, "unit")}
        per = {Indicator.Kind.SHARE: 100, Indicator.Kind.RATIO: self.per}.get(Indicator.Kind(self.kind), 1)
        return replace(self, **texts, per=per)


@transaction.atomic
def propose_indicator(code: str, wanted: Definition, *, by: Actor, dimensions: Collection[Dimension] = ()) -> Indicator:
    """Propose an indicator to the tenant: everybody can read and discuss it, nobody collects it yet.

    Raises PermissionDenied unless `by` may propose, RuleViolation where the code is taken, or shares would be summed.
    """
    require(by, Capability.PROPOSE_INDICATORS)
    if Indicator.objects.filter(code__iexact=code).exists():
        raise RuleViolation("indicator_code_taken", taken=code)
    _refuse(_adding_refusal(wanted))
    given = asdict(wanted.plain)
    texts = {name: given.pop(name) for name in rules.OF_VERSION}
    indicator = Indicator(code=code, state=Indicator.State.PROPOSED, **given)
    indicator.full_clean()
    indicator.save()
    IndicatorVersion.objects.create(indicator=indicator, number=1, made_by_id=by.user_id, **texts)
    _set_dimensions(indicator, dimensions)
    record(PROPOSED, indicator, by=by)
    return indicator


def correct_definition(
    indicator: Indicator,
    wanted: Definition,
    *,
    edition: int,
    by: Actor,
    dimensions: Collection[Dimension] | None = None,
) -> Indicator:
    """Put a definition right without changing what it means: nobody is told, the history keeps both texts.

    Before there are figures everything may be put right. Raises RuleViolation where somebody else was faster, nothing
    has changed, a change is one of meaning, an active indicator would name a term that nobody has agreed, or would tell
    apart people whose community governs their figures and has not said yes.
    """
    with transaction.atomic():
        current, version, changes = _prepared(indicator, wanted, edition=edition, by=by)
        changed = [each.changed_field for each in changes]
        _refuse(rules.correction_refusal(changed, has_figures=has_figures(current)))
        waited_for = _asked_for_added(current, wanted, dimensions, by=by)
        if not waited_for:
            if dimensions is not None and (moved := _set_dimensions(current, dimensions)):
                changes.append(moved)
            if not changes:
                raise RuleViolation("nothing_changed")
            _write(current, version, wanted.plain, changes, by=by)
            record(CORRECTED, current, by=by, note=", ".join(each.changed_field for each in changes))
    if waited_for:
        raise awaits_steward(waited_for)
    return current


def redefine_indicator(
    indicator: Indicator,
    wanted: Definition,
    *,
    edition: int,
    note: str,
    breaks_on: date | None,
    by: Actor,
    dimensions: Collection[Dimension] | None = None,
) -> IndicatorVersion:
    """Start the next version of a definition: the series breaks on that day on every chart, and providers are told.

    Where an active indicator concerns a governed community, its steward is asked and must have said yes to these words.

    Raises RuleViolation where somebody else was faster, without a note and a day after the last break, where nothing of
    meaning has changed, where figures fix what was changed, or where it waits for a steward.
    """
    version, waited_for = None, list[str]()
    with transaction.atomic():
        current, last, changes = _prepared(indicator, wanted, edition=edition, by=by)
        _refuse_redefinition(current, changes, note=note, breaks_on=breaks_on)
        if current.state == Indicator.State.ACTIVE:
            waited_for = ask_for_definition(current, words_of(wanted), by=by)
            waited_for += _asked_for_added(current, wanted, dimensions, by=by)
        if not waited_for:
            version = _new_version(current, last, wanted.plain, note=note.strip(), breaks_on=breaks_on, by=by)
            if dimensions is not None and (moved := _set_dimensions(current, dimensions)):
                changes.append(moved)
            for change in changes:
                change.is_of_meaning = change.changed_field not in ("name", *rules.FREE)
            _write(current, version, wanted.plain, changes, by=by)
            record(REDEFINED, current, by=by, note=note.strip())
    if version is None:
        raise awaits_steward(waited_for)
    return version


def _asked_for_added(
    current: Indicator, wanted: Definition, dimensions: Collection[Dimension] | None, *, by: Actor
) -> list[str]:
    """Ask those whose people an active indicator would tell apart from now on; who has not said yes, by name."""
    held = set(current.indicator_dimensions.values_list("dimension", flat=True))
    added = [each for each in dimensions or () if each.pk not in held]
    if not added or current.state != Indicator.State.ACTIVE:
        return []
    # In no language: the same question must have the same words whoever asks it.
    by_them = " × ".join(sorted(each.name for each in dimensions or ()))
    return ask_for_definition(current, f"{words_of(wanted)}\n\n{by_them}", by=by, added=added)


def words_of(wanted: Definition) -> str:
    """A definition as a steward reads it: its texts, then all else that it says."""
    values = asdict(wanted.plain)
    texts = [values.pop(name) for name in ("name", "definition", "method", "source", "source_url")]
    return "\n\n".join([*(each for each in texts if each), ", ".join(str(each) for each in values.values() if each)])


def _refuse_redefinition(
    current: Indicator, changes: Sequence[DefinitionChange], *, note: str, breaks_on: date | None
) -> None:
    last_break = max((each.breaks_series_on for each in current.versions.all() if each.breaks_series_on), default=None)
    _refuse(
        rules.redefinition_refusal(
            [each.changed_field for each in changes], has_figures=has_figures(current), note=note, breaks_on=breaks_on,
            last_break=last_break,
        )
    )  # fmt: skip


def _new_version(
    current: Indicator, last: IndicatorVersion, plain: Definition, *, note: str, breaks_on: date | None, by: Actor
) -> IndicatorVersion:
    return IndicatorVersion.objects.create(
        indicator=current, number=last.number + 1, note=note, breaks_series_on=breaks_on,
        made_by_id=by.user_id, **{name: getattr(plain, name) for name in rules.OF_VERSION},
    )  # fmt: skip


def _prepared(
    indicator: Indicator, wanted: Definition, *, edition: int, by: Actor
) -> tuple[Indicator, IndicatorVersion, list[DefinitionChange]]:
    """The indicator locked, its last version, and what would be another; nothing is written."""
    require(by, Capability.DEFINE_INDICATORS)
    current = Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    if current.edition != edition:
        raise RuleViolation("indicator_changed_meanwhile")
    version = latest_version(current)
    changes = [
        DefinitionChange(indicator=current, changed_field=name, before=before, after=after)
        for name, after in {name: str(value) for name, value in asdict(wanted.plain).items()}.items()
        if (before := _plain(str(getattr(version if name in rules.OF_VERSION else current, name)))) != after
    ]
    # One that was defined before this was asked can still be corrected in its other parts.
    if {each.changed_field for each in changes} & set(rules.OF_ADDING):
        _refuse(_adding_refusal(wanted))
    if current.state == Indicator.State.ACTIVE:
        known = {each.word for each in terms_not_agreed(current.name, version.definition, version.method)}
        new = terms_not_agreed(wanted.name, wanted.definition, wanted.method)
        _refuse(rules.terms_refusal([each.word for each in new if each.word not in known]))
    return current, version, changes


def _write(
    current: Indicator, version: IndicatorVersion, plain: Definition, changes: list[DefinitionChange], *, by: Actor
) -> None:
    for name, value in asdict(plain).items():
        setattr(version if name in rules.OF_VERSION else current, name, value)
    current.edition += 1
    current.full_clean()
    current.save()
    version.save()
    for change in changes:
        change.version, change.changed_by_id = version, by.user_id
    DefinitionChange.objects.bulk_create(changes)


def _set_dimensions(indicator: Indicator, dimensions: Collection[Dimension]) -> DefinitionChange | None:
    """By which dimensions the indicator may be broken down from now on; the change, if it is one."""
    held = {each.dimension_id: each for each in indicator.indicator_dimensions.select_related("dimension")}
    wanted = {each.pk: each for each in dimensions}
    if set(held) == set(wanted):
        return None
    before = ", ".join(each.dimension.name for each in held.values())
    IndicatorDimension.objects.filter(indicator=indicator).exclude(dimension__in=wanted).delete()
    IndicatorDimension.objects.bulk_create(
        IndicatorDimension(indicator=indicator, dimension=dimension)
        for pk, dimension in wanted.items()
        if pk not in held
    )
    after = ", ".join(each.name for each in dimensions)
    return DefinitionChange(indicator=indicator, changed_field="dimensions", before=before, after=after)


def _adding_refusal(wanted: Definition) -> Refusal | None:
    return rules.adding_refusal(
        wanted.kind, wanted.adds_over_partners, wanted.adds_over_time, wanted.counting_unit, wanted.unduplicated_within
    )


def _refuse(refusal: Refusal | None) -> None:
    if refusal:
        raise RuleViolation(refusal.code, **refusal.values)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
