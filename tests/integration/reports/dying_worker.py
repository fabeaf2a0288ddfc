"""A worker that dies at the last step of making a report, as by kill -9: `python -m … <tenant id> <job id>`.

A process of its own and no fork of the tests: Typst's threads do not live on in a fork, which then waits for ever.
"""

import os
import sys

import django
from django.conf import settings


def main(tenant_id: int, job_id: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backbone.settings")
    settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
    django.setup()
    from backbone.jobs.services import run_job  # noqa: PLC0415 - only after setup
    from communications.reports.services import making  # noqa: PLC0415

    setattr(making, "record", lambda *_, **__: os._exit(9))  # noqa: B010 - a patch, by name
    run_job(tenant_id, job_id)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
