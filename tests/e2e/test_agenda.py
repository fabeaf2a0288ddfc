"""Stories: an initiative is founded and its agenda adopted with one dissent; a chief executive leaves."""

import pytest
from playwright.sync_api import Page, expect

from backbone.tenancy import scope
from communications.sandbox.world import Person, World
from initiatives.models import Initiative, Section
from initiatives.services.agenda_words import add_boundary, put_goal, write_section
from tests.conftest import Cast
from tests.e2e.browser import check_page
from tests.e2e.stories import come_in, go_out
from workgroups.models import Group
from workgroups.services.groups import form_group
from workgroups.services.seats import give_seat, make_seat

pytestmark = pytest.mark.django_db(transaction=True)
PATH = "/tenant-a/ending-it/"


def test_an_initiative_is_founded_and_its_agenda_adopted_with_one_dissent(page: Page, cast: Cast) -> None:
    come_in(page, cast.priya, "/tenant-a/found/")
    check_page(page, "found an initiative")
    page.get_by_label("Name", exact=True).fill("Ending it")
    page.get_by_label("Address").fill("ending-it")
    page.get_by_label("Name of a new place").fill("Our town")
    page.get_by_label("Ending homelessness").check()
    page.get_by_role("button", name="Found it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How far we are")
    check_page(page, "the path of an initiative")

    _write_the_rest(cast.ours, cast.priya)
    page.goto(f"{PATH}agenda/versions/1/understanding/")
    page.get_by_label("Text").fill("People lose their homes faster than anybody notices.")
    check_page(page, "a section of a draft")
    page.get_by_role("button", name="Save the text").click()
    page.goto(f"{PATH}agenda/versions/1/")
    page.get_by_label("Comments until").fill(cast.ours.initiative.today().isoformat())
    page.get_by_role("button", name="Open for comment").click()
    expect(page.get_by_text("Open for comment").first).to_be_visible()
    check_page(page, "an agenda open for comment")

    for name, stand, words in (("stella", "Consents", ""), ("wes", "Consents", ""), ("gwen", "Dissents", "Too fast")):
        go_out(page)
        come_in(page, cast.ours.people[name], f"{PATH}agenda/decisions/1/")
        page.get_by_label(stand).check()
        page.get_by_label("In my words").fill(words)
        page.get_by_role("button", name="This is where I stand").click()
    check_page(page, "where the committee stands")

    go_out(page)
    come_in(page, cast.priya, f"{PATH}agenda/decisions/1/")
    page.get_by_role("button", name="Adopt it for the committee").click()
    expect(page.get_by_text("Adopted by the steering committee")).to_be_visible()
    expect(page.locator("#positions")).to_contain_text("Too fast")


def _write_the_rest(world: World, by: Person) -> None:
    """Three people on a committee, and something in every section, as others of the staff would write meanwhile."""
    with scope.tenant(world.tenant.pk):
        initiative, actor = Initiative.objects.get(slug="ending-it"), by.actor
        today = initiative.today()
        draft = initiative.agenda_versions.get()
        committee = form_group(initiative, Group.Kind.STEERING_COMMITTEE, "Committee", formed_on=today, by=actor)
        for name in ("stella", "wes", "gwen"):
            seat = make_seat(committee, organization=world.partners[0], made_on=today, by=actor)
            give_seat(seat, world.people[name].membership, held_from=today, by=actor)
        write_section(draft, Section.BOUNDARIES, "See below", version=1, by=actor)
        add_boundary(draft, is_inside=True, what="Everybody without a home", because="No half measures", by=actor)
        put_goal(draft, statement="Nobody sleeps rough", is_primary=True, outcome=None, by=actor)


def test_a_chief_executive_leaves_and_the_successor_takes_over(page: Page, cast: Cast) -> None:
    world = cast.ours
    come_in(page, world.people["ada"], world.path("partners/p1/hand-over/"))
    check_page(page, "hand-over")
    page.get_by_label("Who leaves", exact=True).select_option(label=str(cast.rita.user))
    page.get_by_label("E-mail address of the successor").fill(cast.petra.user.email)
    page.get_by_label("Name of the successor").fill("Petra")
    page.get_by_label("What the successor should know").fill("The board meets in May.")
    page.get_by_role("button", name="Hand everything over").click()
    expect(page.get_by_role("main")).to_contain_text("The board meets in May.")
    with page.expect_download() as pack:
        page.get_by_role("link", name="Hand-over pack (PDF)").click()
    assert pack.value.suggested_filename == "hand-over-p1.pdf"
    for place, name in (("agenda/causes/", "what drives what"), ("funders/", "for those who fund")):
        page.goto(world.path(place))
        check_page(page, name)

    go_out(page)
    come_in(page, cast.petra, world.path("partners/p1/sign-off/"))
    check_page(page, "a partner's signature")
    expect(page.get_by_text("Signed, with reservations")).to_be_visible()
    page.goto(world.path("agenda/sign-offs/"))
    check_page(page, "who has signed")
