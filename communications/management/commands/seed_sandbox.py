"""Fill a throwaway database with two marked tenants, for security scanners and the isolation suite."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from backbone.tenancy.models import Tenant
from communications.sandbox.telling import tell
from communications.sandbox.world import make_world


class Command(BaseCommand):
    help = "Make two tenants full of marked text, a user for each role, and known small numbers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print who and what there is as JSON.")
        parser.add_argument("--base", default=settings.BASE_URL, help="The address under which this Backbone answers.")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if settings.ENVIRONMENT == "production":
            raise CommandError("The sandbox's password is public: it is never made in production.")
        if Tenant.objects.filter(slug__in=["tenant-a", "tenant-b"]).exists():
            raise CommandError("The sandbox is there already: it is made in a database that does not have it.")
        told = tell({letter: make_world(letter) for letter in ("A", "B")}, options["base"])
        if options["json"]:
            self.stdout.write(json.dumps(told, indent=2))
        else:
            self.stdout.write(f"Made tenant-a and tenant-b with {len(told['actors'])} people and keys.")
