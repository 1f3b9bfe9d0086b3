"""What a run has measured, for the table at its end."""

from __future__ import annotations

FIGURES: list[tuple[str, str, str]] = []


def note(proof: str, what: str, value: object) -> None:
    FIGURES.append((proof, what, f"{value:.1f}" if isinstance(value, float) else str(value)))
