"""What does the system know of local teams? One statement, whatever the number of initiatives."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from communications.counting import (
    THIS,
    Rows,
    count_of,
    indicators,
    indicators_released,
    partners_with_signatures,
    primary_goals,
)
from communications.founding.rules.checklist import Team
from communications.office.rules.facts import commitment
from initiatives.models import AgendaVersion, Initiative
from measurement.models import Release, ReleasedCell

A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class TeamKnown:
    """A team, with the agenda that it has adopted and the moment of its last release."""

    team: Team
    agenda_number: int | None
    adopted_at: datetime | None
    released_at: datetime | None


def teams_of(initiatives: QuerySet[Initiative], today: date) -> list[tuple[Initiative, TeamKnown]]:
    """Some initiatives in their order, each with what is known of its team; one query."""
    adopted = AgendaVersion.objects.filter(initiative=THIS, state=AgendaVersion.State.ADOPTED)
    # Prefixed, since some are also names of what belongs to an initiative.
    columns: dict[str, Any] = {
        "l_partners": ArraySubquery(partners_with_signatures()),
        "l_goals": ArraySubquery(primary_goals()),
        "n_indicators": count_of(indicators()),
        "n_released": count_of(indicators_released(since=today - A_YEAR)),
        "a_number": Subquery(adopted.values("number")[:1]),
        "a_moment": Subquery(adopted.values("adopted_at")[:1]),
        "r_moment": Subquery(_releases().values("released_at")[:1]),
    }
    return [(each, _known(vars(each), today)) for each in initiatives.annotate(**columns)]


def _releases() -> Rows:
    """Releases of the initiative, and those that told public figures of its area, the last first."""
    of_area = ReleasedCell.objects.filter(
        release=OuterRef("pk"), initiative=None, subject__area=OuterRef(OuterRef("area"))
    )
    return Release.objects.filter(Q(initiative=THIS) | Exists(of_area)).order_by("-released_at")


def _known(row: dict[str, Any], today: date) -> TeamKnown:
    committed, _partners, is_adopted = commitment(row["l_goals"], [each["signed"] for each in row["l_partners"]], today)
    team = Team(
        sectors=tuple(each["sector"] for each in row["l_partners"]),
        is_adopted=is_adopted,
        committed=committed,
        indicators=row["n_indicators"],
        released=row["n_released"],
    )
    return TeamKnown(team, row["a_number"], row["a_moment"], row["r_moment"])
