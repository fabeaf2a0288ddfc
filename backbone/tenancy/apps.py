"""Tenancy finds what the other apps register: every app's `role_finders` module."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class TenancyConfig(AppConfig):
    name = "backbone.tenancy"
    label = "tenancy"

    def ready(self) -> None:
        autodiscover_modules("role_finders")
