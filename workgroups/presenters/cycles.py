"""What do the pages of cycles show?"""

from collections.abc import Sequence
from dataclasses import dataclass

from backbone.tenancy.actors import Actor
from measurement import wording as figures
from measurement.models import Adoption, Indicator
from measurement.selectors.figures import Seen, visible_figures
from workgroups.models import Cycle, CycleNote
from workgroups.presenters.chips import Chip, chip_of_cycle
from workgroups.rules.cycles import NEXT, Decision, Phase, refusal_of_decision, refusal_of_phase
from workgroups.selectors.cycles import adoptions_of, notes_of
from workgroups.wording import cycles as words

Kind = CycleNote.Kind


@dataclass(frozen=True, slots=True)
class CycleLine:
    """A cycle in the list of its group."""

    cycle: Cycle
    chip: Chip
    doer: str
    indicators: Sequence[Indicator]


@dataclass(frozen=True, slots=True)
class Step:
    """One phase in the strip: behind, at hand or ahead."""

    label: str
    hint: str
    is_now: bool
    is_behind: bool


@dataclass(frozen=True, slots=True)
class FigureLine:
    """What the data say; `figure` is the period's as this reader may see it, or nothing."""

    note: CycleNote
    period: str
    figure: str


@dataclass(frozen=True, slots=True)
class CyclePage:
    """One cycle with everything that was said in it."""

    cycle: Cycle
    doer: str
    chip: Chip
    steps: Sequence[Step]
    hint: str
    indicators: Sequence[Indicator]
    plans: Sequence[CycleNote]
    doings: Sequence[CycleNote]
    figures: Sequence[FigureLine]
    stories: Sequence[CycleNote]
    changes: Sequence[tuple[CycleNote, str]]
    told: Sequence[CycleNote]
    decided: str
    goes_on: Cycle | None
    next_phases: Sequence[tuple[str, str]]
    may_be_kept: bool

    @property
    def is_decided(self) -> bool:
        return bool(self.cycle.decision)


def cycle_lines(cycles: Sequence[Cycle]) -> list[CycleLine]:
    return [
        CycleLine(each, chip_of_cycle(each), words.doer(each), [aim.indicator for aim in each.indicators.all()])
        for each in cycles
    ]


def cycle_page(cycle: Cycle, by: Actor) -> CyclePage:
    """Everything about one cycle, with figures and stories as this reader may read them."""
    notes, adoptions = list(notes_of(cycle, by)), adoptions_of(cycle)
    phase, said = Phase(cycle.phase), frozenset(note.kind for note in notes)
    following = [each for each in NEXT[phase] if each is not Phase.DECIDED]
    following = [each for each in following if refusal_of_phase(phase, each, said) is None]
    return CyclePage(
        cycle=cycle,
        doer=words.doer(cycle),
        chip=chip_of_cycle(cycle),
        steps=_steps(phase),
        hint=str(words.HINTS[phase]),
        indicators=[each.indicator for each in adoptions],
        plans=_of(notes, Kind.PLAN),
        doings=_of(notes, Kind.DO),
        figures=_figures(_of(notes, Kind.FIGURE), adoptions, by, cycle),
        stories=_of(notes, Kind.STORY),
        changes=[(each, words.changed(each.text, each.because)) for each in _of(notes, Kind.CHANGE)],
        told=_of(notes, Kind.TOLD),
        decided=words.decided(cycle) if cycle.decision else "",
        goes_on=cycle.successors.first() if cycle.decision == Decision.ADAPT else None,
        next_phases=[(each.value, str(words.PHASES[each])) for each in sorted(following, key=list(Phase).index)],
        may_be_kept=refusal_of_decision(phase, Decision.ADOPT, said) is None,
    )


def _steps(phase: Phase) -> list[Step]:
    order = list(Phase)
    here = order.index(phase)
    return [
        Step(str(words.PHASES[each]), str(words.HINTS[each]), number == here, number < here)
        for number, each in enumerate(order)
    ]


def _of(notes: Sequence[CycleNote], kind: str) -> list[CycleNote]:
    return [each for each in notes if each.kind == kind]


def _figures(notes: Sequence[CycleNote], adoptions: Sequence[Adoption], by: Actor, cycle: Cycle) -> list[FigureLine]:
    """The figures of the periods that were named, read for this reader; no query where none was."""
    asked = {each.indicator_id for each in notes}
    wanted = [each for each in adoptions if each.indicator_id in asked]
    series = visible_figures(by, cycle.group.initiative).community(wanted) if wanted else {}
    return [_figure(note, series.get(note.indicator_id or 0, [])) for note in notes]


def _figure(note: CycleNote, series: Sequence[Seen]) -> FigureLine:
    period = (note.period_start, note.period_end)
    found = [figures.seen(each, note.indicator) for each in series if (each.period_start, each.period_end) == period]
    return FigureLine(
        note,
        figures.period(note.period_start, note.period_end) if note.period_start and note.period_end else "",
        found[0] if found else "",
    )
