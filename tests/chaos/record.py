"""What the clients were told, on disk before they act on it: the truth the shop is compared with afterwards."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """One order the shop said yes to. `is_paid`: the buyer was also led back from the pay page."""

    key: str
    order_id: str
    units: Mapping[str, int]
    total_minor: int
    is_paid: bool = False


class Record:
    """An append-only file, one line for each acknowledgement; a line is on the disk when `note` returns."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_DSYNC)
        self._lock = threading.Lock()
        self._count = 0

    def note(self, one: Acknowledged) -> None:
        line = json.dumps(asdict(one)).encode() + b"\n"
        with self._lock:
            os.write(self._file, line)
            self._count += 1

    def __len__(self) -> int:
        """How many lines there are: a cheap look at whether the shop still answers."""
        return self._count

    def __iter__(self) -> Iterator[Acknowledged]:
        with self.path.open() as lines:
            for line in lines:
                yield Acknowledged(**json.loads(line))

    def close(self) -> None:
        os.close(self._file)
