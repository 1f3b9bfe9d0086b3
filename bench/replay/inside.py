"""One data set in one empty database: `python -m bench.replay.inside journey|retail FOLDER SIZE`; JSON comes out."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main() -> None:
    import django

    django.setup()
    from bench.replay import on_journey, on_retail

    name, folder, size = sys.argv[1:4]
    run = {"journey": on_journey.run, "retail": on_retail.run}[name]
    sys.stdout.write(json.dumps(run(Path(folder), int(size) or None)))


if __name__ == "__main__":
    main()
