"""Jobs find what the other apps register: every app's `tasks` module."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "backbone.jobs"
    label = "jobs"

    def ready(self) -> None:
        autodiscover_modules("tasks")
