"""How is a file kept, opened, given up and swept away?"""

from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_hex

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.http import FileResponse

from backbone.files.models import StoredFile
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor

# Longer than any transaction: a file whose row is not committed yet must not be swept.
KEPT_WITHOUT_ROW = timedelta(days=1)


def store_file(name: str, content: bytes, content_type: str, *, by: Actor) -> StoredFile:
    """Keep a file of the tenant in scope under a random name.

    The content is written before the row is committed. Where the transaction fails, content without a row
    stays behind, which nobody can reach and which is swept after a day.
    """
    place = default_storage.save(f"{folder()}/{token_hex(32)}", ContentFile(content))
    return StoredFile.objects.create(
        name=name,
        content_type=content_type,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        place=place,
        made_by_id=by.user_id,
    )


def open_file(file: StoredFile) -> "File[bytes]":
    """Open a kept file for reading; whoever asks has checked that the reader may have it."""
    return default_storage.open(file.place, "rb")


def answer_with(file: StoredFile) -> FileResponse:
    """Hand a file out as an attachment, never to be shown inside a page of ours."""
    return FileResponse(open_file(file), as_attachment=True, filename=file.name, content_type=file.content_type)


def discard_file(file: StoredFile) -> None:
    """Give up a file that nothing points to any more; its content is swept later, so that a rollback brings it back."""
    file.delete()


def sweep_files(now: datetime) -> int:
    """Delete the tenant's files that have had no row for more than a day; returns how many."""
    with suppress(FileNotFoundError):  # a tenant without files has no folder
        _, names = default_storage.listdir(folder())
        places = {f"{folder()}/{name}" for name in names}
        orphans = places - set(StoredFile.objects.filter(place__in=places).values_list("place", flat=True))
        old = [each for each in orphans if default_storage.get_modified_time(each) < now - KEPT_WITHOUT_ROW]
        for place in old:
            default_storage.delete(place)
        return len(old)
    return 0


def folder() -> str:
    """Each tenant's files lie in a folder of their own, so that a sweep in one scope sees only its own."""
    return str(scope.current())
