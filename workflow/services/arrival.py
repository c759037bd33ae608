"""What has just been registered waits on the desk of the office that registered it."""

import json

from saraban.models import Direction, Event, Letter
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
    Step.objects.create(
        letter=letter,
        office=letter.office,
        purpose=Purpose.CONSIDERATION,
        state=State.RECEIVED,
        sent_by=event.user,
        sent_as=event.post,
        sent_from=letter.office,
        sent_at=event.at,
        received_by=event.user,
        received_as=event.post,
        received_at=event.at,
        entry_id=json.loads(event.facts)["entry"],
    )
