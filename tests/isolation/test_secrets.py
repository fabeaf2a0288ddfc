"""Does any page show somebody what is not theirs? Each page is read by everybody, and searched for marks and numbers.

Unaccepted and unreleased figures are given numbers here that stand nowhere else, so that finding one
of them on a page means that it came out.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from communications.sandbox.world import Person
from tests.conftest import Cast
from tests.isolation.asking import GUARDED, expected, is_as_expected, methods
from tests.isolation.conftest import SignedIn
from tests.isolation.registry import path_of, readable_paths
from tests.isolation.secret_numbers import DRAFT_OF_P1, HISTORY_OF_P1, SENT_BY_P2, hide_secrets

EVERYBODY = [
    "dana",
    "priya",
    "ada",
    "fay",
    "paolo",
    "rita",
    "vera",
    "petra",
    "pia",
    "stella",
    "wes",
    "gwen",
    "oscar",
    "willa",
]
WHOSE = {
    "paolo": [DRAFT_OF_P1, HISTORY_OF_P1, re.compile("MARK-A-P1-OWN"), re.compile("MARK-A")],
    "petra": [SENT_BY_P2, re.compile("MARK-A-P2-OWN")],
    "dana": [DRAFT_OF_P1, SENT_BY_P2, HISTORY_OF_P1, re.compile("MARK-A-P3-OWN")],
}
OWN_PEOPLE = {1: {"paolo", "rita", "vera"}, 2: {"petra"}, 3: {"pia"}}


@pytest.fixture(scope="module")
def secrets(module_cast: Cast, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        hide_secrets(module_cast.ours)


@pytest.fixture(scope="module")
def paths(module_cast: Cast, secrets: None, django_db_blocker: Any) -> list[str]:
    with django_db_blocker.unblock():
        return readable_paths(module_cast.ours)


def text_of(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.headers.get("Content-Type") == "application/pdf":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if "spreadsheetml" in answer.headers.get("Content-Type", ""):
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return "\n".join(str(row) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
    if answer.headers.get("Content-Type") == "image/png":
        return ""  # points of colour; the drawing that they are made of is read beside it
    if answer.headers.get("Content-Type") == "application/zip":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(archive.read(name).decode("utf-8-sig") for name in archive.namelist())
    return str(content.decode())


IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Read:
    """A page as somebody met it."""

    status: int
    text: str


def read_all(signed_in: SignedIn, person: Person, paths: list[str]) -> dict[str, Read]:
    client, found = signed_in(person), {}
    for path in paths:
        answer = client.get(path)
        # An identifier is no number, and holds four given digits in a row often enough.
        found[path] = Read(answer.status_code, IDENTIFIER.sub("identifier", text_of(answer)))
    return found


@pytest.fixture(scope="module")
def read(paths: list[str]) -> dict[str, dict[str, Read]]:
    """What those read whose figures they are, so that it is read once."""
    return {}


def forbidden(name: str) -> list[re.Pattern[str]]:
    """What one of our people must meet on no page."""
    found = [re.compile("MARK-B")]
    if name == "dana":
        return found
    for number, own in OWN_PEOPLE.items():
        if name not in own:
            found.append(re.compile(f"MARK-A-P{number}-OWN"))
    if name not in OWN_PEOPLE[1]:
        found += [DRAFT_OF_P1, HISTORY_OF_P1]
    if name not in OWN_PEOPLE[2]:
        found.append(SENT_BY_P2)
    return found


@pytest.mark.parametrize("name", EVERYBODY)
def test_nobody_meets_what_is_not_theirs(
    cast: Cast, signed_in: SignedIn, paths: list[str], read: dict[str, dict[str, Read]], name: str
) -> None:
    """Other staff meet no partner's drafts, and a seat on the committee shows nobody a partner's own figures."""
    person = cast.ours.people[name]
    pages_read = read_all(signed_in, person, paths)
    if name in WHOSE:
        read[name] = pages_read
    found = [
        f"{path}: {hit[0]!r}"
        for path, page in pages_read.items()
        for pattern in forbidden(name)
        if (hit := pattern.search(page.text))
    ]
    assert found == []
    wrong = [
        f"{page}: {status}"
        for page in GUARDED
        if "GET" in methods(page)
        and not is_as_expected(status := pages_read[path_of(cast.ours, page)].status, expected(person, cast.ours, page))
    ]
    assert wrong == []


def test_everybody_of_the_cast_is_asked(cast: Cast) -> None:
    assert set(EVERYBODY) == set(cast.ours.people)


@pytest.mark.parametrize("name", WHOSE)
def test_those_whose_they_are_do_meet_them(
    cast: Cast, signed_in: SignedIn, paths: list[str], read: dict[str, dict[str, Read]], name: str
) -> None:
    """Or the test above would find nothing because nothing is shown at all."""
    pages_read = read.get(name) or read_all(signed_in, cast.ours.people[name], paths)
    text = "\n".join(page.text for page in pages_read.values())
    for pattern in WHOSE[name]:
        assert pattern.search(text), pattern.pattern


def test_the_other_tenant_meets_nothing_of_ours(cast: Cast, signed_in: SignedIn, paths: list[str]) -> None:
    for name in ("olga", "ada", "paolo"):
        person = cast.theirs.people[name]
        # An invitation is opened by its token, whoever holds it.
        closed = [path for path in paths if "/invitations/" not in path]
        texts = read_all(signed_in, person, [*closed, "/", "/?stay=1", *readable_paths(cast.theirs)])
        assert [path for path, page in texts.items() if "MARK-A" in page.text] == []
        assert any("MARK-B" in page.text for page in texts.values())


def test_what_is_readable_is_read(paths: list[str]) -> None:
    """Pages, their filters, and every partner's form: a list that shrank would prove less."""
    assert len(paths) > 35
    assert any(path.endswith(".pdf") for path in paths)
