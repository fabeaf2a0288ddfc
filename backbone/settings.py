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
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
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
    "csp.middleware.CSPMiddleware",  # before static files and errors, so that the policy stands on them too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "backbone.core.caching.NoStoreMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "backbone.tenancy.middleware.TenantMiddleware",
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
                "communications.shell.shell",
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

# Rate limits must hold across processes. The table comes with a migration of accounts; the limit of entries is high
# because culling would forget attempts.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "backbone_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- Accounts and sign-in --------------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
SESSION_COOKIE_AGE = 14 * 24 * 3600  # for those who tick "keep me signed in"; otherwise until the browser closes

ACCOUNT_ADAPTER = "backbone.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "backbone.accounts.forms.SignInForm",
    "request_login_code": "backbone.accounts.forms.CodeRequestForm",
    "confirm_login_code": "backbone.accounts.forms.CodeForm",
    "reset_password": "backbone.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "backbone.accounts.forms.NewPasswordForm",
    "change_password": "backbone.accounts.forms.ChangePasswordForm",
    "set_password": "backbone.accounts.forms.SetPasswordForm",
    "reauthenticate": "backbone.accounts.forms.ConfirmIdentityForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # sign-up itself is closed by the adapter: people come by invitation
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a mail for every change of a password or of the second step
ACCOUNT_PREVENT_ENUMERATION = True  # an unknown address meets the same pages, and gets a mail as well
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "request_login_code": "20/m/ip,3/m/key,20/h/key",
    "reset_password": "20/m/ip,3/m/key,20/h/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 0, 0, 9)  # how many proxies may name the client's address

MFA_ADAPTER = "backbone.accounts.adapters.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "backbone.accounts.forms.SecondStepForm",
    "reauthenticate": "backbone.accounts.forms.SecondStepAgainForm",
    "activate_totp": "backbone.accounts.forms.ActivateAppForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Backbone"
MFA_TOTP_TOLERANCE = 1  # clocks of phones are off by some seconds

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
STATIC_ROOT = BASE_DIR / "collected" if PRODUCTION else None  # elsewhere nothing is collected
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "backbone.core.fonts.FontFinder",
]
STORAGES = {
    # outside every folder that is served: a file leaves only through a view that checks who may have it
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": FILES_ROOT,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    # names with a hash and compressed copies need collectstatic; without it WhiteNoise reads where the finders point
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION

# --- Time and language -----------------------------------------------------------------------------------------------

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]

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

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # data: for the square code of the second step
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

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

# --- Exports ---------------------------------------------------------------------------------------------------------

ARCHIVE_DAYS = env.number("ARCHIVE_DAYS", 7, 1, 90)  # how long an archive of an initiative lies ready
EXPORT_MOST_FIGURES = env.number("EXPORT_MOST_FIGURES", 20_000, 1, 1_000_000)  # in one answer; an archive holds all

# --- API -------------------------------------------------------------------------------------------------------------

API_REQUESTS_PER_MINUTE = env.number("API_REQUESTS_PER_MINUTE", 600, 1, 100_000)  # of one key
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440  # a body of the API, and a form without files: 5,000 values are about 1 MB

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["backbone.tenancy.api.keys.KeyAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["backbone.tenancy.api.keys.HoldsKey"],
    "DEFAULT_THROTTLE_CLASSES": ["backbone.tenancy.api.limits.KeyLimit"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["backbone.tenancy.api.bodies.JsonBody"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "backbone.tenancy.api.problems.answer_exception",
    "COERCE_DECIMAL_TO_STRING": True,
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Backbone API",
    "DESCRIPTION": "Indicators, series and totals to read; a partner's figures to send.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": [],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "validatorUrl": None},
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    # The schema calls these fields kind and state in more than one place.
    "ENUM_NAME_OVERRIDES": {
        "IndicatorKind": "measurement.models.indicators.Indicator.Kind",
        "IndicatorState": "measurement.models.indicators.Indicator.State",
        "LevelEnum": "measurement.models.indicators.Indicator.Level",
        "GroupKind": "workgroups.models.groups.Group.Kind",
        "ActivityKind": "workgroups.models.activities.Activity.Kind",
        "HolderLevel": "workgroups.models.seats.SeatHolder.Level",
        "SubjectKind": "measurement.selectors.series.SUBJECT_KINDS",
        "EntryState": "measurement.models.entries.EntryContent.State",
        "OwedState": "measurement.api.serializers.STATES",
        "FigureStatus": "measurement.models.figures.Figure.Status",
    },
}

# --- The last word: nothing starts with a setting that makes no sense or, in production, is unsafe -------------------

if PRODUCTION:
    check_production(env, globals(), BASE_DIR)
env.refuse(ENVIRONMENT)
