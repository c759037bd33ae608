"""Fill an empty home with the demo, and say who may sign in."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from saraban.errors import Refusal
from workflow import demo


class Command(BaseCommand):
    help = "Build two agencies of Phuket with invented people and letters in an empty home."

    def handle(self, **options: object) -> None:
        try:
            built = demo.build(at=timezone.now())
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(
            _(
                "สร้างข้อมูลตัวอย่างแล้ว: %(offices)s หน่วยงาน %(people)s คน "
                "เลขทะเบียน %(numbers)s เลข การปฏิบัติ %(acts)s ครั้ง"
            )
            % built._asdict()
        )
