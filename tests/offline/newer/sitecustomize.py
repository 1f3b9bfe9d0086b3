"""The till's app comes from the folder OFFLINE_APP, so that an update can be put there while the shop runs.

Python loads this by itself in every process that has this folder on its path. Nothing of this is in the product.
"""

from __future__ import annotations

import os
from pathlib import Path

from duken.channels.pos import built

built.BUILT = Path(os.environ["OFFLINE_APP"])
