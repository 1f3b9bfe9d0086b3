"""Where files lie while they are imported: a folder for each import, readable by us alone.

One machine receives a file and another may import it: they see one folder (DUKEN_FILES).
"""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import UUID

from django.conf import settings


def folder(import_id: UUID) -> Path:
    return Path(settings.FILES) / "imports" / str(import_id)


def made_folder(import_id: UUID) -> Path:
    made = folder(import_id)
    made.mkdir(parents=True, mode=0o700)
    return made


def sent_file(import_id: UUID) -> Path:
    return folder(import_id) / "sent"


def result_file(import_id: UUID) -> Path:
    return folder(import_id) / "result.csv"


def throw_away(import_id: UUID) -> None:
    shutil.rmtree(folder(import_id), ignore_errors=True)
