"""How does somebody of the cast come in, and what do the stories share?"""

from playwright.sync_api import Page

from communications.sandbox.world import PASSWORD, Person


def come_in(page: Page, person: Person, path: str) -> None:
    """Sign in as a person of the cast and arrive at a path."""
    page.goto(f"/account/sign-in/?next={path}")
    page.get_by_label("E-mail address").fill(person.user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"**{path}")


def go_out(page: Page) -> None:
    """Sign out, so that the next one can come in on the same machine."""
    page.context.clear_cookies()
