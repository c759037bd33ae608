"""The two agencies of the demo and their offices.

Names are from public sources. Of the codes ภก 0017, 0021 and 0033 follow known examples of other
provinces; all others are the demo's own, to be replaced by what the office really bears.
"""

import datetime as dt
from typing import NamedTuple

from saraban.models import Digits, Office
from saraban.services import offices

LONG_AGO = dt.date(2019, 10, 1)
PAO, PROVINCE = "pao", "province"
RENAMED = "plan"
OLD_NAME = "กองแผนและงบประมาณ"
NEW_NAME, NEW_SHORT_NAME = "กองยุทธศาสตร์และงบประมาณ", "กองยุทธศาสตร์ฯ"


class Agency(NamedTuple):
    """A root of the office tree as the demo sets it up."""

    name: str
    short_name: str
    saraban_email: str
    address: str
    telephone: str
    digits: str


class Unit(NamedTuple):
    """An office: the key it is spoken of by here, where it stands, what it is called."""

    key: str
    parent: str
    name: str
    short_name: str = ""
    code: str = ""
    is_central_registry: bool = False


AGENCIES = {
    PAO: Agency(
        "องค์การบริหารส่วนจังหวัดภูเก็ต",
        "อบจ.ภูเก็ต",
        "saraban@phuket-pao.example",
        "ถนนนริศร ตำบลตลาดใหญ่ อำเภอเมืองภูเก็ต จังหวัดภูเก็ต 83000",
        "0 7600 0100",
        Digits.ARABIC,
    ),
    PROVINCE: Agency(
        "จังหวัดภูเก็ต",
        "จังหวัดภูเก็ต",
        "saraban@phuket.example",
        "ศาลากลางจังหวัดภูเก็ต ถนนนริศร อำเภอเมืองภูเก็ต จังหวัดภูเก็ต 83000",
        "0 7600 0200",
        Digits.THAI,
    ),
}
UNITS = (
    Unit("clerks", PAO, "สำนักปลัดองค์การบริหารส่วนจังหวัด", "สำนักปลัดฯ", "ภก 51001", True),
    Unit("general", "clerks", "ฝ่ายบริหารงานทั่วไป"),
    Unit("news", "clerks", "ฝ่ายประชาสัมพันธ์"),
    Unit("council", PAO, "สำนักงานเลขานุการองค์การบริหารส่วนจังหวัด", "สำนักเลขาฯ", "ภก 51002"),
    Unit("plan", PAO, OLD_NAME, "กองแผนฯ", "ภก 51003"),
    Unit("policy", "plan", "ฝ่ายนโยบายและแผน"),
    Unit("finance", PAO, "กองคลัง", "", "ภก 51004"),
    Unit("works", PAO, "กองช่าง", "", "ภก 51005"),
    Unit("machines", "works", "ฝ่ายเครื่องจักรกล"),
    Unit("education", PAO, "กองการศึกษา ศาสนาและวัฒนธรรม", "กองการศึกษาฯ", "ภก 51006"),
    Unit("health", PAO, "กองสาธารณสุข", "", "ภก 51007"),
    Unit("hospital", "health", "โรงพยาบาลองค์การบริหารส่วนจังหวัดภูเก็ต", "รพ.อบจ.ภูเก็ต", "ภก 51007.1"),
    Unit("supply", PAO, "กองพัสดุและทรัพย์สิน", "กองพัสดุฯ", "ภก 51008"),
    Unit("staff", PAO, "กองการเจ้าหน้าที่", "", "ภก 51009"),
    Unit("transport", PAO, "กองกิจการขนส่ง", "", "ภก 51010"),
    Unit("audit", PAO, "หน่วยตรวจสอบภายใน", "", "ภก 51011"),
    Unit("governor", PROVINCE, "สำนักงานจังหวัดภูเก็ต", "สนจ.ภูเก็ต", "ภก 0017", True),
    Unit("direction", "governor", "กลุ่มงานอำนวยการ", "", "ภก 0017.1"),
    Unit(
        "strategy",
        "governor",
        "กลุ่มงานยุทธศาสตร์และข้อมูลเพื่อการพัฒนาจังหวัด",
        "กลุ่มยุทธศาสตร์ฯ",
        "ภก 0017.2",
    ),
    Unit("complaints", "governor", "ศูนย์ดำรงธรรมจังหวัดภูเก็ต", "ศูนย์ดำรงธรรม", "ภก 0017.4"),
    Unit("interior", PROVINCE, "ที่ทำการปกครองจังหวัดภูเก็ต", "", "ภก 0018"),
    Unit("community", PROVINCE, "สำนักงานพัฒนาชุมชนจังหวัดภูเก็ต", "พช.ภูเก็ต", "ภก 0019"),
    Unit("land", PROVINCE, "สำนักงานที่ดินจังหวัดภูเก็ต", "", "ภก 0020"),
    Unit(
        "disaster",
        PROVINCE,
        "สำนักงานป้องกันและบรรเทาสาธารณภัยจังหวัดภูเก็ต",
        "ปภ.ภูเก็ต",
        "ภก 0021",
    ),
    Unit("town", PROVINCE, "สำนักงานโยธาธิการและผังเมืองจังหวัดภูเก็ต", "ยผ.ภูเก็ต", "ภก 0022"),
    Unit("local", PROVINCE, "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดภูเก็ต", "สถ.จ.ภูเก็ต", "ภก 0023"),
    Unit("press", PROVINCE, "สำนักงานประชาสัมพันธ์จังหวัดภูเก็ต", "ปชส.ภูเก็ต", "ภก 0024"),
    Unit("tourism", PROVINCE, "สำนักงานการท่องเที่ยวและกีฬาจังหวัดภูเก็ต", "ทกจ.ภูเก็ต", "ภก 0029"),
    Unit("medicine", PROVINCE, "สำนักงานสาธารณสุขจังหวัดภูเก็ต", "สสจ.ภูเก็ต", "ภก 0033"),
    Unit("district", PROVINCE, "ที่ทำการปกครองอำเภอเมืองภูเก็ต", "", "ภก 0118"),
)


def set_up_offices(*, at: dt.datetime) -> dict[str, Office]:
    """Add the agencies and their offices by the installation itself; return them by key."""
    found: dict[str, Office] = {}
    for key, agency in AGENCIES.items():
        facts = agency._asdict()
        found[key] = offices.add_agency(by=None, at=at, valid_from=LONG_AGO, **facts)
    for unit in UNITS:
        found[unit.key] = offices.add_office(
            parent=found[unit.parent],
            name=unit.name,
            short_name=unit.short_name,
            code=unit.code,
            is_central_registry=unit.is_central_registry,
            valid_from=LONG_AGO,
            by=None,
            at=at,
        )
    return found
