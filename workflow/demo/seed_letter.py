"""The province's letter that brought the minutes of 3 May 2564 to อบจ.ภูเก็ต, entered late."""

import datetime as dt
from random import Random

from saraban.thai import format_date
from workflow.demo import incoming, meetings, seed
from workflow.demo.matters import Matter, Written
from workflow.demo.moments import Life
from workflow.demo.offices import AGENCIES, PAO, PROVINCE
from workflow.demo.plan import Arrival
from workflow.demo.seed import SIX_KEYS, SMART_CITY
from workflow.demo.senders import Sender
from workflow.demo.world import World

DATED = dt.date(2021, 5, 17)
SUBJECT = "ขอส่งรายงานการประชุมติดตามความก้าวหน้าของโครงการภูเก็ตเมืองอัจฉริยะ ครั้งที่ 1/2564"
BODY = f"""
ตามที่จังหวัดภูเก็ตได้จัดการประชุมติดตามความก้าวหน้าของโครงการภูเก็ตเมืองอัจฉริยะ เมื่อวันที่ {format_date(seed.BEGAN_AT.date(), "long")} เวลา 09.30 น. ณ {seed.PLACE} นั้น
ขอส่งสรุปการประชุมมาเพื่อทราบ ดังนี้
{seed.PROPOSAL}
{seed.NEWS[-1]}
จึงเรียนมาเพื่อโปรดทราบ และพิจารณาดำเนินการในส่วนที่เกี่ยวข้อง
"""  # noqa: E501 - public text, word for word
SENDER = Sender(
    name="จังหวัดภูเก็ต",
    address=AGENCIES[PROVINCE].address,
    signer="รองผู้ว่าราชการจังหวัด ปฏิบัติราชการแทน ผู้ว่าราชการจังหวัดภูเก็ต",
    digits="THAI",
    code="ภก 0017.2",
)
MATTER = Matter(
    SUBJECT,
    BODY,
    to="plan",
    projects=(SMART_CITY.key, *SIX_KEYS),
    circular=True,
)


def life(world: World, *, start: dt.datetime, rng: Random) -> Life:
    """The letter is entered in the register years after it came, and circulated."""
    written = Written(
        MATTER,
        {"sender": SENDER.name, "deadline": "", "person": "", "n": ""},
        subject=SUBJECT,
        body=BODY.strip(),
        enclosures=("รายงานการประชุม จำนวน 1 ชุด",),
        dated=DATED,
        deadline=DATED,
        sender=SENDER,
        reference="ภก ๐๐๑๗.๒/ว ๒๙๘๔",
        signer="รองผู้ว่าราชการจังหวัดภูเก็ต",
    )
    arrival = Arrival(PAO, start, written, "end", "circulated", answers=False, rng=rng)
    return incoming.arrive(world, arrival, meetings.news_file())
