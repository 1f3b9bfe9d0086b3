"""Webhooks: where payment providers tell us what happened. Signed, repeatable, never trusted before checked."""
