"""The tables of seals: an agency's authority, the keys of its signers, and each seal made."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from saraban.models import Appointment, Document, Letter, Office


class Authority(models.Model):
    """Who vouches for an agency's signers: a test authority that this installation made itself."""

    agency = models.OneToOneField(Office, models.PROTECT, related_name="signing_authority")
    certificate = models.TextField()
    private_key = models.TextField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"authority of {self.agency_id}"


class SigningKey(models.Model):
    """A person's key and certificate within one agency; the private key is locked at rest."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="signing_keys")
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="keys")
    certificate = models.TextField()
    private_key = models.TextField()
    fingerprint = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "authority"],
                condition=models.Q(retired_at=None),
                name="a_person_has_one_key_in_an_agency",
            ),
        ]

    def __str__(self) -> str:
        return f"key {self.fingerprint[:12]}"


class Seal(models.Model):
    """One signature on one version of a letter: who, in which post, under which certificate."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="seals")
    document = models.OneToOneField(Document, models.PROTECT, related_name="seal")
    version = models.PositiveIntegerField()
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="seals")
    signed_as = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    signer_name = models.CharField(_("ผู้ลงนาม"), max_length=200)
    post_lines = models.TextField(_("ตำแหน่ง"))
    fingerprint = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ["letter", "pk"]

    def __str__(self) -> str:
        return f"seal {self.pk}"
