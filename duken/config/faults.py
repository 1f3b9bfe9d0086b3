"""Fault: something on this machine stands in the way. Says what, where, and how to mend it."""

from __future__ import annotations


class Fault(Exception):
    """An expected fault of the installation (not of the shop): shown to a person without a traceback."""

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.mend = mend

    def __str__(self) -> str:
        told = [
            self.what,
            f"Where: {self.where}" if self.where else "",
            f"Mend: {self.mend}" if self.mend else "",
        ]
        return "\n".join(line for line in told if line)
