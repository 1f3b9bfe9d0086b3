"""What the server of live updates loads."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duken.config.settings")

import django

django.setup()

from duken.channels.live import application as application  # noqa: E402
from duken.config import lifeline  # noqa: E402

lifeline.watch_parent()
