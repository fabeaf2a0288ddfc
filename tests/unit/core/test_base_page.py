"""The page around every page: with no shell at all, as on sign-in pages, and with everything a shell may hold."""

from types import SimpleNamespace as Thing
from typing import Any

import pytest
from django.template.loader import get_template, render_to_string


def item(label: str, **more: Any) -> Thing:
    return Thing(
        **{"label": label, "url": f"/{label.lower()}/", "is_current": False, "count": 0, "icon": "home", **more}
    )


@pytest.fixture
def shell() -> Thing:
    nav = [item("Home", count=3), item("Scorecard", is_current=True), item("Data"), item("People")]
    return Thing(
        product="Backbone",
        tenant=Thing(slug="north", name="North <b>"),
        initiative=Thing(slug="east", name="North East"),
        organization=None,
        role_words="data manager",
        nav=nav,
        phone_nav=nav[:2],
        switcher=[
            Thing(label="North", links=[Thing(label="West", url="/w/", is_current=False, role_words="observer")])
        ],
        notice="Figures real; people and events invented.",
        attribution="Open Government Licence v3.0",
    )


def test_without_a_shell_there_is_the_product_and_nothing_to_go_to() -> None:
    html = render_to_string("base.html")

    assert "Backbone" in html
    assert 'href="#main"' in html
    assert "<nav" not in html
    assert "account-menu" not in html


def test_the_shell_says_where_one_is_in_which_role_and_where_one_may_go(shell: Thing) -> None:
    html = render_to_string("base.html", {"shell": shell})

    assert "<b>North East</b>" in html
    assert "Data manager" in html
    assert html.count('aria-current="page"') == 2  # in the bar and in the phone's
    assert 'popovertarget="switcher"' in html
    assert "people and events invented" in html
    assert "Open Government Licence" in html
    assert "North &lt;b&gt;" in html


def test_an_organization_comes_first_on_its_own_pages(shell: Thing) -> None:
    shell.organization = Thing(name="Eastside Learning Centre")

    html = render_to_string("base.html", {"shell": shell})

    assert "<b>Eastside Learning Centre</b>" in html
    assert "in North East" in html


def test_one_language_offers_no_choice() -> None:
    assert 'class="lang"' not in render_to_string("base.html")


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "429.html", "500.html", "403_csrf.html"])
def test_error_pages_need_no_context_at_all(name: str) -> None:
    html = get_template(name).render()

    assert html.count("<h1") == 1
    assert 'lang="en' in html
