"""Who keeps a view, who opens it, and what do they see?"""

from typing import Any

import pytest

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from communications.exploring.models import SavedView
from communications.exploring.services.keeping import change_view, delete_view, save_view
from tests.conftest import Cast

QUERY = "view=compare&compare=periods&a=2018&b=2020&indicator=cells&nonsense=1"


def saved(cast: Cast, name: str = "Two years", *, is_shared: bool = True) -> SavedView:
    with scope.tenant(cast.ours.tenant.pk):
        return save_view(cast.ours.initiative, name, QUERY, is_shared=is_shared, by=cast.dana.actor)


def test_each_reader_of_a_shared_view_sees_what_they_may_see(cast: Cast, sign_in: Any) -> None:
    view = saved(cast)
    assert view.query == "indicator=cells&view=compare&compare=periods&a=2018&b=2020"
    path = cast.ours.path(f"explore/views/{view.uid}/")
    texts = {
        name: sign_in(cast.ours.people[name]).get(path, follow=True).content.decode() for name in ("dana", "stella")
    }
    assert "2.3%" in texts["dana"]
    assert "2.3%" not in texts["stella"]
    assert "Hidden to protect people, so there is no difference to show." in texts["stella"]


def test_one_that_is_not_shared_is_its_owners_alone(cast: Cast, sign_in: Any) -> None:
    view = saved(cast, is_shared=False)
    path = cast.ours.path(f"explore/views/{view.uid}/")
    assert sign_in(cast.stella).get(path).status_code == 404
    assert sign_in(cast.stella).post(path, {"act": "delete"}).status_code == 404
    assert "Two years" not in sign_in(cast.stella).get(cast.ours.path("explore/views/")).content.decode()
    sign_in(cast.dana).post(path, {"name": "Two years", "shared": "yes"})
    assert sign_in(cast.stella).get(path).status_code == 302


def test_only_its_owner_changes_a_shared_view(cast: Cast, sign_in: Any) -> None:
    view = saved(cast)
    answer = sign_in(cast.stella).post(
        cast.ours.path(f"explore/views/{view.uid}/"), {"act": "delete"}, follow=True
    )  # fmt: skip
    assert "Only the person who saved a view may change it." in answer.content.decode()
    with scope.tenant(cast.ours.tenant.pk):
        with pytest.raises(RuleViolation, match="view_of_another"):
            change_view(view, "Mine now", is_shared=True, by=cast.stella.actor)
        assert change_view(view, "  Three   years ", is_shared=False, by=cast.dana.actor).name == "Three years"
        delete_view(view, by=cast.dana.actor)
        assert not SavedView.objects.filter(uid=view.uid).exists()


def test_names_are_said_once(cast: Cast) -> None:
    saved(cast)
    for name, code in (("Two years", "view_is_there"), ("  ", "view_has_no_name"), ("x" * 121, "view_has_no_name")):
        with pytest.raises(RuleViolation, match=code):
            saved(cast, name)


def test_saving_from_the_page(cast: Cast, sign_in: Any) -> None:
    body = {"name": "Kept", "query": "view=charts", "shared": "yes"}
    page = sign_in(cast.paolo).post(cast.ours.path("explore/views/"), body, follow=True).content.decode()
    assert "Saved: “Kept”." in page
    with scope.tenant(cast.ours.tenant.pk):
        uid = SavedView.objects.get(name="Kept").uid
    assert f"/explore/views/{uid}/</span>" in page.replace("\n", "")


def test_the_pages_are_found_by_name(cast: Cast, sign_in: Any) -> None:
    for typed, path in (("explore", "explore/"), ("saved", "explore/views/"), ("export", "export/")):
        page = sign_in(cast.stella).get(cast.ours.path(f"find/?q={typed}")).content.decode()
        assert f'href="{cast.ours.path(path)}"' in page
