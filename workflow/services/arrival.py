"""What has just been registered waits on the desk of the office that registered it."""

import datetime as dt
import json

from saraban.access import Actor
from saraban.models import Appointment, Direction, Event, Letter, User
from workflow.models import Purpose, Step
from workflow.states import State


def on_event(letter: Letter, event: Event) -> None:
    """Open the first step of a letter that came in, in the act of registering it.

    A subscriber of the journal: so that no registered letter is ever on nobody's desk. The
    step counts as received, with the number that was given.
    """
    has_arrived = event.verb == Event.Verb.REGISTERED and letter.direction == Direction.INCOMING
    if not has_arrived or event.post is None or event.user is None:
        return
    _lay(letter, event.user, event.post, at=event.at, entry=json.loads(event.facts)["entry"])


def lay_on_own_desk(letter: Letter, *, by: Actor, at: dt.datetime) -> None:
    """Let a letter that was just signed wait where it belongs, to be sent out from there."""
    _lay(letter, by.user, by.post, at=at, entry=None)


def _lay(
    letter: Letter, user: User, post: Appointment, *, at: dt.datetime, entry: int | None
) -> None:
    Step.objects.create(
        letter=letter,
        office=letter.office,
        purpose=Purpose.CONSIDERATION,
        state=State.RECEIVED,
        sent_by=user,
        sent_as=post,
        sent_from=letter.office,
        sent_at=at,
        received_by=user,
        received_as=post,
        received_at=at,
        entry_id=entry,
    )
