"""Every setting, read from the environment; the defaults run the demo. See docs/operating.md for the list."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from motcua import embedded

REPOSITORY = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("MOTCUA_VAR") or REPOSITORY / "var")


def _flag(name: str, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower()
    return default if value == "" else value in {"1", "true", "yes", "on"}


def _database(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(query.get("port", parts.port or "")),
        # Connections are pooled: opening one per request cost a third of the throughput.
        "OPTIONS": {"pool": {"min_size": 1, "max_size": int(os.environ.get("MOTCUA_POOL", "20")), "timeout": 20}},
        "ATOMIC_REQUESTS": False,
    }


def _secret_key() -> str:
    """The key from the environment, else one made once and kept in var/ readable by its owner alone."""
    if key := os.environ.get("MOTCUA_SECRET_KEY"):
        return key
    path = VAR / "secret_key"
    if not path.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process was first
            return path.read_text().strip()
        with os.fdopen(descriptor, "w") as handle:
            handle.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


DEMO = _flag("MOTCUA_DEMO", True)
DEMO_STORY = os.environ.get("MOTCUA_DEMO_STORY", "ha-giang-2020")  # or tuyen-quang-2026
DEBUG = _flag("MOTCUA_DEBUG", False)
SECRET_KEY = _secret_key()
ALLOWED_HOSTS = os.environ.get("MOTCUA_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("MOTCUA_ORIGINS", "").split(",") if origin]
# Whose one-stop shop this is, at the top of every page.
PLACE = os.environ.get("MOTCUA_PLACE", "Tuyên Quang" if DEMO_STORY.startswith("tuyen-quang") else "Hà Giang")
# Only these may say, in X-Forwarded-For, for whom they ask: tries are counted by address.
TRUSTED_PROXIES = [proxy for proxy in os.environ.get("MOTCUA_PROXIES", "").split(",") if proxy]
PUBLIC_URL = os.environ.get("MOTCUA_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")

DATABASE_URL = os.environ.get("DATABASE_URL") or embedded.database_url(VAR) or "postgresql:///motcua"
DATABASES = {"default": _database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "motcua",
    "motcua.clock",
    "motcua.journal",
    "motcua.people",
    "motcua.catalog",
    "motcua.directives",
    "motcua.notices",
    "motcua.signing",
    "motcua.dossiers",
    "motcua.rosters",
    "motcua.door",
    "motcua.assistance",
    "motcua.payments",
    "motcua.delivery",
    "motcua.exchange",
    "motcua.supervision",
    "motcua.web",
    "procrastinate.contrib.django",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
]
AUTH_USER_MODEL = "people.Staff"
LOGIN_URL = "web:sign_in"
LOGIN_REDIRECT_URL = "web:today"
REACTIONS = "motcua.reactions.REACTIONS"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "motcua.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "motcua.web.account.last_seen.SeenMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "motcua.web.security.SecurityHeadersMiddleware",
    "motcua.web.guards.RequestGuardMiddleware",
]
ROOT_URLCONF = "motcua.urls"
WSGI_APPLICATION = "motcua.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # A room keeps its own templates; shared ones are in web/templates.
        "DIRS": sorted((REPOSITORY / "motcua" / "web").glob("*/templates")),
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "motcua.web.page_context.page",
            ]
        },
    }
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = sorted((REPOSITORY / "motcua" / "web").glob("*/locale"))  # each room keeps its own English
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATICFILES_DIRS = sorted((REPOSITORY / "motcua" / "web").glob("*/static"))  # shared ones: web/static
STATIC_ROOT = VAR / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
MEDIA_ROOT = VAR / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
# Limits a citizen meets at the field long before these, which only guard the server.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 600
DATA_UPLOAD_MAX_NUMBER_FILES = 30
REQUEST_LIMIT_BYTES = 100 * 1024 * 1024
FILE_LIMIT_BYTES = 10 * 1024 * 1024
FILES_PER_DOSSIER = 30

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 10 * 3600
# Over plain HTTP (a first look on one machine) a secure cookie would never come back.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_URL.startswith("https://")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
PASSWORD_HASHERS = [
    "motcua.people.password_hash.PasswordHash",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # read only: such a hash is made anew at the next sign-in
]
STALLED_DAYS = int(os.environ.get("MOTCUA_STALLED_DAYS", "3"))  # working days without a step: a dossier stands still
ROSTER_WEEK_SITTINGS = int(os.environ.get("MOTCUA_ROSTER_WEEK_SITTINGS", "11"))  # half days a person has in a week
ROSTER_ONLINE_EACH = int(os.environ.get("MOTCUA_ROSTER_ONLINE_EACH", "25"))  # online dossiers waiting for each officer
# Names, phones, declarations and passes of the door are removed this many days after the visit.
DOOR_DATA_DAYS = int(os.environ.get("MOTCUA_DOOR_DATA_DAYS", "21"))
STAFF_PASS_DAYS = int(os.environ.get("MOTCUA_STAFF_PASS_DAYS", "7"))  # a member of staff declares anew after them
FEVER_CELSIUS = float(os.environ.get("MOTCUA_FEVER_CELSIUS", "37.5"))  # from this on nobody is let in
# Who must prove more than a password; in the demo nobody must, and everybody may.
SECOND_FACTOR_ROLES = frozenset(
    filter(None, os.environ.get("MOTCUA_SECOND_FACTOR_ROLES", "" if DEMO else "ict_admin,approver,leader").split(","))
)
# An identity provider for citizens (OpenID Connect); without an issuer there is none.
OIDC_ISSUER = os.environ.get("MOTCUA_OIDC_ISSUER", "").rstrip("/")
OIDC_NAME = os.environ.get("MOTCUA_OIDC_NAME", "VNeID")
OIDC_CLIENT_ID = os.environ.get("MOTCUA_OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = os.environ.get("MOTCUA_OIDC_CLIENT_SECRET", "")
OIDC_SCOPES = os.environ.get("MOTCUA_OIDC_SCOPES", "openid profile phone")
OIDC_CLAIMS = os.environ.get(  # our words = the provider's
    "MOTCUA_OIDC_CLAIMS",
    "name=name,id_number=identity_number,phone=phone_number,birth_date=birthdate,address=address",
)
PRINT_FONTS = os.environ.get("MOTCUA_PRINT_FONTS", "")  # folder of the typeface of printed sheets, if not the shipped
PKCS11_MODULE = os.environ.get("MOTCUA_PKCS11_MODULE", "")  # the library of a signing token or HSM
TRUSTED_ROOTS = os.environ.get("MOTCUA_TRUSTED_ROOTS", "")  # PEM file or folder: whose certificates are believed
# The live server: as browsers reach it, or the port it listens on; with neither, pages ask by themselves.
LIVE_URL = os.environ.get("MOTCUA_LIVE_URL", "").rstrip("/")
LIVE_PORT = int(os.environ.get("MOTCUA_LIVE_PORT") or 0)
LIVE_STREAMS = int(os.environ.get("MOTCUA_LIVE_STREAMS", "5000"))
LIVE_STREAMS_PER_ADDRESS = int(os.environ.get("MOTCUA_LIVE_STREAMS_PER_ADDRESS", "500"))
MESSAGE_PROVIDER = os.environ.get("MOTCUA_MESSAGE_PROVIDER", "fake")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("MOTCUA_LOG", "WARNING")},
}
