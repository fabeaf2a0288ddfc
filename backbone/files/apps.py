from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "backbone.files"
    label = "files"
