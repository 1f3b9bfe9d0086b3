"""Codes people and scanners read: pure functions over text."""
