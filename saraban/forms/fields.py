"""Fields as Thai offices fill them: clean text, days in Buddhist years, levels as choices."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saraban import thai
from saraban.models import Secrecy, Urgency

MISSING = {"required": _("โปรดกรอกช่องนี้")}


class CleanText(forms.CharField):
    """One line or several of typed text, cleaned of what a clerk cannot see."""

    def __init__(self, *, lines: int = 1, **known: object) -> None:
        if lines > 1:
            known["widget"] = forms.Textarea(attrs={"rows": lines})
        known.setdefault("error_messages", MISSING)
        super().__init__(**known)  # type: ignore[arg-type]

    def to_python(self, value: object) -> str | None:
        """Clean before length and emptiness are looked at; NUL and lone surrogates fall away."""
        text = super().to_python(value)
        return thai.normalise(text).strip() if text else text


class CleanLine(CleanText):
    """One line of typed text: line breaks become blanks."""

    def to_python(self, value: object) -> str | None:
        text = super().to_python(value)
        return " ".join(text.split()) if text else text


class ThaiDay(forms.CharField):
    """A day, typed in any Thai form; shown back as 3 พ.ค. 2564."""

    def __init__(self, **known: object) -> None:
        known.setdefault("error_messages", MISSING)
        known.setdefault("help_text", _("เช่น 22 พ.ย. 69 หรือ 22/11/2569"))
        known.setdefault("max_length", 60)
        super().__init__(**known)  # type: ignore[arg-type]

    def prepare_value(self, value: object) -> object:
        return thai.format_date(value) if isinstance(value, dt.date) else value

    def clean(self, value: object) -> dt.date | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return thai.parse_date(text, today=timezone.localdate())
        except ValueError as error:
            raise ValidationError(str(error)) from None


class ThaiMoment(ThaiDay):
    """A day with a time, or a day alone, which then means the end of office hours."""

    END_OF_OFFICE = dt.time(16, 30)

    def prepare_value(self, value: object) -> object:
        return thai.format_moment(value) if isinstance(value, dt.datetime) else value

    def clean(self, value: object) -> dt.datetime | None:
        text = forms.CharField.clean(self, value)
        if not text:
            return None
        today = timezone.localdate()
        try:
            return thai.parse_moment(text, today=today)
        except ValueError:
            day = super().clean(value)
        if day is None:
            return None
        return dt.datetime.combine(day, self.END_OF_OFFICE, tzinfo=thai.BANGKOK)


class Level(forms.TypedChoiceField):
    """One of the ordered levels printed on letters."""

    def __init__(self, levels: type[Urgency] | type[Secrecy], **known: object) -> None:
        known.setdefault("initial", 0)
        super().__init__(choices=levels.choices, coerce=int, **known)  # type: ignore[arg-type]
