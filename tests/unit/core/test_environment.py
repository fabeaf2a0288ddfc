"""Which settings are refused, by which name, and are all of them named at once?"""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from backbone.core.environment import Environment
from tests.integration.start.settings_of import GOOD, settings_of


def test_nonsense_is_refused_by_name_and_all_at_once() -> None:
    env = Environment({"DEBUG": "maybe", "SIZE": "many", "REDIS_URL": "http://x", "DATABASE_URL": "mysql://a/b"})
    env.flag("DEBUG", default=False)
    env.number("SIZE", 1, 0, 9)
    env.address("REDIS_URL", "", {"redis"})
    env.database("DATABASE_URL", "")
    env.folder("FILES_ROOT", Path("relative"))
    env.choice("LEVEL", "loud", {"INFO"})
    with pytest.raises(ImproperlyConfigured) as refused:
        env.refuse("local")
    sentences = str(refused.value)
    for name in ("DEBUG", "SIZE", "REDIS_URL", "DATABASE_URL", "FILES_ROOT", "LEVEL"):
        assert f"- {name} must be" in sentences or f"- {name} must look like" in sentences


def test_a_password_is_never_repeated() -> None:
    env = Environment({"DATABASE_URL": "mysql://me:hunter2@host/db", "EMAIL_URL": "pigeon://me:hunter2@host"})
    env.database("DATABASE_URL", "")
    env.mail("EMAIL_URL", "")
    assert len(env.problems) == 2
    assert "hunter2" not in str(env.problems)


def test_a_socket_in_a_folder_with_capitals_and_spaces_is_a_host() -> None:
    parsed = Environment({}).database("DATABASE_URL", "postgres://backbone_app@//srv/My%20State/sock/backbone")
    assert (parsed["HOST"], parsed["NAME"], parsed["USER"]) == ("/srv/My State/sock", "backbone", "backbone_app")


@pytest.mark.parametrize(
    ("name", "unsafe"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "django-insecure-" + "abcdefghij" * 5),
        ("SECRET_KEY", "a" * 64),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "backbone.example.org,*"),
        ("CSRF_TRUSTED_ORIGINS", "http://backbone.example.org"),
        ("BASE_URL", ""),
        ("BASE_URL", "http://backbone.example.org"),
        ("BASE_URL", "https://elsewhere.example.org"),
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "postgres://postgres:x@db/backbone"),
        ("DATABASE_URL", "postgres://backbone_owner:x@db/backbone"),
        ("REDIS_URL", ""),
        ("EMAIL_URL", ""),
        ("EMAIL_URL", "consolemail://"),
        ("DEFAULT_FROM_EMAIL", ""),
        ("FILES_ROOT", ""),
        ("FILES_ROOT", "files"),
        ("DEBUG", "true"),
        ("TRUST_FORWARDED_PROTO", ""),
        ("TRUST_FORWARDED_PROTO", "perhaps"),
        ("LOG_LEVEL", "LOUD"),
        ("HSTS_SECONDS", "0"),
        ("ENVIRONMENT", "prod"),
    ],
)
def test_production_refuses_an_unsafe_setting_by_name(name: str, unsafe: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=rf"- {name} "):
        settings_of({**GOOD, "DATABASE_OWNER_URL": "postgres://backbone_owner:x@db/backbone", name: unsafe})


def test_production_starts_with_good_ones() -> None:
    settings = settings_of(GOOD)
    assert settings["SESSION_COOKIE_SECURE"]
    assert settings["SECURE_HSTS_SECONDS"] > 0
    assert settings["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")
    assert settings["DATABASES"]["default"]["USER"] == "backbone_app"


def test_forgetting_everything_is_production_and_names_everything() -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        settings_of({})
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL", "EMAIL_URL", "FILES_ROOT", "BASE_URL"):
        assert f"- {name} is not set" in str(refused.value)


def test_the_owner_migrates_and_is_asked_for() -> None:
    owner = {"BACKBONE_ROLE": "owner", "DATABASE_OWNER_URL": "postgres://backbone_owner:x@db/backbone"}
    assert settings_of(GOOD | owner)["DATABASES"]["default"]["USER"] == "backbone_owner"
    with pytest.raises(ImproperlyConfigured, match="DATABASE_OWNER_URL is not set"):
        settings_of(GOOD | {"BACKBONE_ROLE": "owner"})


def test_locally_plain_http_works() -> None:
    settings = settings_of({"ENVIRONMENT": "local"})
    assert not settings["SESSION_COOKIE_SECURE"]
    assert not settings["SECURE_SSL_REDIRECT"]
    assert settings["EMAIL_BACKEND"] == "backbone.core.mail.EmlFolderBackend"
