"""What a WSGI server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from duken.config import lifeline

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duken.config.settings")
application = get_wsgi_application()
lifeline.watch_parent()

# What was loaded stays for ever: the collector need not look at it again with each request, nor so often.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
