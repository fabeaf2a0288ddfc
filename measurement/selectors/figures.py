"""Who sees which figure? The second wall, between partners inside a tenant; every door goes through here.

A provider sees its own figures in every state, the data manager sees everything; all others, other
staff included, see the cells of the last release: totals, and what partners' agreements in force open to
them at the moment of reading. Nothing else may build a queryset of figures.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, may
from initiatives.models import Initiative, Subject
from measurement.models import Adoption, Breakdown, Observation, Part, ReleasedCell, Total
from measurement.rules.agreements import Terms
from measurement.selectors import past
from measurement.selectors.agreements import opened_cells, terms_open_to
from measurement.selectors.periods import period_names
from measurement.selectors.seen import (
    CELL,
    FIGURE,
    Seen,
    Series,
    by_indicator,
    named,
    read_cells,
    read_observations,
    read_one_by_one,
    read_past_cells,
    read_totals,
)

__all__ = ["FIGURE", "Purpose", "Seen", "Series", "VisibleFigures", "visible_figures"]


class Purpose(StrEnum):
    """What figures are wanted for. What leaves the reader's own screen is made of released figures only."""

    PAGE = "page"
    API = "api"
    REPORT = "report"


@dataclass(frozen=True)
class VisibleFigures:
    """The figures of an initiative that one actor may see, for one purpose."""

    by: Actor
    initiative: Initiative
    purpose: Purpose
    moment: datetime | None = None

    @cached_property
    def open_terms(self) -> list[list[Terms]]:
        """The agreements that open partners' own figures to the reader: today, and then where a past day is asked."""
        is_report = self.purpose == Purpose.REPORT
        return terms_open_to(self.by, self.initiative, is_report=is_report, moment=self.moment)

    @property
    def of_others(self) -> Q:
        """The released cells of subjects that are not the reader's own: public ones, and those that are open to it."""
        opened = opened_cells(self.open_terms)
        public = Q(initiative=None)
        return public if opened is None else public | (Q(initiative=self.initiative) & opened)

    @property
    def sees_all(self) -> bool:
        return self.purpose != Purpose.REPORT and may(self.by, Capability.VIEW_ALL_FIGURES, on=self.initiative)

    def sees_own(self, subject: Subject) -> bool:
        """Whether the subject is the actor's own organization, seen in every state."""
        if self.purpose == Purpose.REPORT or subject.organization is None:
            return False
        return may(self.by, Capability.VIEW_OWN_FIGURES, on=subject.organization)

    def community(self, adoptions: Iterable[Adoption], *, breakdown: str | None = Breakdown.ALL) -> Series:
        """The community's series of adopted indicators by indicator id, oldest first; at most two queries.

        `breakdown` is a code, or None for all groups.
        """
        asked = list(adoptions)
        names = period_names(adoption.indicator for adoption in asked)
        own = [adoption.indicator_id for adoption in asked if not adoption.is_composed]
        composed = [adoption.indicator_id for adoption in asked if adoption.is_composed]
        return by_indicator(named(self._community(own, composed, breakdown), names))

    def _community(self, own: Collection[int], composed: Collection[int], breakdown: str | None) -> list[Seen]:
        area = self.initiative.area_id
        if self.sees_all:
            return [
                *(self._observed(breakdown, subject__area=area, indicator__in=own) if own else []),
                *(self._added_up(composed, breakdown) if composed else []),
            ]
        # Two statements, each with its index: joined by OR they would read every cell of the tenant.
        totalled = {"initiative": self.initiative, "subject": None, "indicator__in": composed}
        return [
            *(self._released(breakdown, initiative=None, subject__area=area, indicator__in=own) if own else []),
            *(self._released(breakdown, **totalled) if composed else []),
        ]

    def of_subject(
        self, subject: Subject, *, indicators: Collection[int] | None = None, breakdown: str | None = Breakdown.ALL
    ) -> Series:
        """One subject's figures by indicator id, oldest first: all for its own people, to others what is open."""
        wanted: dict[str, Any] = {"subject": subject} | ({} if indicators is None else {"indicator__in": indicators})
        if self.sees_all or self.sees_own(subject):
            return by_indicator(self._observed(breakdown, **wanted))
        return by_indicator(self._released(breakdown, self.of_others, **wanted))

    def of_subjects(self, subjects: Collection[int], indicator_id: int) -> list[Seen]:
        """One indicator's whole figures of several subjects, as others than their own people see them."""
        if self.sees_all:
            return self._observed(Breakdown.ALL, subject__in=subjects, indicator=indicator_id)
        return self._released(Breakdown.ALL, self.of_others, subject__in=subjects, indicator=indicator_id)

    def opened(self) -> list[Seen]:
        """The whole figures that partners' agreements open to the reader, of all partners and indicators."""
        opened = opened_cells(self.open_terms)
        if opened is None:
            return []
        return self._released(Breakdown.ALL, opened, initiative=self.initiative, subject__isnull=False)

    def of_parts(self, adoptions: Collection[Adoption]) -> Series:
        """The whole figures of the parts that composed indicators are made of, for who sees all; else none."""
        if not adoptions or not self.sees_all:
            return {}
        part = Part.objects.filter(
            Q(starts_on=None) | Q(starts_on__lte=OuterRef("period_start")),
            Q(ends_on=None) | Q(ends_on__gte=OuterRef("period_end")),
            adoption__in=adoptions, adoption__indicator=OuterRef("indicator"), subject=OuterRef("subject"),
        )  # fmt: skip
        wanted = past.observations(self.moment).filter(
            Exists(part), indicator__in=[each.indicator_id for each in adoptions], presence="number"
        )
        return by_indicator(read_observations(_of_breakdown(wanted, Breakdown.ALL)))

    def _observed(self, breakdown: str | None, **which: Any) -> list[Seen]:
        return read_observations(_of_breakdown(past.observations(self.moment).filter(**which), breakdown))

    def _released(self, breakdown: str | None, *whose: Q, **which: Any) -> list[Seen]:
        released = _of_breakdown(past.cells(self.moment).filter(*whose, **which), breakdown)
        return read_cells(released) if self.moment is None else read_past_cells(released)

    def _added_up(self, composed: Collection[int], breakdown: str | None) -> list[Seen]:
        if self.moment is not None:
            return [Seen(*row) for row in past.total_rows(self.initiative, composed, breakdown, self.moment)]
        kept = Total.objects.filter(initiative=self.initiative, indicator__in=composed)
        kept = kept.exclude(contributors=0, hidden=0)
        return read_totals(_of_breakdown(kept, breakdown))

    def each_of_subjects(
        self, subjects: Sequence[Subject], indicators: Collection[int], *, breakdown: str | None = None
    ) -> Iterator[Seen]:
        """Several subjects' figures of several indicators, as they are read and never all at once; two queries.

        A subject's own people and the data manager meet all of them, others those that are public or open to them.
        """
        for figures in self.sets_of_subjects(subjects, indicators, breakdown):
            past_cells = figures.model is ReleasedCell and self.moment is not None
            fields = FIGURE if figures.model is Observation else CELL
            yield from read_one_by_one(figures, (*fields, "hidden_since") if past_cells else fields)

    def sets_of_subjects(
        self, subjects: Sequence[Subject], indicators: Collection[int], breakdown: str | None
    ) -> list[QuerySet[Any]]:
        """What `each_of_subjects` reads: observations of those near to the actor, released cells of all others."""
        near = [each.pk for each in subjects if self.sees_all or self.sees_own(each)]
        far = [each.pk for each in subjects if each.pk not in set(near)]
        stood = past.observations(self.moment).filter(subject__in=near, indicator__in=indicators)
        released = past.cells(self.moment).filter(subject__in=far, indicator__in=indicators)
        sets = [_of_breakdown(stood, breakdown)] if near else []
        # What others have opened is asked for only where there are others.
        return [*sets, _of_breakdown(released.filter(self.of_others), breakdown)] if far else sets

    def sets_of_whole(self, adoptions: Iterable[Adoption], breakdown: str | None) -> list[QuerySet[Any]]:
        """What `community` reads of today's figures: observations and totals, or released cells of both kinds."""
        asked = list(adoptions)
        own = [adoption.indicator_id for adoption in asked if not adoption.is_composed]
        composed = [adoption.indicator_id for adoption in asked if adoption.is_composed]
        area = {"subject__area": self.initiative.area_id, "indicator__in": own}
        added = {"initiative": self.initiative, "indicator__in": composed}
        sets: Sequence[tuple[QuerySet[Any], list[int]]]
        if self.sees_all:
            kept = Total.objects.filter(**added).exclude(contributors=0, hidden=0)
            sets = ((past.observations(None).filter(**area), own), (kept, composed))
        else:
            cells = past.cells(None)
            sets = ((cells.filter(initiative=None, **area), own), (cells.filter(subject=None, **added), composed))
        return [_of_breakdown(each, breakdown) for each, wanted in sets if wanted]


def visible_figures(
    by: Actor,
    initiative: Initiative,
    *,
    purpose: Purpose = Purpose.PAGE,
    as_of: date | None = None,
) -> VisibleFigures:
    """The figures of an initiative that `by` may see.

    With `as_of` they are those that stood at the end of that day in the initiative's time zone, for a reader of
    today's role: what was released by then, less what has been hidden or taken back since. What an agreement opens
    must be open both then and today.
    """
    moment = None if as_of is None else initiative.end_of(as_of)
    return VisibleFigures(by=by, initiative=initiative, purpose=purpose, moment=moment)


def _of_breakdown(figures: QuerySet[Any], breakdown: str | None) -> QuerySet[Any]:
    return figures if breakdown is None else figures.filter(breakdown__code=breakdown)
