"""What does the system know of the backbone's work? Two queries, whatever the number of rows."""

from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from communications.counting import (
    THIS,
    Rows,
    count_of,
    indicators,
    indicators_released,
    partners_with_signatures,
    primary_goals,
    rows_of,
)
from communications.office.rules.facts import Facts, Report, answered, commitment, money_of, punctual
from communications.reports.models import ProgressReport
from initiatives.models import (
    BackboneCost,
    Difference,
    Initiative,
    OrganizationArea,
    Participation,
    PlanItem,
    Pledge,
    Prospect,
    SectionComment,
)
from measurement.models import CollectionRound, Entry
from measurement.selectors.cells import standing_obligations
from workgroups.models import Seat, SeatHolder


def facts_of(initiative: Initiative, year: int, today: date) -> Facts:
    """The facts of a year, as they are known today."""
    last = (
        CollectionRound.objects.filter(initiative=initiative)
        .filter(Q(closes_on__lt=today) | Q(closed_at__lte=timezone.now()))
        .order_by("-closes_on", "-pk")
        .first()
    )
    if last is not None:
        last.initiative = initiative
    counted = {**_of_now(), **_of_year(year), **_of_round(last)}
    listed = _lists(year)
    columns: dict[str, Any] = {f"n_{name}": count_of(rows) for name, rows in counted.items()}
    columns["n_areas"] = count_of(_places(), "area")
    columns |= {f"l_{name}": ArraySubquery(rows) for name, rows in listed.items()}
    row: Any = Initiative.objects.filter(pk=initiative.pk).values(**columns).get()
    return _facts(
        {name: row[f"n_{name}"] for name in (*counted, "areas")}, {name: row[f"l_{name}"] for name in listed},
        last.name if last else "", year, today,
    )  # fmt: skip


def _facts(counts: dict[str, int], lists: dict[str, list[Any]], round_name: str, year: int, today: date) -> Facts:
    committed, partners, is_adopted = commitment(lists["goals"], [each["signed"] for each in lists["partners"]], today)
    comments, comments_answered, soon = answered(
        (_moment(each["made"]), _moment(each["answered"]) if each["answered"] else None) for each in lists["comments"]
    )
    due, issued, in_time = punctual([_report(each) for each in lists["reports"]], year, today)
    money, hours = money_of(lists["pledges"], lists["costs"], year)
    return Facts(
        **counts, committed=committed, partners=partners, is_adopted=is_adopted, round_name=round_name,
        sectors=sorted({each["sector"] for each in lists["partners"] if each["sector"]}),
        comments=comments, comments_answered=comments_answered, comments_answered_soon=soon,
        reports_due=due, reports_issued=issued, reports_on_time=in_time, money=money, hours=hours,
    )  # fmt: skip


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _report(row: dict[str, Any]) -> Report:
    issued_on = _moment(row["issued"]).date() if row["issued"] else None
    return Report(date.fromisoformat(row["period_end"]), row["days"], issued_on)


def _of_now() -> dict[str, Rows]:
    differences = Difference.objects.filter(initiative=THIS)
    seats = Seat.objects.filter(group__initiative=THIS, group__closed_on=None, ended_on=None, is_lived_experience=True)
    held = SeatHolder.objects.filter(seat=OuterRef("pk"), ended_on=None)
    prospects = Prospect.objects.filter(initiative=THIS)
    return {
        "differences": differences,
        "differences_resolved": differences.filter(state=Difference.State.RESOLVED),
        "differences_standing": differences.filter(state=Difference.State.STANDING),
        "indicators": indicators(),
        "indicators_released": indicators_released(),
        "lived_seats": seats,
        "lived_seats_held": seats.filter(Exists(held)),
        "prospects": prospects,
        "prospects_joined": prospects.filter(stage=Prospect.Stage.JOINED),
    }


def _places() -> Rows:
    """Where partners that take part say they work."""
    here = Participation.objects.filter(initiative=OuterRef(THIS), organization=OuterRef("organization"), left_on=None)
    return OrganizationArea.objects.filter(Exists(here))


def _of_year(year: int) -> dict[str, Rows]:
    items = PlanItem.objects.filter(initiative=THIS, year=year).exclude(state=PlanItem.State.DROPPED)
    return {"plan_items": items, "plan_done": items.filter(state=PlanItem.State.DONE)}


def _of_round(last: CollectionRound | None) -> dict[str, Rows]:
    """What was owed in the last round that is closed, and what of it came before it was late."""
    if last is None:
        return {}
    owed = standing_obligations().filter(round=last)
    in_time = Entry.objects.filter(obligation=OuterRef("pk"), received_at__lt=last.late_from)
    return {"figures_owed": owed, "figures_on_time": owed.filter(Exists(in_time))}


def _lists(year: int) -> dict[str, Rows]:
    """Rows that rules count: few of each, so they come as lists of one statement."""
    return _of_agenda(year) | _of_money(year) | {
        "reports": rows_of(
            ProgressReport.objects.filter(schedule__initiative=THIS, period_end__year__range=(year - 1, year)),
            period_end="period_end", days="schedule__days_after_period", issued="issued_at",
        ),
        "partners": partners_with_signatures(),
    }  # fmt: skip


def _of_agenda(year: int) -> dict[str, Rows]:
    return {
        "goals": primary_goals(),
        "comments": rows_of(
            SectionComment.objects.filter(agenda__initiative=THIS, written_at__year=year), made="written_at",
            answered="answered_at",
        ),
    }  # fmt: skip


def _of_money(year: int) -> dict[str, Rows]:
    pledges = Pledge.objects.filter(initiative=THIS, year=year, ended_at=None)
    counted = Cast(Coalesce("given", "amount"), CharField())
    costs = BackboneCost.objects.filter(initiative=THIS, year=year)
    return {
        "pledges": rows_of(pledges, kind="kind", currency="currency", amount=counted),
        "costs": rows_of(costs, currency="currency", amount=Cast("amount", CharField())),
    }
