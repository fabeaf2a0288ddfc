"""How is this Backbone configured? Everything comes from the environment, with types."""

from pathlib import Path

import environ

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent

PRODUCTION = env.str("ENVIRONMENT", "test") == "production"  # the environment's own settings replace this line
DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", "local-only-not-for-production")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
DATABASES = {"default": env.db("DATABASE_URL", default="postgres://backbone_owner@127.0.0.1/backbone")}
REDIS_URL = env.str("REDIS_URL", "redis://127.0.0.1:6379/0")

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
ROOT_URLCONF = "backbone.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-gb"
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

# The order matters: the policy stands on static files and errors too, and messages and people come before allauth.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
LANGUAGES = [("en-gb", "English")]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# --- accounts ---

INSTALLED_APPS += ["allauth", "allauth.account", "allauth.mfa"]
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
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 0)  # how many proxies may name the client's address

MFA_ADAPTER = "backbone.accounts.adapters.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "backbone.accounts.forms.SecondStepForm",
    "reauthenticate": "backbone.accounts.forms.SecondStepAgainForm",
    "activate_totp": "backbone.accounts.forms.ActivateAppForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Backbone"
MFA_TOTP_TOLERANCE = 1  # clocks of phones are off by some seconds

# Rate limits must hold across processes. The table comes with a migration of accounts; the limit of entries is high
# because culling would forget attempts.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "backbone_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- content security policy ---

INSTALLED_APPS += ["csp", "django_htmx"]
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

# --- static files ---

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "collected" if PRODUCTION else None  # elsewhere nothing is collected
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "backbone.core.fonts.FontFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # names with a hash and compressed copies need collectstatic; without it WhiteNoise reads where the finders point
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
