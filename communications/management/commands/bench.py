"""Measure what Backbone's doors cost beside bare SQL and an empty door, in one run."""

import logging
import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.test.utils import override_settings

from backbone.core.garbage import leave_what_stands
from backbone.tenancy.models import Tenant
from communications.bench.calling import measure_calling
from communications.bench.loading import measure_loading
from communications.bench.measure import Measured
from communications.bench.reading.doors import doors_of
from communications.bench.reading.own_database import own_database
from communications.bench.reading.rebuilding import REBUILT, rebuilt
from communications.bench.reading.timing import line_of, timed
from communications.bench.reading.world import SCALES, find_world, world_in
from communications.bench.runs import run_all
from communications.bench.urls import with_empty_doors
from communications.bench.world import prepare

LIMITS = "At most 12 queries and 100 KB gzip are allowed to the scorecard."
MOST_QUERIES, MOST_KILOBYTES = 12, 100
SIZES = (10_000, 100_000)
CALLERS = (1, 8)


class Command(BaseCommand):
    help = "Measure the main doors as ratios against floors of the same run; nothing is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", nargs="?", choices=["doors", "ingest", "read"], default="doors")
        parser.add_argument("--tenant", default="northern-england", help="The tenant to read.")
        parser.add_argument("--repeats", type=int, default=40)
        parser.add_argument("--scale", choices=list(SCALES), default="usual", help="How much `read` lies among.")
        parser.add_argument("--callers", type=int, nargs="+", default=CALLERS, help="How many read at once.")
        parser.add_argument("--keep", action="store_true", help="Keep the database that `read` makes.")

    def handle(self, *args: Any, **options: Any) -> None:
        # A line for each of a thousand requests would hide the table.
        logging.getLogger("backbone.request").setLevel(logging.WARNING)
        leave_what_stands()  # as a server does
        with override_settings(
            ROOT_URLCONF=with_empty_doors(), ALLOWED_HOSTS=["testserver"], API_REQUESTS_PER_MINUTE=1_000_000,
            SECURE_SSL_REDIRECT=False,
        ):  # fmt: skip
            if options["what"] == "read":
                self._read(options)
            else:
                self._on_demo(options)

    def _read(self, options: dict[str, Any]) -> None:
        owner = self._owner("only the owner may make a database for it")
        with own_database(owner, keep=options["keep"]) as is_new:
            world = world_in(SCALES[options["scale"]], owner) if is_new else find_world()
            heads = f"{'door':>12}{'empty':>12}{'bare SQL':>12}{'ratio':>8}"
            self.stdout.write(f"{'p50 of one run':<28}{'callers':>8}{heads}")
            for door in doors_of(world):
                for callers in options["callers"]:
                    self.stdout.write(line_of(timed(door, callers, repeats=options["repeats"])))
            made = rebuilt(world, repeats=3)
            self.stdout.write(
                f"totals of {made.observations:,} observations made anew in {made.seconds:.1f} s:"
                f" {made.per_second:,.0f} a second   goal {REBUILT:,}"
            )

    def _on_demo(self, options: dict[str, Any]) -> None:
        tenant = Tenant.objects.filter(slug=options["tenant"]).first()
        if tenant is None:
            raise CommandError(f"There is no tenant “{options['tenant']}”: load the demo first (manage.py load_demo).")
        if options["what"] == "ingest":
            self._ingest(tenant, options["repeats"])
        else:
            self._doors(tenant, options["repeats"])

    def _owner(self, why: str) -> str:
        owner = os.environ.get("DATABASE_OWNER_URL")
        if not owner:
            raise CommandError(f"DATABASE_OWNER_URL is not set: {why}.")
        return owner

    def _doors(self, tenant: Tenant, repeats: int) -> None:
        with transaction.atomic():
            found = run_all(prepare(tenant), repeats=repeats)
            transaction.set_rollback(True)
        self._print(found)

    def _ingest(self, tenant: Tenant, repeats: int) -> None:
        owner = self._owner("the bare COPY needs the role that owns the tables")
        self.stdout.write(f"{'bulk load':<24}{'rows':>9}{'door':>16}{'bare COPY':>16}{'share':>8}   goal 0.50")
        for load in measure_loading(tenant, SIZES, owner=owner, repeats=max(3, repeats // 10)):
            self.stdout.write(
                f"{load.name:<24}{load.rows:>9}{load.door:>10,.0f} rows/s{load.bare:>9,.0f} rows/s{load.share:>8.2f}"
            )
        self.stdout.write(f"\n{'53 values by API, p50':<24}{'door':>9}{'empty':>9}{'raw':>9}{'ratio':>8}   goal 1.5")
        for callers in CALLERS:
            call = measure_calling(tenant, callers, repeats=repeats)
            times = "".join(f"{each:>6.1f} ms" for each in (call.door, call.empty, call.bare))
            self.stdout.write(f"{f'{callers} at once':<24}{times}{call.ratio:>8.2f}")

    def _print(self, found: list[Measured]) -> None:
        heads = f"{'median of one run':<34}{'door':>9}{'empty':>9}{'bare SQL':>10}{'ratio':>8}"
        self.stdout.write(f"{heads}{'queries':>9}{'KB':>7}{'gzip':>7}")
        for each in found:
            self.stdout.write(
                f"{each.name:<34}{each.door:>6.1f} ms{each.empty:>6.1f} ms{each.bare:>7.1f} ms{each.ratio:>8.2f}"
                f"{each.queries:>9}{each.kilobytes:>7.0f}{each.gzipped:>7.0f}"
            )
        card = found[0]
        if card.queries > MOST_QUERIES or card.gzipped > MOST_KILOBYTES:
            raise CommandError(f"The scorecard needs {card.queries} queries and {card.gzipped:.0f} KB. {LIMITS}")
