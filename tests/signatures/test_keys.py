"""Keys of signers: issued by the agency's test authority, useless without the secret."""

import datetime as dt
import shutil
import subprocess
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives import serialization

from saraban.errors import Refusal
from signatures.keys import (
    fingerprint,
    issue_certificate,
    make_authority,
    read_certificate,
    unlock,
)
from tests.signatures.forgeries import MORNING, NAME, NOON, SECRET


def test_a_certificate_bears_a_long_thai_name_and_says_it_is_a_test(pair):
    subject = read_certificate(pair.certificate).subject.native

    assert len(subject["common_name"]) > 21
    assert subject["common_name"] == NAME
    assert subject["organization_name"] == "จังหวัดภูเก็ต"
    assert "ทดสอบ" in subject["organizational_unit_name"]
    assert "TEST" in subject["organizational_unit_name"]


def test_the_authority_says_it_is_a_test_authority(authority):
    certificate = read_certificate(authority.certificate)

    assert "TEST CA" in certificate.subject.native["common_name"]
    assert certificate.ca
    assert certificate.key_usage_value.native == {"key_cert_sign", "crl_sign"}


def test_a_signers_certificate_serves_to_sign_and_not_to_certify(pair):
    certificate = read_certificate(pair.certificate)

    assert certificate.key_usage_value.native == {"digital_signature", "non_repudiation"}
    with pytest.raises(Refusal, match="ออกใบรับรองไม่ได้"):
        issue_certificate(pair, "นายสมชาย ใจดี", secret=SECRET, at=NOON)


def test_two_certificates_of_one_person_differ_in_number_key_and_fingerprint(authority):
    first, second = (issue_certificate(authority, NAME, secret=SECRET, at=NOON) for _ in range(2))

    one, two = read_certificate(first.certificate), read_certificate(second.certificate)
    assert one.serial_number != two.serial_number
    assert one.public_key.native != two.public_key.native
    assert fingerprint(first.certificate) != fingerprint(second.certificate)
    assert fingerprint(first.certificate) == one.sha256.hex()


def test_a_stolen_copy_of_the_tables_holds_no_usable_key(authority, pair):
    for stored in (authority, pair):
        assert "ENCRYPTED PRIVATE KEY" in stored.private_key
        for guess in (None, b"", SECRET.encode()):
            with pytest.raises((TypeError, ValueError)):
                serialization.load_pem_private_key(stored.private_key.encode(), guess)


def test_a_key_does_not_open_with_another_secret(pair):
    with pytest.raises(Refusal, match="เปิดกุญแจลงนามไม่ได้"):
        unlock(pair, secret=SECRET + ".")


def test_a_key_moved_to_another_persons_certificate_does_not_open(authority, pair):
    other = issue_certificate(authority, "นายสมชาย ใจดี", secret=SECRET, at=MORNING)

    with pytest.raises(Refusal, match="เปิดกุญแจลงนามไม่ได้"):
        unlock(replace(other, private_key=pair.private_key), secret=SECRET)


def test_a_damaged_key_does_not_open(pair):
    with pytest.raises(Refusal, match="เปิดกุญแจลงนามไม่ได้"):
        unlock(replace(pair, private_key=pair.private_key[:200]), secret=SECRET)


def test_a_secret_that_could_be_guessed_is_refused():
    with pytest.raises(Refusal, match="อย่างน้อย 32 ตัวอักษร"):
        make_authority("จังหวัดภูเก็ต", secret="12345678", at=MORNING)


@pytest.mark.parametrize("name", ["", "ก" * 65])
def test_a_name_that_x509_has_no_room_for_is_refused(authority, name):
    with pytest.raises(Refusal, match="1 ถึง 64 ตัวอักษร"):
        issue_certificate(authority, name, secret=SECRET, at=NOON)


def test_a_certificate_does_not_outlive_its_authority():
    authority = make_authority("จังหวัดภูเก็ต", secret=SECRET, at=MORNING, years=1)

    pair = issue_certificate(authority, NAME, secret=SECRET, at=NOON, years=9)

    ends = read_certificate(authority.certificate).not_valid_after
    assert read_certificate(pair.certificate).not_valid_after == ends
    with pytest.raises(Refusal, match="ออกใบรับรองไม่ได้"):
        issue_certificate(authority, NAME, secret=SECRET, at=MORNING + dt.timedelta(days=400))


def test_a_certificate_for_the_year_2050_and_after_can_be_read(authority):
    at = dt.datetime(2052, 2, 29, 9, tzinfo=dt.UTC)
    late = make_authority("จังหวัดภูเก็ต", secret=SECRET, at=at, years=10)

    assert read_certificate(late.certificate).not_valid_before == at
    assert unlock(late, secret=SECRET).is_valid_at(at)


def test_keys_and_secrets_do_not_show_when_printed(pair, key):
    assert "PRIVATE" not in repr(pair)
    assert "EllipticCurve" not in repr(key)


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
def test_another_program_finds_the_certificates_in_order(authority, pair, tmp_path):
    (tmp_path / "ca.pem").write_text(authority.certificate)
    (tmp_path / "signer.pem").write_text(pair.certificate)
    noon = str(int(NOON.timestamp()))

    answer = subprocess.run(
        ["openssl", "verify", "-x509_strict", "-attime", noon, "-CAfile", "ca.pem", "signer.pem"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.stdout.strip().endswith("OK"), answer.stderr
