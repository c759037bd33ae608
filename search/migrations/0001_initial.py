"""Make the tables of search."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("saraban", "0002_keep_for_ever"),
    ]

    operations = [
        migrations.CreateModel(
            name="IndexState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("analyser_version", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="SearchPart",
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
                            ("face", "หน้าหนังสือ"),
                            ("body", "ข้อความในหนังสือ"),
                            ("page", "แฟ้มแนบ"),
                            ("note", "ข้อความถึงผู้รับ"),
                            ("endorsement", "เกษียน"),
                            ("instruction", "สั่งการ"),
                            ("meeting", "การประชุม"),
                            ("agenda_item", "ระเบียบวาระ"),
                            ("resolution", "มติที่ประชุม"),
                        ],
                        max_length=20,
                    ),
                ),
                ("start", models.PositiveIntegerField(default=0)),
                ("text", models.TextField(blank=True)),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="search_parts",
                        to="saraban.letter",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="saraban.blobpage",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("page", None), ("text", ""), _connector="OR"),
                        name="the_text_of_a_page_is_kept_once",
                    )
                ],
            },
        ),
    ]
