"""The envelope of a seal: the hole it is written into, and that nothing else hides there."""

from collections.abc import Sequence

from asn1crypto import cms, parser, x509

BY_SERIAL = "issuer_and_serial_number"
NULL = b"\x05\x00"


class BrokenEnvelope(ValueError):
    """The bytes of a seal are not where, or not what, its file says."""


def end_of_seal(pdf: bytes, byte_range: Sequence[int], contents: bytes) -> int:
    """Return where the bytes end that a seal covers; it covers all before, but for itself.

    Raises BrokenEnvelope unless the covered bytes start at 0, the one hole in them is exactly
    the seal in hexadecimal, written one way, and the room it leaves free is all zero. So no
    byte of the hole can be changed without being noticed (ISO 32000-2, 12.8.1).
    """
    numbers = [int(number) for number in byte_range]
    if len(numbers) != 4:
        raise BrokenEnvelope("a byte range has four numbers")
    start, before, after, length = numbers
    if start != 0 or not 0 < before < after or length < 0 or after + length > len(pdf):
        raise BrokenEnvelope("the byte range leaves the file")
    _check_hole(pdf[before:after], contents)
    return after + length


def check_plain(seal: bytes, certificate: x509.Certificate) -> None:
    """Raise BrokenEnvelope if the parts of a seal its signature does not cover are not as usual.

    One signer, named byte for byte as in the certificate; the digest announced is the one used,
    without parameters; versions as RFC 5652 (5.1, 5.3) demands; nothing besides. None of it
    changes what was signed, but a seal where it is otherwise has been touched.
    """
    message = cms.ContentInfo.load(seal)
    signed_data = message["content"]
    [signer] = signed_data["signer_infos"]
    parts = message["content_type"].dump() + message["content"].dump()
    is_definite = seal[1] != 0x80
    if is_definite and message.contents != parts:
        raise BrokenEnvelope("something hides inside the seal")
    _check_digests(signed_data, signer)
    _check_versions(signed_data, signer)
    signer_id = signer["sid"].chosen
    if signer["sid"].name == BY_SERIAL and signer_id["issuer"].dump() != certificate.issuer.dump():
        raise BrokenEnvelope("the signer is named otherwise than in the certificate")


def _check_digests(signed_data: cms.SignedData, signer: cms.SignerInfo) -> None:
    [announced] = signed_data["digest_algorithms"]
    used = signer["digest_algorithm"]
    if announced["algorithm"].native != used["algorithm"].native:
        raise BrokenEnvelope("another digest is announced than is used")
    if {announced["parameters"].dump(), used["parameters"].dump()} - {b"", NULL}:
        raise BrokenEnvelope("a digest with parameters")


def _check_versions(signed_data: cms.SignedData, signer: cms.SignerInfo) -> None:
    by_serial = signer["sid"].name == BY_SERIAL
    is_content = signed_data["encap_content_info"]["content_type"].native == "data"
    versions = [signer["version"].native, signed_data["version"].native]
    if versions != ["v1" if by_serial else "v3", "v1" if by_serial and is_content else "v3"]:
        raise BrokenEnvelope("not the version its parts ask for")


def _check_hole(hole: bytes, contents: bytes) -> None:
    digits = hole[1:-1]
    if hole[:1] != b"<" or hole[-1:] != b">" or digits not in (digits.lower(), digits.upper()):
        raise BrokenEnvelope("the hole is not one hexadecimal string")
    if not digits.isalnum() or bytes.fromhex(digits.decode("ascii")) != contents:
        raise BrokenEnvelope("the hole holds something else than the seal")
    if any(contents[parser.peek(contents) :]):
        raise BrokenEnvelope("something hides behind the seal")
