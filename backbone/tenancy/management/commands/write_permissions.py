"""Write docs/permissions.md from the table that decides."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from backbone.tenancy.permission_page import permission_page


class Command(BaseCommand):
    help = "Write docs/permissions.md from backbone/tenancy/permissions.csv."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        (settings.BASE_DIR / "docs" / "permissions.md").write_text(permission_page())
        self.stdout.write("docs/permissions.md is written.")
