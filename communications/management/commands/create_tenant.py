"""Make a tenant and invite its first administrator: the operator's one act, after which the tenant is its own."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from backbone.tenancy.services.founding import found_tenant


class Command(BaseCommand):
    help = "Make a tenant and mail an invitation to its first administrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="The first part of its addresses, such as northern-england.")
        parser.add_argument("name")
        parser.add_argument("--administrator", required=True, metavar="EMAIL")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["administrator"])
            found_tenant(options["slug"], options["name"], administrator=options["administrator"])
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from wrong
        self.stdout.write(f"Made. The invitation goes to {options['administrator']} with the next minute.")
