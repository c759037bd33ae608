"""The one-time link that lets the first administrator in: only its hash is kept, in the home."""

import datetime as dt
import hashlib
import json
import secrets
from pathlib import Path

from django.conf import settings
from django.utils.crypto import constant_time_compare

from saraban.models import User

GOOD_FOR = dt.timedelta(hours=24)


def invite_first_administrator(*, at: dt.datetime) -> str:
    """Return the word of a new link, good for a day; an older link stops working."""
    word = secrets.token_urlsafe(32)
    place = _place()
    place.touch(mode=0o600)
    until = (at + GOOD_FOR).isoformat()
    place.write_text(json.dumps({"sha256": _digest(word), "until": until}), encoding="ascii")
    return word


def is_invited(word: str, *, at: dt.datetime) -> bool:
    """Say whether a link is good now: the last one printed, in its time, and nobody here yet."""
    try:
        kept = json.loads(_place().read_text(encoding="ascii"))
    except FileNotFoundError:
        return False
    in_time = at < dt.datetime.fromisoformat(kept["until"])
    return in_time and constant_time_compare(kept["sha256"], _digest(word)) and is_empty()


def close_invitation() -> None:
    """Make the link useless, for it has been used."""
    _place().unlink(missing_ok=True)


def is_empty() -> bool:
    """Say whether nobody can sign in yet."""
    return not User.objects.exists()


def _place() -> Path:
    return Path(settings.HOME) / "invitation.json"


def _digest(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()
