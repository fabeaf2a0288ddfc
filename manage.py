#!/usr/bin/env python
"""Django's command line for Backbone, and `manage.py up`, which runs all of it."""

import os
import sys

from django.core.management import execute_from_command_line

from backbone.embedded.supervisor import up

# These change the schema and so belong to the role that owns it (DATABASE_OWNER_URL).
OWNER_COMMANDS = {"migrate", "createcachetable"}
# Django reads `--settings` before any command does; there it is a file's, and goes by under another name.
WITH_FILE_SETTINGS = {"preview_import"}


def past_django(arguments: list[str]) -> list[str]:
    """The arguments with a file's `--settings` under the name that Django leaves alone."""
    return [
        each.replace("--settings", "--file-settings", 1) if each.split("=")[0] == "--settings" else each
        for each in arguments
    ]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backbone.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command in OWNER_COMMANDS:
        os.environ.setdefault("BACKBONE_ROLE", "owner")
    if command == "up":  # before Django: it makes the very servers and secrets that the settings ask for
        sys.exit(up())
    execute_from_command_line(past_django(sys.argv) if command in WITH_FILE_SETTINGS else sys.argv)
