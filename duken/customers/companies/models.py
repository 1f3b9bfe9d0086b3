"""Tables of companies that buy from us, and of the people who buy for them."""

from __future__ import annotations

from django.db import models

from duken.customers.companies.roles import ROLES
from duken.kernel import ids


class Company(models.Model):
    """A customer of its own kind: known by its tax number, with its own prices and its own time to pay."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    country = models.CharField(max_length=2)
    tax_number = models.CharField(max_length=20)  # in normal spelling: numbers.py
    registration_number = models.CharField(max_length=40, blank=True)
    legal_name = models.CharField(max_length=200)
    group = models.CharField(max_length=40, blank=True)  # price lists and promotions refer to it
    terms_days = models.PositiveSmallIntegerField(default=0)  # from the hand-over until it is due
    city = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    line1 = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.CharField(max_length=254, blank=True)
    note = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)  # may order
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["country", "tax_number"], name="customers_company_once")]
        indexes = [models.Index(fields=["legal_name", "id"], name="customers_company_by_name")]
        verbose_name_plural = "companies"

    def __str__(self) -> str:
        return self.legal_name


class CompanyBuyer(models.Model):
    """A person who acts for a company; one person may act for several."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="buyers")
    customer = models.ForeignKey("customers.Customer", on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20, choices=[(role, role) for role in ROLES])
    limit_minor = models.BigIntegerField(null=True, blank=True)  # of one order
    limit_currency = models.CharField(max_length=3, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "customer"], name="customers_buyer_once"),
            models.CheckConstraint(
                condition=models.Q(limit_minor__isnull=True)
                | (models.Q(limit_minor__gt=0) & ~models.Q(limit_currency="")),
                name="customers_buyer_limit_whole",
            ),
        ]
