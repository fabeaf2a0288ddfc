"""Story: an administrator looks at who may do what, changes settings, makes a key and invites somebody."""

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Cast
from tests.e2e.browser import Complaints, check_page
from tests.e2e.stories import come_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_pages_of_a_tenant(page: Page, cast: Cast, complaints: Complaints) -> None:
    world = cast.ours
    tenant = f"/{world.tenant.slug}"
    come_in(page, cast.ada, f"{tenant}/permissions/")
    check_page(page, "who may do what")

    page.goto(f"{tenant}/settings/")
    check_page(page, "settings")
    complaints.forgive(r"422 \(Unprocessable")
    page.get_by_label("threshold of small numbers").fill("4")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("5")
    check_page(page, "settings with an error")

    page.goto(f"{tenant}/keys/")
    page.get_by_label("What is it for?").fill("Nightly export")
    page.get_by_role("button", name="Make the key").click()
    expect(page.locator("code").first).to_contain_text("bb_")
    check_page(page, "keys")

    page.goto(world.path("people/"))
    check_page(page, "people")
    page.get_by_role("link", name="Keys of partners").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("API keys of partners")
    check_page(page, "keys of partners")
    page.goto(world.path("people/"))
    page.get_by_role("link", name="Invite somebody").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Invite somebody")
    check_page(page, "invite somebody")
    page.goto(f"{tenant}/")
    check_page(page, "initiatives of a tenant")


def test_an_invitation(page: Page, cast: Cast, complaints: Complaints) -> None:
    page.goto(f"/{cast.ours.tenant.slug}/invitations/{cast.ours.invitation_token}/")
    check_page(page, "invitation")
    complaints.forgive(r"404 \(Not Found\)")
    page.goto(f"/{cast.ours.tenant.slug}/invitations/nothing/")
    check_page(page, "invitation that opens nothing")
    page.goto("/no/such/page/at/all/")
    check_page(page, "not found")
