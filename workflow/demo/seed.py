"""The meeting of 3 May 2564 and the projects it spoke of, as the demo keeps them.

The text is the news that the Phuket Provincial Administrative Organization (อบจ.ภูเก็ต) published
about the meeting; it is public and kept word for word, with its misprints (คอมซิมบี้ for คอซิมบี้,
กลไล for กลไก). The list of the 46 projects of the proposal was not found, so the proposal is one
project; its parts are the names found in other public sources on Phuket Smart City. The number of
the sitting is the demo's own, for the news gives none.
"""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from saraban.models import Attendance, Office, Project, Resolution
from saraban.services.meetings import Attendee, Decision, Point
from saraban.thai import BANGKOK

HEADLINE = "อบจ.ภูเก็ต ร่วมติดตามความก้าวหน้าโครงการภูเก็ตเมืองอัจฉริยะ"
OPENING = (
    "เมื่อวันที่ 3 พฤษภาคม 2564 เวลา 09.30 น. นายอานุภาพ เวชวนิชสนอง รองนายกองค์การบริหารส่วนจังหวัดภูเก็ต "
    "พร้อมด้วย นายไพฑูลย์ ศิลปวิสุทธิ์ ที่ปรึกษานายก อบจ.ภูเก็ต "
    "เข้าร่วมการประชุมติดตามความก้าวหน้าของโครงการภูเก็ตเมืองอัจฉริยะ โดยมี นายพิเชษฐ์ ปาณะพงศ์ "
    "รองผู้ว่าราชการจังหวัดภูเก็ต เป็นประธาน ณ ห้องประชุมคอมซิมบี้ ชั้น 2 ศาลากลางจังหวัดภูเก็ต"
)
PROPOSAL = (
    "ตามที่จังหวัดภูเก็ต ยื่นข้อเสนอ “โครงการภูเก็ตเมืองอัจฉริยะ” "
    "เพื่อขอรับการพิจารณาการเป็นเมืองอัจฉริยะ "
    "ซึ่งกระบวนการพิจารณามอบตราสัญลักษณ์รับรองเป็นเมืองอัจฉริยะจะต้องผ่านการพิจารณาจากคณะทำงานประเมินแผน"
    "การเป็นเมืองอัจฉริยะ คณะอนุกรรมการขับเคลื่อน "
    "และบริหารโครงการเมืองอัจฉริยะและคณะกรรมการขับเคลื่อนการพัฒนาเมืองอัจฉริยะ ตามลำดับ "
    "โดยสำนักงานส่งเสริมเศรษฐกิจดิจิทัล เป็นประธานคณะทำงานประเมินแผนการเป็นเมืองอัจฉริยะ 7 ด้าน "
    "โดยข้อเสนอ “โครงการภูเก็ตเมืองอัจฉริยะ” ได้ผ่านการพิจารณาจากคณะทำงานฯ ในการประชุม เมื่อวันที่ 27 เมษายน 2564 "
    "ดังนั้น เพื่อเป็นการติดตามความก้าวหน้าและพิจารณาทบทวนรายละเอียดข้อเสนอโครงการฯ จึงได้มีการประชุมในครั้งนี้ "
    "เพื่อพิจารณาแนวทางการดำเนินงานโครงการภูเก็ตเมืองอัจฉริยะ "
    "ตามแนวทางที่ได้มีการปรับปรุงให้สอดคล้องกับเมืองอัจฉริยะ "
    "ซึ่งจังหวัดภูเก็ตได้มีการปรับปรุงแผน Phuket Smart City "
    "และได้จัดทำข้อเสนอ “โครงการภูเก็ตเมืองอัจฉริยะ” จำนวน 46 โครงการ"
)
SIX = (
    "โครงการระบบสารบรรณอิเล็กทรอนิกส์ จังหวัดภูเก็ต",
    (
        "โครงการระบบเตือนภัย (แผ่นดินไหว ไฟไหม้ ตามโรงแรม และโรงเรียน) "
        "แจ้งเตือนไปที่ศูนย์ป้องกันและบรรเทาสาธารณภัย เขต 18 และหน่วยงานที่เกี่ยวข้อง"
    ),
    "โครงการติดตามประมวลผลเรื่องราวร้องทุกข์ของศูนย์ดำรงธรรม จังหวัดภูเก็ต",
    "โครงการจัดตั้ง Startup สู่เส้นทางธุรกิจแบบใหม่ จังหวัดภูเก็ต",
    "โครงการพัฒนาโครงข่าย 5G เพื่อรองรับการแจ้งเหตุฉุกเฉิน",
    "โครงการพัฒนาศูนย์ควบคุมและบริหารจัดการคอมพิวเตอร์ส่วนกลางของจังหวัดภูเก็ต",
)
RECOMMENDATIONS = (
    "เสนอแนะทบทวนกำหนดวิสัยทัศน์ที่สะท้อนถึงจุดเด่นและเป้าหมายระยะยาวที่จังหวัดต้องการ ",
    "พิจารณาขยายระยะเวลาการดำเนินงานของแผนระยะยาว เพื่อให้การดำเนินโครงการครอบคลุมพื้นที่ส่วนอื่นของจังหวัดภูเก็ต ",
    "และพิจารณาทบทวนกลไลการมีส่วนร่วมระหว่างภาคส่วนที่เกี่ยวข้อง ให้เกิดการมีส่วนร่วมจากภาครัฐ เอกชน และประชาชน ",
    "รวมถึงการพัฒนากระบวนการติดตามผลการดำเนินงานของจังหวัด เพื่อให้เกิดการบริหารจัดการที่ยั่งยืนต่อไป",
)
BEFORE_SIX = "พร้อมกันนี้ มีการพิจารณาเพิ่มเติมโครงการภูเก็ตเมืองอัจฉริยะ ดังนี้ "
BEFORE_RECOMMENDATIONS = "รวมถึงพิจารณาตามข้อเสนอของสำนักงานส่งเสริมเศรษฐกิจดิจิทัล ได้แก่ "
_LIST_OF_SIX = BEFORE_SIX + " ".join(f"{number}.{name}" for number, name in enumerate(SIX, 1))
NEWS = (
    HEADLINE,
    OPENING,
    PROPOSAL,
    f"{_LIST_OF_SIX} {BEFORE_RECOMMENDATIONS}{''.join(RECOMMENDATIONS)}",
)
PROPOSED = (
    "จังหวัดภูเก็ตได้มีการปรับปรุงแผน Phuket Smart City "
    "และได้จัดทำข้อเสนอ “โครงการภูเก็ตเมืองอัจฉริยะ” จำนวน 46 โครงการ"
)

BODY_NAME = "ติดตามความก้าวหน้าของโครงการภูเก็ตเมืองอัจฉริยะ"
BEGAN_AT = dt.datetime(2021, 5, 3, 9, 30, tzinfo=BANGKOK)
PLACE = "ห้องประชุมคอมซิมบี้ ชั้น 2 ศาลากลางจังหวัดภูเก็ต"
NUMBER, YEAR = 1, 2564
ATTENDEES = (
    Attendee("นายพิเชษฐ์ ปาณะพงศ์", "รองผู้ว่าราชการจังหวัดภูเก็ต", is_chair=True),
    Attendee("นายอานุภาพ เวชวนิชสนอง", "รองนายกองค์การบริหารส่วนจังหวัดภูเก็ต"),
    Attendee("นายไพฑูลย์ ศิลปวิสุทธิ์", "ที่ปรึกษานายก อบจ.ภูเก็ต", Attendance.Kind.ATTENDING),
)


class Undertaking(NamedTuple):
    """A project of the demo's register: the key it is spoken of by, its code, its name."""

    key: str
    code: str
    name: str
    parent: str = ""
    owner: str = ""
    summary: str = ""


SMART_CITY = Undertaking(
    "smart",
    "PSC",
    "โครงการภูเก็ตเมืองอัจฉริยะ",
    owner="strategy",
    summary=(
        "ข้อเสนอ “โครงการภูเก็ตเมืองอัจฉริยะ” ของจังหวัดภูเก็ต จำนวน 46 โครงการ "
        "จากแผน Phuket Smart City ฉบับปรับปรุง ผ่านการพิจารณาจากคณะทำงานประเมินแผน"
        "การเป็นเมืองอัจฉริยะเมื่อวันที่ 27 เมษายน 2564 "
        "ทะเบียนนี้ลงไว้เป็นโครงการเดียว โครงการย่อยเป็นชื่อที่พบในเอกสารเผยแพร่ ยังไม่ครบ 46 โครงการ"
    ),
)
PARTS = (
    Undertaking("checkpoint", "PSC-01", "รถโมบายและช่องทางเข้าออกด่านท่าฉัตรไชย"),
    Undertaking("ambulance", "PSC-02", "ระบบบริหารจัดการรถพยาบาลแบบรวมศูนย์"),
    Undertaking("pier", "PSC-03", "ท่าเทียบเรืออัจฉริยะ"),
    Undertaking("vessels", "PSC-04", "ระบบติดตามเรือ (VTMS)"),
    Undertaking("chalong", "PSC-05", "ระบบบริหารจัดการท่าเทียบเรืออ่าวฉลอง"),
    Undertaking("waste", "PSC-06", "ระบบบำบัดน้ำเสียและขยะ"),
    Undertaking("cctv", "PSC-07", "การเชื่อมโยงกล้องโทรทัศน์วงจรปิด (CCTV) กว่า 3,000 กล้อง"),
    Undertaking("wifi", "PSC-08", "บริการ WiFi ฟรี กว่า 1,000 จุด"),
    Undertaking("data", "PSC-09", "City Data Platform"),
)
SIX_KEYS = ("saraban", "warning", "grievances", "startup", "5g", "centre")
SIX_OWNERS = {"grievances": "complaints", "warning": "disaster"}
ADDITIONAL = tuple(
    Undertaking(
        key,
        f"PSC-A{number}",
        name.partition(" แจ้งเตือนไปที่")[0],
        owner=SIX_OWNERS.get(key, ""),
        summary=f"โครงการที่พิจารณาเพิ่มเติมในการประชุมเมื่อวันที่ 3 พฤษภาคม 2564 ลำดับที่ {number}: {name}",
    )
    for number, (key, name) in enumerate(zip(SIX_KEYS, SIX, strict=True), 1)
)


def agenda(projects: Mapping[str, Project], units: Mapping[str, Office]) -> list[Point]:
    """Return the agenda in the words of the news, each of the six bound to its project."""
    smart = projects[SMART_CITY.key]
    return [
        Point("1", "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ", OPENING),
        Point(
            "2",
            "ข้อเสนอ “โครงการภูเก็ตเมืองอัจฉริยะ”",
            PROPOSAL,
            [Decision(PROPOSED, smart, state=Resolution.State.NOTED)],
        ),
        Point("3", "พิจารณาเพิ่มเติมโครงการภูเก็ตเมืองอัจฉริยะ", _LIST_OF_SIX, _on_the_six(projects, units)),
        Point(
            "4",
            "พิจารณาตามข้อเสนอของสำนักงานส่งเสริมเศรษฐกิจดิจิทัล",
            BEFORE_RECOMMENDATIONS + "".join(RECOMMENDATIONS),
            [Decision(_bare(text), smart, units["strategy"]) for text in RECOMMENDATIONS],
        ),
    ]


def _on_the_six(projects: Mapping[str, Project], units: Mapping[str, Office]) -> list[Decision]:
    return [
        Decision(f"พิจารณาเพิ่มเติม{name}", projects[key], units.get(SIX_OWNERS.get(key, "")))
        for key, name in zip(SIX_KEYS, SIX, strict=True)
    ]


def _bare(text: str) -> str:
    """Return an item of the enumeration without the word that joins it to the one before."""
    return text.strip().removeprefix("และ").removeprefix("รวมถึง")
