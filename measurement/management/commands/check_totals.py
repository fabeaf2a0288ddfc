"""Compare the kept totals with a plain recomputation from the observations, and mend them."""

import sys
from argparse import ArgumentParser
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from backbone.tenancy import scope
from backbone.tenancy.models import Tenant
from measurement.services.checking import Checked, Difference, check_totals


class Command(BaseCommand):
    help = (
        "Recompute all totals from the observations and print those that are kept otherwise; the exit code is 1 where"
        " there are any. It runs beside live work: acceptances of a tenant wait some seconds while it is looked at."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tenant", metavar="SLUG", help="One tenant; without it all of them, one after the other.")
        parser.add_argument("--mend", action="store_true", help="Make the totals anew where one differs.")

    def handle(self, *args: Any, **options: Any) -> None:
        tenants = Tenant.objects.order_by("slug")
        if options["tenant"]:
            tenants = tenants.filter(slug=options["tenant"])
            if not tenants:
                raise CommandError("There is no such tenant.")
        is_wrong = False
        for tenant in tenants:
            began = perf_counter()
            with scope.tenant(tenant.pk):
                found = check_totals(mend=options["mend"])
            self._tell(tenant.slug, found, perf_counter() - began)
            is_wrong |= bool(found.differences) and not found.mended and not found.waits
        if is_wrong:
            sys.exit(1)

    def _tell(self, slug: str, found: Checked, seconds: float) -> None:
        for each in found.differences:
            self.stdout.write(f"{slug}/{_said(each)}")
        count = len(found.differences)
        what = f"{count} totals differ" if count else "all totals are right"
        if found.mended:
            what = f"{count} totals differed and are mended"
        elif count and found.waits:
            what = f"{count} totals differ; all are about to be made anew, as somebody asked"
        pace = f"{found.observations / max(seconds, 0.001):,.0f} observations a second"
        self.stdout.write(f"{slug}: {what}; {found.observations:,} observations in {seconds:.2f} s, {pace}")


def _said(each: Difference) -> str:
    place = f"{each.initiative} {each.indicator} {each.period_start}..{each.period_end} {each.breakdown}"
    if each.recomputed is None or each.kept is None:
        return f"{place}: {'should not be there' if each.recomputed is None else 'is missing'}"
    kept, should_be = each.kept, each.recomputed
    return f"{place}: " + ", ".join(f"{name} kept {kept[name]}, recomputed {should_be[name]}" for name in each.fields)
