"""Bytes kept for ever under their own SHA-256, in plain files below one folder."""

import datetime as dt
import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

BLOCK = 1 << 20
_NAME = re.compile("[0-9a-f]{64}")
_ARRIVING = ".arriving"


class TooLarge(ValueError):
    """More bytes arrived than may be kept in one file; nothing was kept."""


class Damaged(ValueError):
    """The bytes on disk are no longer those that were stored under this name."""


@dataclass(frozen=True)
class Stored:
    """What is known of bytes once they are kept; ``size`` in bytes."""

    sha256: str
    size: int


def put(root: Path, content: Iterable[bytes] | BinaryIO, *, limit: int | None = None) -> Stored:
    """Keep the bytes for ever and return their name; the same bytes again are the same file.

    ``content`` is an open file or comes in pieces. When this returns, a power cut no longer
    loses them; when it raises, nothing can be seen of them. Bytes already kept are left alone
    unless the disk has damaged them: then the good ones take their place.
    Raises TooLarge beyond ``limit`` bytes, and OSError when the disk cannot take them.
    """
    arriving = _folder(root / _ARRIVING) / f"{secrets.token_hex(16)}.part"
    try:
        stored = _write(arriving, _pieces(content), limit)
        _place(root, arriving, stored.sha256)
    finally:
        arriving.unlink(missing_ok=True)
    return stored


def path_of(root: Path, sha256: str) -> Path:
    """Return where bytes of this name are, or would be. Raises ValueError for no such name."""
    if not _NAME.fullmatch(sha256):
        raise ValueError("a blob is named by 64 hexadecimal digits")
    return root / sha256[:2] / sha256[2:4] / sha256


def open_blob(root: Path, sha256: str) -> BinaryIO:
    """Open bytes as they are on disk. Raises FileNotFoundError when there are none."""
    return path_of(root, sha256).open("rb")


def open_verified(root: Path, sha256: str) -> BinaryIO:
    """Open bytes only after reading them through and finding them whole; else raises Damaged."""
    content = open_blob(root, sha256)
    if _digest(content) != sha256:
        content.close()
        raise Damaged(sha256)
    content.seek(0)
    return content


def read_verified(root: Path, sha256: str) -> bytes:
    """Return the bytes, which are those that were stored. Raises Damaged when they are not."""
    with open_blob(root, sha256) as kept:
        content = kept.read()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Damaged(sha256)
    return content


def verify(root: Path, sha256: str) -> bool:
    """Say whether the bytes on disk are still those that were stored.

    Raises FileNotFoundError when there are none at all.
    """
    with open_blob(root, sha256) as content:
        return _digest(content) == sha256


def names(root: Path) -> Iterator[str]:
    """Return the name of everything kept, in order; what else lies about is passed over."""
    for path in sorted(root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")):
        if _NAME.fullmatch(path.name) and path == path_of(root, path.name):
            yield path.name


def remove_stale_temporaries(root: Path, *, older_than: dt.datetime) -> int:
    """Remove what a killed process left half written before this moment; return how many."""
    removed = 0
    for path in (root / _ARRIVING).glob("*.part"):
        with suppress(FileNotFoundError):  # it has just become a whole file
            if path.stat().st_mtime < older_than.timestamp():
                path.unlink()
                removed += 1
    return removed


def _pieces(content: Iterable[bytes] | BinaryIO) -> Iterator[bytes]:
    read = getattr(content, "read", None)
    if read is None:
        yield from content
        return
    while piece := read(BLOCK):
        yield piece


def _write(path: Path, pieces: Iterator[bytes], limit: int | None) -> Stored:
    """Write a new file to the disk's surface, counting and hashing on the way."""
    digest, size = hashlib.sha256(), 0
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        for piece in pieces:
            size += len(piece)
            if limit is not None and size > limit:
                raise TooLarge(f"more than {limit} bytes")
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return Stored(digest.hexdigest(), size)


def _place(root: Path, arriving: Path, sha256: str) -> None:
    """Give the written file its name, and make the name itself survive a power cut."""
    path = path_of(root, sha256)
    _folder(path.parent)
    if not (path.exists() and verify(root, sha256)):
        arriving.rename(path)
    _sync(path.parent)


def _folder(path: Path) -> Path:
    """Make a folder for the owner only, with every folder above it, each made to last."""
    if not path.is_dir():
        _folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
        _sync(path.parent)
    return path


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _digest(content: BinaryIO) -> str:
    digest = hashlib.sha256()
    for piece in _pieces(content):
        digest.update(piece)
    return digest.hexdigest()
