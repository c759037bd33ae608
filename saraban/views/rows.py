"""One row of a list of letters: what stands in it, already in words."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from saraban import thai
from saraban.models import Direction, Letter


@dataclass(frozen=True)
class LetterRow:
    """A letter in a list: its number large, what it is, where it stands, and when."""

    letter: Letter
    number: str
    number_note: str = ""
    state: str = ""
    when: str = ""
    when_note: str = ""
    is_late: bool = False


def row_of(letter: Letter, number: int | None) -> LetterRow:
    """Return the row of a letter in a list of many offices' letters."""
    day = thai.format_date(letter.dated) if letter.dated else ""
    if letter.direction != Direction.INCOMING:
        return LetterRow(letter, letter.reference, state=letter.office.label, when=day)
    received = letter.received_at
    return LetterRow(
        letter,
        str(number or ""),
        number_note=thai.format_date(timezone.localdate(received)) if received else "",
        state=letter.office.label,
        when=day,
        when_note=letter.reference,
    )


def draft_row(letter: Letter) -> LetterRow:
    """Return the row of a letter that is still being written."""
    day = thai.format_date(timezone.localdate(letter.created_at))
    return LetterRow(letter, _("ร่าง"), number_note=str(letter.get_kind_display()), when=day)
