"""What is said to a person when an act is not allowed now."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db.models import Model


class Refusal(Exception):  # noqa: N818 - an answer, not an error
    """An answer to a person: what is refused, why, and what to do; a whole Thai sentence."""


def refuse_unless_whole(row: Model, *, exclude: Collection[str] = ()) -> None:
    """Refuse a row that breaks its own model's rules, in the words of those rules."""
    try:
        row.full_clean(exclude=exclude)
    except ValidationError as error:
        raise Refusal(" ".join(error.messages)) from None
