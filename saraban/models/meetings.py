"""Meetings (การประชุม): minutes as records, with agenda and resolutions of their own."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saraban.models.letters import Letter
from saraban.models.offices import Office
from saraban.models.projects import Project


class Meeting(models.Model):
    """One sitting of a body; its minutes are a letter (form 11, clause 25)."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="meetings")
    body_name = models.CharField(_("คณะ"), max_length=300)
    number = models.PositiveIntegerField(_("ครั้งที่"))
    year = models.PositiveSmallIntegerField(_("ปี"))
    began_at = models.DateTimeField(_("เริ่มประชุม"))
    ended_at = models.DateTimeField(_("เลิกประชุม"), null=True, blank=True)
    place = models.CharField(_("ณ"), max_length=300)
    recorder = models.CharField(_("ผู้จดรายงานการประชุม"), max_length=200, blank=True)
    checker = models.CharField(_("ผู้ตรวจรายงานการประชุม"), max_length=200, blank=True)
    letter = models.OneToOneField(Letter, models.PROTECT, related_name="meeting")

    class Meta:
        ordering = ["-began_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "body_name", "year", "number"],
                name="a_body_sits_once_under_a_number",
            ),
        ]

    def __str__(self) -> str:
        return f"meeting {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.pk])


class Attendance(models.Model):
    """Who was at a meeting, who was not, and as what."""

    class Kind(models.TextChoices):
        """The three lists of form 11."""

        PRESENT = "present", _("ผู้มาประชุม")
        ABSENT = "absent", _("ผู้ไม่มาประชุม")
        ATTENDING = "attending", _("ผู้เข้าร่วมประชุม")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(_("ชื่อ"), max_length=200)
    post = models.CharField(_("ตำแหน่ง"), max_length=300, blank=True)
    is_chair = models.BooleanField(_("ประธาน"), default=False)

    class Meta:
        ordering = ["meeting", "pk"]

    def __str__(self) -> str:
        return f"attendance {self.pk}"


class AgendaItem(models.Model):
    """ระเบียบวาระ: one thing a meeting spoke about."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agenda")
    number = models.CharField(_("วาระที่"), max_length=12)
    title = models.CharField(_("เรื่อง"), max_length=500)
    text = models.TextField(_("ข้อความ"), blank=True)

    class Meta:
        ordering = ["meeting", "pk"]

    def __str__(self) -> str:
        return f"{self.number} of {self.meeting_id}"


class Resolution(models.Model):
    """มติที่ประชุม: what was decided, on which project, who is to do it, by when."""

    class State(models.TextChoices):
        """What became of a decision."""

        OPEN = "open", _("กำลังดำเนินการ")
        DONE = "done", _("ดำเนินการแล้ว")
        NOTED = "noted", _("รับทราบ")

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="resolutions")
    text = models.TextField(_("มติ"))
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="resolutions"
    )
    owner = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(_("กำหนด"), null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)

    class Meta:
        ordering = ["item", "pk"]

    def __str__(self) -> str:
        return f"resolution {self.pk}"
