"""Story: an untrained partner fills its form in a spreadsheet, looks at it, brings it in, takes it back."""

from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from tests.conftest import Cast, work_off
from tests.e2e.browser import Complaints, check_page
from tests.e2e.stories import come_in
from tests.unit.measurement.imports.files import table, workbook

pytestmark = pytest.mark.django_db(transaction=True)


def filled(form: bytes, count: int) -> bytes:
    """The downloaded form with another count in its first row."""
    rows = [list(row) for row in CalamineWorkbook.from_filelike(BytesIO(form)).get_sheet_by_index(0).to_python()]
    rows[1][5] = count
    return workbook(lambda book: table(book.add_worksheet("Figures"), *rows[1:], headings=rows[0]))


def test_a_form_goes_out_and_comes_back(page: Page, cast: Cast, complaints: Complaints, tmp_path: Path) -> None:
    come_in(page, cast.paolo, cast.ours.path(f"partners/p1/rounds/{cast.ours.round.slug}/"))
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel form").click()
    form = Path(download.value.path()).read_bytes()

    # With an error first: the file is shown with its cell, and nothing can be brought in.
    page.get_by_role("link", name="Upload a file").click()
    check_page(page, "files of a partner")
    send(page, tmp_path, filled(form, 101), cast)
    expect(page.get_by_text("larger than what it is out of")).to_be_visible()
    expect(page.get_by_role("row", name="F2")).to_be_visible()
    expect(page.get_by_role("button", name="Bring in")).to_have_count(0)
    check_page(page, "file with an error")

    # Mended: what changes from what to what, then it is in the form, then it is taken back.
    page.get_by_role("link", name="Files").first.click()
    send(page, tmp_path, filled(form, 61), cast)
    expect(page.get_by_text("55.0% until now")).to_be_visible()
    check_page(page, "file to look at")
    page.get_by_role("button", name="Bring in all rows").click()
    work_off(cast.ours)
    page.reload()
    expect(page.get_by_text("1 figure was brought in.")).to_be_visible()
    check_page(page, "file that was brought in")
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("1 figures were taken back; 0 were changed")).to_be_visible()


def send(page: Page, folder: Path, content: bytes, cast: Cast) -> None:
    file = folder / "form.xlsx"
    file.write_bytes(content)
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Upload and look at it").click()
    page.wait_for_url("**/imports/*-*/")
    work_off(cast.ours)
    page.reload()
