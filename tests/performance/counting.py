"""How are the queries of a page counted?

Savepoints are not, nor the scope's restoring of what it found: both happen inside a test's transaction only.
"""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

MOST = 12
NOT_COUNTED = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
RESTORED = "SELECT set_config('app.tenant_id', '', true)"


def queries_of(client: Client, path: str) -> tuple[int, list[str]]:
    """The status and the queries that count, of the second request: the first one warms what is found out once."""
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        status = client.get(path).status_code
    counted = [q["sql"] for q in queries if not q["sql"].startswith(NOT_COUNTED) and q["sql"] != RESTORED]
    return status, counted
