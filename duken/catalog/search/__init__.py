"""Search over the catalogue: the words are made here, PostgreSQL only keeps and matches them."""
