"""Keep who wrote minutes down and who checked them (form 11)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("saraban", "0003_whose_account_it_is")]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="recorder",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="ผู้จดรายงานการประชุม", default=""
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="meeting",
            name="checker",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="ผู้ตรวจรายงานการประชุม", default=""
            ),
            preserve_default=False,
        ),
    ]
