"""A form sent twice does its act once: the second sending gets the first one's answer."""

import datetime as dt
import uuid

from saraban.models import Submission, User


def answer_to(key: uuid.UUID, *, user: User) -> str | None:
    """Return where the form with this key led to, or None if it has not been answered.

    A key of somebody else's form answers nothing.
    """
    found = Submission.objects.filter(key=key, user=user).values_list("location", flat=True)
    return found.first()


def is_claimed(key: uuid.UUID) -> bool:
    """Say whether the form with this key was sent by anybody, so that it cannot be sent again."""
    return Submission.objects.filter(key=key).exists()


def claim(key: uuid.UUID, *, user: User, at: dt.datetime) -> None:
    """Take the form's key inside the act's own transaction, before anything else is done.

    A twin that runs at the same time waits here until this act has ended, and then fails with
    ``IntegrityError`` if it has succeeded.
    """
    Submission.objects.create(key=key, user=user, location="", answered_at=at)


def remember(key: uuid.UUID, *, location: str) -> None:
    """Keep the answer next to the key, in the same transaction."""
    Submission.objects.filter(key=key).update(location=location)


def release(key: uuid.UUID, *, user: User) -> None:
    """Let a form that was claimed and never answered be sent again."""
    Submission.objects.filter(key=key, user=user, location="").delete()
