"""Django's settings: all that differs between installations comes from the environment, the rest is decided here."""

import os
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from ombud.site import environment, settings_file

SOURCE = environment.CHECKOUT / "src" / "ombud"
DATA = environment.data_folder()
settings_file.read(DATA)

# -- who may call us, and how
DEBUG = environment.flag("OMBUD_DEBUG")
DEMO = environment.flag("OMBUD_DEMO")
"""The demo world: sign-in without a password, plain http on this machine."""
ORIGIN = os.environ.get("OMBUD_ORIGIN", "http://localhost:8000").rstrip("/")
"""Where people reach us; links in notices start with it."""
EVIDENCE_ORIGIN = os.environ.get("OMBUD_EVIDENCE_ORIGIN", "http://localhost:8001").rstrip("/")
"""Where files from strangers are shown from: another origin, so that nothing in them can act as a page of ours."""
SECURE = ORIGIN.startswith("https://")
ALLOWED_HOSTS = environment.listed("OMBUD_HOSTS", f"{urlsplit(ORIGIN).hostname},localhost,127.0.0.1,[::1]")
LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]", "testserver"}
if (DEBUG or DEMO) and not set(ALLOWED_HOSTS) <= LOCAL_HOSTS:
    raise ImproperlyConfigured(
        f"OMBUD_DEBUG and OMBUD_DEMO are for this machine only, and OMBUD_HOSTS or OMBUD_ORIGIN names {ALLOWED_HOSTS}."
    )
SECRET_KEY = environment.secret_key(DATA)
SECRET_KEY_FALLBACKS = environment.listed("OMBUD_SECRET_KEYS_BEFORE", "")
"""Keys that signed before: sessions and links made under them still hold, until they are left out."""
SEAL_KEYS = environment.seal_keys(DATA)
WORD_KEYS = environment.word_keys(SEAL_KEYS)
"""Numbers of people and companies lie encrypted under the first; the others still open what lay there before."""
LOG_KEYS = environment.log_keys(DATA)
"""The folder with the keys that each platform's log is signed with."""
TSA_URL = os.environ.get("OMBUD_TSA_URL", "")
"""A time stamp authority (RFC 3161) that says once an hour when it saw the logs' checkpoints; none without it."""
TSA_CERTIFICATES = os.environ.get("OMBUD_TSA_CERTIFICATES", "")
"""A PEM file with the certificates that its answers must lead to."""
WITNESSES = environment.listed("OMBUD_WITNESSES", "")
"""Who is given the logs' checkpoints: `file:/folder`, `mailto:address`, `https://…`; `slug=` before it for one
platform's own."""
ROLE = os.environ.get("OMBUD_ROLE", "web")
"""Which server this process is: `web`, or `evidence` on its own origin."""

# -- the database: the application's role, which owns nothing
DATABASE_URL = os.environ.get("DATABASE_URL", "")
OWNER_DATABASE_URL = os.environ.get("OMBUD_OWNER_DATABASE_URL", "")
WEB_DATABASE_URL = os.environ.get("OMBUD_WEB_DATABASE_URL", "")
"""By which the site's own processes connect: a role that sees one platform at a time. Without it there is no second
fence between platforms."""
DATABASES = {"default": environment.django_database(DATABASE_URL, server_side_binding=True, prepare_threshold=5)}
if OWNER_DATABASE_URL:
    DATABASES["owner"] = environment.django_database(OWNER_DATABASE_URL)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_ONLY_TABLES: tuple[str, ...] = (
    "event", "custody", "redaction", "looked_at", "log_leaf", "log_node", "log_checkpoint",
)  # fmt: skip
"""Tables that the application may add to and read, and nothing else."""
SITE_ADDS_TO: tuple[str, ...] = ("to_log", "log_key")
"""Tables that the site's role may only add to: what waits to be logged, the worker alone takes out."""
SITE_READS: tuple[str, ...] = (
    "log_head", "log_leaf", "log_node", "log_checkpoint", "log_stamp", "log_witness", "django_migrations",
)  # fmt: skip
"""Tables that the site's role may only read: the log is written by the worker."""

# -- what Ombud is made of
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "procrastinate.contrib.django",
    "ombud.accounts",
    "ombud.ledger",
    "ombud.reads",
    "ombud.vault",
    "ombud.notices",
    "ombud.desk",
    "ombud.imports",
    "ombud.connectors",
    "ombud.webhooks",
    "ombud.portals.common",
    "ombud.portals.consumer",
    "ombud.portals.merchant",
    "ombud.portals.reviewer",
]
AUTH_USER_MODEL = "accounts.Person"
LOGIN_URL = "/sign-in"
ROOT_URLCONF = "ombud.site.evidence_urls" if ROLE == "evidence" else "ombud.site.urls"
WSGI_APPLICATION = "ombud.site.wsgi.application"
APPEND_SLASH = False
MIDDLEWARE = [
    "ombud.site.requests.Requests",
    "ombud.site.one_platform.OnePlatform",
    "ombud.site.fences.Fences",
    "django.middleware.security.SecurityMiddleware",
    "ombud.api.door.ApiDoor",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "ombud.portals.common.hidden_signs.HiddenSigns",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "ombud.portals.common.entry.watch.Watch",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]
if ROLE == "evidence":  # no session and no form ever lives on that origin
    MIDDLEWARE = [
        "ombud.site.requests.Requests",
        "ombud.site.one_platform.OnePlatform",
        "django.middleware.security.SecurityMiddleware",
        "csp.middleware.CSPMiddleware",
    ]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SOURCE / "portals", SOURCE],  # templates lie side by side with their views and notices
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# -- passwords, cookies and what a browser may load
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("login", "name", "email", "phone")}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
SESSION_ENGINE = "ombud.accounts.session_store"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = f"{'__Host-' if SECURE else ''}ombud_session"
CSRF_COOKIE_NAME = f"{'__Host-' if SECURE else ''}ombud_csrf"
CSRF_COOKIE_HTTPONLY = True
KNOWN_COOKIE_NAME = f"{'__Host-' if SECURE else ''}ombud_known"
"""Which people signed in on this browser before."""
SECOND_FACTOR = os.environ.get("OMBUD_SECOND_FACTOR", "offered" if DEMO else "required")
"""Of the platform's own people: `required`, or only `offered`."""
if SECOND_FACTOR not in ("required", "offered"):
    raise ImproperlyConfigured(f"OMBUD_SECOND_FACTOR is required or offered, not {SECOND_FACTOR!r}.")
TRUSTED_PROXIES = environment.listed("OMBUD_TRUSTED_PROXIES", "")
"""Addresses or networks of our own proxies: only what they say of whom they ask for is believed."""
CSRF_TRUSTED_ORIGINS = [ORIGIN]
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
BEHIND_PROXY = environment.flag("OMBUD_BEHIND_TLS_PROXY")
if BEHIND_PROXY:  # only then may that header be believed
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, EVIDENCE_ORIGIN, "blob:"],  # blob: shows a photo before it is sent
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = [
    "ombud.site.body_size.Bounded",
    "ombud.site.in_memory.InMemory",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# -- words, zones and files of our own
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese")), ("zh-hant", _("Traditional Chinese")),
             ("es", _("Spanish"))]  # fmt: skip
LANGUAGE_COOKIE_NAME = "ombud_language"
LOCALE_PATHS = [SOURCE / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [SOURCE / "site" / "demo" / "static"] if DEMO else []
PLAIN_STATIC = environment.flag("OMBUD_PLAIN_STATIC", default=DEBUG)
"""Serve static files from where they lie, without names by content: for tests and for work on the pages."""
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = PLAIN_STATIC
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if PLAIN_STATIC
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
VAULT = DATA / "vault"
"""Where evidence lies, unless a bucket is named."""
VAULT_S3 = environment.s3_bucket()
"""The bucket where evidence lies instead, with how it is reached: `vault.store_s3.Bucket`."""
WITHOUT_UPLOADS = environment.flag("OMBUD_WITHOUT_UPLOADS")
"""Start although this machine has no safe place to open files; none are taken then."""
SCREENING = environment.flag("OMBUD_SCREENING", default=True)
"""Have the worker look at pictures with the lab, about two seconds of a processor each, beside everything else."""

# -- where webhooks may go, besides https on the usual ports
WEBHOOK_PORTS = [int(port) for port in environment.listed("OMBUD_WEBHOOK_PORTS", "")]
"""Ports besides 443 and 8443."""
WEBHOOK_INSIDE = environment.listed("OMBUD_WEBHOOK_INSIDE", "")
"""Hosts with their ports (`localhost:9000`) that are sent to by plain http wherever they lead: for development."""
if WEBHOOK_INSIDE and not (DEBUG or DEMO):
    raise ImproperlyConfigured("OMBUD_WEBHOOK_INSIDE is for development: it needs OMBUD_DEMO or OMBUD_DEBUG.")

# -- mail and what is written to the log
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if os.environ.get('OMBUD_MAIL_HOST') else 'console'}.EmailBackend"
EMAIL_HOST = os.environ.get("OMBUD_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("OMBUD_MAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("OMBUD_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("OMBUD_MAIL_PASSWORD", "")
EMAIL_USE_SSL = environment.flag("OMBUD_MAIL_SSL")
EMAIL_USE_TLS = not EMAIL_USE_SSL and environment.flag("OMBUD_MAIL_TLS", default=True)
DEFAULT_FROM_EMAIL = os.environ.get("OMBUD_MAIL_FROM", "ombud@localhost")
METRICS_TOKEN = os.environ.get("OMBUD_METRICS_TOKEN", "")
"""Who has it may fetch `/metrics` and hear at `/healthz` what was looked at; without one set, nobody may."""
# Read by prometheus_client as it is loaded: the processes of one data folder add up what they count.
os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", environment.made_folder(DATA / "metrics"))
ACCESS_LOG = environment.flag("OMBUD_ACCESS_LOG")
"""A line for each request: its route, never its path, and who asks isn't said."""
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "ombud.site.log_lines.Line"},
        "json": {"()": "ombud.site.log_lines.Json"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "json" if os.environ.get("OMBUD_LOG_FORMAT") == "json" else "line",
        }
    },
    "root": {"handlers": ["stderr"], "level": os.environ.get("OMBUD_LOG_LEVEL", "WARNING")},
    "loggers": {
        "ombud.request": {"level": "INFO"},
        "django": {"handlers": [], "propagate": True},  # its own handlers would mail, or print beside ours
        "django.server": {"handlers": [], "propagate": True},
    },
}
