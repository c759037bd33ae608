"""Sealing a letter: opening the signer's key, sealing the bytes, and recording the seal."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from saraban import blobs, thai
from saraban.access import Actor
from saraban.errors import Refusal
from saraban.models import Document, Event, Letter, Office, User
from saraban.paper.values import Rendered
from saraban.services import journal
from saraban.services.papers import signature_lines
from saraban.services.transactions import in_one_act, one_act
from signatures import keys
from signatures.keys import KeyPair, SignerKey
from signatures.models import Authority, Seal, SigningKey
from signatures.sealing import seal
from signatures.verdicts import Verdict
from signatures.verifying import verify


@dataclass(frozen=True)
class Sealed:
    """Sealed bytes, and what the record of the seal will say of them."""

    pdf: bytes
    version: int
    fingerprint: str
    post_lines: tuple[str, ...]


def prepare_seal(letter: Letter, rendered: Rendered, *, by: Actor, at: dt.datetime) -> Sealed:
    """Seal a typeset letter with the actor's own key. Slow; never inside the act's transaction.

    The seal shows itself in the place of the hand signature: name, position, acting phrase and
    day. Refuses when the key cannot be opened or its certificate is not in force.
    """
    key = key_for(by.user, _agency_of(by), at=at)
    lines = signature_lines(by.post, on=timezone.localdate(at))
    day = thai.format_moment(at)
    pdf = seal(
        rendered.pdf,
        key=key,
        at=at,
        field_name=f"seal-{letter.version}",
        reason=_("ลงนามในหนังสือราชการ"),
        place=rendered.signature,
        lines=[by.user.name, *lines, day],
    )
    return Sealed(pdf, letter.version, key.certificate.sha256.hex(), lines)


@in_one_act
def attach_seal(
    letter: Letter, document: Document, sealed: Sealed, *, by: Actor, at: dt.datetime
) -> Seal:
    """Record that these bytes are the letter as its signer sealed it. Inside the signing act."""
    made = Seal.objects.create(
        letter=letter,
        document=document,
        version=sealed.version,
        signer=by.user,
        signed_as=by.post,
        signer_name=by.user.name,
        post_lines="\n".join(sealed.post_lines),
        fingerprint=sealed.fingerprint,
        sealed_at=at,
    )
    journal.note(
        letter,
        Event.Verb.SIGNED,
        by=by,
        at=at,
        document=document.pk,
        files=[document.blob_id],
        certificate=sealed.fingerprint,
        sealed_version=sealed.version,
    )
    return made


def verdict_on(document: Document, *, at: dt.datetime) -> Verdict:
    """Say whether a file of ours is whole and who signed it.

    The bytes are checked against their hash first; every agency's authority on the
    installation is trusted. Raises ``blobs.Damaged`` if the stored bytes were changed.
    """
    pdf = blobs.read_verified(settings.BLOB_ROOT, document.blob_id)
    trusted = list(Authority.objects.order_by("pk").values_list("certificate", flat=True))
    return verify(pdf, trusted=trusted, at=at)


def key_for(user: User, agency: Office, *, at: dt.datetime) -> SignerKey:
    """Open the key of a person in an agency; made and certified the first time it is needed."""
    found = SigningKey.objects.filter(user=user, authority__agency=agency, retired_at=None).first()
    if found is not None:
        key = _opened(KeyPair(found.certificate, found.private_key))
        if key.is_valid_at(at):
            return key
    return _opened(_certify(user, agency, replacing=found, at=at))


def authority_of(agency: Office, *, at: dt.datetime) -> Authority:
    """Return the agency's test authority, made the first time it is needed."""
    found = Authority.objects.filter(agency=agency).first()
    if found is not None:
        return found
    pair = keys.make_authority(_certified_name(agency.name), secret=settings.SECRET_KEY, at=at)
    try:
        with one_act():
            return Authority.objects.create(
                agency=agency,
                certificate=pair.certificate,
                private_key=pair.private_key,
                made_at=at,
            )
    except IntegrityError:
        return Authority.objects.get(agency=agency)


def _certify(
    user: User, agency: Office, *, replacing: SigningKey | None, at: dt.datetime
) -> KeyPair:
    """Issue a key to a person; of two that are issued at once the first stays."""
    authority = authority_of(agency, at=at)
    pair = keys.issue_certificate(
        KeyPair(authority.certificate, authority.private_key),
        _certified_name(user.name),
        secret=settings.SECRET_KEY,
        at=at,
    )
    try:
        with one_act():
            if replacing is not None:
                SigningKey.objects.filter(pk=replacing.pk).update(retired_at=at)
            SigningKey.objects.create(
                user=user,
                authority=authority,
                certificate=pair.certificate,
                private_key=pair.private_key,
                fingerprint=keys.fingerprint(pair.certificate),
                issued_at=at,
            )
    except IntegrityError:
        kept = SigningKey.objects.get(user=user, authority=authority, retired_at=None)
        return KeyPair(kept.certificate, kept.private_key)
    return pair


def _opened(pair: KeyPair) -> SignerKey:
    return keys.unlock(pair, secret=settings.SECRET_KEY)


def _agency_of(by: Actor) -> Office:
    agency: Office | None = Office.objects.filter(path=by.office.agency_path).first()
    if agency is None:
        raise Refusal(_("ไม่พบหน่วยงานของตำแหน่งที่ท่านใช้ลงนาม"))
    return agency


def _certified_name(name: str) -> str:
    """Return a name as long as a certificate can bear it (64 characters)."""
    return name[: keys.LONGEST_NAME]
