"""Stories: a data manager closes a round of 300 partners; a figure is corrected after its release."""

import pytest
from playwright.sync_api import Page, expect

from backbone.tenancy import scope
from communications.sandbox.world import World
from initiatives.models import Organization, Participation, Subject
from measurement.models import Entry, Obligation, Part, ReleasedCell, Submission, Total
from tests.conftest import Cast
from tests.e2e.browser import check_page
from tests.e2e.stories import come_in, go_out
from tests.integration.measurement.test_reviewing import send

pytestmark = pytest.mark.django_db(transaction=True)

PARTNERS = 300


@pytest.fixture
def many(cast: Cast) -> World:
    """300 partners have sent their figure; five of them sent one that was asked about, and gave a reason."""
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        model = Part.objects.filter(adoption__indicator=world.share)[0]
        made = Organization.objects.bulk_create(
            Organization(code=f"o{number}", name=f"Organization {number:03}") for number in range(PARTNERS)
        )
        subjects = Subject.objects.bulk_create(Subject(organization=each) for each in made)
        Participation.objects.bulk_create(
            Participation(initiative=world.initiative, organization=each) for each in made
        )
        Part.objects.bulk_create(Part(adoption=model.adoption, subject=each) for each in subjects)
        model_owed = world.round.obligations.filter(indicator=world.share)[0]
        Obligation.objects.bulk_create(
            Obligation(
                round=world.round, provider=each.organization, subject=each, indicator=world.share,
                breakdown=model_owed.breakdown, period_start=model_owed.period_start, period_end=model_owed.period_end,
            )
            for each in subjects
        )  # fmt: skip
        submissions = Submission.objects.bulk_create(Submission(round=world.round, provider=each) for each in made)
        owed = {each.provider_id: each for each in world.round.obligations.filter(indicator=world.share)}
        Entry.objects.bulk_create(
            Entry(
                submission=each, obligation=owed[each.provider_id], state="submitted", numerator=40 + number % 20,
                denominator=100, value=40 + number % 20, received_at=world.round.opens_at, typed_by=cast.pia.user,
                kept_because="A second site opened" if number < 5 else "",
            )
            for number, each in enumerate(submissions)
        )  # fmt: skip
    return world


def test_a_round_of_three_hundred_partners_is_closed(page: Page, cast: Cast, many: World) -> None:
    come_in(page, cast.dana, many.path(f"rounds/{many.round.slug}/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("of 303 partners have sent")
    page.get_by_role("link", name="Review what was sent").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("301 figures await review")
    check_page(page, "review of many")

    # Those that were asked about are looked at one by one, and two of them go back with one note.
    page.get_by_label("Look at").select_option("asked")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("6 figures await review")
    for number in (0, 1):
        page.get_by_label(f"Organization {number:03}, ").check()
    for number in (2, 3, 4):
        page.get_by_label(f"Organization {number:03}, ").uncheck()
    page.get_by_label("Partner MARK-A-P2, ").uncheck()
    page.locator("summary", has_text="Return the chosen").click()
    page.get_by_label("What should the partners do?").fill("Please send the list of sites")
    page.get_by_role("button", name="Return the chosen").click()
    expect(page.get_by_text("2 figures went back to their providers with your note.")).to_be_visible()

    # The others are accepted in one go, over all pages.
    page.get_by_label("Look at").select_option("")
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("button", name="Accept all 299 that the filter shows").click()
    expect(page.get_by_text("299 figures were accepted.")).to_be_visible()

    page.goto(many.path(f"rounds/{many.round.slug}/release/"))
    check_page(page, "before a release")
    page.get_by_role("button", name="Release").click()
    expect(page.get_by_text("Released: everybody’s scorecard shows the new totals now.")).to_be_visible()
    page.get_by_role("link", name="Quality").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Quality of the figures")
    check_page(page, "quality of a round")
    with scope.tenant(many.tenant.pk):
        total = Total.objects.get(indicator=many.share, period_start="2025-01-01")
        cell = ReleasedCell.objects.get(indicator=many.share, subject=None, period_start="2025-01-01", replaced_by=None)
        assert (cell.contributors, cell.value) == (total.contributors, total.value)
        assert total.contributors == 299


def correct(page: Page, cast: Cast, count: str) -> None:
    """The partner reads why its figure came back, and sends another."""
    world = cast.ours
    go_out(page)
    come_in(page, cast.paolo, world.path(f"partners/p1/rounds/{world.round.slug}/"))
    row = page.locator("table.grid tr.row").first
    expect(row).to_contain_text("Two sites were counted twice")
    row.get_by_label("Count").fill(count)
    row.get_by_label("Count").press("Tab")
    expect(row).to_contain_text(f"{count}.0%")
    page.get_by_role("button", name="Send for review").click()
    expect(page.get_by_text("1 figure was sent for review.")).to_be_visible()


def test_a_figure_is_corrected_after_its_release(page: Page, cast: Cast) -> None:
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        send(world, cast, 1, 70)
        send(world, cast, 3, 58)
    come_in(page, cast.dana, world.path(f"rounds/{world.round.slug}/review/"))
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Accept the chosen").click()
    page.goto(world.path(f"rounds/{world.round.slug}/release/"))
    page.get_by_role("button", name="Release").click()
    expect(page.get_by_text("Released:")).to_be_visible()

    # One turns out wrong: it is opened again with a reason, and goes on counting meanwhile.
    page.goto(world.path(f"rounds/{world.round.slug}/review/?state=accepted"))
    check_page(page, "accepted figures")
    page.get_by_label("Partner MARK-A-P1, ").check()
    page.locator("summary", has_text="Open the chosen again").click()
    page.get_by_label("Why are these opened again?").fill("Two sites were counted twice")
    page.get_by_role("button", name="Open the chosen again").click()
    expect(page.get_by_text("1 figure was opened again.")).to_be_visible()

    correct(page, cast, "66")
    go_out(page)
    come_in(page, cast.dana, world.path(f"rounds/{world.round.slug}/review/"))
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Accept the chosen").click()
    page.goto(world.path(f"rounds/{world.round.slug}/release/"))
    expect(page.locator("main")).to_contain_text("Waits until the figures of 2 more partners have changed")

    # Everybody may ask what a number is made of; the data manager sees both versions and who sent them.
    page.goto(world.path("indicators/share/figure/?of=p1&from=2025-01-01&to=2025-12-31"))
    expect(page.get_by_role("heading", level=1)).to_have_text("66.0%")
    expect(page.locator("main")).to_contain_text("70.0%")
    check_page(page, "a number explained")
