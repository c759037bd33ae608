"""The letter (หนังสือ): what it is, what stands on it, and how letters hang together."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saraban.models.levels import Secrecy, Urgency
from saraban.models.offices import Appointment, Office, Principal


class Direction(models.TextChoices):
    """Which way a letter goes, seen from the office that owns this copy."""

    INCOMING = "incoming", _("หนังสือรับ")
    OUTGOING = "outgoing", _("หนังสือส่ง")
    INTERNAL = "internal", _("หนังสือภายใน")


class Kind(models.TextChoices):
    """The kinds of official letters (saraban regulation, clauses 10 to 26)."""

    EXTERNAL_LETTER = "external_letter", _("หนังสือภายนอก")
    MEMORANDUM = "memorandum", _("บันทึกข้อความ")
    STAMPED_LETTER = "stamped_letter", _("หนังสือประทับตรา")
    ORDER = "order", _("คำสั่ง")
    REGULATION = "regulation", _("ระเบียบ")
    BYLAW = "bylaw", _("ข้อบังคับ")
    ANNOUNCEMENT = "announcement", _("ประกาศ")
    STATEMENT = "statement", _("แถลงการณ์")
    NEWS = "news", _("ข่าว")
    CERTIFICATE = "certificate", _("หนังสือรับรอง")
    MINUTES = "minutes", _("รายงานการประชุม")
    NOTE = "note", _("บันทึก")


SHOWN_IN_LISTS = (
    "direction kind is_circular reference dated sender recipient subject urgency secrecy due_at "
    "received_at created_at registered_at closed_at office__name office__short_name"
).split()


class LetterQuerySet(models.QuerySet["Letter"]):
    """Ways to speak of many letters at once."""

    def overdue(self, *, at: dt.datetime) -> Self:
        return self.filter(due_at__lt=at, closed_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-pk")

    def for_list(self) -> Self:
        """Fetch what one row of a list shows, and no more."""
        return self.select_related("office").only(*SHOWN_IN_LISTS)


class Letter(models.Model):
    """หนังสือ: one letter as one office has it. What was received is never altered."""

    direction = models.CharField(max_length=10, choices=Direction.choices)
    kind = models.CharField(_("ชนิดหนังสือ"), max_length=20, choices=Kind.choices)
    office = models.ForeignKey(Office, models.PROTECT, related_name="letters")
    is_circular = models.BooleanField(_("หนังสือเวียน"), default=False)
    reference = models.CharField(_("ที่"), max_length=120, blank=True)
    reference_key = models.CharField(max_length=120, blank=True, db_index=True)
    dated = models.DateField(_("ลงวันที่"), null=True, blank=True)
    sender = models.CharField(_("จาก"), max_length=300, blank=True)
    recipient = models.CharField(_("ถึง"), max_length=300, blank=True)
    addressee = models.CharField(_("เรียน"), max_length=300, blank=True)
    subject = models.CharField(_("เรื่อง"), max_length=1000)
    urgency = models.PositiveSmallIntegerField(
        _("ชั้นความเร็ว"), choices=Urgency.choices, default=Urgency.NORMAL
    )
    secrecy = models.PositiveSmallIntegerField(
        _("ชั้นความลับ"), choices=Secrecy.choices, default=Secrecy.OPEN
    )
    due_at = models.DateTimeField(_("กำหนดแล้วเสร็จ"), null=True, blank=True)
    received_at = models.DateTimeField(_("วันที่รับ"), null=True, blank=True)

    salutation = models.CharField(_("คำขึ้นต้น"), max_length=200, blank=True)
    body = models.TextField(_("ข้อความ"), blank=True)
    closing = models.CharField(_("คำลงท้าย"), max_length=200, blank=True)
    enclosure_note = models.TextField(_("สิ่งที่ส่งมาด้วย"), blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="drafts"
    )
    signer = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="letters_to_sign"
    )

    created_at = models.DateTimeField()
    registered_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    chain_head = models.CharField(max_length=64, blank=True, editable=False)
    chain_length = models.PositiveIntegerField(default=0, editable=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(secrecy__lt=Secrecy.TOP_SECRET), name="top_secret_never_enters"
            ),
            models.CheckConstraint(condition=~Q(subject=""), name="a_letter_has_a_subject"),
        ]
        indexes = [
            models.Index(fields=["office", "direction", "-id"], name="letters_of_an_office"),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("letter", args=[self.pk])

    @property
    def is_secret(self) -> bool:
        return self.secrecy > Secrecy.OPEN

    @property
    def is_draft(self) -> bool:
        """True while the letter is written here and has no number yet."""
        return self.registered_at is None and self.direction != Direction.INCOMING


class Link(models.Model):
    """Why two letters belong together."""

    class Kind(models.TextChoices):
        """What one letter is to the other."""

        REFERS_TO = "refers_to", _("อ้างถึง")
        REPLIES_TO = "replies_to", _("ตอบ")
        COUNTERPART = "counterpart", _("ฉบับของอีกหน่วยงาน")

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="links")
    other = models.ForeignKey(Letter, models.PROTECT, related_name="linked_from")
    kind = models.CharField(max_length=12, choices=Kind.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "other", "kind"], name="letters_are_linked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.kind} {self.other_id}"


class Access(models.Model):
    """This reader may see this letter. Written only by services, in the act that causes it."""

    class Basis(models.TextChoices):
        """Why somebody may see a letter."""

        ORIGIN = "origin", _("เจ้าของเรื่อง")
        ADDRESSEE = "addressee", _("ผู้รับ")
        CIRCULATED = "circulated", _("หนังสือเวียน")
        HOLDER = "holder", _("อยู่ในทางเดินหนังสือ")
        NAMED = "named", _("ระบุชื่อ")
        EXCEPTION = "exception", _("อนุญาตเฉพาะราย")

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="access")
    principal = models.ForeignKey(Principal, models.PROTECT, related_name="+")
    basis = models.CharField(max_length=12, choices=Basis.choices)
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["principal", "letter"], name="access_is_granted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.principal_id} sees {self.letter_id}"
