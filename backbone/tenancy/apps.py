from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "backbone.tenancy"
    label = "tenancy"
