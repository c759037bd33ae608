"""Endless Thai of the kind that stands in letters: made, but with the spread of real words."""

import random
from itertools import accumulate

from pythainlp.corpus import thai_words

PHRASES = """ขอเชิญประชุม|รายงานผลการดำเนินงาน|ขอความอนุเคราะห์|แจ้งเวียนหนังสือ|ขออนุมัติเบิกจ่ายงบประมาณ
โครงการภูเก็ตเมืองอัจฉริยะ|ระบบสารบรรณอิเล็กทรอนิกส์|ศูนย์ป้องกันและบรรเทาสาธารณภัย|การจัดซื้อจัดจ้าง
ตามระเบียบสำนักนายกรัฐมนตรี|พระราชบัญญัติการจัดซื้อจัดจ้าง|องค์การบริหารส่วนจังหวัดภูเก็ต|ผู้ว่าราชการจังหวัด
จึงเรียนมาเพื่อโปรดพิจารณา|จึงเรียนมาเพื่อโปรดทราบ|ในการนี้|ทั้งนี้|ตามหนังสือที่อ้างถึง|ความละเอียดแจ้งแล้วนั้น
ประจำปีงบประมาณ พ.ศ. ๒๕๖๙|คณะกรรมการขับเคลื่อน|เรื่องราวร้องทุกข์|ศูนย์ดำรงธรรม|มติที่ประชุม|เห็นชอบในหลักการ
งานซ่อมแซมถนน|ท่าเทียบเรืออ่าวฉลอง|ระบบเตือนภัย|โครงข่าย 5G|น้ำเสียและขยะมูลฝอย
สถานศึกษาในสังกัด|บุคลากรทางการศึกษา"""
STOCK = PHRASES.replace("\n", "|").split("|")


class Writer:
    """Writes sentences from stock phrases and from the word list, common words often."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        words = sorted(word for word in thai_words() if 2 < len(word) < 14 and " " not in word)
        self.chance.shuffle(words)
        self.words = words[:30_000]
        self.weights = list(accumulate(1 / (rank + 8) for rank in range(len(self.words))))

    def sentence(self, length: int) -> str:
        """Return a sentence of about ``length`` characters."""
        parts: list[str] = []
        size = 0
        while size < length:
            is_stock = self.chance.random() < 0.25
            part = self.chance.choice(STOCK) if is_stock else self._word()
            parts.append(part + (" " if self.chance.random() < 0.08 else ""))
            size += len(part)
        return "".join(parts).strip()

    def body(self) -> str:
        """Return three paragraphs, about 1,000 characters."""
        return "\n".join(self.sentence(self.chance.randint(220, 440)) for _ in range(3))

    def _word(self) -> str:
        return self.chance.choices(self.words, cum_weights=self.weights)[0]
