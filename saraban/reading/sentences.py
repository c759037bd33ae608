"""What is said to a person about a file that could not be read, or not in full."""

from django.utils.translation import gettext as _

from saraban.reading.terms import MAX_PAGES, Outcome


def sentence_of(outcome: Outcome) -> str:
    """Return the Thai sentence for an outcome: what is true of the file, and what to do."""
    return _SENTENCES[outcome]()


_SENTENCES = {
    Outcome.READ: lambda: _("อ่านข้อความในไฟล์แล้ว"),
    Outcome.NO_TEXT: lambda: _(
        "ไฟล์นี้ไม่มีข้อความให้อ่าน อาจเป็นภาพสแกน ไฟล์เก็บไว้ครบ แต่ค้นจากข้อความในไฟล์ไม่ได้"
    ),
    Outcome.ENCRYPTED: lambda: _("ไฟล์นี้ตั้งรหัสผ่านไว้ จึงเปิดอ่านไม่ได้ โปรดขอไฟล์ที่ไม่มีรหัสผ่านจากผู้ส่ง"),
    Outcome.DAMAGED: lambda: _("ไฟล์นี้เสียหรือมาไม่ครบ อ่านได้เพียงบางส่วนหรืออ่านไม่ได้ โปรดขอไฟล์ใหม่จากผู้ส่ง"),
    Outcome.TOO_MANY_PAGES: lambda: (
        _("ไฟล์นี้ยาวมาก จึงอ่านข้อความไว้เพียง %(pages)s หน้าแรก") % {"pages": f"{MAX_PAGES:,}"}
    ),
    Outcome.TOO_LARGE: lambda: _(
        "เนื้อหาในไฟล์นี้ใหญ่เกินกว่าจะอ่านได้ทั้งหมด โปรดขอไฟล์ที่เล็กลงหรือแบ่งเป็นหลายไฟล์"
    ),
    Outcome.TOO_COMPLEX: lambda: _(
        "ไฟล์นี้ซับซ้อนผิดปกติ จึงหยุดอ่าน โปรดพิมพ์แล้วสแกนเป็น PDF หรือขอไฟล์ใหม่จากผู้ส่ง"
    ),
    Outcome.TIMED_OUT: lambda: _("อ่านไฟล์นี้ไม่ทันในเวลาที่กำหนด ระบบจะลองอีกครั้ง"),
    Outcome.DIED: lambda: _("ไฟล์นี้ทำให้โปรแกรมอ่านหยุดทำงาน จึงไม่ได้อ่านต่อ โปรดระวังไฟล์นี้และขอไฟล์ใหม่จากผู้ส่ง"),
    Outcome.REFUSED: lambda: _("ไม่เปิดอ่านไฟล์นี้ เพราะเนื้อในไม่เป็นไปตามชนิดของไฟล์ โปรดขอไฟล์ใหม่จากผู้ส่ง"),
    Outcome.UNAVAILABLE: lambda: _("โปรแกรมอ่านไฟล์ยังไม่พร้อม ระบบจะลองอีกครั้ง"),
}
