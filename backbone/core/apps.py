from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "backbone.core"
    label = "core"
