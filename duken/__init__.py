"""Duken: one shop for every channel."""
