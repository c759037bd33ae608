"""Files: bytes received or made, the text read from them, and the letters they belong to."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from saraban.models.letters import Letter
from saraban.models.offices import Office


class Reading(models.TextChoices):
    """How far the text of a file has been read."""

    PENDING = "pending", _("รออ่าน")
    READ = "read", _("อ่านข้อความได้")
    UNREADABLE = "unreadable", _("อ่านข้อความไม่ได้")


class Blob(models.Model):
    """Bytes that are kept for ever under their own SHA-256, and what was found in them."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)
    reading = models.CharField(max_length=12, choices=Reading.choices, default=Reading.PENDING)
    reading_note = models.CharField(max_length=300, blank=True)
    page_count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["sha256"], condition=models.Q(reading="pending"), name="blob_to_be_read"
            ),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class BlobPage(models.Model):
    """The text of one page of a file, as read; never changed, since the bytes never change."""

    blob = models.ForeignKey(Blob, models.PROTECT, related_name="pages")
    number = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["blob", "number"]
        constraints = [
            models.UniqueConstraint(fields=["blob", "number"], name="a_page_is_read_once"),
        ]

    def __str__(self) -> str:
        return f"{self.blob_id[:12]} p.{self.number}"


class Document(models.Model):
    """A file of a letter: the letter itself, something enclosed, or its sealed form."""

    class Part(models.TextChoices):
        """What a file is to its letter."""

        MAIN = "main", _("ตัวหนังสือ")
        ENCLOSURE = "enclosure", _("สิ่งที่ส่งมาด้วย")
        SEALED = "sealed", _("ฉบับลงนาม")

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="documents")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="documents")
    name = models.CharField(_("ชื่อแฟ้ม"), max_length=255)
    part = models.CharField(max_length=12, choices=Part.choices, default=Part.MAIN)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["letter", "pk"]

    def __str__(self) -> str:
        return f"document {self.pk}"


class IntakeFile(models.Model):
    """ถาดรับเข้า: a file that has arrived at an office and is not registered yet."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="intake")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(_("ชื่อแฟ้ม"), max_length=255)
    arrived_at = models.DateTimeField()
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+")
    set_aside_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["office", "pk"]
        indexes = [
            models.Index(
                fields=["office", "id"],
                condition=models.Q(letter=None, set_aside_at=None),
                name="intake_still_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"intake {self.pk}"
