#!/usr/bin/env python
"""Django's command line for Backbone, and `manage.py up`, which runs all of it."""

import os
import sys

from django.core.management import execute_from_command_line

from backbone.embedded.supervisor import up

# These change the schema and so belong to the role that owns it (DATABASE_OWNER_URL).
OWNER_COMMANDS = {"migrate", "createcachetable"}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backbone.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command in OWNER_COMMANDS:
        os.environ.setdefault("BACKBONE_ROLE", "owner")
    if command == "up":  # before Django: it makes the very servers and secrets that the settings ask for
        sys.exit(up())
    execute_from_command_line(sys.argv)
