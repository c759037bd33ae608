"""Filing: bytes become a blob, are read, and are bound to a letter; nothing received is altered."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from saraban import blobs
from saraban.access import Actor, require_clerk
from saraban.errors import Refusal
from saraban.models import Blob, BlobPage, Document, Event, IntakeFile, Letter, Reading
from saraban.reading import kinds, reader
from saraban.reading.terms import Limits
from saraban.services import journal
from saraban.services.transactions import in_one_act
from saraban.thai import normalise

NAME_LENGTH = 85
MEGABYTE = 1024 * 1024
HALF_WRITTEN_FOR = dt.timedelta(days=1)
WHILE_SOMEBODY_WAITS = Limits(memory=1 << 30, cpu_seconds=40, wall_seconds=8)


@dataclass(frozen=True)
class Filed:
    """A blob under the name it came with, ready to be bound to a letter."""

    blob: Blob
    name: str
    part: Document.Part = Document.Part.MAIN


def take_in(content: BinaryIO, *, name: str) -> Filed:
    """Store bytes that have come in, find out what they are and read their text.

    Refused: what is too large, what is none of the file types that may be registered, and
    bytes that are not what their name says. Damaged, locked or endless files are kept and say
    so: they are evidence too. Slow, so never inside an act's transaction.
    """
    kind = kinds.check(name, content)
    try:
        stored = blobs.put(settings.BLOB_ROOT, content, limit=settings.UPLOAD_MEGABYTES * MEGABYTE)
    except blobs.TooLarge:
        raise Refusal(
            _("แฟ้ม “%(name)s” ใหญ่กว่า %(limit)d เมกะไบต์ โปรดสแกนใหม่ให้เล็กลงหรือแบ่งเป็นหลายแฟ้ม")
            % {"name": shown_name(name), "limit": settings.UPLOAD_MEGABYTES}
        ) from None
    blob, _new = Blob.objects.get_or_create(
        sha256=stored.sha256, defaults={"size": stored.size, "media_type": kind}
    )
    if blob.reading == Reading.PENDING:
        read_text(blob, limits=WHILE_SOMEBODY_WAITS)
    return Filed(blob, shown_name(name))


def keep_made(content: bytes, *, name: str, part: Document.Part) -> Filed:
    """Store a PDF that this system has made, and read its text like any other."""
    stored = blobs.put(settings.BLOB_ROOT, [content])
    blob, _new = Blob.objects.get_or_create(
        sha256=stored.sha256,
        defaults={"size": stored.size, "media_type": "application/pdf"},
    )
    if blob.reading == Reading.PENDING:
        read_text(blob)
    return Filed(blob, shown_name(name), part)


def read_text(blob: Blob, *, limits: Limits = reader.READING) -> bool:
    """Read a file's text in a limited child process and keep it, page by page, once.

    Says whether the reading has ended. A file that cannot be read says why and is not tried
    again, since its bytes never change; one that took too long waits for the worker.
    """
    path = blobs.path_of(settings.BLOB_ROOT, blob.sha256)
    result = reader.read(path, blob.media_type, limits=limits)
    is_last_try = limits is reader.READING
    if result.outcome.may_be_tried_again and not is_last_try:
        return False
    _keep_pages(blob, result)
    return True


def read_pending(at: dt.datetime, *, most: int = 20) -> int:
    """Read files whose text took too long while somebody waited, and tell their letters."""
    waiting = Blob.objects.filter(reading=Reading.PENDING).order_by("sha256")[:most]
    count = 0
    for blob in waiting:
        read_text(blob)
        _tell_letters(blob, at)
        count += 1
    return count


def clear_away(at: dt.datetime) -> int:
    """Remove what a killed process left half written a day ago; return how many files."""
    return blobs.remove_stale_temporaries(settings.BLOB_ROOT, older_than=at - HALF_WRITTEN_FOR)


@in_one_act
def _keep_pages(blob: Blob, result: reader.ReadResult) -> None:
    fresh = Blob.objects.filter(pk=blob.pk, reading=Reading.PENDING)
    blob.reading = Reading.READ if result.pages else Reading.UNREADABLE
    blob.reading_note, blob.page_count = result.note, result.page_count
    if fresh.update(
        reading=blob.reading, reading_note=result.note[:300], page_count=result.page_count
    ):
        BlobPage.objects.bulk_create(
            [BlobPage(blob=blob, number=page.number, text=page.text) for page in result.pages]
        )


@in_one_act
def _tell_letters(blob: Blob, at: dt.datetime) -> None:
    """Let every letter with this file know that its text is there now, so that it is found."""
    for document in blob.documents.select_related("letter").order_by("pk"):
        journal.note(document.letter, Event.Verb.READ_TEXT, by=None, at=at, files=[blob.pk])


def bind(letter: Letter, files: Iterable[Filed], *, by: Actor, at: dt.datetime) -> list[Document]:
    """Bind files to a letter, in the transaction of the act that calls; returns the documents."""
    documents = [
        Document(
            letter=letter,
            blob=filed.blob,
            name=filed.name,
            part=filed.part,
            added_by=by.user,
            added_at=at,
        )
        for filed in files
    ]
    return Document.objects.bulk_create(documents)


@in_one_act
def put_in_tray(filed: Filed, *, by: Actor, at: dt.datetime) -> IntakeFile:
    """Lay a file that has come in into the tray of the office the actor works in."""
    require_clerk(by)
    return IntakeFile.objects.create(
        office=by.office, blob=filed.blob, name=filed.name, arrived_at=at, brought_by=by.user
    )


@in_one_act
def set_aside(file: IntakeFile, *, by: Actor, at: dt.datetime) -> None:
    """Take a file out of the tray that is no letter, or came twice; its bytes are kept."""
    require_clerk(by)
    waiting = IntakeFile.objects.filter(pk=file.pk, office=by.office, letter=None)
    if not waiting.filter(set_aside_at=None).update(set_aside_at=at):
        raise Refusal(_("แฟ้มนี้ลงทะเบียนแล้วหรือพักไว้แล้ว"))


def shown_name(name: str) -> str:
    """Return a file name that is safe to show: no folders, no hidden characters, not too long."""
    cleaned = normalise(name).replace("\n", " ")
    last = cleaned.replace("\\", "/").rsplit("/", 1)[-1].strip(" .")
    visible = "".join(c for c in last if c.isprintable() and not "\u202a" <= c <= "\u202e")
    stem, dot, ending = visible.rpartition(".")
    if not dot:
        return visible[:NAME_LENGTH] or _("ไม่มีชื่อ")
    return f"{stem[: NAME_LENGTH - len(ending)]}.{ending}"


@in_one_act
def note_opening(
    document: Document, *, by: Actor, at: dt.datetime, page: int | None = None
) -> None:
    """Write down that somebody opened a file of a secret letter, or looked at one of its pages.

    Open letters are not followed.
    """
    if document.letter.is_secret:
        journal.note(
            document.letter,
            Event.Verb.OPENED_FILE,
            by=by,
            at=at,
            document=document.pk,
            file=document.blob_id,
            page=page,
        )
