"""Somebody is invited, gets a letter, joins, and leaves; nobody comes in otherwise."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from backbone.tenancy import scope
from backbone.tenancy.models import Membership
from backbone.tenancy.services.people import end_membership
from tests.conftest import Cast, work_off

NEW = "new@person.example"


def without_token(answer: Any) -> str:
    """A page without its CSRF token, which is masked anew each time."""
    return re.sub(r"X-CSRFToken.*?}", "", answer.content.decode())


def invite(cast: Cast, client: Client, **more: str) -> None:
    client.force_login(cast.ada.user)
    answers = {"email": NEW, "name": "New Person", "role": "data_submitter", **more}
    with scope.tenant(cast.ours.tenant.pk):
        answers["organization"] = str(cast.ours.partners[0].pk)
    assert client.post(cast.ours.path("people/invite/"), answers).status_code == 302
    client.logout()
    work_off(cast.ours)


def link_to(address: str) -> str:
    """The path in the latest letter to an address."""
    letter = [each for each in mail.outbox if each.to == [address]][-1]
    found = re.search(r"https?://[^/]+(/\S+/invitations/\S+)", str(letter.body))
    assert found
    return found[1]


def test_an_invited_person_joins_with_a_password_of_their_own(cast: Cast, client: Client) -> None:
    invite(cast, client)
    link = link_to(NEW)
    assert "Join" in client.get(link).content.decode()

    weak = client.post(link, {"name": "New Person", "password": "password1234"})
    assert weak.status_code == 422
    assert client.post(link, {"name": "New Person", "password": "copper-otter-lamp"}).status_code == 302

    answer = client.post("/account/sign-in/", {"login": NEW, "password": "copper-otter-lamp"})
    assert answer.status_code == 302
    assert client.get(cast.ours.path("partners/p1/rounds/")).status_code == 200
    assert client.get(cast.ours.path("partners/p2/rounds/")).status_code == 404


def test_a_link_opens_once_and_a_wrong_one_looks_the_same(cast: Cast, client: Client) -> None:
    invite(cast, client)
    link = link_to(NEW)
    client.post(link, {"name": "New Person", "password": "copper-otter-lamp"})

    used, wrong = Client().get(link), Client().get(link[:-5] + "aaaa/")

    assert (used.status_code, wrong.status_code) == (404, 404)
    assert without_token(used) == without_token(wrong)


def test_a_link_of_one_tenant_opens_nothing_in_another(cast: Cast, client: Client) -> None:
    link = f"/{cast.theirs.tenant.slug}/invitations/{cast.ours.invitation_token}/"

    assert client.get(link).status_code == 404


def test_inviting_again_makes_the_first_letter_void(cast: Cast, client: Client) -> None:
    invite(cast, client)
    first = link_to(NEW)
    invite(cast, client)

    assert client.get(first).status_code == 404
    assert client.get(link_to(NEW)).status_code == 200


def test_a_known_address_meets_the_same_answer_and_keeps_its_password(cast: Cast, client: Client) -> None:
    invite(cast, client, email=cast.olga.user.email)
    link = link_to(cast.olga.user.email)
    before = cast.olga.user.password

    assert client.post(link, {"name": "X", "password": "stolen-by-letter"}).status_code == 302

    cast.olga.user.refresh_from_db()
    assert cast.olga.user.password == before


def test_who_belongs_here_is_not_invited_twice(cast: Cast, client: Client) -> None:
    client.force_login(cast.ada.user)
    answers = {"email": cast.fay.user.email, "name": "Fay", "role": "facilitator"}

    assert client.post(cast.ours.path("people/invite/"), answers).status_code == 422


@pytest.mark.parametrize(("who", "status"), [("priya", 403), ("dana", 403), ("paolo", 403), ("olga", 404)])
def test_only_administrators_invite(cast: Cast, sign_in: Any, who: str, status: int) -> None:
    assert sign_in(getattr(cast, who)).get(cast.ours.path("people/invite/")).status_code == status


def test_a_membership_that_ended_opens_nothing(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.fay)
    assert client.get(cast.ours.path()).status_code == 200
    with scope.tenant(cast.ours.tenant.pk):
        end_membership(Membership.objects.get(user=cast.fay.user), by=cast.ada.actor)

    assert client.get(cast.ours.path()).status_code == 404


def test_administrators_owe_a_second_factor_where_the_tenant_asks(cast: Cast, sign_in: Any) -> None:
    cast.ours.tenant.requires_second_factor = True
    cast.ours.tenant.save()

    refused = sign_in(cast.ada).get(cast.ours.path())
    assert (refused.status_code, refused.headers["Location"]) == (302, "/account/second-step/app/activate/")
    assert sign_in(cast.dana).get(cast.ours.path()).status_code == 200
