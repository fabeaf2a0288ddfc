"""Jobs find what the other apps register: every app's `tasks` module.

Importing the Celery app here gives every process of Django the same carrier, so that no task rings a default one.
"""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from backbone.celery import app as carrier

__all__ = ["JobsConfig", "carrier"]


class JobsConfig(AppConfig):
    name = "backbone.jobs"
    label = "jobs"

    def ready(self) -> None:
        autodiscover_modules("tasks")
