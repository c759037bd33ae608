"""What the office receives is kept for ever, byte for byte, or not at all."""

import datetime as dt
import hashlib
import io
import os
import signal
import subprocess
import sys
import threading

import pytest

from saraban import blobs

LETTER = "ที่ ภก 0017.2/123 เรื่อง ขอเชิญประชุม".encode() * 1000
NAME = hashlib.sha256(LETTER).hexdigest()


def files_below(root):
    return sorted(path for path in root.rglob("*") if path.is_file())


def test_bytes_are_kept_under_their_own_hash_and_read_back_unchanged(tmp_path):
    stored = blobs.put(tmp_path, io.BytesIO(LETTER))

    assert stored == blobs.Stored(NAME, len(LETTER))
    assert blobs.path_of(tmp_path, NAME) == tmp_path / NAME[:2] / NAME[2:4] / NAME
    assert blobs.read_verified(tmp_path, NAME) == LETTER
    with blobs.open_verified(tmp_path, NAME) as content:
        assert content.read() == LETTER


def test_bytes_may_come_in_pieces_and_may_be_none(tmp_path):
    pieces = (LETTER[start : start + 777] for start in range(0, len(LETTER), 777))

    assert blobs.put(tmp_path, pieces).sha256 == NAME
    assert blobs.put(tmp_path, []).size == 0


def test_only_the_owner_of_the_process_can_read_what_is_kept(tmp_path):
    blobs.put(tmp_path / "blobs", [LETTER])

    path = blobs.path_of(tmp_path / "blobs", NAME)
    assert path.stat().st_mode & 0o777 == 0o600
    assert {parent.stat().st_mode & 0o777 for parent in path.parents[:3]} == {0o700}


def test_the_same_bytes_twice_are_one_file_that_is_not_touched_again(tmp_path):
    blobs.put(tmp_path, [LETTER])
    before = blobs.path_of(tmp_path, NAME).stat()

    blobs.put(tmp_path, [LETTER])

    after = blobs.path_of(tmp_path, NAME).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert files_below(tmp_path) == [blobs.path_of(tmp_path, NAME)]


def test_two_clerks_storing_the_same_bytes_at_once_store_one_file(tmp_path):
    clerks = [threading.Thread(target=blobs.put, args=(tmp_path, [LETTER])) for _ in range(8)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()

    assert files_below(tmp_path) == [blobs.path_of(tmp_path, NAME)]
    assert blobs.verify(tmp_path, NAME)


def test_a_file_above_the_limit_is_refused_and_leaves_nothing(tmp_path):
    with pytest.raises(blobs.TooLarge):
        blobs.put(tmp_path, io.BytesIO(LETTER), limit=len(LETTER) - 1)

    assert files_below(tmp_path) == []
    assert blobs.put(tmp_path, io.BytesIO(LETTER), limit=len(LETTER)).sha256 == NAME


def test_an_upload_that_breaks_off_leaves_nothing(tmp_path):
    def broken_off():
        yield LETTER[:5000]
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        blobs.put(tmp_path, broken_off())

    assert files_below(tmp_path) == []


@pytest.mark.parametrize("step", ["open", "fsync", "rename", "mkdir"])
def test_a_disk_that_fails_at_any_step_leaves_no_visible_file(tmp_path, monkeypatch, step):
    def full_disk(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, full_disk)
    with pytest.raises(OSError, match="No space"):
        blobs.put(tmp_path, [LETTER])
    monkeypatch.undo()

    assert files_below(tmp_path) == []
    assert blobs.put(tmp_path, [LETTER]).sha256 == NAME


KILLED = """
import os, sys
from pathlib import Path
from saraban import blobs
step, root = sys.argv[1], Path(sys.argv[2])
def kill(*args, **kwargs): os.kill(os.getpid(), 9)
if step == "between pieces":
    blobs.put(root, (kill() if number else b"x" * 70000 for number in range(2)))
setattr(os, step, kill)
blobs.put(root, [b"x" * 70000])
"""


@pytest.mark.parametrize("step", ["between pieces", "fsync", "rename", "unlink"])
def test_a_process_killed_at_any_step_leaves_only_whole_files_visible(tmp_path, step):
    killed = subprocess.run([sys.executable, "-c", KILLED, step, str(tmp_path)], check=False)

    assert killed.returncode == -signal.SIGKILL
    assert all(blobs.verify(tmp_path, name) for name in blobs.names(tmp_path))
    assert not [path for path in files_below(tmp_path) if path.suffix not in {".part", ""}]
    blobs.remove_stale_temporaries(tmp_path, older_than=dt.datetime.max.replace(tzinfo=dt.UTC))
    assert len(files_below(tmp_path)) == len(list(blobs.names(tmp_path)))


def test_only_old_temporaries_are_removed(tmp_path):
    blobs.put(tmp_path, [LETTER])
    left_behind = tmp_path / ".arriving" / "left.part"
    left_behind.write_bytes(b"half a letter")
    made_at = dt.datetime.fromtimestamp(left_behind.stat().st_mtime, dt.UTC)
    hour = dt.timedelta(hours=1)

    assert blobs.remove_stale_temporaries(tmp_path, older_than=made_at - hour) == 0
    assert blobs.remove_stale_temporaries(tmp_path, older_than=made_at + hour) == 1
    assert files_below(tmp_path) == [blobs.path_of(tmp_path, NAME)]


def test_one_flipped_bit_on_disk_is_noticed_and_not_served(tmp_path):
    blobs.put(tmp_path, [LETTER])
    path = blobs.path_of(tmp_path, NAME)
    path.write_bytes(LETTER[:99] + bytes([LETTER[99] ^ 1]) + LETTER[100:])

    assert not blobs.verify(tmp_path, NAME)
    with pytest.raises(blobs.Damaged):
        blobs.read_verified(tmp_path, NAME)
    with pytest.raises(blobs.Damaged):
        blobs.open_verified(tmp_path, NAME)


def test_good_bytes_that_arrive_again_take_the_place_of_damaged_ones(tmp_path):
    blobs.put(tmp_path, [LETTER])
    blobs.path_of(tmp_path, NAME).write_bytes(b"rotten")

    blobs.put(tmp_path, [LETTER])

    assert blobs.verify(tmp_path, NAME)


def test_bytes_that_are_not_there_are_missed_and_strange_names_refused(tmp_path):
    with pytest.raises(FileNotFoundError):
        blobs.verify(tmp_path, NAME)
    for name in ("../../etc/passwd", NAME[:-1], NAME.upper(), NAME + "\n", ""):
        with pytest.raises(ValueError, match="64 hexadecimal"):
            blobs.path_of(tmp_path, name)


def test_everything_kept_can_be_listed(tmp_path):
    kept = sorted(blobs.put(tmp_path, [bytes([number])]).sha256 for number in range(20))
    (tmp_path / "ab").mkdir(exist_ok=True)
    (tmp_path / "ab" / "note.txt").write_text("not ours")

    assert list(blobs.names(tmp_path)) == kept
