"""Make the index of the database in use: an FTS5 table, or word vectors under a GIN."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from search.backends import postgresql, sqlite
from search.folding import ANALYSER_VERSION


def make(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    vendor = schema_editor.connection.vendor
    schema_editor.execute(
        postgresql.CREATE if vendor == "postgresql" else sqlite.create(sqlite.TABLE)
    )
    apps.get_model("search", "IndexState").objects.create(analyser_version=ANALYSER_VERSION)


def drop(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    vendor = schema_editor.connection.vendor
    table = "search_vectors" if vendor == "postgresql" else sqlite.TABLE
    schema_editor.execute(f"DROP TABLE {table}")
    apps.get_model("search", "IndexState").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(make, drop)]
