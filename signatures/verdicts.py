"""Verdicts: what can be said of a sealed file, as values and as Thai sentences."""

import datetime as dt
import json
from dataclasses import asdict, dataclass
from typing import Any, Self

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Reason(TextChoices):
    """Why a seal holds or does not; the gravest thing that is true of it."""

    MALFORMED = "malformed", gettext_lazy("ข้อมูลลายมือชื่อผิดรูปแบบ จึงเชื่อถือไม่ได้")
    ALTERED = "altered", gettext_lazy("เนื้อหาที่ลงนามถูกแก้ไข ไม่ตรงกับลายมือชื่อ")
    WEAK = "weak", gettext_lazy("ลายมือชื่อใช้วิธีเข้ารหัสที่ไม่ปลอดภัยแล้ว")
    PARTIAL = "partial", gettext_lazy("ลายมือชื่อไม่ครอบคลุมเนื้อหาทั้งหมดของไฟล์")
    CHANGED_AFTER = "changed_after", gettext_lazy("มีการแก้ไขหรือเพิ่มเนื้อหาหลังลงลายมือชื่อ")
    APPENDED = "appended", gettext_lazy("มีข้อมูลต่อท้ายไฟล์หลังลงลายมือชื่อสุดท้าย")
    UNKNOWN_AUTHORITY = "unknown_authority", gettext_lazy("ไม่รู้จักผู้ออกใบรับรองของผู้ลงนาม")
    OUT_OF_FORCE = "out_of_force", gettext_lazy("ใบรับรองไม่อยู่ในอายุใช้งานเมื่อลงนาม")
    NOT_FOR_SIGNING = "not_for_signing", gettext_lazy("ใบรับรองไม่ได้ออกให้ใช้ลงลายมือชื่อ")
    FROM_THE_FUTURE = "from_the_future", gettext_lazy("เวลาลงนามที่ระบุยังมาไม่ถึง")
    SOUND = "sound", gettext_lazy("ลายมือชื่อถูกต้อง")


class Problem(TextChoices):
    """Why nothing can be said about any seal of a file."""

    UNREADABLE = "unreadable", gettext_lazy("อ่านไฟล์นี้เป็น PDF ไม่ได้ จึงตรวจลายมือชื่อไม่ได้")
    TOO_COSTLY = "too_costly", gettext_lazy("ไฟล์นี้ใหญ่หรือซับซ้อนเกินกว่าจะตรวจลายมือชื่อได้")
    UNANSWERED = "unanswered", gettext_lazy("ตรวจลายมือชื่อไม่ได้ในขณะนี้ โปรดลองอีกครั้ง")
    UNSEALED = "unsealed", gettext_lazy("ไฟล์นี้ไม่มีลายมือชื่ออิเล็กทรอนิกส์")


_OF_THE_SIGNER = {
    Reason.UNKNOWN_AUTHORITY,
    Reason.OUT_OF_FORCE,
    Reason.NOT_FOR_SIGNING,
    Reason.FROM_THE_FUTURE,
}
"""Reasons that leave the file as signed, and only its signer unknown."""


@dataclass(frozen=True)
class SealVerdict:
    """What can be said of one seal.

    Names and times of a seal that is not trusted are only what the file says of itself.
    """

    field_name: str
    reason: Reason
    signer_name: str = ""
    organisation: str = ""
    fingerprint: str = ""
    at: dt.datetime | None = None
    covers_entire_file: bool = False
    is_time_stamp: bool = False

    @property
    def is_trusted(self) -> bool:
        """Say whether all holds: valid, and vouched for by a trusted authority at signing."""
        return self.reason is Reason.SOUND

    @property
    def is_valid(self) -> bool:
        """Say whether what was sealed is as it was, and nothing but further seals followed."""
        return self.is_trusted or self.reason in _OF_THE_SIGNER

    @property
    def changed_after(self) -> bool:
        """Say whether something other than seals was added after this one."""
        return self.reason in {Reason.CHANGED_AFTER, Reason.APPENDED}

    @property
    def sentence(self) -> str:
        """Say in Thai whether the seal holds, and if not, why."""
        return str(self.reason.label)


@dataclass(frozen=True)
class Verdict:
    """What can be said of a file: its seals, oldest first, and whether it is whole.

    Whole means that every seal is valid and the newest covers the file to its last byte. It
    says nothing about who signed: show and act on ``is_good``, which also asks for trust.
    """

    signatures: tuple[SealVerdict, ...] = ()
    problem: Problem | None = None

    @property
    def is_whole(self) -> bool:
        """Say whether the file is exactly as its signers left it."""
        seals = self.signatures
        return bool(seals) and all(s.is_valid for s in seals) and seals[-1].covers_entire_file

    @property
    def is_good(self) -> bool:
        """Say whether the file is whole and every signer is vouched for."""
        return self.is_whole and all(seal.is_trusted for seal in self.signatures)

    def as_json(self) -> str:
        """Write the verdict down; ``from_json`` reads it again."""
        return json.dumps(asdict(self), ensure_ascii=False, default=dt.datetime.isoformat)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read a verdict written by ``as_json``."""
        written = json.loads(text)
        seals = tuple(_seal_from(facts) for facts in written["signatures"])
        problem = written["problem"]
        return cls(seals, Problem(problem) if problem else None)

    @property
    def sentence(self) -> str:
        """Say in Thai what this means for the person who holds the file."""
        if self.problem:
            return str(self.problem.label)
        if self.is_good:
            return _("ไฟล์ครบถ้วนตามที่ลงนาม และยืนยันผู้ลงนามได้ทุกคน")
        why = {"reason": _gravest(self.signatures).sentence}
        if self.is_whole:
            return _("ไฟล์ครบถ้วนตามที่ลงนาม แต่ยังยืนยันผู้ลงนามไม่ได้: %(reason)s") % why
        return _("ไฟล์ไม่เป็นไปตามที่ลงนาม: %(reason)s") % why


def _seal_from(facts: dict[str, Any]) -> SealVerdict:
    at = facts["at"] and dt.datetime.fromisoformat(facts["at"])
    return SealVerdict(**{**facts, "reason": Reason(facts["reason"]), "at": at})


def _gravest(seals: tuple[SealVerdict, ...]) -> SealVerdict:
    order = list(Reason)
    return min(seals, key=lambda seal: order.index(seal.reason))
