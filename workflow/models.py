"""The route of a letter: where it stood, who had it, and what was written on it there."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from saraban.access import Actor
from saraban.models import Appointment, Letter, Office, RegisterEntry
from workflow.states import OPEN, State


class Purpose(models.TextChoices):
    """What the sender wants of the receiver."""

    CONSIDERATION = "consideration", _("เพื่อพิจารณา")
    INFORMATION = "information", _("เพื่อทราบ")
    APPROVAL = "approval", _("เพื่ออนุมัติ")
    SIGNATURE = "signature", _("เพื่อลงนาม")


class Verdict(models.TextChoices):
    """How somebody decided on what was put before them."""

    NOTED = "noted", _("ทราบ")
    AGREED = "agreed", _("เห็นชอบ")
    APPROVED = "approved", _("อนุมัติ")
    REJECTED = "rejected", _("ไม่อนุมัติ")


class StepQuerySet(models.QuerySet["Step"]):
    """Ways to speak of many steps at once."""

    def waiting(self) -> Self:
        return self.filter(done_at=None)

    def not_received(self) -> Self:
        """Return what was sent and nobody has received: the words of its index, not the state."""
        return self.waiting().filter(received_at=None)

    def addressed_to(self, actor: Actor) -> Self:
        """Return steps to the office the actor works in that are theirs to see on a desk.

        Clerks keep the desk of the whole office; others have what was sent to the office
        without a name, and what was sent to them in person.
        """
        here = self.filter(office=actor.office)
        return here if actor.is_clerk else here.filter(Q(person=None) | Q(person=actor.user))

    def sent_by(self, actor: Actor) -> Self:
        """Return steps the actor may still speak for as their sender."""
        from_here = self.filter(sent_from=actor.office)
        return from_here if actor.is_clerk else from_here.filter(sent_by=actor.user)

    def overdue(self, *, at: dt.datetime) -> Self:
        return self.with_due().filter(due__lt=at)

    def with_due(self) -> Self:
        """Add ``due``: the moment set for this step, else the letter's own."""
        return self.annotate(due=Coalesce("due_at", "letter__due_at"))

    def most_pressing_first(self) -> Self:
        """Order by urgency, then by what is due first, then by what has waited longest."""
        due = F("due").asc(nulls_last=True)
        return self.with_due().order_by("-letter__urgency", due, "sent_at", "pk")

    def for_page(self) -> Self:
        """Fetch what a line about a step shows, in one query."""
        return self.select_related(
            "office",
            "person",
            "sent_from",
            "sent_by",
            "sent_as__position",
            "received_by",
            "done_by",
            "entry",
        )

    def for_desk(self) -> Self:
        """Fetch what one row of a desk shows, its letter without the long text, in order."""
        rows = self.for_page().select_related("letter", "letter__office", "previous")
        return rows.defer("letter__body").most_pressing_first()


class Step(models.Model):
    """One stop on a letter's route: this office, or this person in it, owes an answer.

    Each step leads to at most one other, so a route is made of branches, and a branch has at
    most one step that is still open: its last.
    """

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="steps")
    office = models.ForeignKey(Office, models.PROTECT, related_name="steps")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="steps"
    )
    purpose = models.CharField(_("วัตถุประสงค์"), max_length=15, choices=Purpose.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SENT)
    previous = models.OneToOneField("self", models.PROTECT, null=True, related_name="next")

    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_as = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    sent_from = models.ForeignKey(Office, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    note = models.TextField(_("ข้อความถึงผู้รับ"), blank=True)
    due_at = models.DateTimeField(_("ขอให้เสร็จภายใน"), null=True, blank=True)

    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    received_as = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(null=True)
    entry = models.ForeignKey(RegisterEntry, models.PROTECT, null=True, related_name="+")

    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    done_as = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    reason = models.TextField(_("เหตุผล"), blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=OPEN, done_at=None)
                | (~Q(state__in=OPEN) & Q(done_at__isnull=False)),
                name="a_step_is_open_until_it_is_done",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SENT, received_at=None)
                | Q(state=State.TAKEN_BACK, received_at=None)
                | (~Q(state__in=[State.SENT, State.TAKEN_BACK]) & Q(received_at__isnull=False)),
                name="only_what_was_received_goes_on",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.RETURNED, State.TAKEN_BACK]) | ~Q(reason=""),
                name="a_return_says_why",
            ),
            models.UniqueConstraint(
                fields=["letter", "office"],
                condition=Q(done_at=None, person=None),
                name="a_letter_waits_once_at_an_office",
            ),
            models.UniqueConstraint(
                fields=["letter", "office", "person"],
                condition=Q(done_at=None, person__isnull=False),
                name="a_letter_waits_once_at_a_person",
            ),
        ]
        indexes = [
            models.Index(
                fields=["office", "state"], condition=Q(done_at=None), name="steps_on_a_desk"
            ),
            models.Index(
                fields=["sent_from"],
                condition=Q(done_at=None, received_at=None),
                name="steps_not_received",
            ),
        ]

    def __str__(self) -> str:
        return f"step {self.pk} of letter {self.letter_id}"

    @property
    def is_open(self) -> bool:
        return self.done_at is None

    @property
    def is_arrival(self) -> bool:
        """True for the first step of a letter this office has registered itself: nobody sent it."""
        is_own = self.previous_id is None and self.sent_from_id == self.office_id
        return is_own and self.received_at == self.sent_at

    @property
    def label(self) -> str:
        """Where the step waits, as it is spoken of: a person in an office, or the office."""
        return f"{self.person} ({self.office.label})" if self.person else self.office.label


class Endorsement(models.Model):
    """เกษียน or สั่งการ: what somebody wrote on the letter, in which post. Never altered."""

    class Kind(models.TextChoices):
        """Who speaks: somebody who puts the letter before another, or the one who decides."""

        ENDORSEMENT = "endorsement", _("เกษียน")
        INSTRUCTION = "instruction", _("สั่งการ")

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="endorsements")
    step = models.ForeignKey(Step, models.PROTECT, null=True, related_name="endorsements")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    text = models.TextField(_("ข้อความ"), blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_as = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(verdict=""), name="an_endorsement_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} on letter {self.letter_id}"
