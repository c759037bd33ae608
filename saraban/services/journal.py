"""The journal: what happened, written once, in the transaction of the act itself."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.utils.module_loading import import_string

from saraban.access import Actor
from saraban.models import Event, Letter, Office, Register

Facts = Mapping[str, object]
ChainOwner = Register | Letter | Office


class Place(NamedTuple):
    """The next place on a chain: the head it hangs on, and its number. Its row is locked."""

    head: str
    length: int


FACE = (
    "direction kind office_id is_circular reference dated sender recipient addressee subject "
    "urgency secrecy salutation body closing enclosure_note received_at registered_at signed_at "
    "closed_at"
).split()


def note(
    letter: Letter,
    verb: Event.Verb,
    *,
    by: Actor | None,
    at: dt.datetime,
    register: Register | None = None,
    **facts: object,
) -> Event:
    """Write that something was done to a letter, and tell those who keep something in step.

    The event goes on the chain of the register that was touched, else on the letter's own. The
    letter's version is raised. All of it stands in this transaction: if anybody who is told
    fails, nothing happened. ``by`` is None only for what the system does by itself.
    """
    owner = register or letter
    told = {**facts, **next_face(letter)}
    return write(owner, verb, _next_place(owner), by=by, at=at, letter=letter, facts=told)


def next_face(letter: Letter) -> dict[str, object]:
    """Raise the letter's version, bring in step what is kept of it, and return its face.

    The face is that of the row, not of what is in memory: somebody else may have changed the
    row since it was read; from here on nobody can. Done before a register's row is locked, for
    everybody waits at that row.
    """
    rows = Letter.objects.filter(pk=letter.pk)
    rows.update(version=F("version") + 1)
    shown: dict[str, object] = dict(rows.values("version", *FACE).get())
    letter.version = shown.pop("version")  # type: ignore[assignment]
    for index in _called(tuple(settings.SARABAN_INDEXERS)):
        index(letter)
    return {"face": _face(shown), "version": letter.version}


def write(
    owner: ChainOwner,
    verb: Event.Verb,
    place: Place,
    *,
    by: Actor | None,
    at: dt.datetime,
    letter: Letter | None,
    facts: Facts,
) -> Event:
    """Write an event at the place its chain has ready, move the head, and tell who subscribed."""
    event = Event(
        chain=chain_of(owner),
        sequence=place.length,
        verb=verb,
        letter=letter,
        user=by.user if by else None,
        post=by.post if by else None,
        at=at,
        facts=canonical({key: _plain(value) for key, value in facts.items()}),
        previous_hash=place.head,
    )
    event.hash = hash_of(event)
    event.save(force_insert=True)
    type(owner)._default_manager.filter(pk=owner.pk).update(chain_head=event.hash)
    owner.chain_head, owner.chain_length = event.hash, place.length
    if letter is not None:
        for subscriber in _called(tuple(settings.SARABAN_JOURNAL_SUBSCRIBERS)):
            subscriber(letter, event)
    return event


def note_administration(
    office: Office, *, by: Actor | None, at: dt.datetime, **facts: object
) -> Event:
    """Write that people or offices were administered, on the chain of the agency."""
    agency = Office.objects.get(path=office.agency_path)
    place = _next_place(agency)
    return write(agency, Event.Verb.ADMINISTERED, place, by=by, at=at, letter=None, facts=facts)


def face_of(letter: Letter) -> str:
    """Return the SHA-256 of all that stands on a letter, so that a later change is noticed."""
    return _face({name: getattr(letter, name) for name in FACE})


def canonical(value: object) -> str:
    """Return JSON in the one form that is hashed: sorted keys, no blanks, real Thai."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def hash_of(event: Event) -> str:
    """Return the hash an event must carry: over the hash before it and all it says."""
    said = {
        "chain": event.chain,
        "sequence": event.sequence,
        "verb": str(event.verb),
        "letter": event.letter_id,
        "user": event.user_id,
        "post": event.post_id,
        "at": _plain(event.at),
        "facts": event.facts,
    }
    return _digest(event.previous_hash + canonical(said))


def chain_of(owner: ChainOwner) -> str:
    """Return the name of the chain whose head stands in this row: ``register/7``."""
    return f"{owner._meta.model_name}/{owner.pk}"


def _face(shown: Facts) -> str:
    return _digest(canonical({name: _plain(value) for name, value in shown.items()}))


def _next_place(owner: ChainOwner) -> Place:
    """Lock the row that holds the chain; return its head and the new length. One statement."""
    table = owner._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET chain_length = chain_length + 1 WHERE id = %s "  # noqa: S608
            "RETURNING chain_head, chain_length",
            [owner.pk],
        )
        return Place(*cursor.fetchone())


def _plain(value: object) -> object:
    """Turn a moment into UTC ISO text and a day into ISO text; leave the rest."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, dt.date) else value


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _called(names: tuple[str, ...]) -> tuple[Callable[..., Any], ...]:
    return tuple(import_string(name) for name in names)
