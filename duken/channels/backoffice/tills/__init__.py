"""Tills in the office: devices, PINs, shifts, receipts as they come, and what did not agree."""
