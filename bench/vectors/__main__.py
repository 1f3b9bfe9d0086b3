"""`python -m bench.vectors [--each 450] [--into tests/vectors] [--seed 1]`: write the vectors, one a line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.vectors.hard import hard
from bench.vectors.make import kinds, make
from bench.vectors.reckon import reckon

LARGE = ("many_choices", "whole", "large")
HERE = Path(__file__).parents[2] / "tests/vectors"


def write(folder: Path, name: str, vectors: Iterable[dict[str, Any]]) -> int:
    """A JSON array with one vector a line, so that a change is a line of a diff."""
    lines = [json.dumps(vector, ensure_ascii=False, separators=(",", ":")) for vector in vectors]
    folder.joinpath(f"{name}.json").write_text("[\n" + ",\n".join(lines) + "\n]\n")
    return len(lines)


def vector(basket: dict[str, Any], promotions: list[dict[str, Any]], why: str = "") -> dict[str, Any]:
    told = {"why": why, "basket": basket, "promotions": promotions, "quote": reckon(basket, promotions)}
    return {name: value for name, value in told.items() if value or name == "quote"}


def main() -> None:
    read = argparse.ArgumentParser(prog="python -m bench.vectors", description=__doc__)
    read.add_argument(
        "--each", type=int, default=400, help="vectors of each kind; a quarter of it of the kinds that are large"
    )
    read.add_argument("--into", type=Path, default=HERE)
    read.add_argument("--seed", type=int, default=1)
    asked = read.parse_args()
    asked.into.mkdir(parents=True, exist_ok=True)
    count = write(asked.into, "hard", (vector(basket, promotions, why) for why, basket, promotions in hard()))
    for kind in kinds():
        count += write(
            asked.into,
            kind,
            (vector(*made) for made in make(kind, asked.each // (4 if kind in LARGE else 1), asked.seed)),
        )
    sys.stdout.write(f"{count} vectors in {asked.into}\n")


if __name__ == "__main__":
    main()
