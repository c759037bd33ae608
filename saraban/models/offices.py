"""The world of offices: agencies, their units, posts, and the people who hold them on a day."""

import datetime as dt
from typing import Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from saraban.models.levels import Secrecy


def valid_on(day: dt.date, prefix: str = "") -> Q:
    """Return the condition that a dated row, or the one ``prefix`` leads to, holds on ``day``."""
    begun = Q(**{f"{prefix}valid_from__lte": day})
    return begun & (Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gte": day}))


class User(AbstractUser):
    """A person who signs in. What they may do comes from their posts, never from this row.

    ``agency`` says whose administrators look after the account; it lets nobody see anything.
    """

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("ชื่อและนามสกุล"), max_length=200)
    clearance = models.PositiveSmallIntegerField(
        _("ชั้นความลับที่เข้าถึงได้"), choices=Secrecy.choices, default=Secrecy.OPEN
    )
    agency = models.ForeignKey(
        "saraban.Office", models.PROTECT, null=True, blank=True, related_name="people"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(clearance__lt=Secrecy.TOP_SECRET),
                name="nobody_is_cleared_for_top_secret_here",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class OfficeQuerySet(MP_NodeQuerySet):
    """Ways to speak of many offices at once."""

    def existing(self, *, on: dt.date) -> Self:
        return self.filter(valid_on(on))

    def agencies(self) -> Self:
        return self.filter(depth=1)

    def below(self, office: "Office") -> Self:
        """Return ``office`` and everything under it: a range of the tree's path."""
        return self.filter(path__startswith=office.path)


class OfficeManager(MP_NodeManager):
    """Offices in the order of the tree."""

    def get_queryset(self) -> OfficeQuerySet:
        return OfficeQuerySet(self.model, using=self._db).order_by("path")


class Office(MP_Node):
    """ส่วนราชการ: one unit of an agency; a root of the tree is an agency.

    ``name`` and ``code`` are today's; what they were on another day stands in ``OfficeName``.
    An office is never deleted: it ends, and may be succeeded by another.
    """

    name = models.CharField(_("ชื่อส่วนราชการ"), max_length=200)
    short_name = models.CharField(_("ชื่อย่อ"), max_length=80, blank=True)
    code = models.CharField(_("รหัสหน่วยงาน"), max_length=40, blank=True)
    is_central_registry = models.BooleanField(_("สารบรรณกลาง"), default=False)
    valid_from = models.DateField(_("ตั้งแต่"))
    valid_to = models.DateField(_("ถึง"), null=True, blank=True)
    succeeded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successor_of"
    )
    chain_head = models.CharField(max_length=64, blank=True, editable=False)
    chain_length = models.PositiveIntegerField(default=0, editable=False)

    objects = OfficeManager.from_queryset(OfficeQuerySet)()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="office_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The short name where there is one: for chips and narrow columns."""
        return self.short_name or self.name

    @property
    def agency_path(self) -> str:
        """The path of the agency this office belongs to."""
        return str(self.path[: self.steplen])

    def is_same_agency_as(self, other: "Office") -> bool:
        return self.agency_path == other.agency_path


class OfficeName(models.Model):
    """What an office was called, and its code in letter numbers, during a stretch of time."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="names")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["office", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["office"],
                condition=Q(valid_to=None),
                name="an_office_has_one_name_today",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Digits(models.TextChoices):
    """Which digits an agency writes with."""

    THAI = "thai", _("เลขไทย")
    ARABIC = "arabic", _("เลขอารบิก")


class AgencySettings(models.Model):
    """What one agency on the installation has set for itself."""

    office = models.OneToOneField(Office, models.PROTECT, related_name="agency_settings")
    saraban_email = models.EmailField(_("ไปรษณีย์อิเล็กทรอนิกส์กลาง"), blank=True)
    address = models.CharField(_("ที่ตั้ง"), max_length=300, blank=True)
    telephone = models.CharField(_("โทรศัพท์"), max_length=80, blank=True)
    digits = models.CharField(
        _("ตัวเลข"), max_length=10, choices=Digits.choices, default=Digits.ARABIC
    )
    emblem = models.ForeignKey("saraban.Blob", models.PROTECT, null=True, blank=True)

    def __str__(self) -> str:
        return f"settings of {self.office_id}"


class Role(models.TextChoices):
    """What the holder of a post does with letters."""

    REGISTRY_CLERK = "registry_clerk", _("เจ้าหน้าที่สารบรรณ")
    CENTRAL_REGISTRY_CLERK = "central_registry_clerk", _("เจ้าหน้าที่สารบรรณกลาง")
    DIRECTOR = "director", _("ผู้บริหาร")
    OFFICER = "officer", _("เจ้าหน้าที่")
    SECRET_REGISTRAR = "secret_registrar", _("นายทะเบียนข้อมูลข่าวสารลับ")
    AUDITOR = "auditor", _("ผู้ตรวจสอบ")
    ADMINISTRATOR = "administrator", _("ผู้ดูแลระบบ")


CLERKS = (Role.REGISTRY_CLERK, Role.CENTRAL_REGISTRY_CLERK, Role.SECRET_REGISTRAR)


class Position(models.Model):
    """ตำแหน่ง: a post in an office, whoever holds it."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="positions")
    title = models.CharField(_("ตำแหน่ง"), max_length=200)
    role = models.CharField(_("หน้าที่"), max_length=30, choices=Role.choices)

    class Meta:
        ordering = ["office__path", "pk"]

    def __str__(self) -> str:
        return self.title


class Capacity(models.TextChoices):
    """In what capacity somebody holds a post (annex 3; public administration act 2534)."""

    OWN = "own", _("ดำรงตำแหน่ง")
    ACTING = "acting", _("รักษาราชการแทน")
    ACTING_IN_POSITION = "acting_in_position", _("รักษาการในตำแหน่ง")
    ON_BEHALF = "on_behalf", _("ปฏิบัติราชการแทน")


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Ways to speak of many appointments at once."""

    def held(self, *, on: dt.date) -> Self:
        return self.filter(valid_on(on))

    def for_page(self) -> Self:
        return self.select_related("user", "position__office")


class Appointment(models.Model):
    """Who holds a post, in what capacity, from when to when, and by which order."""

    user = models.ForeignKey(User, models.PROTECT, related_name="appointments")
    position = models.ForeignKey(Position, models.PROTECT, related_name="appointments")
    capacity = models.CharField(
        _("ฐานะ"), max_length=30, choices=Capacity.choices, default=Capacity.OWN
    )
    valid_from = models.DateField(_("ตั้งแต่"))
    valid_to = models.DateField(_("ถึง"), null=True, blank=True)
    under_order = models.CharField(_("ตามคำสั่ง"), max_length=200, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="appointment_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.title}"

    @property
    def office(self) -> Office:
        return self.position.office

    @property
    def is_own(self) -> bool:
        return self.capacity == Capacity.OWN

    @property
    def title(self) -> str:
        """The post as it is spoken of: acting posts say so."""
        if self.is_own:
            return self.position.title
        return f"{self.get_capacity_display()} {self.position.title}"


class PrincipalKind(models.TextChoices):
    """Kinds of reader that access is granted to."""

    OFFICE = "office", _("ส่วนราชการ")
    SECRET_REGISTRY = "secret_registry", _("นายทะเบียนข้อมูลข่าวสารลับ")
    PERSON = "person", _("บุคคล")


class Principal(models.Model):
    """Whom access is granted to: an office, the secret registrar of an office, or a person."""

    kind = models.CharField(max_length=20, choices=PrincipalKind.choices)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="principals")
    user = models.OneToOneField(User, models.PROTECT, null=True, related_name="principal")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "kind"], name="one_principal_of_a_kind"),
            models.CheckConstraint(
                condition=(
                    Q(kind=PrincipalKind.PERSON, user__isnull=False, office=None)
                    | (~Q(kind=PrincipalKind.PERSON) & Q(user=None, office__isnull=False))
                ),
                name="a_principal_is_a_person_or_an_office",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.office_id or self.user_id}"
