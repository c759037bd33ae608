"""Make the tables of offices, letters, registers, records, meetings, projects and the journal."""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="ชื่อและนามสกุล")),
                (
                    "clearance",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "ปกติ"), (1, "ลับ"), (2, "ลับมาก"), (3, "ลับที่สุด")],
                        default=0,
                        verbose_name="ชั้นความลับที่เข้าถึงได้",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("own", "ดำรงตำแหน่ง"),
                            ("acting", "รักษาราชการแทน"),
                            ("acting_in_position", "รักษาการในตำแหน่ง"),
                            ("on_behalf", "ปฏิบัติราชการแทน"),
                        ],
                        default="own",
                        max_length=30,
                        verbose_name="ฐานะ",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="ตั้งแต่")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="ถึง")),
                (
                    "under_order",
                    models.CharField(blank=True, max_length=200, verbose_name="ตามคำสั่ง"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Blob",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("size", models.PositiveBigIntegerField()),
                ("media_type", models.CharField(max_length=120)),
                (
                    "reading",
                    models.CharField(
                        choices=[
                            ("pending", "รออ่าน"),
                            ("read", "อ่านข้อความได้"),
                            ("unreadable", "อ่านข้อความไม่ได้"),
                        ],
                        default="pending",
                        max_length=12,
                    ),
                ),
                ("reading_note", models.CharField(blank=True, max_length=300)),
                ("page_count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("reading", "pending")),
                        fields=["sha256"],
                        name="blob_to_be_read",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BlobPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField()),
                (
                    "blob",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pages",
                        to="saraban.blob",
                    ),
                ),
            ],
            options={
                "ordering": ["blob", "number"],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("incoming", "หนังสือรับ"),
                            ("outgoing", "หนังสือส่ง"),
                            ("internal", "หนังสือภายใน"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("external_letter", "หนังสือภายนอก"),
                            ("memorandum", "บันทึกข้อความ"),
                            ("stamped_letter", "หนังสือประทับตรา"),
                            ("order", "คำสั่ง"),
                            ("regulation", "ระเบียบ"),
                            ("bylaw", "ข้อบังคับ"),
                            ("announcement", "ประกาศ"),
                            ("statement", "แถลงการณ์"),
                            ("news", "ข่าว"),
                            ("certificate", "หนังสือรับรอง"),
                            ("minutes", "รายงานการประชุม"),
                            ("note", "บันทึก"),
                        ],
                        max_length=20,
                        verbose_name="ชนิดหนังสือ",
                    ),
                ),
                ("is_circular", models.BooleanField(default=False, verbose_name="หนังสือเวียน")),
                ("reference", models.CharField(blank=True, max_length=120, verbose_name="ที่")),
                ("reference_key", models.CharField(blank=True, db_index=True, max_length=120)),
                ("dated", models.DateField(blank=True, null=True, verbose_name="ลงวันที่")),
                ("sender", models.CharField(blank=True, max_length=300, verbose_name="จาก")),
                ("recipient", models.CharField(blank=True, max_length=300, verbose_name="ถึง")),
                ("addressee", models.CharField(blank=True, max_length=300, verbose_name="เรียน")),
                ("subject", models.CharField(max_length=1000, verbose_name="เรื่อง")),
                (
                    "urgency",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "ปกติ"), (1, "ด่วน"), (2, "ด่วนมาก"), (3, "ด่วนที่สุด")],
                        default=0,
                        verbose_name="ชั้นความเร็ว",
                    ),
                ),
                (
                    "secrecy",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "ปกติ"), (1, "ลับ"), (2, "ลับมาก"), (3, "ลับที่สุด")],
                        default=0,
                        verbose_name="ชั้นความลับ",
                    ),
                ),
                (
                    "due_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="กำหนดแล้วเสร็จ"),
                ),
                ("received_at", models.DateTimeField(blank=True, null=True, verbose_name="วันที่รับ")),
                ("salutation", models.CharField(blank=True, max_length=200, verbose_name="คำขึ้นต้น")),
                ("body", models.TextField(blank=True, verbose_name="ข้อความ")),
                ("closing", models.CharField(blank=True, max_length=200, verbose_name="คำลงท้าย")),
                ("enclosure_note", models.TextField(blank=True, verbose_name="สิ่งที่ส่งมาด้วย")),
                ("created_at", models.DateTimeField()),
                ("registered_at", models.DateTimeField(blank=True, null=True)),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("chain_head", models.CharField(blank=True, editable=False, max_length=64)),
                ("chain_length", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "drafted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "signer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters_to_sign",
                        to="saraban.appointment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("chain", models.CharField(max_length=40)),
                ("sequence", models.PositiveIntegerField()),
                (
                    "verb",
                    models.CharField(
                        choices=[
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
                            ("administered", "ตั้งค่าหน่วยงานและบุคคล"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("facts", models.TextField()),
                ("previous_hash", models.CharField(blank=True, max_length=64)),
                ("hash", models.CharField(max_length=64)),
                (
                    "post",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="saraban.appointment",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="saraban.letter",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="ชื่อแฟ้ม")),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("main", "ตัวหนังสือ"),
                            ("enclosure", "สิ่งที่ส่งมาด้วย"),
                            ("sealed", "ฉบับลงนาม"),
                        ],
                        default="main",
                        max_length=12,
                    ),
                ),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "blob",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="saraban.blob",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="saraban.letter",
                    ),
                ),
            ],
            options={
                "ordering": ["letter", "pk"],
            },
        ),
        migrations.CreateModel(
            name="LetterGroupObjectPermission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="saraban.letter"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.group"),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="auth.permission"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LetterUserObjectPermission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="saraban.letter"
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="auth.permission"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("refers_to", "อ้างถึง"),
                            ("replies_to", "ตอบ"),
                            ("counterpart", "ฉบับของอีกหน่วยงาน"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="saraban.letter",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="linked_from",
                        to="saraban.letter",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body_name", models.CharField(max_length=300, verbose_name="คณะ")),
                ("number", models.PositiveIntegerField(verbose_name="ครั้งที่")),
                ("year", models.PositiveSmallIntegerField(verbose_name="ปี")),
                ("began_at", models.DateTimeField(verbose_name="เริ่มประชุม")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="เลิกประชุม")),
                ("place", models.CharField(max_length=300, verbose_name="ณ")),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meeting",
                        to="saraban.letter",
                    ),
                ),
            ],
            options={
                "ordering": ["-began_at"],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("present", "ผู้มาประชุม"),
                            ("absent", "ผู้ไม่มาประชุม"),
                            ("attending", "ผู้เข้าร่วมประชุม"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="ชื่อ")),
                ("post", models.CharField(blank=True, max_length=300, verbose_name="ตำแหน่ง")),
                ("is_chair", models.BooleanField(default=False, verbose_name="ประธาน")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="saraban.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["meeting", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=12, verbose_name="วาระที่")),
                ("title", models.CharField(max_length=500, verbose_name="เรื่อง")),
                ("text", models.TextField(blank=True, verbose_name="ข้อความ")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda",
                        to="saraban.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["meeting", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Office",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("path", models.CharField(max_length=255, unique=True)),
                ("depth", models.PositiveIntegerField()),
                ("numchild", models.PositiveIntegerField(default=0)),
                ("name", models.CharField(max_length=200, verbose_name="ชื่อส่วนราชการ")),
                ("short_name", models.CharField(blank=True, max_length=80, verbose_name="ชื่อย่อ")),
                ("code", models.CharField(blank=True, max_length=40, verbose_name="รหัสหน่วยงาน")),
                (
                    "is_central_registry",
                    models.BooleanField(default=False, verbose_name="สารบรรณกลาง"),
                ),
                ("valid_from", models.DateField(verbose_name="ตั้งแต่")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="ถึง")),
                ("chain_head", models.CharField(blank=True, editable=False, max_length=64)),
                ("chain_length", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "succeeded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successor_of",
                        to="saraban.office",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="meeting",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="meetings",
                to="saraban.office",
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letters",
                to="saraban.office",
            ),
        ),
        migrations.CreateModel(
            name="IntakeFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="ชื่อแฟ้ม")),
                ("arrived_at", models.DateTimeField()),
                ("set_aside_at", models.DateTimeField(null=True)),
                (
                    "blob",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="saraban.blob",
                    ),
                ),
                (
                    "brought_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="saraban.letter",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intake",
                        to="saraban.office",
                    ),
                ),
            ],
            options={
                "ordering": ["office", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AgencySettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "saraban_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="ไปรษณีย์อิเล็กทรอนิกส์กลาง"
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="ที่ตั้ง")),
                ("telephone", models.CharField(blank=True, max_length=80, verbose_name="โทรศัพท์")),
                (
                    "digits",
                    models.CharField(
                        choices=[("thai", "เลขไทย"), ("arabic", "เลขอารบิก")],
                        default="arabic",
                        max_length=10,
                        verbose_name="ตัวเลข",
                    ),
                ),
                (
                    "emblem",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="saraban.blob",
                    ),
                ),
                (
                    "office",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agency_settings",
                        to="saraban.office",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OfficeName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("short_name", models.CharField(blank=True, max_length=80)),
                ("code", models.CharField(blank=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="names",
                        to="saraban.office",
                    ),
                ),
            ],
            options={
                "ordering": ["office", "valid_from"],
            },
        ),
        migrations.CreateModel(
            name="Position",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="ตำแหน่ง")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("registry_clerk", "เจ้าหน้าที่สารบรรณ"),
                            ("central_registry_clerk", "เจ้าหน้าที่สารบรรณกลาง"),
                            ("director", "ผู้บริหาร"),
                            ("officer", "เจ้าหน้าที่"),
                            ("secret_registrar", "นายทะเบียนข้อมูลข่าวสารลับ"),
                            ("auditor", "ผู้ตรวจสอบ"),
                            ("administrator", "ผู้ดูแลระบบ"),
                        ],
                        max_length=30,
                        verbose_name="หน้าที่",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="saraban.office",
                    ),
                ),
            ],
            options={
                "ordering": ["office__path", "pk"],
            },
        ),
        migrations.AddField(
            model_name="appointment",
            name="position",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="appointments",
                to="saraban.position",
            ),
        ),
        migrations.CreateModel(
            name="Principal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("office", "ส่วนราชการ"),
                            ("secret_registry", "นายทะเบียนข้อมูลข่าวสารลับ"),
                            ("person", "บุคคล"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="principals",
                        to="saraban.office",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="principal",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Access",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("origin", "เจ้าของเรื่อง"),
                            ("addressee", "ผู้รับ"),
                            ("circulated", "หนังสือเวียน"),
                            ("holder", "อยู่ในทางเดินหนังสือ"),
                            ("named", "ระบุชื่อ"),
                            ("exception", "อนุญาตเฉพาะราย"),
                        ],
                        max_length=12,
                    ),
                ),
                ("granted_at", models.DateTimeField()),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="access",
                        to="saraban.letter",
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="saraban.principal",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="รหัสโครงการ")),
                ("name", models.CharField(max_length=300, verbose_name="ชื่อโครงการ")),
                ("summary", models.TextField(blank=True, verbose_name="สาระสำคัญ")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="saraban.office",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_projects",
                        to="saraban.office",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="saraban.project",
                    ),
                ),
            ],
            options={
                "ordering": ["agency", "code"],
            },
        ),
        migrations.CreateModel(
            name="Concern",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerns",
                        to="saraban.letter",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerns",
                        to="saraban.project",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Register",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("incoming", "ทะเบียนหนังสือรับ"),
                            ("outgoing", "ทะเบียนหนังสือส่ง"),
                            ("internal", "ทะเบียนหนังสือภายใน"),
                            ("circular", "ทะเบียนหนังสือเวียน"),
                            ("order", "ทะเบียนคำสั่ง"),
                        ],
                        max_length=10,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("last_number", models.PositiveIntegerField(default=0)),
                ("chain_head", models.CharField(blank=True, editable=False, max_length=64)),
                ("chain_length", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registers",
                        to="saraban.office",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "office", "kind"],
            },
        ),
        migrations.CreateModel(
            name="RegisterEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("reserved", "จองไว้"), ("issued", "ออกแล้ว"), ("void", "ยกเลิก")],
                        max_length=10,
                    ),
                ),
                ("purpose", models.CharField(blank=True, max_length=300, verbose_name="เหตุที่จอง")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="เหตุที่ยกเลิก")),
                ("entered_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(null=True)),
                (
                    "entered_as",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="saraban.appointment",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="saraban.letter",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="saraban.register",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Resolution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="มติ")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="กำหนด")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "กำลังดำเนินการ"),
                            ("done", "ดำเนินการแล้ว"),
                            ("noted", "รับทราบ"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resolutions",
                        to="saraban.agendaitem",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="saraban.office",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resolutions",
                        to="saraban.project",
                    ),
                ),
            ],
            options={
                "ordering": ["item", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("key", models.UUIDField(primary_key=True, serialize=False)),
                ("location", models.CharField(max_length=300)),
                ("answered_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("clearance__lt", 3)),
                name="nobody_is_cleared_for_top_secret_here",
            ),
        ),
        migrations.AddConstraint(
            model_name="blobpage",
            constraint=models.UniqueConstraint(
                fields=("blob", "number"), name="a_page_is_read_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(
                fields=("chain", "sequence"), name="a_chain_has_one_next"
            ),
        ),
        migrations.AlterUniqueTogether(
            name="lettergroupobjectpermission",
            unique_together={("group", "permission", "content_object")},
        ),
        migrations.AlterUniqueTogether(
            name="letteruserobjectpermission",
            unique_together={("user", "permission", "content_object")},
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.UniqueConstraint(
                fields=("letter", "other", "kind"), name="letters_are_linked_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="office_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                fields=("office", "body_name", "year", "number"),
                name="a_body_sits_once_under_a_number",
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["office", "direction", "-id"], name="letters_of_an_office"),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(("secrecy__lt", 3)), name="top_secret_never_enters"
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(("subject", ""), _negated=True), name="a_letter_has_a_subject"
            ),
        ),
        migrations.AddIndex(
            model_name="intakefile",
            index=models.Index(
                condition=models.Q(("letter", None), ("set_aside_at", None)),
                fields=["office", "id"],
                name="intake_still_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="officename",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_to", None)),
                fields=("office",),
                name="an_office_has_one_name_today",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="appointment_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="principal",
            constraint=models.UniqueConstraint(
                fields=("office", "kind"), name="one_principal_of_a_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="principal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "person"), ("office", None), ("user__isnull", False)),
                    models.Q(
                        models.Q(("kind", "person"), _negated=True),
                        ("office__isnull", False),
                        ("user", None),
                    ),
                    _connector="OR",
                ),
                name="a_principal_is_a_person_or_an_office",
            ),
        ),
        migrations.AddConstraint(
            model_name="access",
            constraint=models.UniqueConstraint(
                fields=("principal", "letter"), name="access_is_granted_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.UniqueConstraint(
                fields=("agency", "code"), name="project_code_is_given_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.UniqueConstraint(
                fields=("project", "letter"), name="a_letter_concerns_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="register",
            constraint=models.UniqueConstraint(
                fields=("office", "kind", "year"), name="one_register_per_office_kind_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="register",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__gte", 2400), ("year__lte", 2800)),
                name="a_register_year_is_buddhist",
            ),
        ),
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(
                condition=models.Q(("state", "reserved")),
                fields=["expires_at"],
                name="reserved_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="registerentry",
            constraint=models.UniqueConstraint(
                fields=("register", "number"), name="number_given_once_per_register"
            ),
        ),
        migrations.AddConstraint(
            model_name="registerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="numbers_begin_at_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="registerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "void"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_void_number_says_why",
            ),
        ),
    ]
