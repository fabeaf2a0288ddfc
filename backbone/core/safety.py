"""Which settings are unsafe in production, and what should be done about each?"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from backbone.core.environment import Environment

SHORTEST_KEY = 50
MAKE_KEY = "python -c 'import secrets; print(secrets.token_urlsafe(64))'"
MAIL_THAT_GOES_NOWHERE = ("console", "dummy", "locmem", "filebased")
REQUIRED = {
    "DATABASE_URL": "is not set: name the serving role, as in postgres://backbone_app:password@host:5432/backbone.",
    "REDIS_URL": "is not set: name the broker, as in redis://host:6379/0.",
    "BASE_URL": "is not set: name the address people use, as in https://backbone.example.org.",
    "EMAIL_URL": "is not set: name the mail server, as in smtp+tls://user:password@host:587.",
    "DEFAULT_FROM_EMAIL": "is not set: name the sender of Backbone's mail.",
    "FILES_ROOT": "is not set: name a folder for stored files that is backed up and that no web server shows.",
    "TRUST_FORWARDED_PROTO": "is not set: say true if the proxy in front of Backbone sets X-Forwarded-Proto itself and "
    "drops what visitors send, and false if no proxy is there (then every plain request is sent to https).",
}


def check_production(env: Environment, values: dict[str, Any], base_dir: Path) -> None:
    """Complain about everything that must not meet the internet."""
    for name, sentence in REQUIRED.items():
        if not env.text(name):
            env.complain(name, sentence)
    _check_key(env, values["SECRET_KEY"])
    _check_hosts(env, values["ALLOWED_HOSTS"], values["CSRF_TRUSTED_ORIGINS"])
    _check_roles(env)
    if values["DEBUG"]:
        env.complain("DEBUG", "is true: it would show settings and people's values to visitors; leave it out.")
    if env.text("EMAIL_URL") and any(word in values["EMAIL_BACKEND"] for word in MAIL_THAT_GOES_NOWHERE):
        env.complain("EMAIL_URL", "names no mail server, so invitations would never arrive: use smtp+tls://…")
    if env.text("FILES_ROOT") and Path(env.text("FILES_ROOT")).is_relative_to(base_dir):
        env.complain("FILES_ROOT", "lies inside the program's folder, which an upgrade replaces: choose another.")


def _check_key(env: Environment, key: str) -> None:
    if not env.text("SECRET_KEY"):
        env.complain("SECRET_KEY", f"is not set: make one with {MAKE_KEY}.")
    elif len(key) < SHORTEST_KEY or len(set(key)) < 10 or key.startswith(("django-insecure-", "local-", "change")):
        env.complain(
            "SECRET_KEY",
            f"can be guessed: it needs {SHORTEST_KEY} random characters, as from {MAKE_KEY}.",
        )


def _check_hosts(env: Environment, hosts: list[str], origins: list[str]) -> None:
    if not env.text("ALLOWED_HOSTS"):
        env.complain("ALLOWED_HOSTS", "is not set: name the hosts that Backbone answers for, separated by commas.")
    elif any(host.strip(".") in ("", "*") for host in hosts):
        env.complain("ALLOWED_HOSTS", "holds *, so that anybody's host name would be put into mails: name the hosts.")
    if plain := [origin for origin in origins if not origin.startswith("https://")]:
        env.complain("CSRF_TRUSTED_ORIGINS", f"must begin with https://; {', '.join(plain)} does not.")
    base = urlsplit(env.text("BASE_URL"))
    if env.text("BASE_URL") and (base.scheme != "https" or not base.hostname):
        env.complain("BASE_URL", "must begin with https://, since sign-in links are sent with it.")
    elif base.hostname and not any(_covers(host, base.hostname) for host in hosts):
        env.complain("BASE_URL", f"names {base.hostname}, which is not in ALLOWED_HOSTS: add it there.")


def _covers(allowed: str, host: str) -> bool:
    return host == allowed or (allowed.startswith(".") and (host.endswith(allowed) or host == allowed[1:]))


def _check_roles(env: Environment) -> None:
    """A superuser or the tables' owner who serves would pass over the wall between tenants or could tear it down."""
    serving = urlsplit(env.text("DATABASE_URL")).username
    owner = urlsplit(env.text("DATABASE_OWNER_URL")).username
    if serving == "postgres" or (serving and serving == owner):
        env.complain("DATABASE_URL", f"serves as {serving}, who may take down the wall: name the role backbone_app.")
