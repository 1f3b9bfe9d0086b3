"""The shop's own settings, with one address more: an empty view to compare with."""

from duken.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
