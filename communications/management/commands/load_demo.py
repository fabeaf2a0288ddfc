"""Fill an empty Backbone with the demo: real figures, invented people."""

import time
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from backbone.tenancy.models import Tenant
from communications.demo import colorado, northern, riverside


class Command(BaseCommand):
    help = "Load the demo into an empty database: three tenants, real figures, invented people."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, default=None, help="The day to take for today.")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if settings.ENVIRONMENT == "production":
            raise CommandError("The demo's passwords are public: it is never loaded in production.")
        if Tenant.objects.exists():
            raise CommandError("There are tenants already: the demo is loaded into an empty database only.")
        started = time.monotonic()
        today = options["today"] or timezone.localdate()
        northern.load(today)
        riverside.load(today)
        colorado.load()
        self.stdout.write(f"Demo loaded in {time.monotonic() - started:.1f} s.")
