"""Looking whether the bytes of every file are still those that were stored."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from saraban import blobs
from saraban.models import Blob, Document, IntakeFile
from saraban.services.verification.findings import Finding, Tally

AT_A_TIME = 500


def check_files(tally: Tally, *, quick: bool) -> Iterator[Finding]:
    """Read every file through and compare its SHA-256; if ``quick``, look only at its size."""
    for blob in Blob.objects.order_by("pk").iterator(chunk_size=AT_A_TIME):
        tally.counts["files"] += 1
        tally.counts["bytes"] += blob.size
        wrong = _wrong_with(blob, quick=quick)
        if wrong:
            yield Finding("file", _name_of(blob), wrong)


def _wrong_with(blob: Blob, *, quick: bool) -> str:
    try:
        path = blobs.path_of(settings.BLOB_ROOT, blob.sha256)
        size = path.stat().st_size
        is_whole = size == blob.size and (quick or blobs.verify(settings.BLOB_ROOT, blob.sha256))
    except (FileNotFoundError, ValueError):
        return _("แฟ้มหายไปจากที่เก็บ โปรดนำกลับจากสำเนาสำรอง")
    return "" if is_whole else _("เนื้อแฟ้มไม่ใช่ของที่เก็บไว้ โปรดนำกลับจากสำเนาสำรอง")


def _name_of(blob: Blob) -> str:
    """Return whose file it is: its letters, or the tray it waits in."""
    name = _("แฟ้ม %(file)s") % {"file": blob.sha256[:12]}
    letters = Document.objects.filter(blob=blob).values_list("letter", flat=True)[:5]
    if letters:
        keys = ", ".join(map(str, letters))
        return f"{name} " + _("ของหนังสือรายการที่ %(letters)s") % {"letters": keys}
    waiting = IntakeFile.objects.filter(blob=blob).select_related("office").first()
    if waiting is not None:
        return f"{name} " + _("ในถาดรับเข้าของ%(office)s") % {"office": waiting.office}
    return name
