"""Print a sign-in per role of the demo, if the demo is loaded."""

from typing import Any

from django.core.management.base import BaseCommand

from backbone.accounts.models import User
from communications.demo.people import SIGN_INS


class Command(BaseCommand):
    help = "Print a sign-in per role of the demo."

    def handle(self, *args: Any, **options: Any) -> None:
        there = set(User.objects.filter(email__in=[each.email for each in SIGN_INS]).values_list("email", flat=True))
        self.stdout.write(f"  {'Sign in as':<46} {'with':<28} and the password")
        for each in SIGN_INS:
            if each.email in there:
                self.stdout.write(f"  {each.role:<46} {each.email:<28} {each.password}")
