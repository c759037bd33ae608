"""The time of the demo: working hours, and many lives told in the order in which things happen."""

import datetime as dt
import heapq
from collections.abc import Iterable, Iterator
from random import Random

from saraban.thai import BANGKOK

Life = Iterator[dt.datetime]
"""The life of a letter: yields the moment of its next act, and does the act when resumed."""

OPENS, CLOSES = dt.time(8, 30), dt.time(16, 30)
HOLIDAYS = {(1, 1), (4, 6), (4, 13), (4, 14), (4, 15), (5, 1), (12, 31)}


class Clock:
    """Where one life stands in time; it moves on through working hours only."""

    def __init__(self, start: dt.datetime, rng: Random) -> None:
        self._rng = rng
        self.now = in_working_hours(start, rng)

    @property
    def today(self) -> dt.date:
        return self.now.astimezone(BANGKOK).date()

    def after(self, least: float, most: float) -> dt.datetime:
        """Move on by so many working hours, at random between the two, and return the moment."""
        minutes = self._rng.randint(round(least * 60), round(most * 60))
        while minutes > 0:
            left = int((at_time(self.today, CLOSES) - self.now).total_seconds() // 60)
            step = min(minutes, max(left, 0))
            self.now += dt.timedelta(minutes=step)
            minutes -= step
            if minutes > 0:
                self.now = at_time(next_working_day(self.today), OPENS)
        return self.now


def tell(lives: Iterable[Life], *, until: dt.datetime) -> int:
    """Let all lives happen side by side up to a moment; return how many acts there were.

    Whatever lies after that moment has not happened: letters stay where they then were.
    """
    queue: list[tuple[dt.datetime, int, Life]] = []
    for order, life in enumerate(lives):
        _resume(queue, order, life, until)
    done = 0
    while queue:
        _moment, order, life = heapq.heappop(queue)
        _resume(queue, order, life, until)
        done += 1
    return done


def in_working_hours(moment: dt.datetime, rng: Random) -> dt.datetime:
    """Return the moment, or one in the morning of the next working day if nobody works then."""
    here = moment.astimezone(BANGKOK)
    day = here.date()
    if is_working_day(day) and OPENS <= here.time() < CLOSES:
        return here.replace(second=0, microsecond=0)
    if not is_working_day(day) or here.time() >= CLOSES:
        day = next_working_day(day)
    return at_time(day, OPENS) + dt.timedelta(minutes=rng.randint(0, 170))


def is_working_day(day: dt.date) -> bool:
    """Say whether offices are open on a day."""
    return day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS


def next_working_day(day: dt.date) -> dt.date:
    """Return the first working day after a day."""
    day += dt.timedelta(days=1)
    while not is_working_day(day):
        day += dt.timedelta(days=1)
    return day


def working_day_after(day: dt.date, days: int) -> dt.date:
    """Return the working day on, or next after, so many days later."""
    return next_working_day(day + dt.timedelta(days=days - 1))


def at_time(day: dt.date, time: dt.time) -> dt.datetime:
    """Return a moment of a day in Thailand."""
    return dt.datetime.combine(day, time, tzinfo=BANGKOK)


def _resume(
    queue: list[tuple[dt.datetime, int, Life]], order: int, life: Life, until: dt.datetime
) -> None:
    """Let a life do what it was about to do, and queue it for its next act if that has come."""
    moment = next(life, None)
    if moment is not None and moment <= until:
        heapq.heappush(queue, (moment, order, life))
