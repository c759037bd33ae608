"""The office the journeys walk through: the cast, and something to see on every page.

Run in a home of its own by a process of its own; what it prints is what journeys have to know.
"""

import datetime as dt
import io
import json
import sys
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from saraban.access import Actor
from saraban.models import Kind, Letter, Meeting, Resolution, Secrecy
from saraban.paper.external_letter import render_external_letter
from saraban.paper.values import LetterPaper, Signer
from saraban.services import filing, meetings, projects, registration
from saraban.services.drafting import draft_letter
from saraban.services.meetings import Attendee, Decision, Point
from tests.cast import Province, make_province
from tests.factories import PASSWORD, make_letter, make_office, make_officer, make_post
from workflow.models import Purpose
from workflow.services import routing
from workflow.services.signing import sign_and_forward

LONG_NAME = "สำนักงานป้องกันและบรรเทาสาธารณภัยจังหวัดภูเก็ต"
LONG_SUBJECT = (
    "แจ้งเตือนสถานการณ์คลื่นลมแรงและฝนตกหนักถึงหนักมากในพื้นที่จังหวัดภูเก็ต "
    "และขอให้เตรียมความพร้อมของบุคลากร เครื่องมือ เครื่องจักรกลสาธารณภัยตลอดยี่สิบสี่ชั่วโมง"
)
SUBJECTS = (
    "ขอเชิญประชุมติดตามความก้าวหน้าโครงการภูเก็ตเมืองอัจฉริยะ",
    LONG_SUBJECT,
    "ขอความอนุเคราะห์ข้อมูลการติดตามประมวลผลเรื่องราวร้องทุกข์ ประจำไตรมาสที่ 4",
)
SENDERS = ("สำนักงานจังหวัดภูเก็ต", LONG_NAME, "ศูนย์ดำรงธรรมจังหวัดภูเก็ต")
PHRASE = "ปรับปรุงระบบระบายน้ำบริเวณหน้าโรงเรียน"
MANY = 56


class World:
    """The cast at work now, with letters in every state of their lives."""

    def __init__(self) -> None:
        self.at = timezone.now()
        self.today = timezone.localdate(self.at)
        self.cast: Province = make_province()
        self.project = projects.add_project(
            by=self.cast.anong,
            at=self.at,
            code="ภก-69-001",
            name="โครงการภูเก็ตเมืองอัจฉริยะด้านการบริหารจัดการภาครัฐ",
            owner=self.cast.works,
            summary="พัฒนาศูนย์ควบคุมและบริหารจัดการคอมพิวเตอร์ส่วนกลาง",
        )
        self.scan = filing.take_in(io.BytesIO(_paper(LONG_SUBJECT)), name="ภก0017.2-ว4821.pdf")
        self.pages: dict[str, tuple[str, str]] = {}
        self._make_people()
        self._make_letters()
        self._make_drafts()
        self._make_meeting()

    def told(self) -> dict[str, Any]:
        """Return what journeys have to know: who, where, what to look for."""
        return {
            "password": PASSWORD,
            "phrase": PHRASE,
            "project": self.project.get_absolute_url(),
            "paper": str(self._incoming_paper()),
            "secret": self.secret.get_absolute_url(),
            "pages": {name: list(page) for name, page in self.pages.items()},
        }

    def _make_people(self) -> None:
        """Add who is not in the cast: a long office, somebody idle, somebody of two posts."""
        cast = self.cast
        relief = make_office(cast.province, LONG_NAME, code="ภก 0021")
        make_officer(relief, "lek", "นางสาวพิมพ์ชนก ณ ระนองศักดิ์เสนีย์วงศ์", "registry_clerk")
        make_post(cast.dao.user, cast.finance, "director", "ผู้อำนวยการกองคลัง", capacity="acting")
        self._page("people", "hong")
        self._page("person_new", "hong")
        for name in (
            "person",
            "person_change",
            "person_password",
            "person_close",
            "person_appoint",
        ):
            self._page(name, "hong", cast.ek.user.pk)
        self._page("appointment_end", "hong", cast.ek.post.pk)
        for name in ("office", "office_rename", "office_close", "position_new"):
            self._page(name, "hong", cast.works.pk)
        for name in ("settings", "agency_settings", "office_new"):
            self._page(name, "hong")

    def _make_letters(self) -> None:
        cast = self.cast
        for place in range(MANY):
            self._letter(place)
        waiting = [self._letter(place) for place in range(6)]
        new = self._send(waiting[0], cast.works)
        in_hand = self._received(self._send(waiting[1], cast.works))
        told = self._send(waiting[2], cast.pao, purpose=Purpose.INFORMATION)
        asked = self._send(waiting[3], cast.pao)
        self.secret = self._letter(0, by=cast.gaew, secrecy=Secrecy.CONFIDENTIAL, files=[])
        reader = cast.fah.user.principal
        registration.open_to_person(waiting[4], reader, by=cast.anong, at=self.at)
        entry = waiting[4].entries.get()
        for name in ("letter", "history", "readers", "letter_projects", "send", "close", "answer"):
            self._page(name, "anong", waiting[4].pk)
        self._page("registered", "anong", entry.pk)
        self._page("register", "anong", entry.register_id)
        self._page("receive", "chai", new.pk)
        self._page("take_back", "anong", new.pk)
        self._page("acknowledge", "boon", told.pk)
        self._page("endorse", "boon", asked.pk)
        for name in ("forward", "give_back"):
            self._page(name, "chai", in_hand.pk)
        tray = filing.put_in_tray(self.scan, by=cast.anong, at=self.at)
        self._page("register_intake", "anong", tray.pk)
        for name in ("desk", "sent", "letters", "registers", "intake", "register_incoming"):
            self._page(name, "anong")
        for name in ("posts", "account_logout", "account_change_password"):
            self._page(name, "dao")
        self._page("account_reauthenticate", "boon")
        self._page("account_login", "")
        self.pages["search"] = ("anong", reverse("search") + "?q=ภูเก็ต")

    def _make_drafts(self) -> None:
        waiting, signed = self._draft(), self._draft()
        routing.send(
            waiting, to=self.cast.pao, by=self.cast.ek, at=self.at, purpose=Purpose.SIGNATURE
        )
        sealed = sign_and_forward(
            signed, by=self.cast.boon, at=self.at, key=uuid.uuid4(), to=self.cast.province
        )
        self._page("sign", "boon", waiting.pk)
        self._page("drafts", "ek")
        self._page("new_draft", "ek")
        self._page("revise_draft", "ek", self._draft().pk)
        document = sealed.documents.get(part="sealed")
        self._page("verification", "boon", sealed.pk, document.pk)

    def _make_meeting(self) -> None:
        meeting = self._minutes()
        self._page("meetings", "ek")
        self._page("meeting_new", "ek")
        self._page("meeting", "ek", meeting.pk)
        self._page("projects", "ek")
        self._page("project_new", "ek")
        self._page("project", "ek", self.project.pk)

    def _page(self, name: str, who: str, *keys: int) -> None:
        self.pages[name] = (who, reverse(name, args=keys))

    def _letter(self, place: int, *, by: Actor | None = None, **known: Any) -> Letter:
        facts: dict[str, Any] = {
            "subject": SUBJECTS[place % 3],
            "sender": SENDERS[place % 3],
            "reference": f"ภก 0017.2/ว {4800 + place}",
            "dated": self.today - dt.timedelta(days=3),
            "urgency": (0, 0, 1, 2, 3)[place % 5],
            "due_at": self.at + dt.timedelta(days=place % 7 - 2),
            "projects": [self.project] if place % 4 == 0 else [],
            "files": [self.scan],
        }
        return make_letter(by or self.cast.anong, at=self.at, **{**facts, **known})

    def _send(self, letter: Letter, to: Any, purpose: str = Purpose.CONSIDERATION) -> Any:
        note = "เพื่อโปรดพิจารณา"
        return routing.send(
            letter, to=to, by=self.cast.anong, at=self.at, purpose=purpose, note=note
        )

    def _received(self, step: Any) -> Any:
        return routing.receive(step, by=self.cast.chai, at=self.at)

    def _draft(self) -> Letter:
        return draft_letter(
            by=self.cast.ek,
            at=self.at,
            kind=Kind.EXTERNAL_LETTER,
            subject=SUBJECTS[0],
            addressee="ผู้ว่าราชการจังหวัดภูเก็ต",
            body="องค์การบริหารส่วนจังหวัดภูเก็ตขอแจ้งผู้แทนเข้าร่วมประชุม จำนวนสองคน",
            signer=self.cast.boon.post,
            projects=[self.project],
        )

    def _minutes(self) -> Meeting:
        began = self.at - dt.timedelta(days=9)
        due = self.today - dt.timedelta(days=1)
        decided = [
            Decision("เห็นชอบ 46 โครงการ", self.project, self.cast.works, due),
            Decision("รับทราบ", state=Resolution.State.NOTED),
        ]
        return meetings.record_minutes(
            by=self.cast.ek,
            at=self.at,
            body_name="คณะทำงานติดตามความก้าวหน้าโครงการภูเก็ตเมืองอัจฉริยะ",
            number=1,
            year=self.today.year + 543,
            began_at=began,
            place="ห้องประชุมคอมซิมบี้ ชั้น 2 ศาลากลางจังหวัดภูเก็ต",
            attendances=[Attendee("นายพิเชษฐ์ ปาณะพงศ์", "ประธาน", is_chair=True)],
            agenda=[Point("4", "เรื่องเสนอเพื่อพิจารณา", "พิจารณาเพิ่มเติมโครงการ", decided)],
            projects=[self.project],
        )

    def _incoming_paper(self) -> Path:
        """Write the letter that will come in, as the scanner of the counter would."""
        path = Path(settings.HOME) / "ภก0017-2-5001.pdf"
        path.write_bytes(_paper(f"ขอความร่วมมือ{PHRASE}", f"จึงขอความร่วมมือ{PHRASE}เทศบาลให้แล้วเสร็จ"))
        return path


def tell() -> None:
    """Fill the home this process was started in, and print what journeys have to know."""
    json.dump(World().told(), sys.stdout)


def _paper(subject: str, body: str = "จังหวัดภูเก็ตขอเชิญผู้แทนเข้าร่วมประชุม") -> bytes:
    paper = LetterPaper(
        reference="ภก 0017.2/5001",
        agency=("ศาลากลางจังหวัดภูเก็ต",),
        date="19 พฤศจิกายน 2569",
        subject=subject,
        addressee="นายกองค์การบริหารส่วนจังหวัดภูเก็ต",
        body=(body,) * 3,
        signer=Signer(name="(นายสมชาย ใจดี)", position=("ผู้ว่าราชการจังหวัดภูเก็ต",)),
    )
    return render_external_letter(paper).pdf
