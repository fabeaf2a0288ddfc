"""What does the page of a definition say: what stands now, what stood before, and what went in between?"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measurement import wording
from measurement.models import DefinitionChange, Indicator, IndicatorVersion
from measurement.rules.definitions import OF_VERSION
from measurement.rules.differences import Piece, differences
from measurement.rules.periods import Frequency, period_of, previous

LONG = ("definition", "method")


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One changed field: its texts as one where they are long, else before and after."""

    label: str
    pieces: Sequence[Piece]
    before: str
    after: str
    change: DefinitionChange


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One numbered version: what it changed, and what was corrected in it since."""

    version: IndicatorVersion
    is_current: bool
    changes: Sequence[ChangeLine]
    corrections: Sequence[ChangeLine]


def facts(indicator: Indicator, version: IndicatorVersion, today: date) -> list[tuple[str, str]]:
    """Word and value of everything that says how an indicator is measured."""
    found = [
        (_("Level"), indicator.get_level_display()),
        (_("Kind"), _kind(indicator)),
        (_("Unit"), indicator.unit or "–"),
        (_("Which direction is good"), wording.polarity(indicator)),
        (_("How often"), _frequency(indicator, today)),
        (_("Usual lag"), ngettext("%d day", "%d days", indicator.usual_lag_days) % indicator.usual_lag_days),
        (_("What is counted"), indicator.get_counting_unit_display()),
        (_("Counts once within"), wording.counts_once(indicator)),
        (_("How figures add up"), indicator.get_adds_over_partners_display()),
        (_("How a year’s figures add up"), wording.adds_over_time(indicator)),
        (_("Source"), version.source or "–"),
    ]
    return [(word, str(value)) for word, value in found]


def version_lines(versions: Sequence[IndicatorVersion], changes: Sequence[DefinitionChange]) -> list[VersionLine]:
    """The versions, the latest first, each with what it changed."""
    of_version: dict[int | None, list[DefinitionChange]] = defaultdict(list)
    for change in changes:
        of_version[change.version_id].append(change)
    newest = max((each.number for each in versions), default=0)
    found = []
    for version, last in zip(versions, [None, *versions], strict=False):
        began = _began(version, last, of_version[version.pk])
        corrected = [
            _line(each) for each in of_version[version.pk] if each.pk not in {line.change.pk for line in began}
        ]
        found.append(VersionLine(version, version.number == newest, began, corrected))
    return found[::-1]


def _began(
    version: IndicatorVersion, last: IndicatorVersion | None, changes: Sequence[DefinitionChange]
) -> list[ChangeLine]:
    """What a version changed: as it was recorded, else by comparing the texts of the two versions."""
    recorded = [_line(each) for each in changes if each.is_of_meaning]
    if recorded or last is None:
        return recorded
    return [
        _line(DefinitionChange(changed_field=name, before=getattr(last, name), after=getattr(version, name)))
        for name in OF_VERSION
        if getattr(last, name) != getattr(version, name)
    ]


def _line(change: DefinitionChange) -> ChangeLine:
    name = change.changed_field
    return ChangeLine(
        label=str(wording.FIELDS.get(name, name)),
        pieces=differences(change.before, change.after) if name in LONG else [],
        before=wording.field_value(name, change.before),
        after=wording.field_value(name, change.after),
        change=change,
    )


def _kind(indicator: Indicator) -> str:
    label = str(indicator.get_kind_display())
    if indicator.kind != Indicator.Kind.RATIO:
        return label
    return _("%(kind)s, per %(per)s") % {"kind": label, "per": wording.decimals(indicator.per, 0)}


def _frequency(indicator: Indicator, today: date) -> str:
    """How often, in years that begin when, and which period was the last to end."""
    label = str(indicator.get_frequency_display())
    if indicator.has_named_periods:
        return label
    frequency = Frequency(indicator.frequency)
    last = previous(period_of(today, frequency, indicator.year_starts_in), frequency)
    said = [label]
    if indicator.year_starts_in != 1 and not frequency.is_shorter_than_a_month:
        said.append(_("in years from %(month)s on") % {"month": MONTHS[indicator.year_starts_in]})
    said.append(_("the last to end was %(period)s") % {"period": wording.period(last.start, last.end)})
    return ", ".join(said)
