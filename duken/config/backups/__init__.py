"""Backups: the whole shop in one file, made while it sells, read back before it counts, restored beside the old one."""
