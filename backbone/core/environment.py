"""What does the environment say, and does it make sense? Typed values, and every complaint in one answer."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}
DATABASE_SCHEMES = {"postgres", "postgresql"}


class Environment:
    """Typed reading of environment variables. A bad one is noted, not raised: `refuse` names all of them at once."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        self.problems: list[str] = []

    def complain(self, name: str, sentence: str) -> None:
        self.problems.append(f"{name} {sentence}")

    def text(self, name: str, default: str = "") -> str:
        return self.values.get(name, "").strip() or default

    def names(self, name: str, default: list[str]) -> list[str]:
        """A list separated by commas."""
        given = [part.strip() for part in self.text(name).split(",") if part.strip()]
        return given or default

    def flag(self, name: str, default: bool) -> bool:
        given = self.text(name).lower()
        if given and given not in TRUE | FALSE:
            self.complain(name, f"must be true or false; it is {given!r}.")
        return given in TRUE if given in TRUE | FALSE else default

    def number(self, name: str, default: int, least: int, most: int) -> int:
        given = self.text(name, str(default))
        if not given.isdecimal() or not least <= int(given) <= most:
            self.complain(name, f"must be a whole number from {least} to {most}; it is {given!r}.")
            return default
        return int(given)

    def choice(self, name: str, default: str, allowed: Collection[str]) -> str:
        given = self.text(name, default)
        if given not in allowed:
            self.complain(name, f"must be one of {', '.join(sorted(allowed))}; it is {given!r}.")
            return default
        return given

    def address(self, name: str, default: str, schemes: Collection[str]) -> str:
        """A URL. Its value is never repeated in a complaint: it may hold a password."""
        given = self.text(name, default)
        if given and urlsplit(given).scheme not in schemes:
            self.complain(name, f"must be a URL that begins with {' or '.join(f'{s}://' for s in sorted(schemes))}.")
            return default
        return given

    def folder(self, name: str, default: Path) -> Path:
        given = Path(self.text(name, str(default)))
        if not given.is_absolute():
            self.complain(name, f"must be an absolute path; it is {str(given)!r}.")
        return given

    def database(self, name: str, default: str) -> dict[str, Any]:
        """Django's dictionary for a PostgreSQL URL. Others are refused: the wall needs row-level security."""
        given = self.address(name, default, DATABASE_SCHEMES)
        try:
            parsed: dict[str, Any] = environ.Env.db_url_config(given) if given else {}
        except (ValueError, KeyError):
            parsed = {}
        if given and not parsed.get("NAME"):
            self.complain(name, "must look like postgres://role:password@host:5432/database.")
        return parsed

    def mail(self, name: str, default: str) -> dict[str, Any]:
        """Django's e-mail settings for a URL such as smtp+tls://user:password@host:587."""
        given = self.text(name, default)
        try:
            return dict(environ.Env.email_url_config(given))
        except (ValueError, KeyError, ImproperlyConfigured):
            self.complain(name, "must look like smtp+tls://user:password@host:587.")
            return dict(environ.Env.email_url_config("dummymail://"))

    def refuse(self, environment: str) -> None:
        """Raise if anything was wrong, with one line for each."""
        if self.problems:
            head = f"Backbone does not start with these settings (ENVIRONMENT={environment}):"
            raise ImproperlyConfigured("\n  - ".join([head, *self.problems]))
