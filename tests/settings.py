"""Settings of the tests: the real ones, in a folder of their own that is gone afterwards.

The first process of a run (the one without DUKEN_TEST_HOME) makes the folder; xdist workers inherit it.
"""

import os

from tests import cluster

cluster.take_home()
os.environ.pop("DATABASE_URL", None)

from duken.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TEST_GATEWAY = True
