"""What happens in the demo: how many letters of which kind come when, and how far each one goes."""

import datetime as dt
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from saraban.thai import BANGKOK
from workflow.demo.matters import Matter, Written, arriving, matters
from workflow.demo.moments import in_working_hours, is_working_day
from workflow.demo.offices import PAO, PROVINCE

ARRIVING = {PAO: 196, PROVINCE: 56}
IN_TRAY = {PAO: 5, PROVINCE: 3}
SECRET = 11
WRITTEN = 27
RECENT = dt.timedelta(days=18)
JUST_NOW = dt.timedelta(days=2)
ACTED_IN = dt.timedelta(days=70)
"""How long before the demo's day somebody has been acting for the director of supply."""
STRETCHES = (
    (0.6, dt.timedelta(days=45)),
    (0.75, dt.timedelta(days=18)),
    (1.0, dt.timedelta(0)),
)
"""How much of everything has happened when so many days are left."""
LONG_DELAYED_EVERY = 23
DUE_TODAY = (4, 9, 14, 19)
"""Which of the last letters of an agency want their answer on the very day of the demo."""

RECENT_STAYS = (
    *("chief", "office", "end", "deputy", "signer", "officer", "registry", "director", "end"),
    *("chief", "officer", "draft", "office", "deputy", "end"),
)
WRITTEN_STAYS = ("signer", "signer", "signer", "draft", "there", "chief", "end", "draft")


class Arrival(NamedTuple):
    """One letter that will arrive: where, when, what it says, how far and which way it goes."""

    agency: str
    start: dt.datetime
    written: Written
    stays: str
    way: str
    answers: bool
    rng: Random


class Writing(NamedTuple):
    """One letter that will be written here: on what, when, and how far it comes."""

    matter: Matter
    start: dt.datetime
    stays: str
    rng: Random
    is_voided_first: bool


class Span(NamedTuple):
    """From when to when the demo is told, from which seed, and how much of it."""

    begins: dt.datetime
    at: dt.datetime
    seed: int
    share: float = 1

    def chance(self, *of: object) -> Random:
        """Return the chance that rules one letter, the same each time the demo is built."""
        return Random(" ".join(map(str, (self.seed, *of))))  # noqa: S311 - no secret

    def count(self, whole: int) -> int:
        """Return how many of so many there are in this share, at least one."""
        return max(1, round(whole * self.share))

    def moments(self, count: int, *, before_end: dt.timedelta) -> Iterator[dt.datetime]:
        """Yield moments, evenly within each stretch, densest at the end."""
        at = self.at - before_end
        done, since = 0, self.begins
        for share, left in STRETCHES:
            until = max(self.begins, at - left)
            here = round(count * share) - done
            for place in range(here):
                yield since + (until - since) * ((place + 0.5) / here)
            done, since = done + here, until


def arrivals(span: Span) -> Iterator[Arrival]:
    """Yield the letters that arrive at each agency, in the order in which they do."""
    for agency, whole in ARRIVING.items():
        known, count = matters(agency), span.count(whole)
        for place, start in enumerate(span.moments(count, before_end=dt.timedelta(0))):
            rng = span.chance(agency, place)
            matter = known[(place * 7 + place // len(known)) % len(known)]
            is_due_today = count - place in DUE_TODAY
            yield _arrival(agency, matter, place, start, rng, at=span.at, is_due_today=is_due_today)


def secrets(span: Span) -> Iterator[Arrival]:
    """Yield the letters of a level of secrecy; the last two lie on a chief's desk."""
    known, count = matters("secret"), span.count(SECRET)
    for place, start in enumerate(span.moments(count, before_end=dt.timedelta(days=2))):
        rng = span.chance("secret", place)
        matter = known[place % len(known)]
        written = arriving(matter, rng, dated=_dated(start, rng, matter))
        stays = "chief" if place >= count - 2 else "end"
        yield Arrival(matter.at, start, written, stays, "", answers=False, rng=rng)


def writings(span: Span) -> Iterator[Writing]:
    """Yield what the agencies write: the matter, when, and how far it goes."""
    count = span.count(WRITTEN)
    for place, start in enumerate(span.moments(count, before_end=dt.timedelta(days=4))):
        left = count - 1 - place
        stays = WRITTEN_STAYS[left] if left < len(WRITTEN_STAYS) else "end"
        known = [one for one in matters("written") if _can_be_written(one, stays, start, span.at)]
        matter, rng = known[place * 11 % len(known)], span.chance("written", place)
        is_voided = place == count * 3 // 10
        yield Writing(matter, start, stays, rng, is_voided_first=is_voided)


def in_tray(span: Span) -> Iterator[Arrival]:
    """Yield letters whose files came in during the last hours and wait to be registered."""
    for agency, count in IN_TRAY.items():
        known = matters(agency)
        for place in range(count):
            rng = span.chance("waiting", agency, place)
            matter = known[(place * 11 + 2) % len(known)]
            yesterday = span.at - dt.timedelta(days=1)
            written = arriving(matter, rng, dated=_dated(yesterday, rng, matter))
            start = span.at - dt.timedelta(minutes=7 + 23 * place)
            yield Arrival(agency, start, written, "", "", answers=False, rng=rng)


def _can_be_written(matter: Matter, stays: str, start: dt.datetime, at: dt.datetime) -> bool:
    """Say whether the signer held the post then; what is not signed waits at the chief."""
    if stays == "signer":
        return matter.signer == "wichai"
    return at - start < ACTED_IN or matter.signer != "supply"


def _arrival(
    agency: str,
    matter: Matter,
    place: int,
    start: dt.datetime,
    rng: Random,
    *,
    at: dt.datetime,
    is_due_today: bool,
) -> Arrival:
    start = in_working_hours(start, rng)
    today = at.astimezone(BANGKOK).date() if is_due_today else None
    written = arriving(matter, rng, dated=_dated(start, rng, matter), deadline=today)
    stays = "officer" if is_due_today else _stays(matter, place, start, at=at)
    answers = bool(matter.answer) and (stays in {"signer", "draft"} or place % 8 == 0)
    way = _way(matter, place, stays, is_answered=answers)
    return Arrival(agency, start, written, stays, way, answers, rng)


def _stays(matter: Matter, place: int, start: dt.datetime, *, at: dt.datetime) -> str:
    """Say how far a letter comes: old ones to their end, but for a few; new ones variously."""
    if at - start > RECENT:
        return "officer" if place % LONG_DELAYED_EVERY == 5 else "end"
    if at - start < JUST_NOW and place % 2:
        return "registry"
    stays = RECENT_STAYS[place % len(RECENT_STAYS)]
    if stays in {"chief", "deputy"}:
        return "chief" if matter.weighty else "deputy"
    if stays in {"signer", "draft"} and not matter.answer:
        return "officer"
    return stays


def _way(matter: Matter, place: int, stays: str, *, is_answered: bool) -> str:
    """Name the way of a letter; most of those that go to their end need no order."""
    if stays == "end" and not is_answered:
        if matter.circular:
            return "circulated" if place % 3 else "noted"
        if place % 5 in {1, 3}:
            return "noted"
        if place % 10 == 6:
            return "filed"
    if place % 17 == 3 and stays != "registry":
        return "taken back"
    return "given back" if place % 19 == 8 and stays in {"end", "officer"} else ""


def _dated(start: dt.datetime, rng: Random, matter: Matter) -> dt.date:
    """Return the letter's own day: a working day up to a week before it came, or the same."""
    day = start.astimezone(BANGKOK).date()
    day -= dt.timedelta(days=0 if matter.days == 1 else rng.randint(0, 6))
    while not is_working_day(day):
        day -= dt.timedelta(days=1)
    return day
