"""Make a home ready to be served, and say who may come in."""

from argparse import ArgumentParser

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from saraban.preparation import bring_tables_up_to_date, gather_static_files, is_up_to_date
from saraban.services.invitation import invite_first_administrator, is_empty


class Command(BaseCommand):
    help = "Bring tables and static files up to date; say who may sign in, or how to begin."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="Say who the demo lets in.")
        parser.add_argument(
            "--address", default="http://127.0.0.1:8000/", help="Of the first page."
        )
        parser.add_argument(
            "--only-look", action="store_true", help="Change nothing; say if ready."
        )

    def handle(self, *, demo: bool, address: str, only_look: bool, **options: object) -> None:
        if only_look:
            self._look()
            return
        bring_tables_up_to_date()
        call_command("rebuild_search", if_needed=True, stdout=self.stdout)
        gather_static_files()
        if demo:
            self._say_who_can_sign_in()
        elif is_empty():
            self._say_where_to_begin(address)

    def _look(self) -> None:
        if not is_up_to_date():
            raise CommandError(_("ฐานข้อมูลยังไม่ได้ปรับรุ่น โปรดสำรองข้อมูล แล้วสั่ง saraban prepare"))
        self.stdout.write(_("ค่าตั้งและฐานข้อมูลพร้อมใช้งาน"))

    def _say_who_can_sign_in(self) -> None:
        people = _cast_to_come() if is_empty() else _cast()
        if not people:
            self.stdout.write(_("ที่เก็บข้อมูลนี้มีผู้ใช้จริงอยู่แล้ว จึงไม่ใส่ข้อมูลตัวอย่าง"))
            return
        self.stdout.write("\n" + _("ผู้ที่เข้าสู่ระบบได้ (ข้อมูลตัวอย่าง)"))
        width = max(len(username) for username, name, post in people)
        for username, name, post in people:
            self.stdout.write(f"  {username:<{width}}  {name}  {post}")
        self.stdout.write(_("รหัสผ่านของทุกคน: ") + import_string("workflow.demo.PASSWORD"))

    def _say_where_to_begin(self, address: str) -> None:
        word = invite_first_administrator(at=timezone.now())
        place = address.rstrip("/") + reverse("welcome", args=[word])
        self.stdout.write("\n" + _("ยังไม่มีผู้ใช้ โปรดสร้างผู้ดูแลระบบคนแรกที่ลิงก์นี้ ใช้ได้ครั้งเดียวภายใน 24 ชั่วโมง"))
        self.stdout.write(f"  {place}")


def _cast() -> list[tuple[str, str, str]]:
    """Return who of the demo is here."""
    here: list[tuple[str, str, str]] = import_string("workflow.demo.who_can_sign_in")(
        on=timezone.localdate()
    )
    return here


def _cast_to_come() -> list[tuple[str, str, str]]:
    """Return who will be here as soon as the demo is being built."""
    people = import_string("workflow.demo.people.PEOPLE")
    return [(person.username, person.name, person.title) for person in people]
