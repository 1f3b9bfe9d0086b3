"""Unreachable: why a database does not let us in, told from what it said."""

from __future__ import annotations

from duken.config.faults import Fault
from duken.config.findings import Finding, bad


def explained(fault: Fault) -> Finding:
    """The finding for a database that refused; the first sign that fits names the mending."""
    said = fault.what.lower()
    mend = next((mend for sign, mend in _SIGNS.items() if sign in said), fault.mend)
    return bad("Database", fault.what, mend)


_SIGNS = {
    "password authentication failed": "Correct user or password in DATABASE_URL.",
    "no password supplied": "DATABASE_URL has no password, and the server wants one.",
    "too many clients": "All connections are taken: raise max_connections, run fewer web threads, or use PgBouncer.",
    "remaining connection slots": "All connections are taken: raise max_connections or run fewer web threads.",
    "too many connections": "This role or database may have no more: ALTER ROLE … CONNECTION LIMIT -1.",
    "no pg_hba.conf entry": "Let this machine in: a line in the server's pg_hba.conf, then SELECT pg_reload_conf().",
    "starting up": "It is recovering: wait, then look again.",
    "shutting down": "It is stopping: wait, then look again.",
    "could not translate host name": "The host in DATABASE_URL is not known here: a typing error, or no DNS.",
    "name or service not known": "The host in DATABASE_URL is not known here: a typing error, or no DNS.",
    "connection refused": "Nothing listens there: start PostgreSQL, or correct host and port in DATABASE_URL.",
    "timeout expired": "It does not answer in time: a firewall, or the wrong host in DATABASE_URL.",
    "ssl": "Server and DATABASE_URL disagree about encryption: see sslmode=.",
    "does not exist": "Create it (CREATE DATABASE, CREATE ROLE), or correct the name in DATABASE_URL.",
    "read-only": "It is a standby: DATABASE_URL must name the primary.",
}
