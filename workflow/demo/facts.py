"""Invented facts that letters are filled with: days, places, sums, people, numbers of letters."""

import datetime as dt
from random import Random

from saraban.thai import MONTHS, buddhist_year, format_date, thai_digits
from workflow.demo.moments import working_day_after
from workflow.demo.senders import Sender

Facts = dict[str, str]

WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
PLACES = (
    "ห้องประชุมคอซิมบี้ ชั้น 2 ศาลากลางจังหวัดภูเก็ต",
    "ห้องประชุมมุกอันดามัน ชั้น 5 ศาลากลางจังหวัดภูเก็ต",
    "ห้องประชุมสภาองค์การบริหารส่วนจังหวัดภูเก็ต",
    "ห้องประชุมเทศบาลนครภูเก็ต ชั้น 3",
    "หอประชุมมหาวิทยาลัยสงขลานครินทร์ วิทยาเขตภูเก็ต",
    "โรงแรมในพื้นที่ตำบลรัษฎา อำเภอเมืองภูเก็ต",
    "ห้องประชุมออนไลน์ตามลิงก์ที่แจ้งทางไปรษณีย์อิเล็กทรอนิกส์กลาง",
)
AREAS = (
    *("ตำบลรัษฎา อำเภอเมืองภูเก็ต", "ตำบลวิชิต อำเภอเมืองภูเก็ต", "ตำบลฉลอง อำเภอเมืองภูเก็ต"),
    *("ตำบลราไวย์ อำเภอเมืองภูเก็ต", "ตำบลกะรน อำเภอเมืองภูเก็ต", "ตำบลเกาะแก้ว อำเภอเมืองภูเก็ต"),
    *("ตำบลป่าตอง อำเภอกะทู้", "ตำบลกมลา อำเภอกะทู้", "ตำบลเชิงทะเล อำเภอถลาง"),
    *("ตำบลเทพกระษัตรี อำเภอถลาง", "ตำบลป่าคลอก อำเภอถลาง", "ตำบลสาคู อำเภอถลาง"),
)
ROADS = (
    *("ถนนเทพกระษัตรี หน้าตลาดสี่มุมเมือง", "ถนนวิชิตสงคราม ช่วงสามแยกกะทู้", "ถนนเจ้าฟ้าตะวันตก"),
    *("ถนนเจ้าฟ้าตะวันออก ช่วงห้าแยกฉลอง", "ถนนพระบารมี ทางขึ้นเขาป่าตอง", "ถนนศรีสุนทร"),
    *("ถนนเฉลิมพระเกียรติ ร.9", "ซอยบ้านสะปำ - เกาะสิเหร่", "ถนนวิเศษ ทางไปหาดราไวย์"),
    *("ถนนเลียบคลองบางใหญ่", "ถนนป่าคลอก - บ้านพารา", "ถนนท่าเรือ - เมืองใหม่"),
)
BEACHES = (
    "หาดป่าตอง",
    "หาดกะรน",
    "หาดกะตะ",
    "หาดกมลา",
    "หาดสุรินทร์",
    "หาดในยาง",
    "หาดราไวย์",
    "หาดไม้ขาว",
)
SCHOOLS = (
    "โรงเรียนองค์การบริหารส่วนจังหวัดภูเก็ตบ้านไม้เรียบ",
    "โรงเรียนองค์การบริหารส่วนจังหวัดภูเก็ตเมืองภูเก็ต",
    "โรงเรียนในสังกัดสำนักงานเขตพื้นที่การศึกษาประถมศึกษาภูเก็ต",
)
PROJECTS = (
    *("ปรับปรุงระบบระบายน้ำถนนเจ้าฟ้าตะวันตก", "จัดซื้อรถโดยสารปรับอากาศ", "ก่อสร้างอาคารเรียน 4 ชั้น"),
    *("ติดตั้งไฟฟ้าส่องสว่างพลังงานแสงอาทิตย์", "ปรับปรุงภูมิทัศน์สะพานหิน", "ขุดลอกคลองบางใหญ่"),
)
GRIEVANCES = (
    *("เสียงดังจากสถานบันเทิงในเวลากลางคืน", "น้ำประปาไหลอ่อนและมีสีขุ่น", "ถนนชำรุดเป็นหลุมบ่อ"),
    *("การบุกรุกทางลงหาดสาธารณะ", "กลิ่นเหม็นจากบ่อบำบัดน้ำเสีย", "การทิ้งขยะในที่สาธารณะ"),
)
NAMES = (
    *("นายสุรชัย ทองเกิด", "นางสาวปราณี สุวรรณรัตน์", "นายวีระ ศรีเพชร", "นางกาญจนา พูลสวัสดิ์"),
    *("นายประเสริฐ คงวุฒิ", "นางสาวอัจฉรา นวลศรี", "นายเดชา บุญญาธิการ", "นางพรทิพย์ หอมหวล"),
)
THOUSANDS = (85, 120, 248, 395, 480, 750, 1240, 1850, 2475, 4960, 9800)


def answer_day(rng: Random, *, on: dt.date, days: int) -> dt.date:
    """Return the working day by which a letter of a day wants its answer."""
    return working_day_after(on, days or rng.randint(12, 25))


def facts_for(rng: Random, *, on: dt.date, sender: str, deadline: dt.date) -> Facts:
    """Return facts for a letter of a day that wants its answer by another."""
    day = working_day_after(deadline, rng.randint(4, 18))
    return {
        "sender": sender,
        "deadline": format_date(deadline, "long"),
        "day": format_date(day, "long"),
        "later": format_date(day + dt.timedelta(days=rng.randint(2, 5)), "long"),
        "past": format_date(on - dt.timedelta(days=_ago(on, deadline, rng)), "long"),
        "when": _hour_of(working_day_after(deadline, rng.randint(1, 6)), rng),
        **_time_words(on, rng),
        **_places(rng),
        **_sums(rng),
    }


def reference_of(sender: Sender, rng: Random, *, on: dt.date, is_circular: bool) -> str:
    """Return the number of a letter as the body prints it, in its own digits and spacing."""
    count = max(1, round(on.timetuple().tm_yday * rng.uniform(1.5, 11)))
    if sender.form:
        own = max(1, count // 9)
        return _in_digits(sender.form.format(n=own, year=buddhist_year(on), ce=on.year), sender)
    mark = rng.choice(("ว ", "ว", " ว ")) if is_circular else ""
    return _in_digits(f"{sender.code}/{mark}{count}", sender)


def _ago(on: dt.date, deadline: dt.date, rng: Random) -> int:
    """Return how many days ago what is written about happened: what is urgent, just now."""
    return rng.randint(0, 1) if deadline <= working_day_after(on, 1) else rng.randint(4, 45)


def _in_digits(reference: str, sender: Sender) -> str:
    return thai_digits(reference) if sender.digits == "THAI" else reference


def _hour_of(day: dt.date, rng: Random) -> str:
    hour = rng.choice(("09.00", "09.30", "10.00", "13.30", "14.00"))
    return f"วัน{WEEKDAYS[day.weekday()]}ที่ {format_date(day, 'long')} เวลา {hour} น."


def _time_words(on: dt.date, rng: Random) -> Facts:
    year = buddhist_year(on)
    return {
        "year": str(year),
        "fiscal": str(year + (on.month >= 10)),
        "month": f"{MONTHS[on.month - 1]} {year}",
        "term": str(rng.randint(1, 2)),
    }


def _places(rng: Random) -> Facts:
    choices = {
        "place": PLACES,
        "area": AREAS,
        "road": ROADS,
        "beach": BEACHES,
        "school": SCHOOLS,
        "project": PROJECTS,
        "grievance": GRIEVANCES,
        "person": NAMES,
    }
    return {name: rng.choice(known) for name, known in choices.items()}


def _sums(rng: Random) -> Facts:
    return {
        "budget": f"{rng.choice(THOUSANDS) * 1000:,}",
        "small": str(rng.randint(2, 6)),
        "n": str(rng.randint(8, 60)),
        "people": str(rng.randint(25, 480)),
    }
