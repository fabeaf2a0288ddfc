from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "backbone.jobs"
    label = "jobs"
