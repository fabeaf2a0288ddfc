"""Story: an indicator is proposed with a word that nobody has agreed, stopped, agreed, active, adopted, redefined."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from backbone.tenancy import scope
from communications.relay import relay
from communications.sandbox.world import World
from measurement.models import Indicator
from measurement.services.loading import LoadRow, load_history
from measurement.services.rounds import Request, open_round
from tests.conftest import Cast, work_off
from tests.e2e.browser import Complaints, check_page
from tests.e2e.stories import come_in, go_out

pytestmark = pytest.mark.django_db(transaction=True)

NAME = "Young people with a mentor (%)"


def test_from_a_proposal_to_a_new_definition(page: Page, cast: Cast, complaints: Complaints) -> None:
    world = cast.ours
    complaints.forgive("422")  # a change of meaning without a note, which is refused
    come_in(page, cast.dana, world.path("indicators/"))
    check_page(page, "catalogue")
    propose(page)
    stopped_by_a_word(page, world)
    adopt(page, world)
    asked_of_a_partner(world)
    redefine(page, world)

    page.goto(world.path("indicators/mentored/"))
    expect(page.locator(".chart.wide").first).to_contain_text("Series breaks")
    check_page(page, "indicator with a break")
    told = the_mail_of(world, "paolo")
    assert "Only those who meet every week" in told
    assert world.path("indicators/mentored/definition/history/") in told

    # The provider follows the link and reads, word by word, what changed.
    go_out(page)
    come_in(page, cast.paolo, world.path("indicators/mentored/definition/history/"))
    expect(page.locator("ins").first).to_contain_text("every week")
    check_page(page, "history of a definition")


def propose(page: Page) -> None:
    page.get_by_role("link", name="Propose an indicator").click()
    page.get_by_label("Code").fill("mentored")
    page.get_by_label("Name").fill(NAME)
    text = "Young people who met their mentor, out of all who asked for one."
    page.get_by_role("textbox", name="Definition").fill(text)
    page.get_by_label("Kind").select_option("share")
    page.get_by_label("How figures add up").select_option("not_additive")
    check_page(page, "propose an indicator")
    page.get_by_role("button", name="Propose").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)


def stopped_by_a_word(page: Page, world: World) -> None:
    """The word is proposed meanwhile, so that the indicator waits for it; the notice leads to the word."""
    page.goto(world.path("glossary/"))
    page.get_by_label("Word").fill("mentor")
    page.get_by_label("What it means here").fill("An adult who meets one young person regularly.")
    check_page(page, "glossary")
    page.get_by_role("button", name="Propose").click()
    page.goto(world.path("indicators/mentored/definition/"))
    page.get_by_role("button", name="Activate").click()
    expect(page.get_by_text("Not active yet: these words are not agreed in the glossary: mentor.")).to_be_visible()
    page.locator(".notice.warn").get_by_role("link", name="mentor").click()
    page.get_by_label("Your comment").fill("One with one, please")
    page.get_by_role("button", name="Comment").click()
    expect(page.get_by_text("One with one, please")).to_be_visible()
    check_page(page, "term")
    page.get_by_role("button", name="Agree this term").click()
    page.goto(world.path("indicators/mentored/definition/"))
    page.get_by_role("button", name="Activate").click()
    expect(page.get_by_text("The indicator is active")).to_be_visible()
    word = page.get_by_role("button", name="mentor", exact=True)
    word.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("An adult who meets one young person regularly.")).to_be_visible()
    page.keyboard.press("Escape")
    check_page(page, "definition")


def adopt(page: Page, world: World) -> None:
    page.get_by_role("link", name="Adopt").click()
    page.get_by_label("Outcome (optional)", exact=True).select_option("outcome")
    page.get_by_label("A headline indicator").check()
    check_page(page, "adopt")
    page.get_by_role("button", name="Adopt").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(NAME)
    page.get_by_label("Target", exact=True).fill("90")
    page.get_by_label("By", exact=True).fill("2031-12-31")
    page.get_by_role("button", name="Set", exact=True).click()
    expect(page.get_by_role("row").filter(has_text="31 December 2031")).to_contain_text("90%")
    check_page(page, "adoption")
    page.goto(world.path("indicators/?adopted=adopted"))
    page.get_by_role("button", name=f"Move {NAME} up").click()
    expect(page.locator("tbody tr").nth(2)).to_contain_text(NAME)


def asked_of_a_partner(world: World) -> None:
    """Eight years of figures, and a round in which the first partner owes the next one."""
    today = timezone.now().date()
    manager = world.people["dana"].actor
    with scope.tenant(world.tenant.pk):
        indicator = Indicator.objects.get(code="mentored")
        place = world.initiative.area.code
        load_history(
            [
                LoadRow("mentored", place, f"{year}-01-01", f"{year}-12-31", str(30 + 3 * (year - 2018)))
                for year in range(2018, 2026)
            ],
            source="Schools",
            is_public=True,
            by=manager,
        )
        open_round(
            world.initiative, slug="mentors", name="Mentors", opens_on=today - timedelta(days=1),
            due_on=today + timedelta(days=9), closes_on=today + timedelta(days=19),
            requests=[Request(indicator, date(2025, 1, 1), date(2025, 12, 31))], providers=world.partners[:1],
            by=manager,
        )  # fmt: skip
        relay(timezone.now())
    work_off(world)
    mail.outbox.clear()


def redefine(page: Page, world: World) -> None:
    page.goto(world.path("indicators/mentored/definition/"))
    page.get_by_role("link", name="Change").click()
    text = "Young people who met their mentor every week, out of all who asked for one."
    page.get_by_role("textbox", name="Definition").fill(text)
    page.get_by_label("It means something else").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what changes and why")
    check_page(page, "change a definition")
    page.get_by_label("what changes, and why?").fill("Only those who meet every week")
    page.get_by_label("from which day does it count?").fill("2023-01-01")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The new version counts")).to_be_visible()


def the_mail_of(world: World, name: str) -> str:
    """What one person got, after all that waits was sent."""
    with scope.tenant(world.tenant.pk):
        relay(timezone.now())
    work_off(world)
    address = world.people[name].user.email
    [text] = [str(message.body) for message in mail.outbox if message.to == [address]]
    return text


def test_ways_to_begin(page: Page, cast: Cast) -> None:
    """A set is previewed and taken; dimensions are made and ordered without dragging."""
    world = cast.ours
    come_in(page, cast.priya, world.path("indicator-sets/"))
    check_page(page, "sets")
    page.get_by_role("link", name="Community health").click()
    check_page(page, "preview of a set")
    page.get_by_label("Take the chosen ones").select_option("adopt")
    page.get_by_role("button", name="Take").click()
    expect(page.get_by_text("15 indicators are taken up.")).to_be_visible()
    page.goto(world.path("dimensions/"))
    check_page(page, "dimensions")
    page.get_by_label("Name").fill("Housing situation")
    page.get_by_label("Groups", exact=True).fill("Owned\nRented\nNone")
    page.get_by_role("button", name="Make it").click()
    page.get_by_role("link", name="Housing situation").click()
    page.get_by_role("button", name="Move None up").click()
    expect(page.locator("tbody th")).to_have_text(["Owned", "None", "Rented"])
    check_page(page, "dimension")
    page.goto(world.path("indicators/share/definition/retire/"))
    check_page(page, "retire an indicator")
