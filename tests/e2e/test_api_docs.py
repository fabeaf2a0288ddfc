"""Does the documentation of the API show itself under our policy, without a word from the console?"""

from playwright.sync_api import Page, expect


def test_the_librarys_page_under_our_policy(page: Page) -> None:
    answer = page.goto("/api/docs/")

    assert answer is not None
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    expect(page.get_by_role("heading", name="Backbone API")).to_be_visible()
    expect(page.get_by_text("/api/v1/{tenant}/initiatives/{initiative}/values:batch")).to_be_visible()
    page.get_by_text("/api/v1/{tenant}/initiatives/{initiative}/series").click()
    expect(page.get_by_text("Hidden cells hold no number.")).to_be_visible()


def test_what_the_type_of_a_problem_points_to(page: Page) -> None:
    page.goto("/api/docs/problems#round_closed")

    expect(page.get_by_text("This round closed on").first).to_be_visible()
