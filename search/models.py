"""The tables of search: which pieces of a letter are indexed, and by which analyser."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from saraban.models import BlobPage, Letter

SLOTS = 1 << 14
"""Room for the parts of one letter in the keys of the index."""


class SearchPart(models.Model):
    """A piece of a letter that is found as one: its face, its body, a page of one of its files.

    The key says both whose part it is and in which order parts are preferred: letters in
    ascending order, and the parts of one letter in descending order of preference, so that
    the newest letter and its face come first when the index is read backwards. What is read
    from a page is not stored a second time; ``start`` says where in the page it begins.
    """

    class Kind(models.TextChoices):
        """What of a letter a part is."""

        FACE = "face", _("หน้าหนังสือ")
        BODY = "body", _("ข้อความในหนังสือ")
        PAGE = "page", _("แฟ้มแนบ")
        NOTE = "note", _("ข้อความถึงผู้รับ")
        ENDORSEMENT = "endorsement", _("เกษียน")
        INSTRUCTION = "instruction", _("สั่งการ")
        MEETING = "meeting", _("การประชุม")
        AGENDA_ITEM = "agenda_item", _("ระเบียบวาระ")
        RESOLUTION = "resolution", _("มติที่ประชุม")

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="search_parts")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    page = models.ForeignKey(BlobPage, models.PROTECT, null=True, related_name="+")
    start = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page=None) | models.Q(text=""),
                name="the_text_of_a_page_is_kept_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {number_of(self.pk)} of letter {self.letter_id}"

    @property
    def is_spoken(self) -> bool:
        """Whether somebody said or decided this about the letter, rather than wrote it in it."""
        return self.kind not in {self.Kind.FACE, self.Kind.BODY, self.Kind.PAGE}


class IndexState(models.Model):
    """Which version of the analyser made the index; one row."""

    analyser_version = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"index of version {self.analyser_version}"


def key_of(letter: int, number: int) -> int:
    """Return the key of a letter's part; number 0 is its face, found before the others."""
    return letter * SLOTS + SLOTS - 1 - number


def number_of(key: int) -> int:
    """Return the number of a part within its letter."""
    return SLOTS - 1 - key % SLOTS
