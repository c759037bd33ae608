"""Looks at the directory of a ZIP container and refuses a bad one, before anything opens it."""

import struct
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

MAX_MEMBERS = 2_000
MAX_DIRECTORY = 1 << 20
MAX_UNPACKED = 300 << 20
MAX_RATIO = 150
RATIO_COUNTS_FROM = 10 << 20

END = b"PK\x05\x06"
_END_SIZE = 22
_LOCATOR, _LOCATOR_SIZE = b"PK\x06\x07", 20  # of a second directory, for files above 4 GiB
TAIL = _END_SIZE + 0xFFFF


class Fault(StrEnum):
    """What is wrong with a container."""

    BROKEN = "broken"
    BOMB = "bomb"
    ENCRYPTED = "encrypted"
    STRANGE = "strange"


class BadArchive(ValueError):
    """The container is not opened, for this fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class _End:
    """The end record of a ZIP file: how many members, where their directory is."""

    members: int
    directory_size: int
    directory_at: int
    stands_at: int


def members_of(content: BinaryIO) -> list[str]:
    """Return the names in a ZIP container, after judging its directory; reads no member.

    Raises BadArchive: bytes before or after the container, more than 2,000 members, more
    than 300 MiB unpacked, a ratio above 150, overlapping or doubled members, a password.
    """
    end = _end_of(content)
    _require(end.members <= MAX_MEMBERS and end.directory_size <= MAX_DIRECTORY, Fault.BOMB)
    try:
        with zipfile.ZipFile(content) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        raise BadArchive(Fault.BROKEN) from error
    _judge(members, end)
    return [member.filename for member in members]


def ends_in_archive(content: BinaryIO) -> bool:
    """Say whether a file of another type is a ZIP container as well, read from its end."""
    size = content.seek(0, 2)
    start = content.seek(max(0, size - TAIL))
    return _find_end(content.read(), start, size) is not None


def _end_of(content: BinaryIO) -> _End:
    """Read the end record, which must be the last thing in the file and tell one story."""
    content.seek(0)
    _require(content.read(4) == b"PK\x03\x04", Fault.STRANGE)
    size = content.seek(0, 2)
    start = content.seek(max(0, size - _END_SIZE - _LOCATOR_SIZE))
    tail = content.read()
    end = _find_end(tail[-_END_SIZE:], size - _END_SIZE, size)
    if end is None:
        raise BadArchive(Fault.BROKEN)
    _require(end.directory_at + end.directory_size == end.stands_at, Fault.STRANGE)
    _require(not tail.startswith(_LOCATOR) or start == 0, Fault.STRANGE)
    return end


def _find_end(tail: bytes, start: int, size: int) -> _End | None:
    """Find the end record whose comment reaches exactly to the end of the file."""
    place = tail.rfind(END)
    while place >= 0:
        record = tail[place : place + _END_SIZE]
        if len(record) == _END_SIZE:
            fields = struct.unpack("<4s4H2LH", record)
            if start + place + _END_SIZE + fields[7] == size and fields[4]:
                return _End(fields[4], fields[5], fields[6], start + place)
        place = tail.rfind(END, 0, place)
    return None


def _judge(members: list[zipfile.ZipInfo], end: _End) -> None:
    _require(not any(member.flag_bits & 1 for member in members), Fault.ENCRYPTED)
    _require(len(members) == end.members, Fault.STRANGE)
    _require(len({member.filename for member in members}) == len(members), Fault.STRANGE)
    plain = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    _require(all(member.compress_type in plain for member in members), Fault.STRANGE)
    _require(sum(member.file_size for member in members) <= MAX_UNPACKED, Fault.BOMB)
    _require(not any(_is_blown_up(member) for member in members), Fault.BOMB)
    _require(not _overlap(members, end), Fault.BOMB)


def _is_blown_up(member: zipfile.ZipInfo) -> bool:
    ratio = member.file_size / max(1, member.compress_size)
    return member.file_size > RATIO_COUNTS_FROM and ratio > MAX_RATIO


def _overlap(members: list[zipfile.ZipInfo], end: _End) -> bool:
    """Say whether two members share bytes, which is how small bombs are built."""
    spans = sorted((member.header_offset, member.compress_size) for member in members)
    starts = [start for start, _size in spans[1:]] + [end.directory_at]
    return any(
        start + size > following for (start, size), following in zip(spans, starts, strict=True)
    )


def _require(holds: bool, fault: Fault) -> None:
    if not holds:
        raise BadArchive(fault)
