"""Every setting, read once from ``SARABAN_*``; a wrong value stops the start."""

import os
import secrets
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured


def env(name: str, default: str | None = None) -> str:
    """Return ``SARABAN_<name>``, or what is in the file ``SARABAN_<name>_FILE`` names."""
    if path := os.environ.get(f"SARABAN_{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    value = os.environ.get(f"SARABAN_{name}", default)
    if value is None:
        raise ImproperlyConfigured(f"Set SARABAN_{name} or SARABAN_{name}_FILE.")
    return value


def env_flag(name: str, *, default: bool) -> bool:
    """Return a yes-or-no setting; anything but ``yes`` or ``no`` is refused."""
    value = env(name, "yes" if default else "no")
    if value not in {"yes", "no"}:
        raise ImproperlyConfigured(f"SARABAN_{name} must be 'yes' or 'no', not {value!r}.")
    return value == "yes"


def env_number(name: str, default: int) -> int:
    """Return a whole number of at least one; anything else is refused."""
    value = env(name, str(default))
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise ImproperlyConfigured(f"SARABAN_{name} must be a whole number, not {value!r}.")
    return int(value)


def key_of(home: Path) -> str:
    """Return the secret key kept in the home, making it the first time, for the owner only."""
    path = home / "key"
    if not path.exists():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()


def database_of(home: Path) -> dict[str, Any]:
    """Return Django's description of the database ``SARABAN_DATABASE_URL`` names.

    SQLite in the home when nothing is set. Durability is not negotiable: a number stamped on
    paper must survive a power cut, so SQLite runs in WAL with ``synchronous=FULL`` and every
    transaction begins ``IMMEDIATE``.
    """
    url = env("DATABASE_URL", f"sqlite:///{home / 'saraban.sqlite3'}")
    database: dict[str, Any] = environ.Env.db_url_config(url)
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA recursive_triggers=ON; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY"
            ),
        }
    elif env_flag("DATABASE_POOL", default=True):
        database["OPTIONS"] = {"pool": {"min_size": 1, "max_size": env_number("THREADS", 8)}}
    return database


BASE = Path(__file__).resolve().parent
HOME = Path(env("HOME", str(Path.cwd() / "saraban-home"))).resolve()

DEBUG = env_flag("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", None if "SARABAN_SECRET_KEY_FILE" in os.environ else key_of(HOME))
ALLOWED_HOSTS = env("HOSTS", "localhost,127.0.0.1").split(",")
HTTPS = env_flag("HTTPS", default=False)
TRUSTED_ORIGINS = env("ORIGINS", "")
CSRF_TRUSTED_ORIGINS = TRUSTED_ORIGINS.split(",") if TRUSTED_ORIGINS else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "treebeard",
    "guardian",
    "allauth",
    "allauth.account",
    "axes",
    "csp",
    "django_tasks_db",
    "saraban",
    "signatures",
    "workflow",
    "search",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "saraban.middleware.ActorMiddleware",
]
ROOT_URLCONF = "saraban.urls"
WSGI_APPLICATION = "saraban.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE.parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["saraban.templatetags.thai", "saraban.templatetags.parts"],
        },
    }
]

DATABASES = {"default": database_of(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "saraban.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
GUARDIAN_MONKEY_PATCH_USER = False
ANONYMOUS_USER_NAME = None
PASSWORD_HASHERS = ["saraban.passwords.ThriftyArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
ACCOUNT_ADAPTER = "saraban.accounts.NoSignUpAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login_failed": None}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
ALLAUTH_TRUSTED_PROXY_COUNT = AXES_IPWARE_PROXY_COUNT = int(env("PROXIES", "0"))
AXES_IPWARE_META_PRECEDENCE_ORDER = (
    ["HTTP_X_FORWARDED_FOR", "REMOTE_ADDR"] if AXES_IPWARE_PROXY_COUNT else ["REMOTE_ADDR"]
)

SESSION_COOKIE_NAME = "__Host-sid" if HTTPS else "sid"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "saraban.views.errors.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": [],
    "geolocation": [],
    "microphone": [],
    "payment": [],
    "usb": [],
}

LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย")]
TIME_ZONE = "Asia/Bangkok"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", str(HOME / "static")))
STATICFILES_FINDERS = [
    "saraban.assets.AssetFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = HOME / "media"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

BLOB_ROOT = HOME / "blobs"
PAGE_IMAGE_ROOT = HOME / "page-images"
UPLOAD_MEGABYTES = env_number("UPLOAD_MEGABYTES", 50)
SARABAN_INDEXERS = ["search.services.index_letter"]
SARABAN_JOURNAL_SUBSCRIBERS = ["workflow.services.arrival.on_event"]
SARABAN_EVERY_MINUTE = [
    "saraban.services.numbers.void_expired",
    "saraban.services.jobs.tend_jobs",
    "saraban.services.filing.read_pending",
    "saraban.services.filing.clear_away",
]
SARABAN_RAIL_COUNTS = ["workflow.selectors.rail_counts"]
SARABAN_SEARCH_SOURCES = ["workflow.selectors.words_of_route", "saraban.selectors.words_of_meeting"]
SILENCED_SYSTEM_CHECKS = (
    [] if HTTPS else ["security.W004", "security.W008", "security.W012", "security.W016"]
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env("LOG_LEVEL", "WARNING")},
    # They write the names of signers; what they find is in the verdict.
    "loggers": {"pyhanko": {"level": "CRITICAL"}, "pyhanko_certvalidator": {"level": "CRITICAL"}},
}
