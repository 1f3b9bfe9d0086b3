"""The webhooks of the office."""
