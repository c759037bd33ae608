"""Making the index anew: nothing is lost, and a damaged index is whole again."""

import pytest
from django.core.management import call_command
from django.db import connection

from search import services
from search.models import IndexState, SearchPart
from tests.factories import make_letter

pytestmark = pytest.mark.django_db


def test_a_rebuilt_index_finds_what_the_old_one_found(province, subjects):
    for number in range(7):
        make_letter(province.anong, subject=f"เรื่องที่ {number} ว่าด้วยปะการัง")

    assert services.rebuild(batch=3) == SearchPart.objects.count()

    assert len(subjects(province.anong, "ปะการัง")) == 7
    assert services.health().is_whole


def test_an_emptied_index_is_noticed_and_filled_again(province, subjects):
    make_letter(province.anong, subject="เรื่องปะการัง")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DELETE FROM search_vectors")
        else:
            cursor.execute("INSERT INTO search_fts(search_fts) VALUES ('delete-all')")
    assert subjects(province.anong, "ปะการัง") == []
    assert not services.health().is_whole

    services.rebuild()

    assert subjects(province.anong, "ปะการัง") == ["เรื่องปะการัง"]
    assert services.health().is_whole


def test_letters_without_parts_are_noticed_and_indexed(province, subjects):
    make_letter(province.anong, subject="เรื่องปะการัง")
    services._take_out(list(SearchPart.objects.values_list("pk", flat=True)))
    assert services.health().letters_missing == 1

    services.rebuild()

    assert subjects(province.anong, "ปะการัง") == ["เรื่องปะการัง"]


def test_an_index_of_another_version_is_rebuilt_by_the_command_and_a_current_one_left(
    province, capsys
):
    make_letter(province.anong)
    IndexState.objects.update(analyser_version=0)
    assert not services.health().is_whole

    call_command("rebuild_search", "--if-needed")
    call_command("rebuild_search", "--if-needed")

    assert capsys.readouterr().out == "The index holds 1 parts.\n"
    assert services.health().is_whole


def test_letters_written_in_bulk_are_indexed_together(province, subjects):
    letters = [make_letter(province.anong, subject=f"เรื่องปะการัง {n}") for n in range(3)]
    services._take_out(list(SearchPart.objects.values_list("pk", flat=True)))
    assert subjects(province.anong, "ปะการัง") == []

    assert services.index_new(letters) == 3

    assert len(subjects(province.anong, "ปะการัง")) == 3
    assert services.health().is_whole
