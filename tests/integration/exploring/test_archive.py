"""Who gets an archive of what, and until when?"""

import csv
import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from backbone.files.models import StoredFile
from backbone.jobs.models import Job
from backbone.tenancy import scope
from communications.exploring.models import Archive
from communications.exporting.archiving import ask_for_archive, forget_archives
from communications.sandbox.world import Person
from tests.conftest import Cast, work_off

pytestmark = pytest.mark.django_db(transaction=True)


def opened(sign_in: Any, person: Person, cast: Cast) -> dict[str, str]:
    answer = sign_in(person).get(cast.ours.path("export/archive.zip"))
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def test_each_gets_what_they_may_see_and_nobody_elses(cast: Cast, sign_in: Any) -> None:
    people = (cast.dana, cast.stella, cast.petra)
    for person in people:
        page = sign_in(person).post(cast.ours.path("export/"), follow=True).content.decode()
        assert "Being made" in page
        assert "<progress" in sign_in(person).get(cast.ours.path("export/progress/")).content.decode()
    work_off(cast.ours)
    dana, stella, petra = (opened(sign_in, person, cast) for person in people)
    assert "yours alone" in sign_in(cast.stella).get(cast.ours.path("export/")).content.decode()

    def subjects(archive: dict[str, str]) -> set[str]:
        rows = csv.DictReader(io.StringIO(archive["figures.csv"], newline=""))
        return {row["subject_code"] for row in rows if row["subject_kind"] == "organization"}

    assert (subjects(dana), subjects(stella), subjects(petra)) == ({"p1", "p2", "p3"}, set(), {"p2"})
    assert {"rounds.csv", "partners.csv", "people.csv", "reports.csv", "targets.csv", "views.csv"} < set(dana)
    assert not {"rounds.csv", "partners.csv", "people.csv"} & set(stella)
    assert "- people: not for your role" in stella["README.txt"]
    assert "dana@a.example" in dana["people.csv"]
    assert "@a.example" not in "".join(stella.values())
    assert "MARK-A-P1-OWN" not in "".join(dana.values()) + "".join(stella.values())  # paolo's own view
    # Nobody's archive has an address of its own; who never asked is led to the page.
    assert sign_in(cast.wes).get(cast.ours.path("export/archive.zip")).status_code == 302


def test_it_is_made_as_the_person_who_asked(cast: Cast, sign_in: Any) -> None:
    """Whoever has left by then gets none; the job says why and is not tried again."""
    with scope.tenant(cast.ours.tenant.pk):
        archive = ask_for_archive(cast.ours.initiative, by=cast.stella.actor)
        assert ask_for_archive(cast.ours.initiative, by=cast.stella.actor).job == archive.job
        cast.stella.membership.ended_at = timezone.now()
        cast.stella.membership.save(update_fields=["ended_at"])
    work_off(cast.ours)
    with scope.tenant(cast.ours.tenant.pk):
        archive.refresh_from_db()
        job = Job.objects.get(kind="archive.make", deduplication_key=str(archive.uid))
    assert (archive.file, job.state, job.error) == (None, "failed", "archive_asker_has_left")


def test_it_goes_on_the_day_it_expires(cast: Cast, sign_in: Any, settings: Any) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        before = StoredFile.objects.count()
        ours = Archive.objects.get(asked_by=cast.dana.user)
        assert ours.expires_at is not None
        assert forget_archives(ours.expires_at - timedelta(hours=1)) == 0
        assert forget_archives(timezone.now() + timedelta(days=settings.ARCHIVE_DAYS, hours=1)) == 2
        assert StoredFile.objects.count() == before - 2
    assert sign_in(cast.dana).get(cast.ours.path("export/archive.zip")).status_code == 302
