"""What does the system know of how far an initiative is?"""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from backbone.tenancy.models import StaffRole
from backbone.tenancy.roles import Role
from communications.counting import THIS, Rows, count_of, indicators, indicators_released
from communications.founding.rules.standing import Facts
from communications.reports.models import ProgressReport, ReportSchedule
from initiatives.models import AgendaVersion, Boundary, Initiative, Strategy
from initiatives.rules.signoffs import counts
from initiatives.selectors.signoffs import sign_off_lines
from measurement.models import CollectionRound
from workgroups.models import Activity, ActivityPartner, CharterVersion, Group, GroupSuccession, Seat, SeatHolder

A_YEAR = timedelta(days=365)


def facts_of(initiative: Initiative, today: date) -> Facts:
    """The facts of one initiative; four queries."""
    deciding = _holders().filter(seat__group__kind=COMMITTEE, seat__function__in=Seat.DECIDING)
    counted = {name: count_of(rows) for name, rows in _rows(today).items()}
    counted |= {"members": count_of(deciding, PEOPLE), "people_who_link": count_of(_who_link(), PEOPLE)}
    # Prefixed, since some are also names of what belongs to an initiative.
    columns = {f"n_{name}": each for name, each in counted.items()}
    row: Any = Initiative.objects.filter(pk=initiative.pk).values(**columns).get()
    found = {name: row[f"n_{name}"] for name in counted}
    committed, partners = counts([line.standing for line in sign_off_lines(initiative)])
    return Facts(**found, sign_offs=committed, partners=partners)


COMMITTEE = Group.Kind.STEERING_COMMITTEE
PEOPLE = "membership"


def _rows(today: date) -> dict[str, Rows]:
    return _of_agenda() | _of_groups() | _of_measurement() | _of_reports(today) | _of_staff()


def _of_agenda() -> dict[str, Rows]:
    strategies = Strategy.objects.filter(initiative=THIS, ended_on=None)
    with_group = Group.objects.filter(strategy=OuterRef("pk"), closed_on=None)
    with_activity = Activity.objects.filter(strategy=OuterRef("pk"), stopped_on=None)
    adopted = AgendaVersion.objects.filter(initiative=THIS, state=AgendaVersion.State.ADOPTED)
    return {
        "agendas_adopted": adopted,
        "boundaries": Boundary.objects.filter(agenda__initiative=THIS, agenda__state=AgendaVersion.State.ADOPTED),
        "strategies": strategies,
        "strategies_with_group": strategies.filter(Exists(with_group)),
        "strategies_with_activity": strategies.filter(Exists(with_activity)),
    }


def _of_groups() -> dict[str, Rows]:
    groups = Group.objects.filter(initiative=THIS, closed_on=None).exclude(kind=COMMITTEE)
    leading = [Seat.Function.CHAIR, Seat.Function.CO_CHAIR, Seat.Function.FACILITATOR, Seat.Function.COACH]
    led = SeatHolder.objects.filter(seat__group=OuterRef("pk"), seat__function__in=leading, ended_on=None)
    activities = Activity.objects.filter(initiative=THIS, stopped_on=None)
    leads = ActivityPartner.objects.filter(activity=OuterRef("pk"), part=ActivityPartner.Part.LEADS)
    return {
        "groups": groups,
        "groups_led": groups.filter(Exists(led)),
        "groups_with_charter": groups.filter(Exists(CharterVersion.objects.filter(group=OuterRef("pk")))),
        "groups_changed": Group.objects.filter(initiative=THIS).filter(
            Q(closed_on__isnull=False) | Exists(GroupSuccession.objects.filter(predecessor=OuterRef("pk")))
        ),
        "activities": activities,
        "activities_led": activities.filter(Q(organization__isnull=False) | Exists(leads)),
    }


def _holders() -> Rows:
    return SeatHolder.objects.filter(seat__group__initiative=THIS, ended_on=None, seat__group__closed_on=None)


def _who_link() -> Rows:
    """Those who sit in two groups at least."""
    elsewhere = SeatHolder.objects.filter(
        membership=OuterRef("membership"), ended_on=None, seat__group__closed_on=None,
        seat__group__initiative=OuterRef("seat__group__initiative"),
    ).exclude(seat__group=OuterRef("seat__group"))  # fmt: skip
    return _holders().filter(Exists(elsewhere))


def _of_measurement() -> dict[str, Rows]:
    return {
        "indicators": indicators(),
        "indicators_released": indicators_released(),
        "rounds": CollectionRound.objects.filter(initiative=THIS),
    }


def _of_reports(today: date) -> dict[str, Rows]:
    issued = ProgressReport.objects.filter(schedule__initiative=THIS, issued_at__isnull=False)
    return {
        "schedules": ReportSchedule.objects.filter(initiative=THIS, is_active=True),
        "reports_issued": issued,
        "reports_this_year": issued.filter(issued_at__date__gte=today - A_YEAR),
    }


def _of_staff() -> dict[str, Rows]:
    held = StaffRole.objects.filter(ended_at=None)
    return {
        "project_managers": held.filter(role=Role.PROJECT_MANAGER),
        "data_managers": held.filter(role=Role.DATA_MANAGER),
        "facilitators": held.filter(role=Role.FACILITATOR),
    }
