"""Jobs and duties that leave a trace, for the tests of those who do them."""

import datetime as dt

from django_tasks import task

DONE: list[object] = []


@task
def stamp_a_letter(number: int) -> None:
    DONE.append(number)


@task
def read_a_broken_file() -> None:
    raise ValueError("broken")


def ring_the_bell(at: dt.datetime) -> None:
    DONE.append(at)


def trip_over(at: dt.datetime) -> None:
    raise RuntimeError("the bell rope is torn")
