"""What would the settings be in that environment? Runs the module afresh, beside the settings of the tests."""

import runpy
from typing import Any
from unittest import mock

from tests.integration.start.running import ROOT

GOOD = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "n7Xw0pQz-3kLr8Vb_2mTy6HcUe1GdSfJa9oBiRxKqWv4Ml5PzNtEhYgCu0DsAZ",
    "ALLOWED_HOSTS": "backbone.example.org",
    "BASE_URL": "https://backbone.example.org",
    "DATABASE_URL": "postgres://backbone_app:x@db/backbone",
    "REDIS_URL": "redis://broker:6379/0",
    "EMAIL_URL": "smtp+tls://me:secret@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "Backbone <backbone@example.org>",
    "FILES_ROOT": "/var/lib/backbone/files",
    "TRUST_FORWARDED_PROTO": "true",
}


def settings_of(environment: dict[str, str]) -> dict[str, Any]:
    with mock.patch.dict("os.environ", environment, clear=True):
        return runpy.run_path(str(ROOT / "backbone" / "settings.py"))
