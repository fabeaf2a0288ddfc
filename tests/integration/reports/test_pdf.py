"""Is the PDF one that everybody can read, and does it hold whatever people type?"""

from io import BytesIO
from typing import Any

from pypdf import PdfReader

from backbone.core.paper.setting import INSTEAD
from backbone.files.services import open_file
from communications.reports.models import ProgressReport
from communications.reports.pdf import render_pdf
from communications.reports.selectors import page_of
from communications.reports.services.writing import save_story
from communications.sandbox.world import World


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_it_is_tagged_and_says_its_title_and_language(in_ours: World) -> None:
    with open_file(in_ours.issued.pdf) as file:
        reader = PdfReader(BytesIO(file.read()))
    root: Any = reader.root_object

    assert reader.metadata is not None
    assert reader.metadata.title == in_ours.issued.title
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_every_page_carries_notice_and_attribution(in_ours: World) -> None:
    with open_file(in_ours.issued.pdf) as file:
        pages = PdfReader(BytesIO(file.read())).pages

    for number, page in enumerate(pages, start=1):
        said = " ".join(page.extract_text().split())
        assert in_ours.tenant.notice in said
        assert in_ours.tenant.attribution in said
        assert f"{number} of {len(pages)}" in said


def test_what_people_type_stays_text(in_ours: World) -> None:
    typed = '#import "x": * \\ $a^2$ @cite <label> `raw` = Heading\n- list // comment "quoted" %(name)s'
    save_story(in_ours.draft, "better", typed, version=0, by=in_ours.people["fay"].actor)

    said = text_of(render_pdf(page_of(_again(in_ours.draft))))

    for part in ('#import "x": * \\ $a^2$ @cite <label> `raw`', "- list // comment", '"quoted" %(name)s'):
        assert " ".join(part.split()) in " ".join(said.split())


def test_what_no_font_can_show_becomes_an_empty_box(in_ours: World) -> None:
    typed = "Bell \x07, private \ue123 \uf0ff and ʔ ə ɬ ƛ."
    save_story(in_ours.draft, "better", typed, version=0, by=in_ours.people["fay"].actor)

    said = text_of(render_pdf(page_of(_again(in_ours.draft))))

    assert INSTEAD in said
    assert "ʔ ə ɬ ƛ." in said


def _again(report: ProgressReport) -> ProgressReport:
    return ProgressReport.objects.select_related("schedule__initiative").get(pk=report.pk)
