"""Webhooks: events told to addresses that others gave us."""
