"""Tills: devices at a counter, their journals, their shifts, and what they and the books disagree about."""
