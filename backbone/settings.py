"""How is this Backbone configured? Everything comes from the environment, with types; unsafe values are refused.

ENVIRONMENT is production unless somebody says otherwise, so that forgetting it is safe. The table of all variables
stands in docs/operations.md.
"""

import os
from pathlib import Path

from backbone.core.environment import Environment
from backbone.core.safety import check_production

BASE_DIR = Path(__file__).resolve().parent.parent

# --- Where we are ----------------------------------------------------------------------------------------------------

env = Environment(os.environ)
ENVIRONMENT = env.choice("ENVIRONMENT", "production", {"local", "test", "production"})
PRODUCTION = ENVIRONMENT == "production"
STATE_DIR = env.folder("STATE_DIR", BASE_DIR / ".state")

DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.text("SECRET_KEY", "local-only-and-refused-in-production")
BASE_URL = env.address("BASE_URL", "http://127.0.0.1:8000", {"http", "https"}).rstrip("/")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS", [])

# --- Apps ------------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "backbone.core",
    "backbone.accounts",
    "backbone.tenancy",
    "backbone.files",
    "backbone.jobs",
    "initiatives",
    "measurement",
    "workgroups",
    "communications",
]
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Middleware: health first (it needs no host, session or tenant), the tenant's scope last -------------------------

MIDDLEWARE = [
    "backbone.core.health.HealthMiddleware",
    "backbone.core.logs.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # static files (WhiteNoise)
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # content security policy, htmx, allauth
    # the tenant's scope
]
ROOT_URLCONF = "backbone.urls"
WSGI_APPLICATION = "backbone.wsgi.application"

# --- Templates -------------------------------------------------------------------------------------------------------

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# --- Database: one alias, two roles. BACKBONE_ROLE=owner migrates (and runs the tests); otherwise the role that serves

BACKBONE_ROLE = env.choice("BACKBONE_ROLE", "owner" if ENVIRONMENT == "test" else "app", {"app", "owner"})
_serving = env.database("DATABASE_URL", "postgres://backbone_app@127.0.0.1/backbone")
_owning = env.database("DATABASE_OWNER_URL", "" if PRODUCTION else "postgres://backbone_owner@127.0.0.1/backbone")
if BACKBONE_ROLE == "owner" and not _owning:
    env.complain("DATABASE_OWNER_URL", "is not set: migrations need the role that owns the tables, backbone_owner.")
_database = _owning if BACKBONE_ROLE == "owner" else _serving
DATABASES = {
    "default": {
        **(_database or _serving),
        "CONN_MAX_AGE": env.number("CONN_MAX_AGE", 60, 0, 3600),
        "CONN_HEALTH_CHECKS": True,  # so that the first request after a restart of PostgreSQL finds a live connection
        "OPTIONS": {
            **_database.get("OPTIONS", {}),
            "connect_timeout": 5,
            "application_name": f"backbone-{BACKBONE_ROLE}",
        },
    }
}

# --- Broker (backbone/celery.py has the rest) ------------------------------------------------------------------------

REDIS_URL = env.address("REDIS_URL", "redis://127.0.0.1:6379/0", {"redis", "rediss", "unix"})

# --- Caches ----------------------------------------------------------------------------------------------------------

# --- Accounts and sign-in --------------------------------------------------------------------------------------------

# --- Mail: a folder of .eml files unless EMAIL_URL names a server ----------------------------------------------------

MAIL_FOLDER = STATE_DIR / "mail"
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Backbone <backbone@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10
EMAIL_BACKEND = "backbone.core.mail.EmlFolderBackend"
if env.text("EMAIL_URL"):
    _mail = env.mail("EMAIL_URL", "")
    EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
    EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"] or "localhost", _mail["EMAIL_PORT"] or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"] or "", _mail["EMAIL_HOST_PASSWORD"] or ""
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)

# --- Files -----------------------------------------------------------------------------------------------------------

FILES_ROOT = env.folder("FILES_ROOT", STATE_DIR / "files")
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "collected"

# --- Time and language -----------------------------------------------------------------------------------------------

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-gb"

# --- Headers and cookies. Plain http://127.0.0.1 cannot have secure cookies; production has nothing else -------------

TRUST_FORWARDED_PROTO = env.flag("TRUST_FORWARDED_PROTO", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUST_FORWARDED_PROTO else None
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 31_536_000, 3600, 63_072_000) if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True  # forms carry the token; a script reads it from the page
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# The prefix binds a cookie to this very host: no sister site can set it.
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"

# --- Content security policy -----------------------------------------------------------------------------------------

# --- Logs: one JSON object a line, with the request's id and without personal data -----------------------------------

LOG_LEVEL = env.choice("LOG_LEVEL", "INFO", {"DEBUG", "INFO", "WARNING", "ERROR"})
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "backbone.core.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        # RequestIdMiddleware logs refusals, by route; errors keep their trace here, and JsonLines cuts the path off.
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.db.backends": {"level": "WARNING"},  # statements hold people's values, even with LOG_LEVEL=DEBUG
        "celery": {"level": LOG_LEVEL},
    },
}

# --- The last word: nothing starts with a setting that makes no sense or, in production, is unsafe -------------------

if PRODUCTION:
    check_production(env, globals(), BASE_DIR)
env.refuse(ENVIRONMENT)
