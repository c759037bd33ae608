"""Writing down minutes: who was there, what was said and what was resolved."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saraban import thai
from saraban.errors import Refusal
from saraban.forms.fields import CleanLine, CleanText, ThaiDay, ThaiMoment
from saraban.forms.once import OnceForm
from saraban.forms.projects import ProjectChoice
from saraban.forms.settings import OfficeChoice
from saraban.models import Attendance, Office, Project, Resolution
from saraban.services import filing
from saraban.services.meetings import Attendee, Decision, Point

STANDARD_AGENDA = (
    ("1", "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ"),
    ("2", "เรื่องรับรองรายงานการประชุมครั้งที่ผ่านมา"),
    ("3", "เรื่องสืบเนื่อง / เพื่อทราบ"),
    ("4", "เรื่องเสนอเพื่อพิจารณา"),
    ("5", "เรื่องอื่น ๆ"),
)
MOST_POINTS = 60
_SITTING = re.compile(r"(\d{1,4})(?:\s*/\s*(\d{4}))?")
_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})(?:\s*น\.?)?")


class Sitting(CleanLine):
    """Which sitting of the year: ``5`` or ``5/2564``."""

    def clean(self, value: object) -> tuple[int, int | None]:
        found = _SITTING.fullmatch(thai.arabic_digits(super().clean(value)))
        if not found or not int(found[1]):
            raise ValidationError(_("โปรดพิมพ์ครั้งที่เป็นตัวเลข เช่น 5 หรือ 5/2569"))
        year = int(found[2]) if found[2] else None
        if year is not None and not 2400 <= year <= 2800:
            raise ValidationError(_("ปีต้องเป็นปี พ.ศ. สี่หลัก เช่น 5/2569"))
        return int(found[1]), year


class ClockTime(CleanLine):
    """An hour of the day, ``16.30`` or ``16:30 น.``"""

    def clean(self, value: object) -> dt.time | None:
        text = thai.arabic_digits(super().clean(value) or "")
        if not text:
            return None
        found = _CLOCK.fullmatch(text)
        if not found or int(found[1]) > 23 or int(found[2]) > 59:
            raise ValidationError(_("โปรดพิมพ์เวลา เช่น 16.30 น."))
        return dt.time(int(found[1]), int(found[2]))


class Names(CleanText):
    """People, one on a line: name, then after an upright stroke their post."""

    def __init__(self, kind: str, **known: object) -> None:
        self.kind = kind
        super().__init__(lines=5, max_length=20_000, **known)

    def clean(self, value: object) -> list[Attendee]:
        lines = (line.partition("|") for line in (super().clean(value) or "").splitlines())
        people = [
            Attendee(name.strip()[:200], post.strip()[:300], self.kind)
            for name, _stroke, post in lines
            if name.strip()
        ]
        if self.kind == Attendance.Kind.PRESENT and people:
            people[0] = people[0]._replace(is_chair=True)
        return people


class PointForm(forms.Form):
    """One item of the agenda, and what was resolved under it."""

    number = CleanLine(label=gettext_lazy("วาระที่"), max_length=12, required=False)
    title = CleanLine(label=gettext_lazy("เรื่อง"), max_length=500, required=False)
    text = CleanText(label=gettext_lazy("ข้อความ"), lines=3, max_length=100_000, required=False)
    resolution = CleanText(
        label=gettext_lazy("มติที่ประชุม"), lines=2, max_length=20_000, required=False
    )
    state = forms.ChoiceField(
        label=gettext_lazy("มตินี้"),
        required=False,
        choices=[
            (Resolution.State.NOTED, gettext_lazy("เพื่อทราบ")),
            (Resolution.State.OPEN, gettext_lazy("ต้องดำเนินการ")),
        ],
    )
    project = ProjectChoice(
        label=gettext_lazy("โครงการ"),
        queryset=Project.objects.none(),
        empty_label=gettext_lazy("ไม่ระบุ"),
        required=False,
    )
    owner = OfficeChoice(
        label=gettext_lazy("ผู้รับผิดชอบ"),
        queryset=Office.objects.none(),
        empty_label=gettext_lazy("ไม่ระบุ"),
        required=False,
    )
    due_on = ThaiDay(label=gettext_lazy("กำหนดแล้วเสร็จ"), required=False)

    def __init__(
        self, *args: Any, projects: QuerySet[Project], offices: QuerySet[Office], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = projects  # type: ignore[attr-defined]
        self.fields["owner"].queryset = offices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if (typed.get("text") or typed.get("resolution")) and not typed.get("title"):
            self.add_error("title", _("โปรดกรอกเรื่องของวาระนี้"))
        return typed

    def point(self) -> Point | None:
        """Return the item as it is written down; None if nothing was said under it."""
        typed = self.cleaned_data
        if not typed.get("text") and not typed.get("resolution"):
            return None
        decisions = [self._decision()] if typed["resolution"] else []
        return Point(typed["number"], typed["title"], typed["text"], decisions)

    def _decision(self) -> Decision:
        typed = self.cleaned_data
        return Decision(
            typed["resolution"],
            project=typed["project"],
            owner=typed["owner"],
            due_on=typed["due_on"],
            state=typed["state"] or Resolution.State.NOTED,
        )


class MinutesForm(OnceForm):
    """The minutes of one sitting, in the order of form 11; ``agenda`` holds the items."""

    body_name = CleanLine(
        label=gettext_lazy("คณะที่ประชุม"),
        max_length=300,
        help_text=gettext_lazy("คำที่ต่อจาก รายงานการประชุม เช่น คณะกรรมการขับเคลื่อนเมืองอัจฉริยะ"),
    )
    sitting = Sitting(
        label=gettext_lazy("ครั้งที่"), max_length=20, help_text=gettext_lazy("เช่น 5/2569")
    )
    began_at = ThaiMoment(
        label=gettext_lazy("เริ่มประชุม"), help_text=gettext_lazy("เช่น 3 พ.ค. 69 เวลา 9.30 น.")
    )
    ended = ClockTime(
        label=gettext_lazy("เลิกประชุมเวลา"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("เช่น 12.00 น."),
    )
    place = CleanLine(label=gettext_lazy("ณ"), max_length=300)
    present = Names(
        Attendance.Kind.PRESENT,
        label=gettext_lazy("ผู้มาประชุม"),
        help_text=gettext_lazy("บรรทัดละหนึ่งคน ชื่อ | ตำแหน่ง บรรทัดแรกคือประธาน"),
    )
    absent = Names(
        Attendance.Kind.ABSENT,
        label=gettext_lazy("ผู้ไม่มาประชุม"),
        required=False,
        help_text=gettext_lazy("ชื่อ | ตำแหน่งหรือเหตุที่ไม่มา"),
    )
    attending = Names(Attendance.Kind.ATTENDING, label=gettext_lazy("ผู้เข้าร่วมประชุม"), required=False)
    recorder = CleanLine(label=gettext_lazy("ผู้จดรายงานการประชุม"), max_length=200, required=False)
    checker = CleanLine(label=gettext_lazy("ผู้ตรวจรายงานการประชุม"), max_length=200, required=False)
    file = forms.FileField(
        label=gettext_lazy("แฟ้มรายงานการประชุม"),
        required=False,
        help_text=gettext_lazy("ฉบับที่ลงนามแล้ว ถ้ามี ถ้าแบบฟอร์มต้องแก้ไขโปรดเลือกแฟ้มอีกครั้ง"),
    )

    def __init__(
        self,
        *args: Any,
        projects: QuerySet[Project],
        offices: QuerySet[Office],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agenda = AgendaFormSet(
            self.data if self.is_bound else None,
            prefix="agenda",
            initial=[{"number": number, "title": title} for number, title in STANDARD_AGENDA],
            form_kwargs={"projects": projects, "offices": offices},
        )

    def without_faults(self) -> "MinutesForm":
        """Return the form as it was typed so far, saying nothing of what is still missing."""
        for form in (self, *self.agenda.forms):
            form.errors.clear()
        return self

    def clean_file(self) -> list[filing.Filed]:
        """Store the file, or say what is wrong with it."""
        upload = self.cleaned_data["file"]
        try:
            return [filing.take_in(upload, name=upload.name)] if upload else []
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from None

    def clean(self) -> dict[str, Any]:
        """Return what the service asks for: the sitting, the lists and the agenda put together."""
        if not self.agenda.is_valid():
            self.add_error(None, _("โปรดตรวจระเบียบวาระ มีช่องที่ต้องแก้ไข"))
        if self.errors:
            return self.cleaned_data
        typed = dict(self.cleaned_data)
        number, year = typed.pop("sitting")
        day = timezone.localdate(typed["began_at"])
        ended, files = typed.pop("ended"), typed.pop("file")
        lists = [typed.pop(name) for name in ("present", "absent", "attending")]
        return {
            **typed,
            "number": number,
            "year": year or thai.buddhist_year(day),
            "ended_at": dt.datetime.combine(day, ended, tzinfo=thai.BANGKOK) if ended else None,
            "attendances": [person for people in lists for person in people],
            "agenda": [point for form in self.agenda if (point := form.point())],
            "files": files,
        }


def with_one_more_point(posted: Any) -> Any:
    """Return what was posted with room for one more item of the agenda."""
    data = posted.copy()
    count = data.get("agenda-TOTAL_FORMS", "")
    known = int(count) if count.isascii() and count.isdigit() else len(STANDARD_AGENDA)
    data["agenda-TOTAL_FORMS"] = str(min(known + 1, MOST_POINTS))
    return data


AgendaFormSet: type[BaseFormSet[PointForm]] = formset_factory(
    PointForm, extra=0, max_num=MOST_POINTS, absolute_max=MOST_POINTS
)
