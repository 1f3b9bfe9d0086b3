"""A shop with a till: goes away and comes back, is restored from an older backup, has a newer app to give."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from duken.channels.pos import built
from tests.chaos.shop import Shop
from tests.cluster import new_home

NEWER = Path(__file__).parent / "newer"


class TillShop(Shop):
    """`app` is the folder the till's app is served from."""

    def __init__(self) -> None:
        home = new_home()
        self.app = home / "app"
        shutil.copytree(built.BUILT, self.app)
        super().__init__(home, PYTHONPATH=str(NEWER), OFFLINE_APP=str(self.app))
        self.code = ""

    def prepare(self) -> None:
        self.code = json.loads(self.run("-m", "tests.offline.stocked").stdout)["code"]

    def back_up(self) -> Path:
        """A backup of now; the shop goes on."""
        self.run("-m", "duken.config.cli", "backup")
        return max((self.home / "backups").glob("*.backup"), key=lambda path: path.stat().st_mtime)

    def go_back_to(self, backup: Path) -> None:
        """As it was then; what has come since is lost to it."""
        self.close()
        self.run("-m", "duken.config.cli", "restore", str(backup), "--replace")
        self.open()

    def entries(self) -> int:
        [(count,)] = self.asked("SELECT count(*) FROM tills_entry")
        return int(count)
