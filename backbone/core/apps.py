"""Core finds the sentences that the apps register: every app's `wording` module."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "backbone.core"
    label = "core"

    def ready(self) -> None:
        autodiscover_modules("wording")
