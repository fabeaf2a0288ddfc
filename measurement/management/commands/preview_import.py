"""Say what the preview of an import would show, row by row; nothing is written."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership, Tenant
from initiatives.models import Initiative
from measurement.presenters.sidecars import sidecar
from measurement.rules.imports.settings import settings_of
from measurement.selectors.imports import changes_of
from measurement.services.previews import preview_file

OPTION = "--settings"
# Under this name `manage.py` hands the option on, before Django takes it for its own.
ASIDE = "--file-settings"


class Command(BaseCommand):
    help = "Say what would become of a file if this person imported it into this initiative; nothing is written."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Django has a `--settings` of its own, a module's name; here the word means those of the file."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--initiative", required=True, metavar="TENANT/INITIATIVE")
        parser.add_argument("--as", required=True, metavar="EMAIL", dest="email", help="Whose rights count.")
        parser.add_argument("--today", type=date.fromisoformat, default=None, help="The day to take for today.")
        parser.add_argument(
            OPTION, ASIDE, type=Path, dest="said", default=None, help="JSON: what is known of the file."
        )
        parser.set_defaults(settings=None)
        parser.add_argument("--json", action="store_true", help="As JSON, in the form of the sidecars.")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        slug, _, initiative_slug = options["initiative"].partition("/")
        tenant = Tenant.objects.filter(slug=slug).first()
        if tenant is None:
            raise CommandError("There is no such initiative.")
        said = _said(options["said"])
        for name in settings_of(said).ignored:
            self.stderr.write(f"Not understood and ignored: {name}")
        with scope.tenant(tenant.pk):
            initiative = Initiative.objects.filter(slug=initiative_slug).first()
            membership = Membership.objects.filter(user__email__iexact=options["email"], ended_at=None).first()
            if initiative is None or membership is None:
                raise CommandError(
                    "There is no such initiative." if initiative is None else "Nobody there by that name."
                )
            by = Actor.of_membership(membership).within(initiative.pk)
            found = self._previewed(file, initiative, by, said, options["today"])
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
        else:
            self._tell(found)

    def _previewed(
        self, file: Path, initiative: Initiative, by: Actor, said: dict[str, Any], today: date | None
    ) -> dict[str, Any]:
        try:
            answer = preview_file(str(file.resolve()), file.name, initiative, by=by, settings=said, today=today)
        except PermissionDenied as denied:
            raise CommandError("This person may not import figures there.") from denied
        return sidecar(answer, file.name, changes=changes_of(list(answer.of("accepted"))))

    def _tell(self, found: dict[str, Any]) -> None:
        if found["outcome"] == "refused":
            self.stdout.write(f"{found['file']}: refused, {found['reason']}")
            return
        counts = [f"{found[f'{name}_count']} {name.replace('_', ' ')}" for name in ("accepted", "rejected", "left_out")]
        self.stdout.write(f"{found['file']}: {', '.join(counts)}, {len(found['warnings'])} warnings")
        for name in ("rejected", "left_out", "warnings"):
            for each in found[name]:
                self.stdout.write(f"  {each.get('column', '')}{each['row']}: {each['reason']}")


def _said(path: Path | None) -> dict[str, Any]:
    """The settings of a file; those of a whole sidecar stand in it under their name."""
    if path is None:
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as wrong:
        raise CommandError(f"{path} is no file of settings in JSON.") from wrong
    if isinstance(found, dict) and isinstance(found.get("settings"), dict):
        found = found["settings"]
    return found if isinstance(found, dict) else {}
