"""Build the demo in an empty home: tables first, then everything the demo tells."""

from argparse import ArgumentParser

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from saraban.preparation import bring_tables_up_to_date, in_haste
from saraban.services.invitation import is_empty


class Command(BaseCommand):
    help = "Bring the tables up to date and build the demo in them."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="Say nothing if it is not.")

    def handle(self, *, if_empty: bool, **options: object) -> None:
        bring_tables_up_to_date()
        if if_empty and not is_empty():
            return
        self.stdout.write(_("กำลังสร้างข้อมูลตัวอย่าง ราวหนึ่งนาที เข้าสู่ระบบได้ตั้งแต่นี้ หนังสือจะทยอยเข้ามาจนครบ"))
        with in_haste():
            call_command("demo", stdout=self.stdout)
