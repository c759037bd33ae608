"""Registers (ทะเบียน): the books that numbers are given from, and their lines."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saraban.models.letters import Letter
from saraban.models.offices import Appointment, Office


class Register(models.Model):
    """One office, one kind, one Buddhist year: numbers run from 1 and are given once.

    The row is the counter and holds the head of the register's chain of events, so that one
    row lock keeps numbers and journal in the same order.
    """

    class Kind(models.TextChoices):
        """Which series of numbers a register runs."""

        INCOMING = "incoming", _("ทะเบียนหนังสือรับ")
        OUTGOING = "outgoing", _("ทะเบียนหนังสือส่ง")
        INTERNAL = "internal", _("ทะเบียนหนังสือภายใน")
        CIRCULAR = "circular", _("ทะเบียนหนังสือเวียน")
        ORDER = "order", _("ทะเบียนคำสั่ง")

    office = models.ForeignKey(Office, models.PROTECT, related_name="registers")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)
    chain_head = models.CharField(max_length=64, blank=True, editable=False)
    chain_length = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["-year", "office", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "year"], name="one_register_per_office_kind_year"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2400) & Q(year__lte=2800),
                name="a_register_year_is_buddhist",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year} of {self.office_id}"

    def get_absolute_url(self) -> str:
        return reverse("register", args=[self.pk])


class RegisterEntry(models.Model):
    """A line in a register: this number was given to this letter, and never to another."""

    class State(models.TextChoices):
        """What became of a number; a void number keeps its line for ever."""

        RESERVED = "reserved", _("จองไว้")
        ISSUED = "issued", _("ออกแล้ว")
        VOID = "void", _("ยกเลิก")

    register = models.ForeignKey(Register, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="entries")
    state = models.CharField(max_length=10, choices=State.choices)
    purpose = models.CharField(_("เหตุที่จอง"), max_length=300, blank=True)
    reason = models.CharField(_("เหตุที่ยกเลิก"), max_length=300, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_as = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "number"], name="number_given_once_per_register"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="numbers_begin_at_one"),
            models.CheckConstraint(
                condition=~Q(state="void") | ~Q(reason=""), name="a_void_number_says_why"
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_at"], condition=Q(state="reserved"), name="reserved_until"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} (#{self.pk})"


class Submission(models.Model):
    """A form that was sent and answered: the same form sent again gets the same answer."""

    key = models.UUIDField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    location = models.CharField(max_length=300)
    answered_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.key)
