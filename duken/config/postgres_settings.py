"""Settings of the embedded PostgreSQL. A shop's own go into postgresql.auto.conf (ALTER SYSTEM) and win."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

# Room for a laptop: small enough to be left running, large enough for a million orders.
TUNING: Mapping[str, str] = {
    "max_connections": "200",
    "shared_buffers": "192MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    "jit": "off",  # compiling costs more than our short queries take
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] ",
}


def written(tuning: Mapping[str, str], socket_folder: Path) -> str:
    """The text of duken.conf: the tuning, and a Unix socket as the only way in."""
    fixed = {
        "listen_addresses": "",
        "port": "5432",
        "unix_socket_directories": str(socket_folder),
        "unix_socket_permissions": "0700",
    }
    lines = [f"{name} = '{value}'" for name, value in {**tuning, **fixed}.items()]
    return "# Written by Duken before each start; changes here are lost.\n" + "\n".join(lines) + "\n"
