"""Keys: the agency's own test authority, the certificates it issues, and private keys at rest."""

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass, field

from asn1crypto import algos, core, pem, x509
from asn1crypto import keys as asn1_keys
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.utils.translation import gettext as _

from saraban.errors import Refusal

SHORTEST_SECRET = 32
"""Characters a secret needs. It is stretched by HKDF, which is no cure for a guessable one."""

LONGEST_NAME = 64
"""Characters X.509 allows in a name or an organisation (RFC 5280, appendix A.1)."""

TEST_MARK = "ใบรับรองทดสอบ TEST ONLY"
AUTHORITY_NAME = "ผู้ออกใบรับรองทดสอบ TEST CA"


@dataclass(frozen=True)
class KeyPair:
    """A certificate and its private key as they are stored: PEM text, the key encrypted."""

    certificate: str
    private_key: str = field(repr=False)


@dataclass(frozen=True)
class SignerKey:
    """A key that is open and ready to sign. Lives in memory only."""

    certificate: x509.Certificate
    private_key: ec.EllipticCurvePrivateKey = field(repr=False)

    def is_valid_at(self, at: dt.datetime) -> bool:
        """Say whether the certificate is in force at a moment."""
        return bool(self.certificate.not_valid_before <= at <= self.certificate.not_valid_after)


def make_authority(organisation: str, *, secret: str, at: dt.datetime, years: int = 20) -> KeyPair:
    """Make the authority that issues the certificates of one agency's signers.

    It vouches for nobody outside the agency, and its name says so. Refuses a name over 64
    characters and a secret under 32.
    """
    private_key = ec.generate_private_key(ec.SECP256R1())
    name = _name(AUTHORITY_NAME, organisation)
    tbs = _to_be_signed(
        subject=name,
        issuer=name,
        public_key=private_key.public_key(),
        lifetime=_lifetime(at, years),
        extensions=_extensions(private_key, private_key, {"key_cert_sign", "crl_sign"}),
    )
    return _locked(_signed(tbs, private_key), private_key, secret)


def issue_certificate(
    authority: KeyPair, name: str, *, secret: str, at: dt.datetime, years: int = 2
) -> KeyPair:
    """Make a key for one person and certify it: this key is theirs, in the authority's agency.

    ``name`` is the full Thai name as it stands in a signature block. The certificate lasts
    ``years`` years, but never longer than the authority. Refuses a name over 64 characters,
    an authority that is not in force at ``at``, and a secret that does not open it.
    """
    issuer = unlock(authority, secret=secret)
    if not issuer.certificate.ca or not issuer.is_valid_at(at):
        raise Refusal(_("ใบรับรองของหน่วยงานออกใบรับรองไม่ได้ในขณะนี้ โปรดแจ้งผู้ดูแลระบบ"))
    private_key = ec.generate_private_key(ec.SECP256R1())
    begins, ends = _lifetime(at, years)
    tbs = _to_be_signed(
        subject=_name(name, issuer.certificate.subject.native["organization_name"]),
        issuer=issuer.certificate.subject,
        public_key=private_key.public_key(),
        lifetime=(begins, min(ends, issuer.certificate.not_valid_after)),
        extensions=_extensions(
            private_key, issuer.private_key, {"digital_signature", "non_repudiation"}
        ),
    )
    return _locked(_signed(tbs, issuer.private_key), private_key, secret)


def unlock(pair: KeyPair, *, secret: str) -> SignerKey:
    """Open a stored key. It costs a few milliseconds, so open it once for many letters.

    Refuses another secret, a damaged key, and a key moved to another certificate.
    """
    certificate = read_certificate(pair.certificate)
    try:
        private_key = serialization.load_pem_private_key(
            pair.private_key.encode(), _password(certificate, secret)
        )
    except (ValueError, TypeError):
        private_key = None
    if not isinstance(private_key, ec.EllipticCurvePrivateKey) or (
        _public_info(private_key.public_key()) != certificate.public_key.dump()
    ):
        raise Refusal(_("เปิดกุญแจลงนามไม่ได้ โปรดแจ้งผู้ดูแลระบบให้ตรวจรหัสลับของระบบ"))
    return SignerKey(certificate, private_key)


def fingerprint(certificate: str) -> str:
    """Return the SHA-256 of a certificate in PEM, in hexadecimal: its name among all others."""
    return str(read_certificate(certificate).sha256.hex())


def read_certificate(text: str) -> x509.Certificate:
    """Read a certificate in PEM. Raises ValueError for anything else."""
    _kind, _headers, der = pem.unarmor(text.encode())
    return x509.Certificate.load(der, strict=True)


# Keys at rest --------------------------------------------------------------------------------


def _locked(
    certificate: x509.Certificate, private_key: ec.EllipticCurvePrivateKey, secret: str
) -> KeyPair:
    encrypted = private_key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(_password(certificate, secret)),
    )
    return KeyPair(pem.armor("CERTIFICATE", certificate.dump()).decode(), encrypted.decode())


def _password(certificate: x509.Certificate, secret: str) -> bytes:
    """Return the password of one key: from the secret, and different for each certificate."""
    if len(secret) < SHORTEST_SECRET:
        raise Refusal(
            _("รหัสลับสำหรับเก็บกุญแจต้องยาวอย่างน้อย %(least)d ตัวอักษร") % {"least": SHORTEST_SECRET}
        )
    stretch = HKDF(hashes.SHA256(), 32, salt=certificate.sha256, info=b"saraban signing key 1")
    return stretch.derive(secret.encode()).hex().encode()


# Certificates --------------------------------------------------------------------------------
# Built with asn1crypto: cryptography counts the bytes of a Thai name, three a letter, against
# the 64 characters X.509 allows, and so refuses a common name of more than 21 letters.


def _name(name: str, organisation: str) -> x509.Name:
    for part in (name, organisation):
        if not 0 < len(part) <= LONGEST_NAME:
            raise Refusal(
                _("ชื่อในใบรับรองต้องยาว 1 ถึง %(most)d ตัวอักษร โปรดใช้ชื่อที่สั้นลง: %(name)s")
                % {"most": LONGEST_NAME, "name": part}
            )
    return x509.Name.build(
        {
            "country_name": "TH",
            "organization_name": organisation,
            "organizational_unit_name": TEST_MARK,
            "common_name": name,
        }
    )


def _lifetime(at: dt.datetime, years: int) -> tuple[dt.datetime, dt.datetime]:
    begins = at.astimezone(dt.UTC).replace(microsecond=0)
    return begins, begins + dt.timedelta(days=round(365.2425 * years))


def _to_be_signed(
    *,
    subject: x509.Name,
    issuer: x509.Name,
    public_key: ec.EllipticCurvePublicKey,
    lifetime: tuple[dt.datetime, dt.datetime],
    extensions: list[dict[str, object]],
) -> x509.TbsCertificate:
    begins, ends = lifetime
    return x509.TbsCertificate(
        {
            "version": "v3",
            "serial_number": secrets.randbits(158) | 1 << 158,
            "signature": {"algorithm": "sha256_ecdsa"},
            "issuer": issuer,
            "validity": {"not_before": _time(begins), "not_after": _time(ends)},
            "subject": subject,
            "subject_public_key_info": asn1_keys.PublicKeyInfo.load(_public_info(public_key)),
            "extensions": extensions,
        }
    )


def _signed(tbs: x509.TbsCertificate, private_key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    signature = private_key.sign(tbs.dump(), ec.ECDSA(hashes.SHA256()))
    certificate = x509.Certificate(
        {
            "tbs_certificate": tbs,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            "signature_value": core.OctetBitString(signature),
        }
    )
    return x509.Certificate.load(certificate.dump())


def _extensions(
    subject: ec.EllipticCurvePrivateKey, issuer: ec.EllipticCurvePrivateKey, uses: set[str]
) -> list[dict[str, object]]:
    is_authority = "key_cert_sign" in uses
    constraints = {"ca": True, "path_len_constraint": 0} if is_authority else {"ca": False}
    return [
        {"extn_id": "basic_constraints", "critical": True, "extn_value": constraints},
        {"extn_id": "key_usage", "critical": True, "extn_value": uses},
        {"extn_id": "key_identifier", "critical": False, "extn_value": _key_identifier(subject)},
        {
            "extn_id": "authority_key_identifier",
            "critical": False,
            "extn_value": {"key_identifier": _key_identifier(issuer)},
        },
    ]


def _time(moment: dt.datetime) -> x509.Time:
    """Return a moment as X.509 writes it: two digits of the year until 2049 (RFC 5280 4.1.2.5)."""
    return x509.Time({"utc_time" if moment.year < 2050 else "general_time": moment})


def _key_identifier(private_key: ec.EllipticCurvePrivateKey) -> bytes:
    return hashlib.sha256(_public_info(private_key.public_key())).digest()[:20]


def _public_info(public_key: ec.EllipticCurvePublicKey) -> bytes:
    return public_key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
