"""`saraban verify`: walk everything that was kept and say in Thai whether it is whole."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from saraban.services.verification import Part, Tally, one_view, parts

WALKED = {
    "chains": "ประวัติ {:,} สาย",
    "events": "เหตุการณ์ {:,} รายการ",
    "registers": "ทะเบียน {:,} เล่ม",
    "numbers": "เลข {:,} เลข",
    "letters": "หนังสือ {:,} ฉบับ",
    "access": "สิทธิอ่าน {:,} รายการ",
    "files": "แฟ้ม {:,} แฟ้ม",
    "bytes": "เนื้อแฟ้ม {:,} ไบต์",
}


class Command(BaseCommand):
    """Prints what was walked, how many, and what is wrong by name; exit code 1 if anything is."""

    help = "ตรวจว่าทะเบียน ประวัติ สิทธิอ่าน และแฟ้ม ครบถ้วนไม่ถูกแก้ไข"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ``--quick``."""
        parser.add_argument("--quick", action="store_true", help="ดูเพียงว่าแฟ้มอยู่ครบ ไม่อ่านเนื้อแฟ้มทุกไบต์")

    def handle(self, *, quick: bool, **options: object) -> None:
        """Walk the parts one after the other, on one view of the database."""
        with one_view():
            walks = [self._walk(part) for part in parts(quick=quick)]
        self.stdout.write(f"ลายนิ้วมือของประวัติทั้งหมด {walks[0][1].fingerprint}")
        found = sum(count for count, _tally in walks)
        if found:
            raise CommandError(
                f"พบสิ่งผิดปกติ {found:,} ข้อ โปรดเก็บสำเนาของระบบไว้ก่อน และอย่าแก้ฐานข้อมูลเอง",
                returncode=1,
            )
        self.stdout.write("ทุกอย่างครบถ้วน")

    def _walk(self, part: Part) -> tuple[int, Tally]:
        tally, found = Tally(), 0
        for finding in part.walk(tally):
            found += 1
            self.stdout.write(f"  ✗ {finding}")
        walked = " ".join(WALKED[name].format(count) for name, count in tally.counts.items())
        verdict = f"พบสิ่งผิดปกติ {found:,} ข้อ" if found else "ครบถ้วน"
        self.stdout.write(f"ตรวจ{part.name}: {verdict} ({walked or 'ไม่มีรายการ'})")
        return found, tally
