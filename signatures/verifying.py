"""Verifying: says of the bytes of a PDF who sealed them, when, and whether they are whole."""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace

from asn1crypto import x509
from pyhanko.pdf_utils.generic import DictionaryObject, Reference
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate, AdESSubIndic
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DocInfoRule,
    DSSCompareRule,
    FormUpdatingRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    XrefStreamRule,
)
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import (
    DocumentTimestampStatus,
    PdfSignatureStatus,
    SignatureCoverageLevel,
)
from pyhanko_certvalidator import ValidationContext

from saraban.thai import BANGKOK, normalise
from signatures.envelope import check_plain, end_of_seal
from signatures.faults import LIBRARY_FAULTS
from signatures.keys import read_certificate
from signatures.verdicts import Problem, Reason, SealVerdict, Verdict

__all__ = ["Problem", "Reason", "SealVerdict", "Verdict", "verify"]

CLOCKS_MAY_DIFFER = dt.timedelta(minutes=5)
SHORTEST_RSA, SHORTEST_CURVE = 2048, 256
SAFE_DIGESTS = {"sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"}

_KEPT = ModificationLevel.LTA_UPDATES
_ONLY_SEALS = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),  # type: ignore[no-untyped-call]
        DocInfoRule().as_qualified(_KEPT),
        XrefStreamRule().as_qualified(_KEPT),
        ObjectStreamRule().as_qualified(_KEPT),
        DSSCompareRule().as_qualified(_KEPT),
        MetadataUpdateRule().as_qualified(_KEPT),  # type: ignore[no-untyped-call]
    ],
    form_rule=FormUpdatingRule(
        field_rules=[
            SigFieldCreationRule(),  # type: ignore[no-untyped-call]
            SigFieldModificationRule(),
        ]
    ),
)
"""What may follow a seal: another seal and what keeps seals checkable. The library's own rule
also lets form fields be filled in, which changes what is read on the page."""

_Status = PdfSignatureStatus | DocumentTimestampStatus


def verify(pdf: bytes, *, trusted: Sequence[str], at: dt.datetime) -> Verdict:
    """Say who sealed a PDF and whether it is whole. ``trusted`` are authorities, in PEM.

    Certificates are judged at the time of signing, which a seal states of itself; one later
    than ``at`` is not believed. Never raises for what is in ``pdf``: broken and hostile files
    are answered with a verdict that is not whole. A stranger's file can still cost much time
    and memory, so call this in a limited child process for any file that is not our own.
    """
    roots = [read_certificate(text) for text in trusted]
    try:
        seals = _seals_of(pdf, roots, at)
    except LIBRARY_FAULTS:
        return Verdict(problem=Problem.UNREADABLE)
    return Verdict(seals) if seals else Verdict(problem=Problem.UNSEALED)


def _seals_of(
    pdf: bytes, roots: list[x509.Certificate], at: dt.datetime
) -> tuple[SealVerdict, ...]:
    """Return a verdict on each seal, oldest first; a seal that cannot be read comes last."""
    reader = PdfFileReader(io.BytesIO(pdf))
    fields = list(enumerate_sig_fields(reader, filled_status=True))
    found = [_examine(reader, pdf, name, field, roots, at) for name, _value, field in fields]
    found.sort(key=lambda pair: pair[0])
    ends = [end for end, seal in found if seal.reason is not Reason.MALFORMED]
    if len(set(ends)) != len(ends):
        raise PdfReadError("one seal is shown as two")
    seals = [seal for _end, seal in found]
    if seals and seals[-1].is_valid and not seals[-1].covers_entire_file:
        seals[-1] = replace(seals[-1], reason=Reason.APPENDED)
    return tuple(seals)


def _examine(
    reader: PdfFileReader,
    pdf: bytes,
    name: str,
    field: Reference,
    roots: list[x509.Certificate],
    at: dt.datetime,
) -> tuple[int, SealVerdict]:
    """Return where the bytes end that a seal covers, and the verdict on it."""
    try:
        seal = EmbeddedPdfSignature(reader, _dictionary(field), name)
        end = end_of_seal(pdf, seal.byte_range, seal.pkcs7_content)
        check_plain(seal.pkcs7_content, seal.signer_cert)
        moment = _moment_of(seal)
        status = _status_of(seal, roots, moment or at)
        reason = _reason_of(seal, status, moment or at, at)
        is_all = status.coverage is SignatureCoverageLevel.ENTIRE_FILE and end == len(pdf)
        return end, _verdict_on(seal, name, reason, moment, covers_entire_file=is_all)
    except LIBRARY_FAULTS:
        return len(pdf) + 1, SealVerdict(name, Reason.MALFORMED)


def _dictionary(field: Reference) -> DictionaryObject:
    found = field.get_object()
    if not isinstance(found, DictionaryObject):
        raise PdfReadError("a field is a dictionary")
    return found


def _moment_of(seal: EmbeddedPdfSignature) -> dt.datetime | None:
    """Return when a seal says it was made."""
    if _is_time_stamp(seal):
        stamped = seal.signed_data["encap_content_info"]["content"].parsed
        moment: dt.datetime | None = stamped["gen_time"].native
    else:
        moment = seal.self_reported_timestamp
    if moment is not None and moment.tzinfo is None:
        return moment.replace(tzinfo=BANGKOK)
    return moment


def _status_of(
    seal: EmbeddedPdfSignature, roots: list[x509.Certificate], moment: dt.datetime
) -> _Status:
    context = ValidationContext(trust_roots=roots, moment=moment, allow_fetching=False)
    if _is_time_stamp(seal):
        return validate_pdf_timestamp(seal, context, diff_policy=_ONLY_SEALS)
    return validate_pdf_signature(seal, context, diff_policy=_ONLY_SEALS)


def _reason_of(
    seal: EmbeddedPdfSignature, status: _Status, moment: dt.datetime, at: dt.datetime
) -> Reason:
    """Return the gravest thing that is true of a seal."""
    findings = (
        (Reason.ALTERED, not (status.intact and status.valid)),
        (Reason.WEAK, _is_weak(seal) or status.trust_problem_indic in _WEAK),
        (Reason.PARTIAL, status.coverage < SignatureCoverageLevel.ENTIRE_REVISION),
        (Reason.CHANGED_AFTER, not _only_seals_followed(status)),
        (Reason.UNKNOWN_AUTHORITY, status.trust_problem_indic in _UNKNOWN),
        (Reason.OUT_OF_FORCE, not _is_in_force(seal.signer_cert, moment)),
        (Reason.NOT_FOR_SIGNING, status.trust_problem_indic in _NOT_FOR_SIGNING),
        (Reason.UNKNOWN_AUTHORITY, not status.trusted),
        (Reason.FROM_THE_FUTURE, moment > at + CLOCKS_MAY_DIFFER),
    )
    return next((reason for reason, is_so in findings if is_so), Reason.SOUND)


_WEAK: set[AdESSubIndic | None] = {
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE,
}
_UNKNOWN: set[AdESSubIndic | None] = {AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND}
_NOT_FOR_SIGNING: set[AdESSubIndic | None] = {AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE}


def _is_weak(seal: EmbeddedPdfSignature) -> bool:
    """Say whether a seal rests on a digest or a key that can be forged by now."""
    key = seal.signer_cert.public_key
    shortest = SHORTEST_CURVE if key.algorithm in {"ec", "ed25519", "ed448"} else SHORTEST_RSA
    digests = {seal.md_algorithm, seal.external_md_algorithm}
    return key.bit_size < shortest or not digests <= SAFE_DIGESTS


def _only_seals_followed(status: _Status) -> bool:
    level = status.modification_level
    return level is not None and level <= ModificationLevel.FORM_FILLING


def _is_in_force(certificate: x509.Certificate, moment: dt.datetime) -> bool:
    return bool(certificate.not_valid_before <= moment <= certificate.not_valid_after)


def _is_time_stamp(seal: EmbeddedPdfSignature) -> bool:
    return bool(seal.sig_object_type == "/DocTimeStamp")


def _verdict_on(
    seal: EmbeddedPdfSignature,
    name: str,
    reason: Reason,
    moment: dt.datetime | None,
    *,
    covers_entire_file: bool,
) -> SealVerdict:
    certificate = seal.signer_cert
    return SealVerdict(
        field_name=normalise(name),
        reason=reason,
        signer_name=_part(certificate, "common_name"),
        organisation=_part(certificate, "organization_name"),
        fingerprint=certificate.sha256.hex(),
        at=moment,
        covers_entire_file=covers_entire_file,
        is_time_stamp=_is_time_stamp(seal),
    )


def _part(certificate: x509.Certificate, key: str) -> str:
    """Return one part of the name in a certificate, cleaned of characters that mislead."""
    value = certificate.subject.native.get(key, "")
    return normalise(value if isinstance(value, str) else ", ".join(value))
