"""Tables of the back office itself: the views people saved."""

from __future__ import annotations

from django.db import models

from duken.kernel import ids


class SavedView(models.Model):
    """Filters, order and columns of one list under a name. Each person has their own."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    user_id = models.UUIDField()
    list_code = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    query = models.TextField(blank=True)  # the query string of the page
    is_default = models.BooleanField(default=False)  # shown when the list is opened without saying how

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user_id", "list_code", "name"], name="backoffice_view_once"),
            models.UniqueConstraint(
                fields=["user_id", "list_code"],
                condition=models.Q(is_default=True),
                name="backoffice_one_default_view",
            ),
        ]

    def __str__(self) -> str:
        return self.name
