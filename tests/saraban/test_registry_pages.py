"""The pages of the registry: four ways each, and no page that grows with its rows."""

import io
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from reportlab.pdfgen.canvas import Canvas

from saraban.models import Document, IntakeFile, Letter, RegisterEntry
from saraban.services import filing
from tests.cast import Province
from tests.factories import NOON, make_letter, signed_in


@pytest.fixture(autouse=True)
def _a_cabinet_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "BLOB_ROOT", tmp_path / "blobs")
    monkeypatch.setattr(settings, "PAGE_IMAGE_ROOT", tmp_path / "images")


def a_pdf(words: str = "hello", pages: int = 1) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, invariant=True)
    for page in range(pages):
        canvas.drawString(100, 700, f"{words} {page + 1}")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def upload(words: str = "hello", name: str = "หนังสือ.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, a_pdf(words), "application/pdf")


def typed(**known: str) -> dict[str, str]:
    return {
        "key": str(uuid.uuid4()),
        "reference": "ภก ๐๐๑๗.๒/ว ๔๘๒๑",
        "dated": "19 พ.ย. 69",
        "sender": "สำนักงานจังหวัดภูเก็ต",
        "recipient": "นายก อบจ.ภูเก็ต",
        "subject": "ขอเชิญประชุม",
        "urgency": "0",
        "secrecy": "0",
        "kind": "external_letter",
        **known,
    }


def in_tray(province: Province, words: str = "hello") -> IntakeFile:
    filed = filing.take_in(io.BytesIO(a_pdf(words)), name="สแกน.pdf")
    return filing.put_in_tray(filed, by=province.anong, at=NOON)


def test_a_dropped_file_opens_beside_the_form(client: Client, province: Province) -> None:
    clerk = signed_in(client, province.anong)

    answer = clerk.post("/intake/", {"files": upload()})

    file = IntakeFile.objects.get()
    assert answer["Location"] == f"/intake/{file.pk}/"
    page = clerk.get(answer["Location"]).content.decode()
    assert f"/intake/{file.pk}/1/page.png" in page
    assert clerk.get(f"/intake/{file.pk}/1/page.png")["Content-Type"] == "image/png"


def test_registering_from_the_tray_gives_the_number_and_keeps_the_bytes(
    client: Client, province: Province
) -> None:
    file = in_tray(province)
    clerk = signed_in(client, province.anong)

    answer = clerk.post(f"/intake/{file.pk}/", typed(), follow=True)

    entry = RegisterEntry.objects.get()
    assert answer.redirect_chain[-1][0] == f"/registers/entries/{entry.pk}/"
    assert "เลขทะเบียนรับ" in answer.content.decode()
    document = Document.objects.get()
    received = clerk.get(f"/letters/{entry.letter_id}/files/{document.pk}/")
    assert b"".join(received) == a_pdf()
    close(received)
    assert IntakeFile.objects.get().letter == entry.letter


def test_the_same_form_sent_again_answers_the_same_number(
    client: Client, province: Province
) -> None:
    clerk, form = signed_in(client, province.anong), typed()

    answers = [clerk.post("/registers/incoming/", form)["Location"] for _ in range(3)]

    assert len(set(answers)) == 1
    assert Letter.objects.count() == 1


def test_somebody_elses_form_key_answers_nothing(client: Client, province: Province) -> None:
    form = typed()
    signed_in(client, province.anong).post("/registers/incoming/", form)

    answer = signed_in(Client(), province.chai).post("/registers/incoming/", form)

    assert answer.status_code == 422
    assert "แบบกรอกนี้ถูกส่งไปแล้ว" in answer.content.decode()
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"dated": "30 ธ.ค. 2599"}, "ล่วงหน้า"),
        ({"dated": "วันไหนไม่รู้"}, "วันที่"),
        ({"dated": ""}, "โปรดกรอกช่องนี้"),
        ({"subject": ""}, "โปรดกรอกช่องนี้"),
        ({"subject": "\x00 \u200b"}, "โปรดกรอกช่องนี้"),
        ({"subject": "ก" * 3000}, "1000"),
        ({"secrecy": "3"}, "ลับที่สุด"),
        ({"secrecy": "1"}, "นายทะเบียนข้อมูลข่าวสารลับ"),
        ({"secrecy": "²"}, "ตัวเลือก"),
    ],
)
def test_what_is_typed_wrongly_comes_back_with_a_sentence_and_burns_no_number(
    client: Client, province: Province, wrong: dict[str, str], sentence: str
) -> None:
    clerk = signed_in(client, province.anong)

    answer = clerk.post("/registers/incoming/", typed(**wrong))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert "สำนักงานจังหวัดภูเก็ต" in page
    assert clerk.post("/registers/incoming/", typed()).status_code == 302
    assert RegisterEntry.objects.get().number == 1


def test_a_subject_with_a_nul_is_cleaned_and_registered(client: Client, province: Province) -> None:
    clerk = signed_in(client, province.anong)

    clerk.post(
        "/registers/incoming/", typed(subject="ขอเชิญ\x00ประชุมแเ\ud83d".replace("\ud83d", ""))
    )

    assert "\x00" not in Letter.objects.get().subject


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.exe", b"MZ\x90", "รับไฟล์ชนิดนี้ไม่ได้"),
        ("a.pdf", b"", "ว่างเปล่า"),
        ("a.pdf", b"<html>not a pdf", "เนื้อในไม่ใช่"),
        ("a.zip", b"PK\x03\x04", "แตกไฟล์"),
    ],
)
def test_a_wrong_file_is_refused_with_what_to_do(
    client: Client, province: Province, name: str, content: bytes, sentence: str
) -> None:
    clerk = signed_in(client, province.anong)

    answer = clerk.post("/intake/", {"files": SimpleUploadedFile(name, content)})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not IntakeFile.objects.exists()


def test_a_file_that_is_too_large_is_refused(
    client: Client, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "UPLOAD_MEGABYTES", 1)
    heavy = a_pdf() + b"\n%" + b"0" * 1_100_000 + b"\n%%EOF\n"

    answer = signed_in(client, province.anong).post(
        "/intake/", {"files": SimpleUploadedFile("หนัก.pdf", heavy)}
    )

    assert answer.status_code == 422
    assert "ใหญ่กว่า 1 เมกะไบต์" in answer.content.decode()


def test_a_file_of_the_tray_is_registered_once(client: Client, province: Province) -> None:
    file = in_tray(province)
    clerk = signed_in(client, province.anong)
    clerk.post(f"/intake/{file.pk}/", typed())

    second = clerk.post(f"/intake/{file.pk}/", typed())

    assert second.status_code == 422
    assert "มีผู้ลงทะเบียนไปแล้ว" in second.content.decode()
    assert Letter.objects.count() == 1


def test_bytes_that_were_changed_on_disk_are_not_handed_out(
    client: Client, province: Province
) -> None:
    file = in_tray(province)
    clerk = signed_in(client, province.anong)
    clerk.post(f"/intake/{file.pk}/", typed())
    document = Document.objects.get()
    stored = next(path for path in settings.BLOB_ROOT.rglob("*") if path.is_file())
    stored.chmod(0o600)
    stored.write_bytes(stored.read_bytes()[:-1] + b"X")

    answer = clerk.get(f"/letters/{document.letter_id}/files/{document.pk}/")

    assert answer.status_code == 503
    assert "ไม่ตรงกับที่รับไว้" in answer.content.decode()


def fetch(client: Client, url: str) -> Any:
    """Fetch a page or a file, and close what streams."""
    answer: Any = client.get(url)
    close(answer)
    return answer


def close(answer: Any) -> None:
    """Close the file behind an answer; ``answer.close()`` would end the test's database too."""
    for closer in answer._resource_closers:
        closer()


def everything_about(letter: Letter, document: Document) -> list[str]:
    return [
        f"/letters/{letter.pk}/",
        f"/letters/{letter.pk}/history/",
        f"/letters/{letter.pk}/readers/",
        f"/letters/{letter.pk}/files/{document.pk}/",
        f"/letters/{letter.pk}/files/{document.pk}/1/page.png",
        f"/letters/{letter.pk}/files/{document.pk}/1/small.png",
        f"/drafts/answer/{letter.pk}/",
    ]


def test_a_letter_of_another_office_does_not_exist_on_any_page(
    client: Client, province: Province
) -> None:
    filed = filing.take_in(io.BytesIO(a_pdf()), name="สแกน.pdf")
    letter = make_letter(province.chai, files=[filed])
    document = letter.documents.get()
    other = make_letter(province.fah, files=[filed])
    owner, stranger = signed_in(client, province.chai), signed_in(Client(), province.fah)

    for url in everything_about(letter, document):
        assert fetch(owner, url).status_code == 200, url
        assert stranger.get(url).status_code == 404, url
        assert stranger.head(url).status_code in {404, 405}, url
    assert stranger.get(f"/letters/{other.pk}/files/{document.pk}/").status_code == 404


def test_a_file_is_served_so_that_it_can_do_nothing_here(
    client: Client, province: Province
) -> None:
    letter = make_letter(
        province.anong, files=[filing.take_in(io.BytesIO(a_pdf()), name="สแกน.pdf")]
    )
    document = letter.documents.get()

    answer = fetch(signed_in(client, province.anong), f"/letters/{letter.pk}/files/{document.pk}/")

    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_opening_a_secret_file_is_written_down(client: Client, province: Province) -> None:
    filed = filing.take_in(io.BytesIO(a_pdf()), name="ลับ.pdf")
    letter = make_letter(province.gaew, secrecy=1, files=[filed])
    document = letter.documents.get()

    fetch(signed_in(client, province.gaew), f"/letters/{letter.pk}/files/{document.pk}/")

    assert letter.events.latest("pk").verb == "opened_file"


def test_looking_at_a_secret_page_is_written_down_and_not_kept_by_the_browser(
    client: Client, province: Province
) -> None:
    filed = filing.take_in(io.BytesIO(a_pdf()), name="ลับ.pdf")
    letter = make_letter(province.gaew, secrecy=1, files=[filed])
    document = letter.documents.get()

    picture = signed_in(client, province.gaew).get(
        f"/letters/{letter.pk}/files/{document.pk}/1/page.png"
    )

    assert picture.status_code == 200
    assert "no-store" in picture["Cache-Control"]
    assert letter.events.latest("pk").verb == "opened_file"


def test_an_auditor_is_not_offered_what_only_ends_in_a_refusal(
    client: Client, province: Province
) -> None:
    auditor = signed_in(client, province.in_)

    assert auditor.get("/drafts/new/").status_code == 403
    assert "/drafts/new/" not in auditor.get("/drafts/").content.decode()


def queries_of(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as told:
        assert client.get(url).status_code == 200
    return len(told)


@pytest.mark.parametrize(
    "page",
    [
        lambda letter: "/letters/",
        lambda letter: letter.entries.get().register.get_absolute_url(),
        lambda letter: "/registers/",
        lambda letter: "/intake/",
        lambda letter: "/drafts/",
    ],
    ids=["letters", "register", "registers", "intake", "drafts"],
)
def test_a_list_asks_the_same_few_questions_for_five_rows_and_for_fifty(
    client: Client, province: Province, page: Callable[[Letter], str]
) -> None:
    clerk = signed_in(client, province.anong)
    letters = [make_letter(province.anong) for _ in range(5)]
    few = queries_of(clerk, page(letters[0]))

    letters += [make_letter(province.anong) for _ in range(45)]
    many = queries_of(clerk, page(letters[0]))

    assert many == few <= 14


def test_a_register_is_read_page_by_page_in_the_order_of_its_numbers(
    client: Client, province: Province
) -> None:
    letters = [make_letter(province.anong) for _ in range(60)]
    register = letters[0].entries.get().register
    clerk = signed_in(client, province.anong)

    first = clerk.get(register.get_absolute_url()).context["page"]
    second = clerk.get(f"{register.get_absolute_url()}?below={first.older}").context["page"]
    back = clerk.get(f"{register.get_absolute_url()}?above={second.newer}").context["page"]

    assert [line.entry.number for line in first.lines] == list(range(60, 10, -1))
    assert [line.entry.number for line in second.lines] == list(range(10, 0, -1))
    assert back.lines[0].entry.number == 60


def test_an_exception_is_made_and_taken_back_on_the_page(
    client: Client, province: Province
) -> None:
    letter = make_letter(province.anong)
    clerk, officer = signed_in(client, province.anong), signed_in(Client(), province.ek)
    assert officer.get(letter.get_absolute_url()).status_code == 404

    form = {"key": str(uuid.uuid4()), "username": "ek"}
    assert clerk.post(f"/letters/{letter.pk}/readers/", form).status_code == 302
    assert officer.get(letter.get_absolute_url()).status_code == 200

    row = letter.access.get(basis="exception")
    clerk.post(f"/letters/{letter.pk}/readers/{row.pk}/close/")
    assert officer.get(letter.get_absolute_url()).status_code == 404


def test_a_stranger_from_another_agency_cannot_be_let_in(
    client: Client, province: Province
) -> None:
    letter = make_letter(province.anong)

    answer = signed_in(client, province.anong).post(
        f"/letters/{letter.pk}/readers/", {"key": str(uuid.uuid4()), "username": "jan"}
    )

    assert answer.status_code == 422
    assert "ไม่พบชื่อบัญชีนี้ในหน่วยงานของท่าน" in answer.content.decode()


def test_an_auditor_opens_every_register_of_the_agency_and_reads_no_subject(
    client: Client, province: Province
) -> None:
    letter = make_letter(province.chai, subject="เรื่องภายในกองช่าง")
    foreign = make_letter(province.jan)
    auditor = signed_in(client, province.in_)

    page = auditor.get(letter.entries.get().register.get_absolute_url())

    assert page.status_code == 200
    assert "เรื่องภายในกองช่าง" not in page.content.decode()
    assert auditor.get(foreign.entries.get().register.get_absolute_url()).status_code == 404


def test_an_administrator_has_no_registers_letters_or_tray(
    client: Client, province: Province
) -> None:
    letter = make_letter(province.anong)
    administrator = signed_in(client, province.hong)

    assert administrator.get(letter.entries.get().register.get_absolute_url()).status_code == 404
    assert "ขอเชิญ" not in administrator.get("/letters/").content.decode()
    assert administrator.get("/intake/").status_code == 403
