"""What comes first: an acceptance, a release, or a steward's word? One waits for the other, by the database's clock."""

from datetime import datetime

from django.db import connection

from backbone.tenancy import scope


def lock_figures() -> None:
    """Keep acceptances of this tenant waiting until commit: what a release holds is judged by moments."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('figures'), %s)", [scope.current()])


def moment_in_order() -> datetime:
    """A moment that lies after every release that is made already, and before every one to come.

    A release on its way is waited for; one that waits for us sees afterwards that a steward has spoken.
    """
    lock_figures()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        found: datetime = cursor.fetchone()[0]
    return found
