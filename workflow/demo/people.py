"""The people of the demo: forty invented names, what they hold, and the one password they share."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from saraban.models import Appointment, Office, Role, Secrecy, User
from saraban.services import offices, people
from workflow.demo.offices import AGENCIES, LONG_AGO, NEW_NAME, OLD_NAME

PASSWORD = "phuket-saraban-demo"  # noqa: S105 - printed for whoever tries the demo

CHIEF, CLERK, OFFICER = Role.DIRECTOR, Role.REGISTRY_CLERK, Role.OFFICER
CENTRAL, REGISTRAR = Role.CENTRAL_REGISTRY_CLERK, Role.SECRET_REGISTRAR
OPEN, CONFIDENTIAL, SECRET = Secrecy.OPEN, Secrecy.CONFIDENTIAL, Secrecy.SECRET


class Person(NamedTuple):
    """Somebody at work: the name to sign in with, the full name, the office and the post."""

    username: str
    name: str
    office: str
    title: str
    role: str
    clearance: int = OPEN


PEOPLE = (
    Person("wichai", "นายวิชัย ตันติภักดี", "pao", "นายกองค์การบริหารส่วนจังหวัดภูเก็ต", CHIEF, SECRET),
    Person(
        "suda",
        "นางสาวสุดา เกียรติถลาง",
        "pao",
        "รองนายกองค์การบริหารส่วนจังหวัดภูเก็ต",
        CHIEF,
        CONFIDENTIAL,
    ),
    Person("prasit", "นายประสิทธิ์ อ่าวทอง", "pao", "ปลัดองค์การบริหารส่วนจังหวัดภูเก็ต", CHIEF, SECRET),
    Person(
        "malee",
        "นางมาลี จันทโรจน์กุล",
        "pao",
        "รองปลัดองค์การบริหารส่วนจังหวัดภูเก็ต",
        CHIEF,
        CONFIDENTIAL,
    ),
    Person("kanya", "นางสาวกัญญา ทองพันธุ์", "clerks", "เจ้าพนักงานธุรการชำนาญงาน", CENTRAL),
    Person("nattapong", "นายณัฐพงศ์ ขวัญเมือง", "clerks", "เจ้าพนักงานธุรการปฏิบัติงาน", CENTRAL),
    Person("somsak", "นายสมศักดิ์ แซ่หลิม", "clerks", "หัวหน้าสำนักปลัดองค์การบริหารส่วนจังหวัด", CHIEF),
    Person("rattana", "นางรัตนา ผิวเกลี้ยง", "general", "หัวหน้าฝ่ายบริหารงานทั่วไป", CHIEF, SECRET),
    Person("pimchanok", "นางสาวพิมพ์ชนก วิเศษกุล", "news", "นักประชาสัมพันธ์ชำนาญการ", OFFICER),
    Person("anuwat", "นายอนุวัฒน์ ชูแก้ว", "plan", "ผู้อำนวยการกองยุทธศาสตร์และงบประมาณ", CHIEF),
    Person("siriporn", "นางสาวศิริพร บุญเรือง", "plan", "เจ้าพนักงานธุรการชำนาญงาน", CLERK),
    Person("tanawat", "นายธนวัฒน์ สิงห์บำรุง", "policy", "นักวิเคราะห์นโยบายและแผนชำนาญการ", OFFICER),
    Person("wanida", "นางวนิดา เอี่ยมสกุล", "finance", "ผู้อำนวยการกองคลัง", CHIEF),
    Person("jiraporn", "นางสาวจิราพร สมบูรณ์", "finance", "เจ้าพนักงานธุรการปฏิบัติงาน", CLERK),
    Person("sakda", "นายศักดา หนูเกื้อ", "works", "ผู้อำนวยการกองช่าง", CHIEF),
    Person("nipaporn", "นางสาวนิภาพร รอดเจริญ", "works", "เจ้าพนักงานธุรการปฏิบัติงาน", CLERK),
    Person("chaiwat", "นายชัยวัฒน์ ถิ่นเกาะแก้ว", "works", "วิศวกรโยธาชำนาญการ", OFFICER),
    Person("prapai", "นางประไพ ศรีสุวรรณ", "education", "ผู้อำนวยการกองการศึกษา ศาสนาและวัฒนธรรม", CHIEF),
    Person("kamonwan", "นางสาวกมลวรรณ ช่วยชู", "education", "เจ้าพนักงานธุรการปฏิบัติงาน", CLERK),
    Person("pongsak", "นายแพทย์พงศ์ศักดิ์ เลิศวิทยา", "health", "ผู้อำนวยการกองสาธารณสุข", CHIEF),
    Person("hathairat", "นางสาวหทัยรัตน์ ปานเพชร", "health", "เจ้าพนักงานธุรการชำนาญงาน", CLERK),
    Person("arun", "นายอรุณ จงจิตต์", "supply", "เจ้าพนักงานพัสดุชำนาญงาน", CLERK),
    Person("yupin", "นางยุพิน แก้วมณี", "staff", "ผู้อำนวยการกองการเจ้าหน้าที่", CHIEF),
    Person("theerapong", "นายธีรพงษ์ ลิ่มสกุล", "transport", "ผู้อำนวยการกองกิจการขนส่ง", CHIEF),
    Person("orawan", "นางอรวรรณ สุขเกษม", "pao", "นักวิชาการตรวจสอบภายในชำนาญการ", Role.AUDITOR),
    Person("thana", "นายธนา พรหมสมบัติ", "pao", "นักวิชาการคอมพิวเตอร์ชำนาญการ", Role.ADMINISTRATOR),
    Person("apichat", "นายอภิชาติ วงศ์วิวัฒน์", "province", "ผู้ว่าราชการจังหวัดภูเก็ต", CHIEF, SECRET),
    Person("kriangkrai", "นายเกรียงไกร ศรีพัฒนา", "province", "รองผู้ว่าราชการจังหวัดภูเก็ต", CHIEF, SECRET),
    Person("duangjai", "นางสาวดวงใจ เพ็ชรคง", "governor", "เจ้าพนักงานธุรการชำนาญงาน", CENTRAL),
    Person("manop", "นายมานพ ศรีจันทร์", "governor", "เจ้าพนักงานธุรการปฏิบัติงาน", CENTRAL),
    Person("sunee", "นางสุนีย์ อินทรสุวรรณ", "governor", "นักจัดการงานทั่วไปชำนาญการ", REGISTRAR, SECRET),
    Person(
        "benjawan", "นางเบญจวรรณ รัตนพันธ์", "governor", "หัวหน้าสำนักงานจังหวัดภูเก็ต", CHIEF, CONFIDENTIAL
    ),
    Person(
        "pairoj",
        "นายไพโรจน์ แสงสุริยา",
        "strategy",
        "หัวหน้ากลุ่มงานยุทธศาสตร์และข้อมูลเพื่อการพัฒนาจังหวัด",
        CHIEF,
    ),
    Person("chutima", "นางสาวชุติมา ทวีสุข", "strategy", "นักวิเคราะห์นโยบายและแผนชำนาญการ", OFFICER),
    Person("sutthida", "นางสาวสุทธิดา มณีรัตน์", "complaints", "นิติกรชำนาญการ", OFFICER),
    Person(
        "banjong",
        "นายบรรจง รักทะเล",
        "disaster",
        "หัวหน้าสำนักงานป้องกันและบรรเทาสาธารณภัยจังหวัดภูเก็ต",
        CHIEF,
    ),
    Person("laddawan", "นางลัดดาวัลย์ คงทอง", "disaster", "เจ้าพนักงานธุรการชำนาญงาน", CLERK),
    Person("preecha", "นายปรีชา เดชอรัญ", "local", "ท้องถิ่นจังหวัดภูเก็ต", CHIEF),
    Person("nongnuch", "นางนงนุช พลรัตน์", "medicine", "เจ้าพนักงานธุรการชำนาญงาน", CLERK),
    Person("worawut", "นายวรวุฒิ ใจซื่อ", "province", "นักวิชาการคอมพิวเตอร์ปฏิบัติการ", Role.ADMINISTRATOR),
)


def set_up_people(units: Mapping[str, Office], *, at: dt.datetime) -> dict[str, Appointment]:
    """Add everybody and put them in their own posts; return the posts by username."""
    posts = {}
    for person in PEOPLE:
        user = people.add_person(
            username=person.username,
            name=person.name,
            password=PASSWORD,
            agency=Office.objects.get(path=units[person.office].agency_path),
            clearance=person.clearance,
            by=None,
            at=at,
        )
        title = person.title.replace(NEW_NAME, OLD_NAME)
        posts[person.username] = appoint(user, units[person.office], title, person.role, at=at)
    return posts


def who_can_sign_in(*, on: dt.date) -> list[tuple[str, str, str]]:
    """Return who may sign in with the demo's password: username, name and posts; none elsewhere."""
    emails = [agency.saraban_email for agency in AGENCIES.values()]
    users = User.objects.filter(is_active=True, agency__agency_settings__saraban_email__in=emails)
    known = {user.username: user for user in users}
    return [
        (person.username, person.name, _posts_of(known[person.username], on))
        for person in PEOPLE
        if person.username in known
    ]


def _posts_of(user: User, on: dt.date) -> str:
    posts = user.appointments.held(on=on).select_related("position")
    return ", ".join(post.title for post in posts)


def appoint(user: User, office: Office, title: str, role: str, *, at: dt.datetime) -> Appointment:
    """Put somebody in a new post of an office, as if they had held it long."""
    position = offices.add_position(office=office, title=title, role=role, by=None, at=at)
    return people.appoint(user=user, position=position, valid_from=LONG_AGO, by=None, at=at)
