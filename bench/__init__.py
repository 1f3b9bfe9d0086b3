"""The bench: how fast the shop sells, beside how fast its database could. `make bench` prints one table."""
