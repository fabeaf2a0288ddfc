"""Which edition of a tenant's figures and definitions is in force? A number that grows with every change of them.

Triggers count, once a transaction and as part of it, so no writer can forget it and nothing is counted that is rolled
back. A single counter would make acceptances wait for each other; a transaction takes any row that nobody holds, and
the sum over a tenant's rows grows with each commit.
Which tables count is said in migrations (`wall.CountsEdition`).
"""

from django.db import connection

from backbone.core.prepared import Prepared
from backbone.tenancy import scope
from backbone.tenancy.looking_up import NO_TENANT

# A transaction that reads the edition begins to count anew: what it writes after that is another one.
READ = Prepared(
    "edition",
    "SELECT coalesce(sum(count), 0), set_config('app.edition_counted', '', true) FROM tenancy_edition"
    " WHERE tenant_id = %s",
    [NO_TENANT],
    [NO_TENANT],
)


def current_edition() -> int:
    """The edition of the tenant in scope. Read it before what it stands for: an answer may be newer, never older."""
    with connection.cursor() as cursor:
        READ.execute(cursor, [scope.current()])
        return int(cursor.fetchone()[0])
