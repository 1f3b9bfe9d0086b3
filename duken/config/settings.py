"""Settings: read from the environment once. docs/reference/settings.md lists each (a test asks for it)."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy

from duken.config import databases, home, logs, numbers, ports
from duken.config.sealing_keys import sealing_keys

PACKAGE = Path(__file__).resolve().parent.parent
DUKEN_HOME = home.folder()

# Before anybody loads openpyxl: lxml's parser is not hardened; without it openpyxl uses defusedxml.
os.environ.setdefault("OPENPYXL_LXML", "False")

DEBUG = os.environ.get("DUKEN_DEBUG", "") == "1"
SECRET_KEY = os.environ.get("DUKEN_SECRET_KEY") or home.secret(
    DUKEN_HOME, "secret-key", lambda: secrets.token_urlsafe(50)
)
ALLOWED_HOSTS = os.environ.get("DUKEN_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
PUBLIC_URL = os.environ.get("DUKEN_PUBLIC_URL", f"http://127.0.0.1:{ports.web_port()}").rstrip("/")
LIVE_URL = os.environ.get("DUKEN_LIVE_URL", f"http://127.0.0.1:{ports.live_port()}").rstrip("/")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]


def SECRET_KEYS() -> list[str]:  # asked again by a process that meets a key it does not know
    return sealing_keys(DUKEN_HOME)


INSTALLED_APPS = [
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "ninja",
    "procrastinate.contrib.django",
    "duken.kernel",
    "duken.ledger",
    "duken.stores",
    "duken.access",
    "duken.catalog",
    "duken.customers",
    "duken.pricing",
    "duken.tax",
    "duken.inventory",
    "duken.payments",
    "duken.promotions",
    "duken.loyalty",
    "duken.carts",
    "duken.orders",
    "duken.fulfilment",
    "duken.conversations",
    "duken.returns",
    "duken.tills",
    "duken.webhooks",
    "duken.privacy",
    "duken.reactions",
    "duken.channels.storefront",
    "duken.channels.backoffice",
    "duken.channels.backoffice.store_screen",
    "duken.channels.api",
    "duken.channels.imports",
    "duken.providers.payments.testpay",
    "duken.config",
]

MIDDLEWARE = [
    "duken.config.request_log.request_log",
    "duken.config.room.room_to_write",
    "django.middleware.security.SecurityMiddleware",
    "duken.channels.content_security.content_security",
    "duken.channels.api.door.api_door",
    "duken.config.compressed_static.CompressedStatic",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "duken.channels.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "duken.channels.staff_sessions.staff_sessions",
    "duken.channels.last_seen.last_seen",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "duken.config.urls"
WSGI_APPLICATION = "duken.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "channels" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "duken.channels.looks.looks",
            ],
            "builtins": ["duken.channels.tags"],
        },
    }
]


DATABASES = databases.databases(DUKEN_HOME)
if len(DATABASES) > 1:
    DATABASE_ROUTERS = ["duken.config.router.Router"]
    MIDDLEWARE.insert(1, "duken.channels.own_writes.own_writes")
NATS_URL = os.environ.get("NATS_URL", "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "duken.access.owner.OwnerBackend",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ["email", "phone", "first_name", "last_name"]}},
]  # fmt: skip

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("ru", "Русский"),
    ("sr", "Српски"),
    ("sr-latn", "Srpski"),
    ("kk", "Қазақша"),
]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "channels" / "static"]
STATIC_ROOT = None  # served from the packages; nothing is collected
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "duken.config.static.VersionedStatic"},
}
MEDIA_URL = "/media/"
BACKUPS = Path(os.environ.get("DUKEN_BACKUPS") or DUKEN_HOME / "backups").expanduser()
FILES = Path(os.environ.get("DUKEN_FILES") or DUKEN_HOME)  # what every machine must see
MEDIA_ROOT = FILES / "media"

# The shop in words, and its post. A demonstration writes its messages into a folder and shows them on a page.
SHOP_NAME = os.environ.get("DUKEN_SHOP_NAME", "Duken")
IS_DEMO = os.environ.get("DUKEN_DEMO", "") == "1" or (DUKEN_HOME / "demo").exists()
EMAIL_FILE_PATH = DUKEN_HOME / "outbox"
EMAIL_BACKEND = (
    "django.core.mail.backends.filebased.EmailBackend"
    if IS_DEMO
    else os.environ.get("DUKEN_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
)
DEFAULT_FROM_EMAIL = os.environ.get("DUKEN_EMAIL_FROM", "shop@localhost")

LOGIN_URL = "/account/sign-in/"
LOGIN_REDIRECT_URL = "/account/"
ACCOUNT_ADAPTER = "duken.channels.storefront.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "phone"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code that signs in is the proof
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_EMAIL_NOTIFICATIONS = False  # we write letters about passwords ourselves, to phones too
MFA_ADAPTER = "duken.channels.storefront.passkeys.PasskeyAdapter"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
UPLOAD_MAX_BYTES = 50 * 1024 * 1024
GROUP_COMMIT = os.environ.get("DUKEN_GROUP_COMMIT", "1") != "0"
API_REQUESTS_PER_SECOND = int(os.environ.get("DUKEN_API_REQUESTS_PER_SECOND", "2000"))  # per key and process; 0: any
BASKET_HOLD_MINUTES = numbers.from_environment("DUKEN_BASKET_HOLD_MINUTES", default=15, least=1, most=60)
ERASURE_GRACE_DAYS = numbers.from_environment("DUKEN_ERASURE_GRACE_DAYS", default=7, least=0, most=30)
REPEAT_MINUTES = numbers.from_environment("DUKEN_REPEAT_MINUTES", default=10, least=0, most=1440)

SESSION_COOKIE_SECURE = PUBLIC_URL.startswith("https://")
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 30 * 24 * 3600 if SESSION_COOKIE_SECURE else 0
STAFF_IDLE_SECONDS = 60 * int(os.environ.get("DUKEN_STAFF_IDLE_MINUTES", "120"))
# Addresses that people type (webhooks) may lead into our own network: for development on one machine.
ALLOW_PRIVATE_ADDRESSES = os.environ.get("DUKEN_ALLOW_PRIVATE_ADDRESSES") == "1"
# Only behind a proxy that always sets this header itself; otherwise a visitor could claim anything.
PROXIES = int(os.environ.get("DUKEN_BEHIND_PROXY") or "0")  # how many stand before us; each appends X-Forwarded-For
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "duken.channels.storefront.static_pages.too_old"
MESSAGE_TAGS = {10: "note", 20: "note", 25: "good", 30: "warn", 40: "bad"}  # our notices, not Django's words

LOGGING = logs.logging_settings()
LOG_REQUESTS = os.environ.get("DUKEN_LOG_REQUESTS") == "1"

# The stand-in for a bank's pay page: for demonstrations and tests, never where money is real.
TEST_GATEWAY = IS_DEMO or os.environ.get("DUKEN_TEST_GATEWAY", "") == "1"

# The settings screens (/admin/): the long tail; the daily work is in the office.
UNFOLD = {
    "SITE_TITLE": "Duken",
    "SITE_HEADER": "Duken",
    "SITE_SUBHEADER": gettext_lazy("Settings"),
    "SITE_SYMBOL": "storefront",
    "SITE_URL": "/office/",
    "SHOW_HISTORY": False,
    "SHOW_BACK_BUTTON": True,
    "BORDER_RADIUS": "8px",
    "COLORS": {
        "primary": {
            "50": "#effaf8",
            "100": "#dff0ed",
            "200": "#b9e2db",
            "300": "#8ccfc4",
            "400": "#52b3a6",
            "500": "#2a968b",
            "600": "#0b5f5a",
            "700": "#094f4b",
            "800": "#084743",
            "900": "#06332f",
            "950": "#04201e",
        }
    },
    "SIDEBAR": {"show_search": True, "show_all_applications": False},
}
