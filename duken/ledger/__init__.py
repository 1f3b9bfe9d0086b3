"""The ledger: one two-phase, double-entry book for stock, money and points."""
