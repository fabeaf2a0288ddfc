"""How far has a job come? Told over a connection of its own, because the work's transaction is not committed yet."""

import time
from types import TracebackType
from typing import Self

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

SECONDS_BETWEEN = 0.5
TELL = "UPDATE jobs_jobprogress SET done = %s, total = %s WHERE tenant_id = %s AND job_id = %s"


class Meter:
    """Writes progress at most twice a second; opens its connection with the first word."""

    def __init__(self, tenant_id: int, job_id: int) -> None:
        self.tenant_id, self.job_id = tenant_id, job_id
        self._connection: BaseDatabaseWrapper | None = None
        self._told_at = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        if self._connection is not None:
            self._connection.close()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if done < total and now - self._told_at < SECONDS_BETWEEN:
            return
        self._told_at = now
        if self._connection is None:
            self._connection = connection.copy()
        with self._connection.cursor() as cursor:
            # One implicit transaction: autocommit would end a local setting before the update reads it.
            cursor.execute("BEGIN")
            cursor.execute("SELECT set_config('app.tenant_id', %s, true)", [str(self.tenant_id)])
            cursor.execute(TELL, [done, total, self.tenant_id, self.job_id])
            cursor.execute("COMMIT")
