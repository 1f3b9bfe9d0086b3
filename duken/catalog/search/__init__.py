"""Search over the catalogue: the words are made here, PostgreSQL only keeps and matches them.

Doors: find.search_products, suggest.suggest, index.reindex; what they take and answer is in filters.
"""
