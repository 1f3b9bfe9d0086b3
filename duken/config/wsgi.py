"""What a WSGI server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from duken.config import collector, lifeline

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duken.config.settings")
application = get_wsgi_application()
lifeline.watch_parent()

gc.collect()
collector.leave_alone_what_is_loaded()
