"""Who sees which figure? The second wall, between partners inside a tenant; every door goes through here.

A provider sees its own figures in every state, the data manager sees everything; all others, other
staff included, see the cells of the last release: totals, and what partners' agreements in force open to
them at the moment of reading. What a community governs is seen by them as far as its steward lets them, and what it
has withdrawn by its provider only; each showing is noted. Nothing else may build a queryset of figures.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Protocol

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, may
from initiatives.models import Initiative, Subject
from measurement.models import Adoption, Breakdown, Observation, Part, ReleasedCell, Total
from measurement.rules.agreements import Terms
from measurement.rules.communities import Governed
from measurement.selectors import past
from measurement.selectors.agreements import opened_cells, terms_open_to
from measurement.selectors.governed import closed_cells, governed, withdrawn_figures, withdrawn_totals
from measurement.selectors.looking import note_seen
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


class OneSubject(Protocol):
    """A subject, or what is known of one: who it is, and of which organization's people."""

    @property
    def pk(self) -> int: ...

    @property
    def organization_id(self) -> int | None: ...


class Adopted(Protocol):
    """An adoption, or what is known of one: of which indicator, and whether it is composed of parts."""

    @property
    def indicator_id(self) -> int: ...

    @property
    def is_composed(self) -> bool: ...


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

    @cached_property
    def _communities(self) -> Sequence[Governed]:
        return governed()

    def released_cells(self) -> QuerySet[ReleasedCell]:
        """The cells of the last release, or those of a past day, less what communities keep back."""
        return self.open_cells(past.cells(self.moment))

    def open_cells(self, cells: QuerySet[ReleasedCell]) -> QuerySet[ReleasedCell]:
        """Of released cells those that communities do not keep back."""
        closed = closed_cells(self._communities)
        return cells if closed is None else cells.exclude(closed)

    def observations(self, *, own: bool = False) -> QuerySet[Observation]:
        """The observations that stand or stood, less what communities have withdrawn, but for their own provider."""
        return self.not_withdrawn(past.observations(self.moment), own=own)

    def not_withdrawn(self, figures: QuerySet[Observation], *, own: bool = False) -> QuerySet[Observation]:
        """Of observations those that no community has withdrawn."""
        withdrawn = None if own else withdrawn_figures(self._communities)
        return figures if withdrawn is None else figures.exclude(withdrawn)

    def keeps_back(self, subject: Subject, adoption: Adoption, cell: ReleasedCell) -> bool:
        """Whether a community keeps back a subject's whole figure beside that of a total."""
        return any(
            subject.pk in each.subjects and each.withholds(adoption.indicator_id, cell.period_end)
            for each in self._communities
        )

    def totals(self, **which: Any) -> QuerySet[Total]:
        """The totals of the initiative as they are kept now, less those of withdrawn groups."""
        kept = Total.objects.filter(initiative=self.initiative, **which)
        withdrawn = withdrawn_totals(self._communities)
        return kept if withdrawn is None else kept.exclude(withdrawn)

    @property
    def sees_all(self) -> bool:
        return self.purpose != Purpose.REPORT and may(self.by, Capability.VIEW_ALL_FIGURES, on=self.initiative)

    def sees_own(self, subject: OneSubject) -> bool:
        """Whether the subject is the actor's own organization, seen in every state."""
        if self.purpose == Purpose.REPORT or subject.organization_id is None:
            return False
        return may(self.by, Capability.VIEW_OWN_FIGURES, on=subject)  # which names its organization, as that does

    def sees_own_only(self, subject: OneSubject) -> bool:
        """Whether the reader is of the subject's own people, and no reviewer of everybody's figures."""
        return subject.organization_id in self.by.organization_ids and self.sees_own(subject)

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
            return by_indicator(self._observed(breakdown, own=self.sees_own_only(subject), **wanted))
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
        wanted = self.observations().filter(
            Exists(part), indicator__in=[each.indicator_id for each in adoptions], presence="number"
        )
        return by_indicator(self._noted(read_observations(_of_breakdown(wanted, Breakdown.ALL))))

    def _observed(self, breakdown: str | None, *, own: bool = False, **which: Any) -> list[Seen]:
        found = self.observations(own=own).filter(**which)
        return self._noted(read_observations(_of_breakdown(found, breakdown)))

    def _released(self, breakdown: str | None, *whose: Q, **which: Any) -> list[Seen]:
        released = _of_breakdown(self.released_cells().filter(*whose, **which), breakdown)
        return self._noted(read_cells(released) if self.moment is None else read_past_cells(released))

    def _noted(self, figures: list[Seen]) -> list[Seen]:
        note_seen(self.by, figures)
        return figures

    def _added_up(self, composed: Collection[int], breakdown: str | None) -> list[Seen]:
        if self.moment is not None:
            stood = [Seen(*row) for row in past.total_rows(self.initiative, composed, breakdown, self.moment)]
            gone = [each for each in self._communities if each.codes]
            return self._noted([
                seen for seen in stood
                if not any(seen.breakdown in each.codes and each.is_withdrawn(seen.indicator_id) for each in gone)
            ])  # fmt: skip
        kept = self.totals(indicator__in=composed).exclude(contributors=0, hidden=0)
        return self._noted(read_totals(_of_breakdown(kept, breakdown)))

    def each_of_subjects(
        self, subjects: Sequence[Subject], indicators: Collection[int], *, breakdown: str | None = None
    ) -> Iterator[Seen]:
        """Several subjects' figures of several indicators, as they are read and never all at once; two queries.

        A subject's own people and the data manager meet all of them, others those that are public or open to them.
        """
        for figures in self.sets_of_subjects(subjects, indicators, breakdown):
            past_cells = figures.model is ReleasedCell and self.moment is not None
            fields = FIGURE if figures.model is Observation else CELL
            for seen in read_one_by_one(figures, (*fields, "hidden_since") if past_cells else fields):
                note_seen(self.by, [seen])
                yield seen

    def sets_of_subjects(
        self, subjects: Sequence[OneSubject], indicators: Collection[int], breakdown: str | None
    ) -> list[QuerySet[Any]]:
        """What `each_of_subjects` reads: observations of those near to the actor, released cells of all others."""
        sees_all = self.sees_all
        near = {each.pk for each in subjects if sees_all or self.sees_own(each)}
        far = [each.pk for each in subjects if each.pk not in near]
        sets: list[QuerySet[Any]] = []
        if near:
            own = all(self.sees_own_only(each) for each in subjects if each.pk in near)
            stood = self.observations(own=own).filter(subject__among=sorted(near), indicator__among=indicators)
            sets.append(_of_breakdown(stood, breakdown))
        if far:  # what others have opened is asked for only where there are others
            released = self.released_cells().filter(self.of_others, subject__among=far, indicator__among=indicators)
            sets.append(_of_breakdown(released, breakdown))
        return sets

    def sets_of_whole(self, adoptions: Iterable[Adopted], breakdown: str | None) -> list[QuerySet[Any]]:
        """What `community` reads of today's figures: observations and totals, or released cells of both kinds."""
        asked = list(adoptions)
        own = [adoption.indicator_id for adoption in asked if not adoption.is_composed]
        composed = [adoption.indicator_id for adoption in asked if adoption.is_composed]
        area = {"subject__area": self.initiative.area_id, "indicator__among": own}
        sets: Sequence[tuple[QuerySet[Any], list[int]]]
        if self.sees_all:
            kept = self.totals(indicator__among=composed).exclude(contributors=0, hidden=0)
            sets = ((self.observations().filter(**area), own), (kept, composed))
        else:
            cells = self.released_cells()
            added = cells.filter(initiative=self.initiative, subject=None, indicator__among=composed)
            sets = ((cells.filter(initiative=None, **area), own), (added, composed))
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
    """Of one group, which is looked up first and not for each figure: so an index finds its figures alone."""
    if breakdown is None:
        return figures
    return figures.filter(breakdown=Subquery(Breakdown.objects.filter(code=breakdown).values("pk")))
