"""The commands of docs/guides/operations.md, run as they stand there, one after the other, on a shop of their own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from duken.config import home
from tests.cluster import new_home
from tests.config.person import environment

GUIDE = home.CHECKOUT / "docs" / "guides" / "operations.md"


def test_every_command_of_the_guide_works(tmp_path: Path) -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```", GUIDE.read_text(), re.MULTILINE | re.DOTALL)
    commands = "set -ex\nduken begin --country RS --quiet\n" + "".join(blocks)
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ours = environment(new_home(), PATH=programs)
    for name in ("DUKEN_TEST_HOME", "DUKEN_BACKUP_KEY_FILE"):
        ours.pop(name, None)

    done = subprocess.run(["bash", "-c", commands], cwd=tmp_path, env=ours, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr[-3000:]
    assert len(blocks) == 5
    assert "restored once" in done.stdout
    assert "The shop of before is back" in done.stdout
