"""What is said to a person when an act is not allowed now."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db.models import Model


class Refusal(Exception):
    """An answer to a person: what is refused, why, and what to do; a whole Thai sentence."""


def refuse_unless_whole(row: Model, *, exclude: Collection[str] = ()) -> None:
    """Refuse a row whose fields break their own rules, in the words of those rules.

    What must never be false of a row stands in the database and needs no question here.
    """
    try:
        row.full_clean(exclude=exclude, validate_constraints=False)
    except ValidationError as error:
        raise Refusal(" ".join(error.messages)) from None
