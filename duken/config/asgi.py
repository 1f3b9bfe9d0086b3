"""What the server of live updates loads."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duken.config.settings")

from django.conf import settings
from django.utils.log import configure_logging

# Settings, signing and the address of the database are all it needs: without django.setup() it stays small.
configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)

from duken.channels.live import application as application  # noqa: E402
from duken.config import lifeline  # noqa: E402

lifeline.watch_parent()
