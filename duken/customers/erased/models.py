"""The table of contacts whose owners were erased: keyed hashes, so that an old file does not bring them back."""

from __future__ import annotations

from django.db import models


class ErasedContact(models.Model):
    hash = models.CharField(max_length=64, primary_key=True)  # identities/keyed.py
    at = models.DateTimeField()
