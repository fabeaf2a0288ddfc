"""Who meets which report, and does what is issued stay as it is?"""

import json
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from backbone.core.exceptions import RuleViolation
from backbone.files.services import open_file
from backbone.tenancy import scope
from communications.reports.models import ProgressReport, ReportStory
from communications.reports.services.writing import issue_report, save_story
from communications.sandbox.world import World
from measurement.models import Entry, Total
from measurement.services.releases import release_round
from measurement.services.review import accept_entries
from tests.conftest import Cast

LAST_STEP = "communications.reports.services.making.record"


def url(world: World, name: str, *more: object) -> str:
    return reverse(f"reports:{name}", args=[world.tenant.slug, world.initiative.slug, *more])


def signed_in(client: Client, cast: Cast, who: str) -> Client:
    client.force_login(getattr(cast, who).user)
    return client


@pytest.mark.parametrize(
    ("who", "draft", "issued"),
    [
        ("priya", 200, 200),
        ("fay", 200, 200),
        ("stella", 404, 200),  # a committee member reads what is issued
        ("paolo", 404, 200),
        ("oscar", 404, 200),
        ("olga", 404, 404),  # staff of another tenant: it does not exist
    ],
)
@pytest.mark.parametrize("name", ["detail", "pdf"])
def test_who_meets_which_report(client: Client, cast: Cast, who: str, draft: int, issued: int, name: str) -> None:
    signed_in(client, cast, who)

    assert client.get(url(cast.ours, name, cast.ours.draft.uid)).status_code == draft
    assert client.get(url(cast.ours, name, cast.ours.issued.uid)).status_code == issued


@pytest.mark.parametrize(
    ("who", "status"), [("paolo", 403), ("stella", 403), ("fay", 403), ("olga", 404), ("dana", 302)]
)
def test_who_may_ask_for_a_report(client: Client, cast: Cast, who: str, status: int) -> None:
    assert signed_in(client, cast, who).post(url(cast.ours, "make")).status_code == status


@pytest.mark.parametrize(
    ("who", "status", "state"),
    [("priya", 302, "issued"), ("dana", 403, "draft"), ("stella", 403, "draft"), ("olga", 404, "draft")],
)
def test_who_may_issue(client: Client, cast: Cast, who: str, status: int, state: str) -> None:
    answer = signed_in(client, cast, who).post(url(cast.ours, "issue", cast.ours.draft.uid))

    assert answer.status_code == status
    with scope.tenant(cast.ours.tenant.pk):
        assert ProgressReport.objects.get(pk=cast.ours.draft.pk).state == state


def test_the_list_holds_what_one_may_read(client: Client, cast: Cast) -> None:
    page = signed_in(client, cast, "stella").get(url(cast.ours, "list")).content.decode()

    assert cast.ours.issued.title in page
    assert cast.ours.draft.title not in page
    assert "Make progress report" not in page


def test_the_pdf_leaves_as_an_attachment(client: Client, cast: Cast) -> None:
    answer = signed_in(client, cast, "stella").get(url(cast.ours, "pdf", cast.ours.issued.uid))

    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]


def test_a_story_is_text_and_never_markup(client: Client, cast: Cast) -> None:
    page = signed_in(client, cast, "stella").get(url(cast.ours, "detail", cast.ours.issued.uid)).content.decode()

    assert "Story &lt;b&gt;MARK-A&lt;/b&gt; &amp; *2024* #lede" in page
    assert "<b>MARK-A</b>" not in page


def test_a_draft_pdf_says_what_was_written_since(client: Client, cast: Cast) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        save_story(cast.ours.draft, "better", "The mentors help.", version=0, by=cast.fay.actor)

    answer = signed_in(client, cast, "fay").get(url(cast.ours, "pdf", cast.ours.draft.uid))

    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert "The mentors help." in text
    assert "Draft, not issued" in text


def test_autosave_answers_with_the_next_version(client: Client, cast: Cast) -> None:
    signed_in(client, cast, "fay")
    to = url(cast.ours, "story", cast.ours.draft.uid)
    typed = {"place": "better", "text": "One", "version": "0"}

    saved = client.post(to, typed, headers={"HX-Request": "true"})
    stale = client.post(to, typed | {"text": "Two"}, headers={"HX-Request": "true"})

    assert (saved.status_code, stale.status_code) == (200, 422)
    assert 'name="version" value="1"' in saved.content.decode()
    assert "Somebody else saved this text meanwhile" in stale.content.decode()
    with scope.tenant(cast.ours.tenant.pk):
        assert ReportStory.objects.get(report=cast.ours.draft, place="better").text == "One"


@pytest.mark.parametrize(
    ("place", "text", "code"),
    [("indicator:none", "x", "place_not_in_report"), ("better", "x" * 4001, "story_too_long")],
)
def test_what_is_not_saved(in_ours: World, place: str, text: str, code: str) -> None:
    with pytest.raises(RuleViolation, match=code):
        save_story(in_ours.draft, place, text, version=0, by=in_ours.people["fay"].actor)


def test_nothing_is_written_into_an_issued_report(in_ours: World) -> None:
    priya = in_ours.people["priya"].actor

    with pytest.raises(RuleViolation, match="report_is_issued"):
        save_story(in_ours.issued, "lede", "Later.", version=1, by=priya)
    with pytest.raises(RuleViolation, match="report_is_issued"):
        issue_report(in_ours.issued, by=priya)


def test_what_is_accepted_and_released_later_changes_no_report(in_ours: World) -> None:
    issued = ProgressReport.objects.select_related("pdf").get(pk=in_ours.issued.pk)
    before, pdf, place = json.dumps(issued.blocks), _read(issued), issued.pdf.place
    waiting = Entry.objects.filter(state=Entry.State.SUBMITTED).values_list("uid", flat=True)

    accept_entries(list(waiting), by=in_ours.people["dana"].actor)
    release_round(in_ours.round, by=in_ours.people["dana"].actor)

    issued = ProgressReport.objects.select_related("pdf").get(pk=in_ours.issued.pk)
    assert (json.dumps(issued.blocks), _read(issued), issued.pdf.place) == (before, pdf, place)


def test_blocks_hold_no_hidden_number_and_nothing_that_is_not_released(in_ours: World) -> None:
    """The total of 2024 is hidden for being small; of 2025 one partner's figure is accepted and not released."""
    totals = Total.objects.filter(initiative=in_ours.initiative, indicator=in_ours.share)
    hidden, unreleased = totals.get(period_start__year=2024), totals.get(period_start__year=2025)
    frozen = json.dumps(in_ours.draft.blocks)
    row = next(
        row
        for block in in_ours.draft.blocks
        if block["kind"] == "scorecard"
        for group in block["groups"]
        for row in group["rows"]
        if row["code"] == in_ours.share.code
    )

    assert hidden.value is not None
    assert unreleased.contributors == 1
    assert row["is_hidden"]
    assert row["latest"][1] == "2023"
    assert row["spark"]["points"][-1][1] is None
    assert f"{float(hidden.value):.1f}" not in frozen
    assert [each[2] for each in row["spark"]["points"]] == [str(year) for year in range(2018, 2025)]
    for partner in in_ours.partners:
        assert partner.name not in frozen


def _read(report: ProgressReport) -> bytes:
    with open_file(report.pdf) as file:
        return bytes(file.read())
