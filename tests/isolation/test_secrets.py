"""Does any page show somebody what is not theirs? Each page is read by everybody, and searched for marks and numbers.

Unaccepted and unreleased figures are given numbers here that stand nowhere else, so that finding one
of them on a page means that it came out.
"""

import io
import re
import zipfile
from typing import Any

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from communications.sandbox.world import Person
from tests.conftest import Cast
from tests.isolation.conftest import SignedIn
from tests.isolation.registry import readable_paths
from tests.isolation.secret_numbers import DRAFT_OF_P1, HISTORY_OF_P1, SENT_BY_P2, hide_secrets

pytestmark = pytest.mark.xdist_group("secrets")

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


def read_all(signed_in: SignedIn, person: Person, paths: list[str]) -> dict[str, str]:
    client = signed_in(person)
    # An identifier is no number, and holds four given digits in a row often enough.
    return {path: IDENTIFIER.sub("identifier", text_of(client.get(path))) for path in paths}


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
def test_nobody_meets_what_is_not_theirs(cast: Cast, signed_in: SignedIn, paths: list[str], name: str) -> None:
    """Other staff meet no partner's drafts, and a seat on the committee shows nobody a partner's own figures."""
    person = cast.ours.people[name]
    found = [
        f"{path}: {hit[0]!r}"
        for path, text in read_all(signed_in, person, paths).items()
        for pattern in forbidden(name)
        if (hit := pattern.search(text))
    ]
    assert found == []


def test_everybody_of_the_cast_is_asked(cast: Cast) -> None:
    assert set(EVERYBODY) == set(cast.ours.people)


def test_those_whose_they_are_do_meet_them(cast: Cast, signed_in: SignedIn, paths: list[str]) -> None:
    """Or the test above would find nothing because nothing is shown at all."""
    paolo = "\n".join(read_all(signed_in, cast.paolo, paths).values())
    petra = "\n".join(read_all(signed_in, cast.petra, paths).values())
    dana = "\n".join(read_all(signed_in, cast.dana, paths).values())
    for text, patterns in (
        (paolo, [DRAFT_OF_P1, HISTORY_OF_P1, re.compile("MARK-A-P1-OWN"), re.compile("MARK-A")]),
        (petra, [SENT_BY_P2, re.compile("MARK-A-P2-OWN")]),
        (dana, [DRAFT_OF_P1, SENT_BY_P2, HISTORY_OF_P1, re.compile("MARK-A-P3-OWN")]),
    ):
        for pattern in patterns:
            assert pattern.search(text), pattern.pattern


def test_the_other_tenant_meets_nothing_of_ours(cast: Cast, signed_in: SignedIn, paths: list[str]) -> None:
    for name in ("olga", "ada", "paolo"):
        person = cast.theirs.people[name]
        # An invitation is opened by its token, whoever holds it.
        closed = [path for path in paths if "/invitations/" not in path]
        texts = read_all(signed_in, person, [*closed, "/", "/?stay=1", *readable_paths(cast.theirs)])
        assert [path for path, text in texts.items() if "MARK-A" in text] == []
        assert any("MARK-B" in text for text in texts.values())


def test_what_is_readable_is_read(paths: list[str]) -> None:
    """Pages, their filters, and every partner's form: a list that shrank would prove less."""
    assert len(paths) > 35
    assert any(path.endswith(".pdf") for path in paths)
