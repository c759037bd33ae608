"""An agency with its test authority, a signer, and a letter to seal."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from saraban.paper.values import SignaturePlace
from signatures.keys import KeyPair, SignerKey, issue_certificate, make_authority, unlock
from signatures.sealing import seal
from tests.signatures.forgeries import MORNING, NAME, NOON, SECRET

PLACE = SignaturePlace(page=0, left=265, bottom=423, right=450, top=477)


@pytest.fixture(scope="session")
def authority() -> KeyPair:
    return make_authority("จังหวัดภูเก็ต", secret=SECRET, at=MORNING)


@pytest.fixture(scope="session")
def pair(authority: KeyPair) -> KeyPair:
    return issue_certificate(authority, NAME, secret=SECRET, at=MORNING)


@pytest.fixture(scope="session")
def key(pair: KeyPair) -> SignerKey:
    return unlock(pair, secret=SECRET)


@pytest.fixture(scope="session")
def letter() -> bytes:
    """Two pages."""
    page = io.BytesIO()
    canvas = Canvas(page, invariant=True)
    for text in ("Letter 0017.2/123", "Enclosure"):
        canvas.drawString(100, 700, text)
        canvas.showPage()
    canvas.save()
    return page.getvalue()


@pytest.fixture(scope="session")
def sealed(letter: bytes, key: SignerKey) -> bytes:
    return seal(
        letter,
        key=key,
        at=NOON,
        field_name="signer",
        reason="ลงนามในหนังสือ",
        place=PLACE,
        lines=[NAME, "หัวหน้าสำนักงานจังหวัด", "", "24 พ.ย. 2569 เวลา 12.00 น."],
    )
