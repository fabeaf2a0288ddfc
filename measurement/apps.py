"""Measurement has something done at the end of each scope: looks at governed figures are written down."""

from importlib import import_module

from django.apps import AppConfig


class MeasurementConfig(AppConfig):
    name = "measurement"

    def ready(self) -> None:
        import_module("measurement.services.looks")
