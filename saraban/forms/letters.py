"""Registering what has come in, and writing what goes out."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from saraban.access import Actor
from saraban.forms.fields import CleanLine, CleanText, Level, ThaiDay, ThaiMoment
from saraban.forms.once import OnceForm
from saraban.forms.projects import ProjectsChoice
from saraban.models import Appointment, Kind, Principal, Project, Role, Secrecy, Urgency
from saraban.selectors.projects import projects_visible_to
from saraban.services.drafting import WRITTEN

RECEIVED_KINDS = [
    (kind.value, kind.label)
    for kind in (
        Kind.EXTERNAL_LETTER,
        Kind.MEMORANDUM,
        Kind.STAMPED_LETTER,
        Kind.ORDER,
        Kind.ANNOUNCEMENT,
        Kind.CERTIFICATE,
        Kind.NOTE,
    )
]
WRITTEN_KINDS = [(kind.value, kind.label) for kind in WRITTEN]


class SignerChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A post held today by somebody who may sign, spoken of by name and post."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.user} · {obj.title}"


def signers_of(actor: Actor) -> QuerySet[Appointment]:
    """Return who may sign for the agency today: holders of directors' posts."""
    held = Appointment.objects.held(on=actor.day).for_page()
    return held.filter(
        position__role=Role.DIRECTOR,
        position__office__path__startswith=actor.office.agency_path,
        user__is_active=True,
    ).order_by("position__office__path", "pk")


class IncomingLetterForm(OnceForm):
    """A letter that has arrived, its fields in the order of the register's columns (form 13)."""

    reference = CleanLine(
        label=_("ที่"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    dated = ThaiDay(label=_("ลงวันที่"))
    sender = CleanLine(label=_("จาก"), max_length=300)
    recipient = CleanLine(label=_("ถึง"), max_length=300, required=False)
    subject = CleanLine(label=_("เรื่อง"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    urgency = Level(Urgency, label=_("ชั้นความเร็ว"))
    secrecy = Level(Secrecy, label=_("ชั้นความลับ"))
    kind = forms.ChoiceField(
        label=_("ชนิดหนังสือ"), choices=RECEIVED_KINDS, initial=Kind.EXTERNAL_LETTER.value
    )
    due_at = ThaiMoment(label=_("กำหนดแล้วเสร็จ"), required=False)
    received_at = ThaiMoment(
        label=_("วันเวลาที่รับ"),
        required=False,
        help_text=_("เว้นว่างถ้ารับขณะนี้ เช่น วานนี้ให้กรอก 23 พ.ย. 69 15.40"),
    )
    projects = ProjectsChoice(
        label=_("โครงการที่เกี่ยวข้อง"), queryset=Project.objects.none(), required=False
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["projects"].queryset = projects_visible_to(actor)  # type: ignore[attr-defined]


class DraftForm(OnceForm):
    """A letter written here: a memo or an external letter in its plain form."""

    kind = forms.ChoiceField(label=_("ชนิดหนังสือ"), choices=WRITTEN_KINDS)
    subject = CleanLine(label=_("เรื่อง"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    salutation = CleanLine(label=_("คำขึ้นต้น"), max_length=200, initial="เรียน")
    addressee = CleanLine(label=_("ผู้รับ"), max_length=300)
    body = CleanText(
        label=_("ข้อความ"),
        lines=14,
        max_length=100_000,
        help_text=_("ขึ้นย่อหน้าใหม่ด้วยปุ่ม Enter ระบบจัดย่อหน้าและตัดคำให้"),
    )
    closing = CleanLine(
        label=_("คำลงท้าย"),
        max_length=200,
        required=False,
        initial="ขอแสดงความนับถือ",
        help_text=_("บันทึกข้อความไม่มีคำลงท้าย"),
    )
    enclosure_note = CleanText(
        label=_("สิ่งที่ส่งมาด้วย"),
        lines=2,
        max_length=2000,
        required=False,
        help_text=_("บรรทัดละหนึ่งรายการ"),
    )
    urgency = Level(Urgency, label=_("ชั้นความเร็ว"))
    signer = SignerChoice(
        label=_("ผู้ลงนาม"),
        queryset=Appointment.objects.none(),
        error_messages={"required": _("โปรดเลือกผู้ลงนาม")},
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signer"].queryset = signers_of(actor)  # type: ignore[attr-defined]


class RevisionForm(DraftForm):
    """A draft being corrected: the kind stays, and the version that was opened is remembered."""

    kind = None  # type: ignore[assignment]
    version = forms.IntegerField(widget=forms.HiddenInput)


class ExceptionForm(OnceForm):
    """Letting one more person of the agency read a letter."""

    username = CleanLine(label=_("ชื่อบัญชีของผู้ที่จะให้อ่าน"), max_length=150)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_username(self) -> Principal:
        """Find the person; only somebody at work in the same agency is found."""
        working = Appointment.objects.held(on=self.actor.day).filter(
            position__office__path__startswith=self.actor.office.agency_path
        )
        found = Principal.objects.select_related("user").filter(
            user__username__iexact=self.cleaned_data["username"],
            user__appointments__in=working,
            user__is_active=True,
        )
        person = found.distinct().first()
        if person is None:
            raise ValidationError(_("ไม่พบชื่อบัญชีนี้ในหน่วยงานของท่าน โปรดตรวจตัวสะกด"))
        return person
