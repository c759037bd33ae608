"""What the letters of the demo are about, and a matter written out with the facts of one day."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import NamedTuple

from saraban.thai import thai_digits
from workflow.demo.facts import Facts, answer_day, facts_for, reference_of
from workflow.demo.senders import Sender, senders, table


class Matter(NamedTuple):
    """Something that is written about again and again, each time with other facts.

    ``to``, ``lands`` and ``by`` are keys of offices and people; ``days`` is how long an answer
    may take.
    """

    subject: str
    body: str
    to: str = ""
    senders: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    answer: str = ""
    days: int = 0
    urgent: int = 0
    level: int = 0
    circular: bool = False
    weighty: bool = False
    at: str = ""
    kind: str = ""
    by: str = ""
    signer: str = ""
    agency: str = ""
    addressee: str = ""
    up: str = ""
    lands: str = ""


@dataclass(frozen=True)
class Written:
    """A matter as one letter says it on one day."""

    matter: Matter
    facts: Facts
    subject: str
    body: str
    enclosures: tuple[str, ...]
    dated: dt.date
    deadline: dt.date
    sender: Sender | None = None
    reference: str = ""
    signer: str = ""


@cache
def matters(name: str) -> tuple[Matter, ...]:
    """Return the matters of a table that ships with the demo, in its order."""
    return tuple(_matter(entry) for entry in table(f"letters_{name}")["letter"])


def arriving(
    matter: Matter, rng: Random, *, dated: dt.date, deadline: dt.date | None = None
) -> Written:
    """Write out a matter as a letter of one of the bodies that write about it."""
    sender = senders()[rng.choice(matter.senders)]
    wanted = deadline or answer_day(rng, on=dated, days=matter.days)
    facts = facts_for(rng, on=dated, sender=sender.name, deadline=wanted)
    subject = matter.subject.format_map(facts)
    return Written(
        matter,
        facts,
        subject=_as_typed(subject, sender, rng),
        body=matter.body.format_map(facts).strip(),
        enclosures=tuple(line.format_map(facts) for line in matter.enclosures),
        dated=dated,
        deadline=wanted,
        sender=sender,
        reference=reference_of(sender, rng, on=dated, is_circular=matter.circular),
        signer=facts["person"],
    )


def own(matter: Matter, rng: Random, *, on: dt.date, sender: str) -> Written:
    """Write out a matter as a letter written here."""
    deadline = answer_day(rng, on=on, days=matter.days)
    facts = facts_for(rng, on=on, sender=sender, deadline=deadline)
    return Written(
        matter,
        facts,
        subject=matter.subject.format_map(facts),
        body=matter.body.format_map(facts).strip(),
        enclosures=(),
        dated=on,
        deadline=deadline,
    )


def _matter(entry: dict[str, object]) -> Matter:
    known = {"senders" if key == "from" else key: _frozen(value) for key, value in entry.items()}
    return Matter(**known)  # type: ignore[arg-type]


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _as_typed(subject: str, sender: Sender, rng: Random) -> str:
    """Return the subject in the digits of the letter or, as often, in those of the clerk."""
    is_plain = not any("A" <= letter <= "z" for letter in subject)
    copies_digits = sender.digits == "THAI" and is_plain and rng.random() < 0.5
    return thai_digits(subject) if copies_digits else subject
