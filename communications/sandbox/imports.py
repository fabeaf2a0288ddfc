"""Which files has the sandbox? One of a partner that waits to be looked at, and one of history, each with its rows.

The rows are made as the reading process would tell them: starting it for each world would be most of the suite's time.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from backbone.files.services import store_file
from backbone.tenancy.actors import Actor
from initiatives.models import Organization
from measurement.models import Import, ImportColumn, ImportMapping, ImportRow

if TYPE_CHECKING:
    from communications.sandbox.world import World

CONTENT = "Indicator,Organization,Period,Numerator,Denominator,Note\nshare,p1,2025,55,100,{mark}\n"


def fill(world: World, manager: Actor) -> None:
    """A file of the first partner, one of history, and what was said of its headings."""
    submitter = world.people["paolo"].actor
    world.import_of_partner = _import(world, world.partner_mark(1), submitter, world.partners[0])
    world.import_of_history = _import(world, world.mark, manager, None)
    ImportMapping.objects.create(
        initiative=world.initiative, heading_print="0" * 64, settings={"indicator": world.mark},
        made_by_id=manager.user_id,
    )  # fmt: skip


def _import(world: World, mark: str, by: Actor, organization: Organization | None) -> Import:
    file = store_file(f"{mark}.csv", CONTENT.format(mark=mark).encode(), "text/csv", by=by)
    found = Import.objects.create(
        initiative=world.initiative, organization=organization, file=file, state=Import.State.READY,
        source="" if organization else f"Source {mark}", rows_read=3, accepted=1, rejected=1, made_by_id=by.user_id,
    )  # fmt: skip
    ImportColumn.objects.create(of=found, position=0, heading=f"Heading {mark}", role="indicator")
    about = {"indicator": world.share.code, "subject": world.partners[0].code, "breakdown": "all",
             "period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}  # fmt: skip
    ImportRow.objects.create(
        of=found, kind=ImportRow.Kind.ACCEPTED, row=2, column=3, change=ImportRow.Change.NEW, numerator=55,
        denominator=100, value=55, note=f"Note {mark}", because=f"Because {mark}", **about,
    )  # fmt: skip
    ImportRow.objects.create(
        of=found,
        kind=ImportRow.Kind.REJECTED,
        row=3,
        column=3,
        reason="unparseable_number",
        text=f"Typed {mark}",
        cells=[f"Cell {mark}", "2025", f"Typed {mark}"],
        **about,
    )
    return found
