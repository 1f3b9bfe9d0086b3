"""Vectors of the quote: baskets and what they cost, in JSON, for whoever writes the quote a second time."""
