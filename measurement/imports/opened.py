"""What sheets does a file hold, if it may be read at all?"""

from pathlib import Path

from measurement.imports import ods, xls, xlsx
from measurement.imports.archives import Archive
from measurement.imports.delimited import read_text
from measurement.imports.encodings import decoded
from measurement.imports.kinds import kind_of
from measurement.imports.limits import LARGEST_FILE, Limits, refuse
from measurement.rules.imports.cells import Sheet
from measurement.rules.imports.settings import Settings

HEAD = 8192


def sheets_of(path: str, name: str, settings: Settings, limits: Limits) -> list[Sheet]:
    """The sheets of a file of whatever kind. Raises FileRefused where it is too large, unsafe, or not what it says."""
    file = Path(path)
    with file.open("rb") as opened:
        head = opened.read(HEAD)
    if file.stat().st_size > LARGEST_FILE:
        refuse("limit_exceeded", "file_size")
    kind = kind_of(head, name)
    if kind == "text":
        found = [read_text(decoded(file.read_bytes(), settings.encoding), limits, settings.delimiter, settings.quote)]
    elif kind == "ole":
        found = xls.read_workbook(path, name, limits)
    else:
        archive = Archive(path)
        if (kind == "xlsx" and "xl/workbook.xml" not in archive.names) or (
            kind == "ods" and "content.xml" not in archive.names
        ):
            refuse("wrong_type", "no_workbook")
        archive.refuse_doctypes()
        found = (xlsx if kind == "xlsx" else ods).read_workbook(archive, limits)
    if sum(not row.is_blank for sheet in found for row in sheet.rows) > limits.rows + 1:
        refuse("limit_exceeded", "rows")
    return found
