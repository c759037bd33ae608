"""What people type on the route: one form per act, its fields the service's keywords."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saraban.access import Actor
from saraban.forms.fields import CleanText, ThaiMoment
from saraban.forms.once import OnceForm
from saraban.models import Letter
from workflow.access import may_instruct
from workflow.models import Purpose, Verdict
from workflow.selectors.places import places_for

WORDS = 4_000


class PlaceForm(OnceForm):
    """A form that sends a letter somewhere: one choice of an office, or of a person in it."""

    place = forms.ChoiceField(
        label=_("ส่งถึง"),
        error_messages={
            "required": _("โปรดเลือกว่าจะส่งถึงใคร"),
            "invalid_choice": _("ผู้รับที่เลือกไม่อยู่ในรายการของวันนี้ โปรดเลือกใหม่"),
        },
    )
    purpose = forms.ChoiceField(
        label=_("วัตถุประสงค์"), choices=Purpose.choices, initial=Purpose.CONSIDERATION.value
    )

    no_place = _("เลือกหน่วยงานหรือบุคคล")
    will_be_issued = False

    def __init__(self, *args: Any, actor: Actor, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places_for(actor, letter, will_be_issued=self.will_be_issued)
        self.fields["place"].choices = [("", self.no_place), *self.places.groups]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Turn the choice into what services ask for: ``to`` and ``person``."""
        typed = super().clean() or self.cleaned_data
        key = typed.pop("place", "")
        place = self.places.by_key.get(key) if key else None
        typed["to"] = place.office if place else None
        typed["person"] = place.person if place else None
        return typed


class SendForm(PlaceForm):
    """Sending a letter to an office or a person, with a word to them."""

    note = CleanText(label=_("ข้อความถึงผู้รับ"), lines=3, max_length=WORDS, required=False)
    due_at = ThaiMoment(
        label=_("ขอให้เสร็จภายใน"), required=False, help_text=_("เช่น 27 พ.ย. 69 หรือ 27/11/2569 12.00")
    )


class EndorseForm(PlaceForm):
    """เกษียน: a note on the letter, and perhaps where it goes next."""

    text = CleanText(label=_("ข้อความเกษียน"), lines=4, max_length=WORDS)
    no_place = _("ยังไม่ส่งต่อ")
    field_order: tuple[str, ...] = ("key", "text", "place", "purpose")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].required = False
        self.fields["place"].label = _("แล้วส่งต่อถึง")


class InstructForm(EndorseForm):
    """สั่งการ: a verdict, an order, or both, and perhaps where the letter goes next."""

    verdict = forms.ChoiceField(
        label=_("ผลการพิจารณา"),
        choices=[("", _("ไม่ลงความเห็น")), *Verdict.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    text = CleanText(label=_("ข้อความสั่งการ"), lines=4, max_length=WORDS, required=False)
    field_order = ("key", "verdict", "text", "place", "purpose")


class AcknowledgeForm(OnceForm):
    """รับทราบ, with a word if wanted."""

    text = CleanText(label=_("ข้อความ"), lines=3, max_length=WORDS, required=False)


class ReasonForm(OnceForm):
    """An act that must say why."""

    reason = CleanText(
        label=_("เหตุผล"),
        lines=3,
        max_length=WORDS,
        error_messages={"required": _("โปรดระบุเหตุผล ผู้อื่นจะได้ทราบว่าเพราะเหตุใด")},
    )


class SignForm(PlaceForm):
    """Signing, with where the letter goes then; it remembers the draft as it was read."""

    will_be_issued = True
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    note = CleanText(label=_("ข้อความถึงผู้รับ"), lines=2, max_length=WORDS, required=False)

    def see_again(self, face: str) -> None:
        """Remember the draft as it is shown now, next to what was typed."""
        self.data = {**self.data.dict(), "seen": face}  # type: ignore[attr-defined]


def writing_form(actor: Actor) -> type[EndorseForm]:
    """Return the form by which this post writes on letters: an order, or a note."""
    return InstructForm if may_instruct(actor) else EndorseForm
