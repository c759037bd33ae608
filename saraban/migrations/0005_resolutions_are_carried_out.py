"""Let the journal say that a resolution of a meeting was carried out."""

from django.db import migrations, models

VERBS = [
    ("registered", "ลงทะเบียน"),
    ("received", "ลงรับ"),
    ("reserved", "จองเลข"),
    ("issued", "ออกเลข"),
    ("voided", "ยกเลิกเลข"),
    ("drafted", "ร่าง"),
    ("revised", "แก้ร่าง"),
    ("attached", "แนบแฟ้ม"),
    ("read_text", "อ่านข้อความในแฟ้ม"),
    ("sent", "ส่ง"),
    ("endorsed", "เกษียน"),
    ("instructed", "สั่งการ"),
    ("forwarded", "ส่งต่อ"),
    ("returned", "คืนเรื่อง"),
    ("taken_back", "ดึงกลับ"),
    ("signed", "ลงนาม"),
    ("closed", "ปิดเรื่อง"),
    ("opened_file", "เปิดแฟ้ม"),
    ("linked", "เชื่อมกับเรื่องอื่น"),
    ("granted", "อนุญาตให้อ่าน"),
    ("withdrawn", "ถอนสิทธิอ่าน"),
    ("resolved", "ดำเนินการตามมติ"),
    ("administered", "ตั้งค่าหน่วยงานและบุคคล"),
]


class Migration(migrations.Migration):
    dependencies = [("saraban", "0004_who_wrote_the_minutes")]

    operations = [
        migrations.AlterField(
            model_name="event",
            name="verb",
            field=models.CharField(choices=VERBS, max_length=20),
        ),
    ]
