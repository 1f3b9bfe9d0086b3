"""Archive: named pieces in one stream, a compressed tar. Without encryption any `tar` can look into it."""

from __future__ import annotations

import gzip
import io
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from duken.config.backups.envelope import Damaged, Opened, Seal, is_sealed
from duken.config.faults import Fault

LEVEL = 3  # of compression: twice as fast as the usual 6, a tenth larger (measured on orders)
LARGEST_PIECE = 256 * 1024 * 1024


class Writer:
    """Pieces go in one after the other, each with its name."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar

    def add(self, name: str, content: bytes) -> None:
        piece = tarfile.TarInfo(name)
        piece.size = len(content)
        piece.mode = 0o600
        self._tar.addfile(piece, io.BytesIO(content))


@contextmanager
def writing(file: BinaryIO, key: bytes | None) -> Iterator[Writer]:
    """Whole only when the block ends well."""
    sink = Seal(file, key) if key else file
    packed = gzip.GzipFile(fileobj=cast(Any, sink), mode="wb", compresslevel=LEVEL, mtime=0)
    with packed, tarfile.open(fileobj=packed, mode="w|") as tar:
        yield Writer(tar)
    if isinstance(sink, Seal):
        sink.close()


def pieces(
    path: Path, key: bytes | None, *, read: Callable[[int, int], None] = lambda *_: None
) -> Iterator[tuple[str, bytes]]:
    """Every piece in order. Raises WrongKey, Damaged, or Fault when a key is missing; after the last piece all of the
    file has been read and found whole. `read` is told how many bytes of how many."""
    size = path.stat().st_size
    with path.open("rb") as file:
        source = _unsealed(file, key)
        try:
            with gzip.GzipFile(fileobj=cast(Any, source), mode="rb") as packed:
                with tarfile.open(fileobj=packed, mode="r|") as tar:
                    for piece in tar:
                        read(min(file.tell(), size - 1), size)
                        yield piece.name, _content(tar, piece)
                while packed.read(1 << 20):  # to the checksum at the very end
                    pass
            read(size, size)
        except (EOFError, zlib.error, gzip.BadGzipFile, tarfile.TarError) as wrong:
            raise Damaged(_in_words(wrong)) from None


def _unsealed(file: BinaryIO, key: bytes | None) -> BinaryIO:
    sealed = is_sealed(file.read(64))
    file.seek(0)
    if not sealed:
        return file
    if key is None:
        raise Fault("This backup is encrypted.", mend="Give its key: --key-file FILE or --passphrase.")
    return cast(BinaryIO, Opened(file, key))


def _content(tar: tarfile.TarFile, piece: tarfile.TarInfo) -> bytes:
    if not piece.isreg() or piece.size > LARGEST_PIECE:
        raise Damaged("it holds something no backup holds")
    found = tar.extractfile(piece)
    content = found.read() if found else b""
    if len(content) != piece.size:
        raise Damaged("it is cut off")
    return content


def _in_words(wrong: Exception) -> str:
    return "it is cut off" if isinstance(wrong, EOFError) else "a part was changed, or it is no backup"
