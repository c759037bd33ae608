"""``rebuild_search``: make the index anew."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from search import services


class Command(BaseCommand):
    """A thin page for operators; the work is a service."""

    help = "Make the search index anew while it goes on answering."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", type=int, default=services.BATCH, help="Parts at a time.")
        parser.add_argument(
            "--if-needed", action="store_true", help="Only if another version made the index."
        )

    def handle(self, *, batch: int, if_needed: bool, **options: object) -> None:
        if if_needed and services.is_current():
            return
        parts = services.rebuild(batch=batch)
        self.stdout.write(f"The index holds {parts} parts.")
