"""What a child process gives up before it touches a file that others made (Linux)."""

import ctypes
import os
import resource
import signal
import struct
import sys
from pathlib import Path

from saraban.reading.terms import Limits

MIB = 1 << 20
_LIBC = ctypes.CDLL(None, use_errno=True)

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_READ_FILE, _READ_DIRECTORY, _EXECUTE, _WRITE_FILE = 1 << 2, 1 << 3, 1 << 0, 1 << 1
_SYSTEM = (
    *("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/fonts", "/etc/localtime"),
    *(sys.prefix, sys.base_prefix, str(Path(__file__).resolve().parents[1])),
)


def leave_network() -> None:
    """Leave every network, where the kernel lets this user do so; else stay as we are."""
    if _LIBC.unshare(_CLONE_NEWNET) != 0:
        _LIBC.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def die_with(parent: int) -> None:
    """Be killed when the process that made this one ends, even if it ends right now."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def confine(limits: Limits, *, readable: Path) -> None:
    """Give up memory, CPU and files beyond the limits, and all files but one and the system's.

    Nothing can be written anywhere. The rules about files need a kernel with Landlock; without
    it only the resource limits hold.
    """
    _set_limits(limits)
    _LIBC.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if can_lock_files():
        _lock_files(_landlock_version(), readable)


def can_lock_files() -> bool:
    """Say whether this kernel can keep a child from every file but its own."""
    return _landlock_version() > 0


def _landlock_version() -> int:
    version: int = _LIBC.syscall(_CREATE_RULESET, None, 0, 1)
    return version


def _set_limits(limits: Limits) -> None:
    ceilings = {
        resource.RLIMIT_AS: (limits.memory, limits.memory),
        resource.RLIMIT_CPU: (limits.cpu_seconds, limits.cpu_seconds + 1),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_NOFILE: (64, 64),
    }
    for kind, ceiling in ceilings.items():
        resource.setrlimit(kind, ceiling)


def _lock_files(version: int, readable: Path) -> None:
    """Set Landlock rules: read the system and the one file, write to /dev/null, signal nobody."""
    rights = (1 << min(12 + version, 15)) - 1
    network, scope = (3 if version >= 4 else 0), (3 if version >= 6 else 0)
    parts = {1: 1, 2: 1, 3: 1, 4: 2, 5: 2}.get(version, 3)
    attributes = struct.pack("QQQ", rights, network, scope)[: 8 * parts]
    ruleset = _LIBC.syscall(_CREATE_RULESET, attributes, len(attributes), 0)
    for place in _SYSTEM:
        _allow(ruleset, place, _READ_FILE | _READ_DIRECTORY | _EXECUTE)
    _allow(ruleset, str(readable), _READ_FILE)
    _allow(ruleset, "/dev/null", _READ_FILE | _WRITE_FILE)
    _LIBC.syscall(_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)


def _allow(ruleset: int, place: str, rights: int) -> None:
    """Allow rights on a file, or on all below a folder; what is not there needs no right."""
    try:
        handle = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    if not Path(place).is_dir():
        rights &= ~_READ_DIRECTORY
    _LIBC.syscall(_ADD_RULE, ruleset, 1, struct.pack("=Qi", rights, handle), 0)
    os.close(handle)
