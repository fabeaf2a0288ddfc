"""Are files kept where nobody can reach them, and swept when nothing names them?"""

import os
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from backbone.files.services import discard_file, open_file, store_file, sweep_files
from communications.sandbox.world import World
from tests.conftest import Cast


def test_a_file_lies_under_a_random_name_with_its_hash(in_ours: World) -> None:
    file = store_file("../report.pdf", b"content", "application/pdf", by=in_ours.people["dana"].actor)

    path = Path(settings.FILES_ROOT) / file.place
    assert path.read_bytes() == b"content"
    assert "report" not in file.place
    assert path.stat().st_mode & 0o077 == 0
    assert (file.size, file.sha256) == (7, sha256(b"content").hexdigest())


def test_only_old_files_without_a_row_are_swept(cast: Cast, in_ours: World) -> None:
    by = in_ours.people["dana"].actor
    kept, given_up, fresh = (store_file(name, name.encode(), "text/plain", by=by) for name in ("a", "b", "c"))
    for file in (given_up, fresh):
        discard_file(file)
    before = timezone.now().timestamp() - 2 * 24 * 3600
    for file in (kept, given_up):
        os.utime(Path(settings.FILES_ROOT) / file.place, (before, before))
    theirs = Path(settings.FILES_ROOT) / cast.theirs.issued.pdf.place
    os.utime(theirs, (before, before))

    sweep_files(timezone.now())

    assert (Path(settings.FILES_ROOT) / kept.place).exists()
    assert not (Path(settings.FILES_ROOT) / given_up.place).exists()
    assert (Path(settings.FILES_ROOT) / fresh.place).exists()
    assert theirs.exists()
    with open_file(kept) as content:
        assert content.read() == b"a"


def test_after_a_day_a_fresh_orphan_is_old(in_ours: World) -> None:
    file = store_file("c", b"c", "text/plain", by=in_ours.people["dana"].actor)
    discard_file(file)

    assert sweep_files(timezone.now() + timedelta(days=1, minutes=1)) >= 1
    assert not (Path(settings.FILES_ROOT) / file.place).exists()
