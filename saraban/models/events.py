"""The journal: one event for every act, each bound to the one before it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from saraban.models.letters import Letter
from saraban.models.offices import Appointment


class Event(models.Model):
    """One act, written once. Triggers on both engines refuse to change or remove it.

    ``chain`` names the row that holds the chain's head: ``register/7``, ``letter/12`` or
    ``office/1``. ``hash`` is the SHA-256 of ``previous_hash`` and the event in canonical form.
    """

    class Verb(models.TextChoices):
        """What was done."""

        REGISTERED = "registered", _("ลงทะเบียน")
        RECEIVED = "received", _("ลงรับ")
        RESERVED = "reserved", _("จองเลข")
        ISSUED = "issued", _("ออกเลข")
        VOIDED = "voided", _("ยกเลิกเลข")
        DRAFTED = "drafted", _("ร่าง")
        REVISED = "revised", _("แก้ร่าง")
        ATTACHED = "attached", _("แนบแฟ้ม")
        READ_TEXT = "read_text", _("อ่านข้อความในแฟ้ม")
        SENT = "sent", _("ส่ง")
        ENDORSED = "endorsed", _("เกษียน")
        INSTRUCTED = "instructed", _("สั่งการ")
        FORWARDED = "forwarded", _("ส่งต่อ")
        RETURNED = "returned", _("คืนเรื่อง")
        TAKEN_BACK = "taken_back", _("ดึงกลับ")
        SIGNED = "signed", _("ลงนาม")
        CLOSED = "closed", _("ปิดเรื่อง")
        OPENED_FILE = "opened_file", _("เปิดแฟ้ม")
        LINKED = "linked", _("เชื่อมกับเรื่องอื่น")
        GRANTED = "granted", _("อนุญาตให้อ่าน")
        WITHDRAWN = "withdrawn", _("ถอนสิทธิอ่าน")
        RESOLVED = "resolved", _("ดำเนินการตามมติ")
        ADMINISTERED = "administered", _("ตั้งค่าหน่วยงานและบุคคล")

    chain = models.CharField(max_length=40)
    sequence = models.PositiveIntegerField()
    verb = models.CharField(max_length=20, choices=Verb.choices)
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="events")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    facts = models.TextField()
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "sequence"], name="a_chain_has_one_next"),
        ]

    def __str__(self) -> str:
        return f"{self.chain}#{self.sequence} {self.verb}"
