"""Story: a group forms, plans an activity, runs a cycle, and it shows on the chart; and what it taught is found."""

import pytest
from playwright.sync_api import Page, expect

from communications.sandbox.world import World
from tests.conftest import Cast
from tests.e2e.browser import check_page
from tests.e2e.stories import come_in, go_out

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_a_new_group_to_a_cycle_on_the_chart_and_a_lesson(page: Page, cast: Cast) -> None:
    world = cast.ours
    come_in(page, cast.fay, world.path("groups/new/"))
    form_and_plan(page)
    try_something(page)
    say_all(page, cast)
    decide(page)
    on_the_chart(page, world)
    learn(page, cast)
    consent(page, cast)


def form_and_plan(page: Page) -> None:
    page.get_by_label("Name").fill("Truancy")
    page.get_by_role("combobox", name="Strategy").select_option(index=1)
    page.get_by_role("button", name="Form this group").click()
    page.get_by_role("link", name="Plan an activity").click()
    page.get_by_label("Name").fill("Walking bus")
    page.get_by_label("What is done").fill("Ten children walk together.")
    page.get_by_role("button", name="Plan it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Walking bus")
    page.get_by_role("link", name="Truancy").click()


def try_something(page: Page) -> None:
    page.get_by_role("link", name="Cycles", exact=True).click()
    expect(page.get_by_text("No cycle yet")).to_be_visible()
    page.get_by_role("link", name="Begin a cycle").click()
    page.get_by_label("Aim").fill("Children arrive before the bell")
    page.get_by_label("Indicators that it is to move").select_option("share")
    page.get_by_label("Activity of which it is part").select_option(label="Walking bus")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Children arrive before the bell")


def say(page: Page, link: str, **texts: str) -> None:
    page.get_by_role("link", name=link).click()
    for label, text in texts.items():
        page.get_by_label(label.replace("_", " ")).fill(text)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()


def say_all(page: Page, cast: Cast) -> None:
    say(page, "Say what is planned", In_your_words="Two mothers walk ten children to school for four weeks.")
    page.get_by_role("button", name="Go on: Do").click()
    say(page, "Say what was done", In_your_words="They walked on eighteen of twenty days.")
    say(page, "We changed something", We_changed="they leave at eight", Because="the bus comes later")
    page.get_by_role("button", name="Go on: Evidence").click()
    page.get_by_role("link", name="Bring data").click()
    page.get_by_label("Indicator").select_option("share")
    page.get_by_label("Its period from").fill("2024-01-01")
    page.get_by_label("to", exact=True).fill("2024-12-31")
    page.get_by_label("What do the data say?").fill("It is too early to see.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Tell a story").click()
    page.get_by_label("The story").fill("Gwen carried the smallest one on Friday.")
    page.get_by_label("People named in it").select_option(label=str(cast.gwen.user))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Not shown to others: waits for consent")).to_be_visible()
    page.get_by_role("button", name="Go on: Communicate").click()
    say(page, "We told somebody", **{"Who_was_told?": "Parents", "How?": "An evening", "What_were_they_told?": "Come"})
    check_page(page, "cycle")


def decide(page: Page) -> None:
    page.get_by_role("link", name="Adopt, adapt or abandon").click()
    page.get_by_label("Adapt: the next cycle begins, with what was learnt").check()
    page.get_by_label("Because").fill("Four weeks are too short.")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("link", name="It goes on from cycle 1")).to_be_visible()


def on_the_chart(page: Page, world: World) -> None:
    page.goto(world.path("indicators/share/"))
    rows = page.get_by_role("table", name="Activities and cycles").get_by_role("row", name="Children arrive")
    expect(rows).to_have_count(2)
    expect(page.locator("svg.chart.wide path.c-begun")).not_to_have_count(0)
    rows.last.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Children arrive before the bell")


def learn(page: Page, cast: Cast) -> None:
    page.get_by_role("link", name="Tell what was learnt").click()
    page.get_by_label("Title").fill("Four weeks are too short")
    page.get_by_label("It did not work").check()
    page.get_by_label("What happened").fill("Gwen and two mothers walked.")
    page.get_by_label("What we learnt").fill("Begin in spring, and stay until summer.")
    page.get_by_label("People named in it").select_option(label=str(cast.gwen.user))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("waits for the consent of all it names")


def consent(page: Page, cast: Cast) -> None:
    """Who is named comes from Home and consents; it is found by its words."""
    world = cast.ours
    go_out(page)
    come_in(page, cast.gwen, world.path())
    page.get_by_role("listitem").filter(has_text="2 texts wait for your word").get_by_role("link").first.click()
    text = page.get_by_role("article").filter(has_text="Four weeks are too short")
    text.get_by_role("button", name="I consent").click()
    expect(page.get_by_text("You have consented.")).to_be_visible()
    page.goto(world.path("lessons/"))
    page.get_by_label("Words").fill("spring summers")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("mark").first).to_have_text("spring")
    expect(page.get_by_role("link", name="Four weeks are too short")).to_be_visible()
    check_page(page, "lessons")
