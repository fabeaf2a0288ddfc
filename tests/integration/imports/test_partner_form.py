"""A partner fills its form offline and sends it back: is it met row by row, brought in once, and taken back?"""

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from communications.sandbox.world import World
from measurement.models import Entry, Import, ImportRow
from measurement.services.entries import send_submission
from measurement.services.imports.starting import ask_to_apply, start_import
from measurement.services.imports.undoing import undo_import
from tests.conftest import Cast, work_off
from tests.unit.measurement.imports.files import table, workbook

pytestmark = pytest.mark.usefixtures("mails_nowhere")


@pytest.fixture
def mails_nowhere(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def form_of(client: Any, world: World) -> list[list[Any]]:
    answer = client.get(world.path(f"partners/p1/rounds/{world.round.slug}/form.xlsx"))
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    return [list(row) for row in book.get_sheet_by_index(0).to_python()]


def as_file(rows: list[list[Any]]) -> bytes:
    return workbook(lambda book: table(book.add_worksheet("Figures"), *rows[1:], headings=rows[0]))


def uploaded(client: Any, world: World, content: bytes, name: str = "form.xlsx") -> Import:
    answer = client.post(world.path("partners/p1/imports/"), {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302
    work_off(world)
    with scope.tenant(world.tenant.pk):
        return Import.objects.exclude(pk=world.import_of_partner.pk).latest("pk")


def press(client: Any, world: World, found: Import, act: str) -> Import:
    client.post(world.path(f"partners/p1/imports/{found.uid}/"), {"act": act})
    work_off(world)
    with scope.tenant(world.tenant.pk):
        return Import.objects.select_related("initiative").get(pk=found.pk)


def draft(world: World) -> Entry:
    with scope.tenant(world.tenant.pk):
        return Entry.objects.get(submission__provider=world.partners[0])


def test_the_form_is_filled_looked_at_brought_in_and_taken_back(cast: Cast, sign_in: Any) -> None:
    world, client = cast.ours, sign_in(cast.paolo)
    rows = form_of(client, world)
    assert (rows[0][0], rows[1][5:7]) == ("Backbone key", [55.0, 100.0])
    rows[1][5], rows[1][9] = 61, "counted again"

    found = uploaded(client, world, as_file(rows))

    assert [found.state, found.accepted, found.rejected] == ["ready", 1, 0]
    page = client.get(world.path(f"partners/p1/imports/{found.uid}/")).content.decode()
    assert "F2" in page
    assert "55.0% until now" in page
    assert draft(world).numerator == 55  # nothing counts before it was brought in

    found = press(client, world, found, "apply")
    assert (found.state, found.applied) == ("applied", 1)
    changed = draft(world)
    assert [changed.numerator, changed.value, changed.note, changed.state] == [61, 61, "counted again", "draft"]
    with scope.tenant(world.tenant.pk):
        assert ImportRow.objects.get(of=found, entry=changed).row == 2

    found = press(client, world, found, "undo")
    assert [found.state, draft(world).numerator] == ["undone", 55]


def test_a_figure_under_review_that_nobody_changed_in_the_form_is_no_error(cast: Cast, sign_in: Any) -> None:
    world, client = cast.ours, sign_in(cast.paolo)
    with scope.tenant(world.tenant.pk):
        send_submission(draft(world).submission, by=cast.paolo.actor)
    rows = form_of(client, world)

    found = uploaded(client, world, as_file(rows))

    with scope.tenant(world.tenant.pk):
        assert [(row.kind, row.change) for row in found.rows.all()] == [("accepted", "same")]

    rows[1][5] = 61
    found = uploaded(client, world, as_file(rows))
    page = client.get(world.path(f"partners/p1/imports/{found.uid}/")).content.decode()
    assert found.rejected == 1
    assert "This figure is under review" in page


def test_errors_are_told_by_their_cell_and_given_back(cast: Cast, sign_in: Any) -> None:
    world, client = cast.ours, sign_in(cast.paolo)
    rows = form_of(client, world)
    rows[1][5] = 101

    found = uploaded(client, world, as_file(rows))

    assert (found.state, found.accepted, found.rejected) == ("ready", 0, 1)
    page = client.get(world.path(f"partners/p1/imports/{found.uid}/")).content.decode()
    assert "larger than what it is out of" in page
    answer = client.get(world.path(f"partners/p1/imports/{found.uid}/rows.xlsx"))
    back = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert back[0] == [*rows[0], "Errors", "Cell"]
    assert back[1][: len(rows[1])] == rows[1]  # as it was sent, with its key
    assert "larger than what it is out of" in str(back[1][-2])
    assert back[1][-1] == "F2"
    assert press(client, world, found, "apply").state == "ready"
    assert draft(world).numerator == 55


def test_the_file_that_was_given_back_is_mended_and_comes_in(cast: Cast, sign_in: Any) -> None:
    world, client = cast.ours, sign_in(cast.paolo)
    rows = form_of(client, world)
    rows[1][5], rows[1][9] = "sixty", "counted again"
    found = uploaded(client, world, as_file(rows))
    assert (found.accepted, found.rejected) == (0, 1)

    answer = client.get(world.path(f"partners/p1/imports/{found.uid}/rows.xlsx"))
    back = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert back[1][5] == "sixty"
    back[1][5] = 60

    mended = press(client, world, uploaded(client, world, as_file(back)), "apply")

    assert (mended.state, mended.applied) == ("applied", 1)
    assert [draft(world).numerator, draft(world).note] == [60, "counted again"]


def test_an_export_of_another_system_is_given_back_under_its_own_headings(cast: Cast, sign_in: Any) -> None:
    world, client = cast.ours, sign_in(cast.paolo)
    text = (
        "School;Indicator;Organization;Year;Numerator;Denominator\n0042;share;p1;2025;60;100\n0043;share;p2;2025;x;2\n"
    )
    found = uploaded(client, world, text.encode(), "export.csv")

    answer = client.get(world.path(f"partners/p1/imports/{found.uid}/rows.xlsx"))
    back = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()

    assert back[0][:6] == ["School", "Indicator", "Organization", "Year", "Numerator", "Denominator"]
    assert back[1][:6] == ["0042", "share", "p1", 2025, 60, 100]
    assert back[1][6] == ""
    assert back[2][:6] == ["0043", "share", "p2", 2025, "x", 2]
    assert back[2][6]


def test_an_export_of_another_system_is_met_by_its_codes(cast: Cast, sign_in: Any) -> None:
    world, client = cast.ours, sign_in(cast.paolo)
    heads = "Indicator;Organization;Period;Numerator;Denominator\n"
    text = f"{heads}share;p1;2025;60;100\nshare;p2;2025;1;2\nshare;p1;2019;1;2\n"

    found = uploaded(client, world, text.encode(), "export.csv")

    with scope.tenant(world.tenant.pk):
        rows = list(
            ImportRow.objects.filter(of=found)
            .exclude(kind="warned")
            .order_by("row")
            .values_list("row", "kind", "reason", "change")
        )
    assert rows == [
        (2, "accepted", "", "changed"),
        (3, "rejected", "unknown_organization", ""),
        (4, "rejected", "not_owed", ""),
    ]
    assert press(client, world, found, "apply_good").applied == 1
    assert draft(world).numerator == 60


def test_a_draft_that_went_on_is_not_taken_back(cast: Cast, sign_in: Any) -> None:
    world, client = cast.ours, sign_in(cast.paolo)
    heads = b"Indicator,Organization,Period,Numerator,Denominator\n"
    found = press(client, world, uploaded(client, world, heads + b"share,p1,2025,60,100\n", "a.csv"), "apply")
    with scope.tenant(world.tenant.pk):
        Entry.objects.filter(submission__provider=world.partners[0]).update(numerator=70, version=99)

        assert undo_import(found, by=cast.paolo.actor) == (0, 1)
    assert draft(world).numerator == 70


def test_a_cancelled_file_writes_nothing(cast: Cast, sign_in: Any) -> None:
    world, client = cast.ours, sign_in(cast.paolo)
    client.post(world.path("partners/p1/imports/"), {"file": SimpleUploadedFile("a.csv", b"Indicator\n")})
    with scope.tenant(world.tenant.pk):
        found = Import.objects.exclude(pk=world.import_of_partner.pk).latest("pk")
    assert press(client, world, found, "cancel").state == "cancelled"
    with scope.tenant(world.tenant.pk):
        assert not ImportRow.objects.filter(of=found).exists()


def test_a_hostile_file_costs_one_sentence(cast: Cast, sign_in: Any) -> None:
    world, client = cast.ours, sign_in(cast.paolo)
    found = uploaded(client, world, b"%PDF-1.7", "form.xlsx")
    assert (found.state, found.refusal) == ("refused", "wrong_type")
    page = client.get(world.path(f"partners/p1/imports/{found.uid}/")).content.decode()
    assert "not what its name says" in page
    assert "Read it again" not in page


def test_headings_that_were_explained_once_are_known_the_next_time(cast: Cast, sign_in: Any) -> None:
    world, client = cast.ours, sign_in(cast.paolo)
    content = b"was;wer;wann;eins;zwei\nshare;p1;2025;60;100\n"
    found = uploaded(client, world, content, "a.csv")
    assert (found.state, found.refusal) == ("refused", "headings_not_found")
    with scope.tenant(world.tenant.pk):
        columns = {column.heading: column.pk for column in found.columns.all()}
    roles = zip(("was", "wer", "wann", "eins", "zwei"),
                ("indicator", "organization", "period", "numerator", "denominator"), strict=True)  # fmt: skip
    said = {f"column_{columns[heading]}": role for heading, role in roles}
    client.post(world.path(f"partners/p1/imports/{found.uid}/"), {"act": "read"} | said)
    work_off(world)
    with scope.tenant(world.tenant.pk):
        found.refresh_from_db()
    assert (found.state, found.accepted) == ("ready", 1)
    assert uploaded(client, world, content, "b.csv").accepted == 1


def test_who_may_bring_a_file(cast: Cast, sign_in: Any) -> None:
    world = cast.ours
    for person, status in ((cast.petra, 404), (cast.vera, 403), (cast.fay, 403), (cast.dana, 200)):
        assert sign_in(person).get(world.path("partners/p1/imports/")).status_code == status
    assert sign_in(cast.paolo).get(world.path("imports/")).status_code == 403


def test_history_needs_a_source_and_a_good_row(cast: Cast, in_ours: World) -> None:
    dana = cast.dana.actor
    with pytest.raises(RuleViolation, match="history_needs_source"):
        start_import("a.csv", b"x", cast.ours.initiative, by=dana)
    with pytest.raises(RuleViolation, match="file_kind_not_read"):
        start_import("a.exe", b"x", cast.ours.initiative, by=dana, source="A book")
    found = start_import("a.csv", b"x", cast.ours.initiative, by=dana, source="A book")
    with pytest.raises(RuleViolation, match="import_not_now"):
        ask_to_apply(found, by=dana)


def test_fewer_than_five_of_so_many_comes_in_as_it_would_at_the_form(cast: Cast, sign_in: Any) -> None:
    world, client = cast.ours, sign_in(cast.paolo)
    rows = form_of(client, world)
    rows[1][5], rows[1][6] = "<5", 390

    found = press(client, world, uploaded(client, world, as_file(rows)), "apply")

    assert (found.state, found.applied, found.rejected) == ("applied", 1, 0)
    entry = draft(world)
    assert [entry.presence, entry.original_text, entry.denominator] == ["suppressed", "<5", 390]
    assert [entry.lower, round(entry.upper or 0, 2)] == [0, Decimal("1.03")]
