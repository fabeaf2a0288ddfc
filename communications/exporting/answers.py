"""How does an export become a file to save? Written to the disk first: nothing is streamed out of a tenant's scope."""

from tempfile import TemporaryFile
from typing import IO

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _

from backbone.core.charts import Svg
from backbone.core.exceptions import RuleViolation
from communications.exporting import dictionary
from communications.exporting.facts import Takeout, facts
from communications.exporting.pictures import PNG, SVG, png
from communications.exporting.tables import write_csv
from communications.exporting.workbook import TYPE, Sheet, write_workbook
from initiatives.models import Initiative


def csv_of(takeout: Takeout) -> FileResponse:
    """The figures as CSV. Raises RuleViolation for more than one answer should hold."""
    kept = TemporaryFile()  # noqa: SIM115 - the answer closes it
    most = settings.EXPORT_MOST_FIGURES
    _refuse_many(write_csv(kept, list(dictionary.COLUMNS), facts(takeout), most=most), most, kept)
    return _file(kept, "text/csv; charset=utf-8", f"{stem(takeout.initiative)}.csv")


def workbook_of(takeout: Takeout) -> FileResponse:
    """The figures as a workbook, with what they mean. Raises RuleViolation for more than one answer should hold."""
    kept = TemporaryFile()  # noqa: SIM115 - the answer closes it
    most = settings.EXPORT_MOST_FIGURES
    _refuse_many(write_workbook(kept, sheets_of(takeout), most=most), most, kept)
    return _file(kept, TYPE, f"{stem(takeout.initiative)}.xlsx")


def sheets_of(takeout: Takeout) -> list[Sheet]:
    """The figures, what their columns mean, the indicators with their definitions, the groups, and notes."""
    said = [[note] for note in dictionary.notes(sees_all=takeout.figures.sees_all)]
    said += [[takeout.tenant.attribution]] if takeout.tenant.attribution else []
    return [
        Sheet("figures", list(dictionary.COLUMNS), facts(takeout)),
        Sheet("columns", dictionary.COLUMN_COLUMNS, dictionary.columns()),
        Sheet("indicators", dictionary.INDICATOR_COLUMNS, dictionary.indicators(takeout.adoptions, takeout.tenant)),
        Sheet("groups", dictionary.GROUP_COLUMNS, dictionary.groups()),
        Sheet("notes", [_("Notes")], said),
    ]


def picture(drawing: Svg, name: str, *, as_png: bool) -> HttpResponse:
    """A chart as an attachment, so that it never runs as a page of ours."""
    content, kind, ending = (png(drawing), PNG, "png") if as_png else (drawing.encode(), SVG, "svg")
    disposition = f'attachment; filename="{name}.{ending}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})


def stem(initiative: Initiative) -> str:
    """What a file is called: the initiative, and the day on which it was taken out."""
    return f"{initiative.slug}-{initiative.today().isoformat()}"


def _refuse_many(count: int, most: int, kept: IO[bytes]) -> None:
    if count > most:
        kept.close()
        raise RuleViolation("too_many_figures", most=f"{most:,}")


def _file(kept: IO[bytes], content_type: str, name: str) -> FileResponse:
    kept.seek(0)
    return FileResponse(kept, as_attachment=True, filename=name, content_type=content_type)
