"""Addresses of the webhooks."""

from django.urls import path

from duken.channels.webhooks.payments import payment_news

urlpatterns = [path("payments/<slug:provider_code>/", payment_news)]
