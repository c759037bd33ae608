"""Which files the office takes in: judged by first bytes, name and inner order together."""

from typing import BinaryIO

import filetype
from django.utils.translation import gettext as _

from saraban.errors import Refusal
from saraban.reading import archives
from saraban.reading.archives import BadArchive, Fault
from saraban.reading.terms import DOCX, JPEG, PDF, PNG, TIFF, XLSX

MEDIA_TYPES = {
    "pdf": PDF,
    "docx": DOCX,
    "xlsx": XLSX,
    "png": PNG,
    "jpg": JPEG,
    "jpeg": JPEG,
    "tif": TIFF,
    "tiff": TIFF,
}
ACCEPT = ",".join(f".{extension}" for extension in MEDIA_TYPES)

_HEAD = 8192
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_FOLDERS = {"word/": DOCX, "xl/": XLSX}
_MARKUP = (b"<html", b"<script", b"<!doctype html", b"<svg", b"<?php")
_OFFICE = {"doc", "rtf", "odt", "txt", "ppt", "pptx", "odp"}
_SHEETS = {"xls", "ods", "csv"}
_CONTAINERS = {"zip", "rar", "7z", "tar", "gz"}
_PICTURES = {"bmp", "gif", "heic", "heif", "webp"}
_MACRO_PARTS = ("vbaProject.bin", "vbaData.xml")


def check(name: str, content: BinaryIO) -> str:
    """Return the media type of a file that may be taken in, from its bytes and its name.

    ``content`` can be sought in; it is left at its beginning. Raises Refusal, with a sentence
    that says what to do: other types, a name that says another type than the bytes, an empty
    file, a second file hidden in the first, a container that would burst, macros, a password.
    """
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    content.seek(0)
    head = content.read(_HEAD)
    if not head:
        raise Refusal(_("ไฟล์นี้ว่างเปล่า โปรดตรวจไฟล์แล้วเลือกใหม่"))
    named = _named(extension)
    found = _found(head, content)
    if found is None and named in {DOCX, XLSX} and head.startswith(_OLD_OFFICE):
        raise Refusal(_("ไฟล์นี้ตั้งรหัสผ่านไว้ โปรดเปิดแล้วบันทึกใหม่โดยไม่ตั้งรหัสผ่าน"))
    if found != named:
        raise _disagreement(extension, found)
    if _holds_another(head, found, content):
        raise Refusal(_("ไฟล์นี้มีไฟล์อื่นซ่อนอยู่ จึงรับไม่ได้ โปรดขอไฟล์ใหม่จากผู้ส่ง หรือพิมพ์แล้วสแกนเป็น PDF"))
    content.seek(0)
    return found


def _named(extension: str) -> str:
    """Return the type a name claims. Refuses those not taken, saying what to use instead."""
    if extension in MEDIA_TYPES:
        return MEDIA_TYPES[extension]
    shown = {"extension": extension[:10]}
    if extension in _OFFICE:
        raise Refusal(_("ยังรับไฟล์ .%(extension)s ไม่ได้ โปรดบันทึกเป็น PDF หรือ .docx แล้วเลือกใหม่") % shown)
    if extension in _SHEETS:
        raise Refusal(_("ยังรับไฟล์ .%(extension)s ไม่ได้ โปรดบันทึกเป็น .xlsx หรือ PDF แล้วเลือกใหม่") % shown)
    if extension in _CONTAINERS:
        raise Refusal(_("ยังรับไฟล์ .%(extension)s ไม่ได้ โปรดแตกไฟล์แล้วแนบทีละไฟล์") % shown)
    if extension in _PICTURES:
        raise Refusal(_("ยังรับไฟล์ .%(extension)s ไม่ได้ โปรดบันทึกเป็น PNG หรือ JPEG แล้วเลือกใหม่") % shown)
    raise Refusal(_("รับไฟล์ชนิดนี้ไม่ได้ โปรดใช้ PDF, Word (.docx), Excel (.xlsx), PNG, JPEG หรือ TIFF"))


def _found(head: bytes, content: BinaryIO) -> str | None:
    """Return the type the bytes themselves show; None for one that is not taken."""
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(_ZIP):
        return _found_in_container(content)
    guessed: str | None = filetype.guess_mime(head)
    return guessed if guessed in {PNG, JPEG, TIFF} else None


def _found_in_container(content: BinaryIO) -> str | None:
    try:
        members = archives.members_of(content)
    except BadArchive as error:
        raise _refusal_of(error.fault) from error
    if any(member.endswith(_MACRO_PARTS) for member in members):
        raise Refusal(_("ไฟล์นี้มีแมโคร จึงรับไม่ได้ โปรดบันทึกเป็น .docx, .xlsx หรือ PDF แล้วเลือกใหม่"))
    if "[Content_Types].xml" not in members:
        return None
    found = {_FOLDERS.get(member[: member.find("/") + 1]) for member in members} - {None}
    return found.pop() if len(found) == 1 else None


def _refusal_of(fault: Fault) -> Refusal:
    if fault is Fault.BOMB:
        return Refusal(_("ไฟล์นี้เมื่อคลายแล้วใหญ่ผิดปกติ จึงไม่เปิด โปรดบันทึกเป็น PDF หรือขอไฟล์ใหม่จากผู้ส่ง"))
    if fault is Fault.ENCRYPTED:
        return Refusal(_("ไฟล์นี้ตั้งรหัสผ่านไว้ โปรดเปิดแล้วบันทึกใหม่โดยไม่ตั้งรหัสผ่าน"))
    return Refusal(_("ไฟล์นี้เสียหรือมาไม่ครบ โปรดเปิดในโปรแกรมเดิมแล้วบันทึกใหม่ หรือขอไฟล์ใหม่จากผู้ส่ง"))


def _disagreement(extension: str, found: str | None) -> Refusal:
    meant = next((end for end, media_type in MEDIA_TYPES.items() if media_type == found), None)
    if meant is None:
        return Refusal(
            _("ไฟล์ชื่อลงท้าย .%(extension)s แต่เนื้อในไม่ใช่ไฟล์ชนิดนั้น โปรดบันทึกใหม่จากโปรแกรมเดิม")
            % {"extension": extension}
        )
    return Refusal(
        _("ไฟล์ชื่อลงท้าย .%(extension)s แต่เนื้อในเป็น .%(meant)s โปรดแก้ชื่อไฟล์ให้ตรงแล้วเลือกใหม่")
        % {"extension": extension, "meant": meant}
    )


def _holds_another(head: bytes, found: str, content: BinaryIO) -> bool:
    """Say whether the bytes would also pass for a file of another type."""
    start = head[:1024].lower()
    if found != PDF and b"%pdf-" in start:
        return True
    if any(tag in start for tag in _MARKUP):
        return True
    return found not in {DOCX, XLSX} and archives.ends_in_archive(content)
