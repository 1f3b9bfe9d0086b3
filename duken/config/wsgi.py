"""What a WSGI server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from duken.config import collector, lifeline

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duken.config.settings")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 - every page is loaded now, not while somebody waits for the first
lifeline.watch_parent()

gc.collect()
collector.leave_alone_what_is_loaded()
