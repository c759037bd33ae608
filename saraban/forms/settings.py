"""Setting up offices, posts and people."""

from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from saraban.errors import Refusal
from saraban.forms.fields import MISSING, CleanLine, ThaiDay
from saraban.forms.once import OnceForm
from saraban.models import Capacity, Digits, Office, Position, Role, Secrecy
from saraban.services import filing
from saraban.services.filing import Filed

CLEARANCES = [(level.value, level.label) for level in Secrecy if level < Secrecy.TOP_SECRET]


class OfficeChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An office of the tree, set in as deep as it stands."""

    def label_from_instance(self, obj: Any) -> str:
        depth = "\u2014 " * (obj.depth - 1)
        return f"{depth}{obj.name}"


class PositionChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A post, spoken of with its office."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.office} · {obj.title}"


class RenameForm(OnceForm):
    """What an office is called from a day on."""

    name = CleanLine(label=_("ชื่อส่วนราชการ"), max_length=200)
    short_name = CleanLine(label=_("ชื่อย่อ"), max_length=80, required=False)
    code = CleanLine(
        label=_("รหัสหน่วยงาน"),
        max_length=40,
        required=False,
        help_text=_("ส่วนหน้าของเลขที่หนังสือ เช่น ภก 0017.2 หน่วยงานที่ไม่มีรหัสใช้ของต้นสังกัด"),
    )
    valid_from = ThaiDay(label=_("ใช้ตั้งแต่วันที่"))


class OfficeForm(RenameForm):
    """A new office, and where in the tree it stands."""

    parent = OfficeChoice(label=_("ต้นสังกัด"), queryset=Office.objects.none(), error_messages=MISSING)
    is_central_registry = forms.BooleanField(label=_("เป็นสารบรรณกลาง"), required=False)
    field_order = ["key", "parent", "name", "short_name", "code", "valid_from"]

    def __init__(self, *args: Any, offices: QuerySet[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = offices  # type: ignore[attr-defined]


class LastDayForm(OnceForm):
    """The last day that something is so."""

    valid_to = ThaiDay(label=_("วันสุดท้าย"))


class PositionForm(OnceForm):
    """A new post in an office."""

    title = CleanLine(
        label=_("ตำแหน่ง"), max_length=200, help_text=_("ตามที่พิมพ์ใต้ลายมือชื่อ เช่น ผู้อำนวยการกองช่าง")
    )
    role = forms.ChoiceField(label=_("หน้าที่ในระบบ"), choices=Role.choices, initial=Role.OFFICER)


class AgencyForm(OnceForm):
    """What an agency sets for itself."""

    saraban_email = forms.EmailField(
        label=_("ไปรษณีย์อิเล็กทรอนิกส์กลาง"),
        required=False,
        max_length=254,
        help_text=_("ที่อยู่เดียวที่รับหนังสือของหน่วยงาน เช่น saraban@ชื่อหน่วยงาน.go.th"),
        error_messages={"invalid": _("ที่อยู่ไปรษณีย์อิเล็กทรอนิกส์ไม่ถูกต้อง เช่น saraban@phuket.go.th")},
    )
    address = CleanLine(label=_("ที่ตั้ง"), max_length=300, required=False)
    telephone = CleanLine(label=_("โทรศัพท์"), max_length=80, required=False)
    digits = forms.ChoiceField(label=_("ตัวเลขในหนังสือ"), choices=Digits.choices)
    emblem = forms.FileField(
        label=_("ตราของหน่วยงาน"),
        required=False,
        help_text=_("ภาพ PNG หรือ JPEG ถ้าไม่เลือกจะใช้ตราเดิม"),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )

    def clean_emblem(self) -> Filed | None:
        """Store the picture, or say what is wrong with it."""
        upload = self.cleaned_data["emblem"]
        if not upload:
            return None
        if not upload.name.lower().endswith((".png", ".jpg", ".jpeg")):
            raise ValidationError(_("ตราต้องเป็นภาพ PNG หรือ JPEG โปรดเลือกแฟ้มใหม่"))
        try:
            return filing.take_in(upload, name=upload.name)
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from None


class ChangePersonForm(OnceForm):
    """Somebody's name, and how secret a letter they may read."""

    name = CleanLine(
        label=_("ชื่อและนามสกุล"), max_length=200, help_text=_("พร้อมคำนำหน้าหรือยศ เช่น นางสาวอนงค์ ใจดี")
    )
    clearance = forms.TypedChoiceField(
        label=_("ชั้นความลับที่เข้าถึงได้"), choices=CLEARANCES, coerce=int, initial=0
    )


class PersonForm(ChangePersonForm):
    """Somebody new who may sign in."""

    username = CleanLine(
        label=_("ชื่อบัญชี"),
        max_length=150,
        help_text=_("อักษร ตัวเลข และ . - _ ใช้เมื่อเข้าสู่ระบบ"),
        validators=[UnicodeUsernameValidator(message=_("ชื่อบัญชีใช้ได้เฉพาะอักษร ตัวเลข และ . - _ @ +"))],
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("ไปรษณีย์อิเล็กทรอนิกส์"),
        required=False,
        max_length=254,
        error_messages={"invalid": _("ที่อยู่ไปรษณีย์อิเล็กทรอนิกส์ไม่ถูกต้อง")},
    )
    field_order = ["key", "name", "username", "email", "clearance"]


class AppointForm(OnceForm):
    """Putting somebody in a post."""

    position = PositionChoice(
        label=_("ตำแหน่ง"),
        queryset=Position.objects.none(),
        empty_label=_("เลือกตำแหน่ง"),
        error_messages=MISSING,
    )
    capacity = forms.ChoiceField(
        label=_("ฐานะ"), choices=Capacity.choices, initial=Capacity.OWN, widget=forms.RadioSelect
    )
    valid_from = ThaiDay(label=_("ตั้งแต่วันที่"))
    valid_to = ThaiDay(label=_("ถึงวันที่"), required=False, help_text=_("เว้นว่างถ้ายังไม่มีกำหนด"))
    under_order = CleanLine(
        label=_("ตามคำสั่ง"),
        max_length=200,
        required=False,
        help_text=_("เช่น คำสั่งจังหวัดภูเก็ต ที่ 2284/2569 ลงวันที่ 1 ต.ค. 2569"),
    )

    def __init__(self, *args: Any, positions: QuerySet[Position], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].queryset = positions  # type: ignore[attr-defined]
