"""Who comes through which door? Every page below a tenant, as everybody, from both tenants and from outside."""

import re
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from backbone.tenancy.doors import GUARD, TOKEN_DOOR
from backbone.tenancy.models.tenants import RESERVED
from backbone.tenancy.permissions import Capability, may
from tests.conftest import Cast
from tests.isolation.asking import GUARDED, NAMES, ask, expected, is_as_expected, methods
from tests.isolation.conftest import SignedIn
from tests.isolation.definitions import OF_THE_WHOLE_TENANT
from tests.isolation.registry import SAMPLES, Door, body_of, doors, fingerprint, pages, path_of, values_of

# These belong to nobody's tenant; each says how it keeps to itself.
OUTSIDE = {
    "health-live": "says that the process runs",
    "health-ready": "says what is down, and counts nothing of a tenant",
    "start": "lists a person's own tenants",
    "api:schema": "is the same for all",
    "api:docs": "is the same for all",
    "api:problems": "is the same for all",
}
UNCHANGED_BY_ITS_SAMPLE = {
    "initiatives:agenda": "a draft is in work already",
    "initiatives:agenda-take-back": "the version is adopted",
    "initiatives:agenda-comment": "the version is adopted",
    "initiatives:agenda-answer": "the version is adopted",
    "agenda:decision": "the version is adopted",
    "agenda:adopt": "the version is adopted",
    "measurement:round-recompute": "everybody owes what is asked of them",
    "measurement:round-delete": "figures belong to the round",
    "measurement:confirm": "the partner typed its figures itself, so there is nothing to confirm",
    "measurement:reopen": "a correction of the only accepted figure waits already",
    "measurement:release": "what has changed is of fewer than three partners, and waits",
    "reports:make": "the form is refused",
    "measurement:copy": "the other initiative has adopted nothing",
    "measurement:definition-activate": "it names a word that nobody has agreed",
    "office:pulses": "a survey is open already",
    "office:assessment-close": "statements have no rating yet",
    "campaigns:checklist": "a campaign is in no campaign itself",
    "workgroups:need-new": "what it needs is needed already",
}
WRITES = ("INSERT", "UPDATE", "DELETE", "MERGE", "COPY", "TRUNCATE", "ALTER", "CREATE", "DROP")
OF_ITSELF = ('"django_session"', '"backbone_cache"')
# What reading may write, each with its reason.
WRITTEN_BY_READING = {
    "measurement_look": "who is shown governed figures is known to their steward, and nobody is shown them otherwise",
}
POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'",
    "font-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
}  # fmt: skip


def said(answer: Any) -> str:
    """The page without its token, which is another one each time."""
    return re.sub(r"[A-Za-z0-9]{64}", "token", answer.content.decode())


def test_every_route_is_known_with_a_sample() -> None:
    """A new route fails here until somebody says how to try it."""
    assert set(SAMPLES) == set(pages())
    assert len(pages()) == sum(door.is_of_tenant and not door.is_of_api for door in doors())


def test_every_route_outside_tenants_has_its_reason() -> None:
    outside = [door for door in doors() if not door.is_of_tenant and not door.route.startswith("account/")]
    unknown = [door.name for door in outside if door.name not in OUTSIDE and not _is_nowhere(door)]
    assert unknown == []


def _is_nowhere(door: Door) -> bool:
    return door.is_of_api and door.view.__name__ == "nowhere"


def test_no_initiative_can_be_founded_where_a_page_of_the_tenant_stands() -> None:
    """Its own pages would lie behind that one, and nobody could open them."""
    second = {door.route.split("/")[1] for door in doors() if door.route.startswith("<slug:tenant>/")}
    assert {part for part in second if part and "<" not in part} <= RESERVED


@pytest.mark.parametrize("door", [door for door in doors() if door.is_of_tenant], ids=lambda door: door.name)
def test_every_door_of_a_tenant_has_a_guard(door: Door) -> None:
    assert getattr(door.view, GUARD, False) or getattr(door.view, TOKEN_DOOR, False)


@pytest.mark.parametrize("name", NAMES)
def test_a_stranger_is_sent_to_sign_in(cast: Cast, untouched: None, name: str) -> None:
    path = path_of(cast.ours, name)
    for method in methods(name):
        answer = Client().generic(method, path)
        if name in GUARDED:
            assert answer.status_code == 302, method
            assert answer.headers["Location"].startswith("/account/sign-in/?next=")
        else:
            assert answer.status_code in {200, 422}, "a token opens its page"
    no_tenant = path.replace("/tenant-a/", "/nowhere/")
    assert Client().get(no_tenant).status_code == (302 if name in GUARDED else 404)


@pytest.mark.parametrize("name", GUARDED)
def test_to_the_other_tenant_it_does_not_exist(cast: Cast, signed_in: SignedIn, untouched: None, name: str) -> None:
    """404 by every method, in the same words as where there is nothing at all."""
    path = path_of(cast.ours, name)
    for person in (cast.olga, cast.theirs.people["ada"]):
        client = signed_in(person)
        nothing = client.get(path.replace("/tenant-a/", "/nowhere/"))
        assert nothing.status_code == 404
        for method in methods(name):
            body = body_of(cast.ours, name) if method == "POST" else {}
            answer = client.post(path, body) if method == "POST" else client.get(path)
            assert answer.status_code == 404, f"{person.name} {method}"
            assert said(answer) == said(nothing)


@pytest.mark.parametrize("name", [name for name in NAMES if {"uid", "token"} & set(pages()[name].parts)])
def test_one_tenants_rows_do_not_open_below_another(
    cast: Cast, signed_in: SignedIn, untouched: None, name: str
) -> None:
    """Their own path, their own right to the page, our identifier in it."""
    ours, theirs = values_of(cast.ours, name), values_of(cast.theirs, name)
    path = pages()[name].path(theirs | {part: ours[part] for part in ("uid", "token") if part in ours})
    for person in (cast.olga, cast.theirs.people["ada"], cast.theirs.people["priya"], cast.theirs.people["willa"]):
        for method in methods(name):
            answer = signed_in(person).generic(method, path)
            assert answer.status_code in {403, 404}, f"{person.name} {method}"
    assert 404 in {signed_in(each).generic(methods(name)[0], path).status_code for each in cast.theirs.people.values()}


def of_an_initiative() -> list[str]:
    below = [name for name in NAMES if {"initiative"} < set(pages()[name].parts) - {"tenant"}]
    return [name for name in below if name not in OF_THE_WHOLE_TENANT]


@pytest.mark.parametrize("name", of_an_initiative())
def test_one_initiatives_rows_do_not_open_in_another(
    cast: Cast, signed_in: SignedIn, untouched: None, name: str
) -> None:
    values = values_of(cast.ours, name) | {"initiative": cast.ours.other_initiative.slug}
    for person in (cast.dana, cast.ada, cast.priya):
        for method in methods(name):
            answer = signed_in(person).generic(method, pages()[name].path(values))
            assert answer.status_code in {403, 404}, f"{person.name} {method}"
    assert 404 in {
        signed_in(each).generic(methods(name)[0], pages()[name].path(values)).status_code
        for each in (cast.dana, cast.ada, cast.priya)
    }


@pytest.mark.parametrize("name", GUARDED)
def test_every_role_gets_what_the_table_says(cast: Cast, signed_in: SignedIn, untouched: None, name: str) -> None:
    """Each refusal and each POST; the pages that one may read are read as everybody in test_secrets."""
    path = path_of(cast.ours, name)
    for person in cast.ours.people.values():
        client = signed_in(person)
        for method in methods(name):
            wanted = expected(person, cast.ours, name, method)
            if (method, wanted) != ("GET", 200):
                answer = ask(client, method, path, body_of(cast.ours, name))
                assert is_as_expected(answer.status_code, wanted), f"{person.name} {method}: {answer.content[:300]!r}"


def test_each_role_is_refused_somewhere_but_the_data_manager_sees_all_figures(cast: Cast) -> None:
    """Guards the test above against a table that allows everything."""
    verdicts = {
        person.name: {expected(person, cast.ours, name) for name in GUARDED} for person in cast.ours.people.values()
    }
    assert all(403 in found for found in verdicts.values())
    assert all(404 in found for who, found in verdicts.items() if who in {"petra", "pia", "stella", "wes", "oscar"})
    assert may(cast.dana.actor, Capability.VIEW_ALL_FIGURES)


@pytest.mark.parametrize("name", NAMES)
def test_reading_writes_nothing_and_changing_wants_a_post(
    cast: Cast, signed_in: SignedIn, untouched: None, name: str
) -> None:
    path = path_of(cast.ours, name)
    for person in (cast.dana, cast.ada, cast.priya, cast.paolo):
        client = signed_in(person)
        for method in ("GET", "HEAD", "PUT", "DELETE", "POST") if person is cast.dana else ("GET",):
            if method in methods(name) and method != "GET":
                continue
            with CaptureQueriesContext(connection) as queries:
                answer = client.generic(method, path)
            if method == "GET" and "GET" in methods(name):
                assert answer.status_code in {200, 302, 403, 404}
            else:
                assert answer.status_code in {403, 404, 405}, f"{person.name} {method}"
            allowed = (*OF_ITSELF, *(f"INSERT INTO {table} " for table in WRITTEN_BY_READING))
            changing = [q["sql"].strip() for q in queries if q["sql"].strip().startswith(WRITES)]
            written = [sql for sql in changing if not any(each in sql for each in allowed)]
            assert written == [], f"{person.name} {method}"


@pytest.mark.parametrize("name", [name for name in NAMES if "POST" in SAMPLES[name].methods])
def test_a_post_without_its_token_is_refused(cast: Cast, signed_in: SignedIn, untouched: None, name: str) -> None:
    for person in (cast.dana, cast.ada, cast.priya, cast.paolo):
        client = signed_in(person, checks_tokens=True)
        assert client.post(path_of(cast.ours, name), body_of(cast.ours, name)).status_code == 403


@pytest.mark.parametrize("name", [name for name in NAMES if "POST" in SAMPLES[name].methods])
def test_the_sample_of_a_changing_door_really_changes_something(cast: Cast, signed_in: SignedIn, name: str) -> None:
    """Or the tests above would prove nothing by finding everything unchanged."""
    before = fingerprint(cast.ours)
    people = [cast.dana, cast.ada, cast.priya, cast.paolo, cast.rita, cast.willa]
    changed = False
    for client in [Client(), *map(signed_in, people)]:
        with transaction.atomic():
            client.post(path_of(cast.ours, name), body_of(cast.ours, name))
            changed = changed or fingerprint(cast.ours) != before
            transaction.set_rollback(True)
    assert changed or name in UNCHANGED_BY_ITS_SAMPLE


@pytest.mark.parametrize("name", [name for name in NAMES if "GET" in SAMPLES[name].methods])
def test_every_page_is_hardened(cast: Cast, signed_in: SignedIn, name: str) -> None:
    path = path_of(cast.ours, name)
    readers = (cast.dana, cast.ada, cast.priya, cast.paolo, cast.willa)
    opening = next(each for each in readers if name not in GUARDED or expected(each, cast.ours, name) == 200)
    for person, statuses in ((opening, {200, 302}), (cast.vera, {200, 302, 403, 404}), (cast.olga, {200, 404})):
        answer = signed_in(person).get(path)
        assert answer.status_code in statuses
        headers = answer.headers
        assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["X-Request-ID"]
        assert {"no-store", "private"} <= set(headers["Cache-Control"].replace(" ", "").split(",")), path
