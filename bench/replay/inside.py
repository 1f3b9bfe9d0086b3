"""One data set in one empty database: `python -m bench.replay.inside journey|retail FOLDER SIZE`; JSON comes out."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path


def main() -> None:
    import django

    django.setup()
    from bench.replay import on_journey, on_retail

    name, folder, size = sys.argv[1:4]
    run = {"journey": on_journey.run, "retail": on_retail.run}[name]
    told = run(Path(folder), int(size) or None)
    told["peak_memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
