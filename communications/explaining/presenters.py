"""How is one number explained in words?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from communications.explaining.selectors import Explanation
from communications.reports.models import ProgressReport
from measurement import wording
from measurement.models import Adoption, Entry, EntryChange, Evidence, Indicator, Observation, ReleasedCell
from measurement.selectors import origin


@dataclass(frozen=True, slots=True)
class Version:
    """One figure that stood, or that others saw, and what is known of how it came."""

    moment: str
    figure: str
    parts: str
    until: str
    origin: Sequence[str]


@dataclass(frozen=True, slots=True)
class PartLine:
    name: str
    code: str
    figure: str
    parts: str
    has_figure: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One act on the way of a figure."""

    moment: str
    what: str
    who: str
    figure: str
    note: str


@dataclass(frozen=True, slots=True)
class ExplanationPage:
    indicator: Indicator
    about: str
    group: str
    period: str
    figure: str
    made: Sequence[str]
    on: date | None
    figure_then: str
    seen_then: str
    versions: Sequence[Version]
    released: Sequence[Version]
    parts: Sequence[PartLine]
    steps: Sequence[Step]
    evidence: Sequence[Evidence]
    totals: Sequence[Adoption]
    reports: Sequence[ProgressReport]


def explanation_page(found: Explanation, on: date | None) -> ExplanationPage:
    """One figure, down to who sent it and up to what uses it."""
    place = found.place
    indicator: Indicator = place.adoption.indicator
    return ExplanationPage(
        indicator=indicator,
        about=str(place.subject)
        if place.subject
        else _("All partners of %(name)s") % {"name": place.adoption.initiative},
        group="" if place.breakdown == "all" else place.breakdown,
        period=wording.period(place.period_start, place.period_end),
        figure=_now(found, indicator),
        made=_made(found, indicator),
        on=on,
        figure_then=_then(found, indicator),
        seen_then=_seen_then(found, indicator),
        versions=[_version(each, indicator) for each in found.observations],
        released=[_released(each, indicator) for each in found.released],
        parts=[_part(subject, each, indicator) for subject, each in found.parts],
        steps=[_step(each, indicator) for each in found.changes],
        evidence=found.evidence,
        totals=found.totals,
        reports=found.reports,
    )


def _now(found: Explanation, indicator: Indicator) -> str:
    if found.total is not None:
        return wording.total(found.total, indicator)
    current = next((each for each in found.observations if each.superseded_at is None), None)
    if current is not None:
        return _observed(current, indicator)
    shown = next((each for each in found.released if each.replaced_by is None), None)
    return _cell(shown, indicator) if shown else "–"


def _made(found: Explanation, indicator: Indicator) -> list[str]:
    """How the figure is worked out, in sentences."""
    if found.place.subject is not None:
        return []
    total = found.total or next((each for each in found.released if each.replaced_by is None), None)
    if total is None or (isinstance(total, ReleasedCell) and total.is_hidden):
        return []
    said = [
        _("It is made of the figures of %(in)s of %(all)s partners.")
        % {"in": total.contributors, "all": total.expected}
    ]
    if indicator.adds_over_partners == indicator.Adds.RATIO_OF_SUMS and total.numerator is not None:
        values = {
            "parts": wording.parts(total.numerator, total.denominator), "per": indicator.per,
            "figure": wording.figure(total.value, indicator),
        }  # fmt: skip
        said.append(
            _("Their counts are added up, and so is what they are out of: %(parts)s, times %(per)s, is %(figure)s.")
            % values
        )
    elif indicator.adds_over_partners == indicator.Adds.WEIGHTED_MEAN:
        said.append(_("It is the mean of their figures, each weighted by what it is out of."))
    else:
        said.append(_("Their figures are added up."))
    if total.value is None and (total.lower is not None or total.upper is not None):
        said.append(_("A source hides a part, which counts neither as zero nor as missing: the total lies between."))
    if total.coverage is not None:
        values = {"coverage": int(total.coverage * 100)}  # as the indicator's page says it; 99.9 % is not all
        said.append(_("That covers %(coverage)s%% of what is expected.") % values)
    return said


def _then(found: Explanation, indicator: Indicator) -> str:
    """What stood on the day asked about, for who sees behind the figure."""
    if found.moment is None or not found.observations:
        return ""
    stood = origin.standing_on(found.observations, found.moment)
    return _observed(stood, indicator) if stood else _("Nothing yet")


def _seen_then(found: Explanation, indicator: Indicator) -> str:
    if found.moment is None:
        return ""
    shown = origin.shown_on(found.released, found.moment)
    return _cell(shown, indicator) if shown else _("Nothing yet")


def _observed(each: Observation, indicator: Indicator) -> str:
    if each.original_text:
        return wording.bounds(each.lower, each.upper, indicator)
    if each.presence != Observation.Presence.NUMBER:
        return str(Observation.Presence(each.presence).label)
    return wording.figure(each.value, indicator)


def _cell(cell: ReleasedCell, indicator: Indicator) -> str:
    return wording.seen(cell, indicator)


def _version(each: Observation, indicator: Indicator) -> Version:
    return Version(
        moment=_moment(each.recorded_at),
        figure=_observed(each, indicator),
        parts=wording.parts(each.numerator, each.denominator),
        until=_moment(each.superseded_at) if each.superseded_at else "",
        origin=[sentence for sentence in _origin(each) if sentence],
    )


def _origin(each: Observation) -> list[str]:
    """Round or source, person, file and cell, and who accepted it."""
    entry, vintage = each.entry, each.vintage
    if entry is not None:
        return _sent(entry)
    if vintage is not None:
        return [
            _("Loaded from: %(source)s") % {"source": vintage.source},
            vintage.note,
            _("Loaded by %(who)s") % {"who": vintage.loaded_by} if vintage.loaded_by else "",
            each.source_cell,
        ]
    return []


def _sent(entry: Entry) -> list[str]:
    came = wording.came(entry)
    sent = {"round": entry.submission.round, "who": entry.typed_by or _("a system")}
    said = [
        _("Sent for %(round)s by %(who)s") % sent,
        f"{came} ({entry.source_file})" if came and entry.source_file else came,
    ]
    if entry.typed_by_staff:
        said.append(_("Entered by the backbone team, from: %(source)s") % {"source": entry.typed_from})
    if entry.reviewed_by:
        said.append(_("Accepted by %(who)s") % {"who": entry.reviewed_by})
    if entry.accepted_own_because:
        said.append(_("Accepted by the same person, because: %(reason)s") % {"reason": entry.accepted_own_because})
    return said


def _released(cell: ReleasedCell, indicator: Indicator) -> Version:
    release, after = cell.release, cell.replaced_by
    return Version(
        moment=_moment(release.released_at),
        figure=_cell(cell, indicator),
        parts="" if cell.is_hidden else wording.parts(cell.numerator, cell.denominator),
        until=_moment(after.released_at) if after else "",
        origin=[str(release.round)] if release.round else [],
    )


def _part(subject: object, each: Observation | None, indicator: Indicator) -> PartLine:
    organization = getattr(subject, "organization", None)
    return PartLine(
        name=str(subject),
        code=organization.code if organization else "",
        figure=_observed(each, indicator) if each else _("Nothing yet"),
        parts=wording.parts(each.numerator, each.denominator) if each else "",
        has_figure=each is not None,
    )


def _step(change: EntryChange, indicator: Indicator) -> Step:
    shown = wording.bounds(change.lower, change.upper, indicator) if change.original_text else ""
    return Step(
        moment=_moment(change.made_at),
        what=str(EntryChange.Act(change.act).label),
        who=str(change.made_by or change.made_by_key or ""),
        figure=shown or wording.figure(change.value, indicator),
        note=change.review_note or change.kept_because or change.note,
    )


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y, H:i")
