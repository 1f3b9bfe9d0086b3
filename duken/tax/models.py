"""Table of tax: one rate of one class in one country from one day on."""

from __future__ import annotations

from django.db import models


class TaxRate(models.Model):
    """`rate` is a fraction: 0.20 is twenty per cent. The latest `starts_on` not after a day is the rate of that day."""

    country = models.CharField(max_length=2)
    tax_class = models.CharField(max_length=40)
    rate = models.DecimalField(max_digits=7, decimal_places=5)
    starts_on = models.DateField()

    class Meta:
        ordering = ["country", "tax_class", "-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["country", "tax_class", "starts_on"], name="tax_rate_one_a_day"),
            models.CheckConstraint(
                condition=models.Q(rate__gte=0) & models.Q(rate__lt=10), name="tax_rate_is_a_fraction"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.tax_class} {self.rate}"
