"""What a WSGI server loads."""

import os

from django.core.wsgi import get_wsgi_application

from duken.config import lifeline

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duken.config.settings")
application = get_wsgi_application()
lifeline.watch_parent()
