"""How are facts of initiatives counted, each by a subquery of one statement? Shared by path, checklist and assessment.

All is asked of `THIS`, the initiative of the row.
"""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, Exists, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, JSONObject

from initiatives.models import AgendaVersion, Goal, Participation, SignOff
from measurement.models import Adoption, ReleasedCell

Rows = QuerySet[Any]
THIS = OuterRef("pk")


def count_of(rows: Rows, what: str = "pk") -> Coalesce:
    """How many there are, as a subquery of its own."""
    each = rows.order_by().values("tenant").annotate(n=Count(what, distinct=True))
    return Coalesce(Subquery(each.values("n"), output_field=IntegerField()), 0)


def rows_of(rows: Rows, **columns: Any) -> Rows:
    """Rows that a rule counts, each as an object: few of them, so they come as a list of the same statement."""
    return rows.order_by().values(row=JSONObject(**columns)).values_list("row", flat=True)


def indicators() -> Rows:
    """What the initiative has adopted."""
    return Adoption.objects.filter(initiative=THIS, ended_on=None)


def indicators_released(since: date | None = None) -> Rows:
    """What of it has released figures, of the initiative or of its area; with a day, released on it or after."""
    cells = ReleasedCell.objects.filter(indicator=OuterRef("indicator"), replaced_by=None)
    if since is not None:
        cells = cells.filter(release__released_at__date__gte=since)
    of_here = cells.filter(initiative=OuterRef("initiative"))
    public = cells.filter(initiative=None, subject__area=OuterRef("initiative__area"))
    return indicators().filter(Exists(of_here) | Exists(public))


def primary_goals() -> Rows:
    """The primary goals of every version; `commitment` counts who stands behind the adopted one."""
    adopted = Case(When(agenda__state=AgendaVersion.State.ADOPTED, then=Value(True)), default=Value(False))
    return rows_of(
        Goal.objects.filter(agenda__initiative=THIS, is_primary=True), agenda="agenda_id",
        key=Cast("key", CharField()), statement="statement", adopted=adopted,
    )  # fmt: skip


def partners_with_signatures() -> Rows:
    """Each partner that takes part: its sector's code, and its latest signature."""
    signed = SignOff.objects.filter(initiative=OuterRef("initiative"), organization=OuterRef("organization"))
    latest = rows_of(signed, agenda="agenda_id", ends_on="ends_on", withdrawn_at="withdrawn_at").order_by("-pk")[:1]
    here = Participation.objects.filter(initiative=THIS, left_on=None)
    return rows_of(here, sector="organization__sector__code", signed=Subquery(latest))
