"""What may be taken in at the counter is told by name and bytes together, in Thai if refused."""

import io

import pytest

from saraban.errors import Refusal
from saraban.reading import kinds
from saraban.reading.terms import DOCX, JPEG, PDF, PNG, TIFF, XLSX
from tests.saraban import made_files as made


def check(path, name=None):
    with path.open("rb") as content:
        return kinds.check(name or path.name, content)


def written(path, content):
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("make", "name", "media_type"),
    [
        (made.thai_pdf, "หนังสือ.PDF", PDF),
        (made.word_file, "บันทึก ฉบับที่ 2.docx", DOCX),
        (lambda path: made.sheet_file(path, ["งบ"]), "แผน.xlsx", XLSX),
        (made.picture, "ภาพ.png", PNG),
        (made.picture, "ภาพ.jpg", JPEG),
        (made.picture, "ภาพ.jpeg", JPEG),
        (lambda path: made.scan(path, 2), "สแกน.tif", TIFF),
    ],
)
def test_files_offices_send_are_taken_in(tmp_path, make, name, media_type):
    path = make(tmp_path / name)

    with path.open("rb") as content:
        assert kinds.check(name, content) == media_type
        assert content.tell() == 0


def test_a_letter_with_a_word_file_attached_inside_is_taken_in(tmp_path):
    inner = made.word_file(tmp_path / "inner.docx").read_bytes()
    letter = made.thai_pdf(tmp_path / "letter.pdf").read_bytes()
    end = letter.rfind(b"startxref")

    path = written(tmp_path / "outer.pdf", letter[:end] + inner + letter[end:])

    assert check(path) == PDF


def polyglot(tmp_path, first, second):
    return written(tmp_path / first.name, first.read_bytes() + second.read_bytes())


def with_macro(path):
    plain = made.word_file(path.with_suffix(".plain"))
    return made.rewritten(plain, path, added={"word/vbaProject.bin": b"macro"})


REFUSED = {
    "empty": (lambda at: written(at / "x.pdf", b""), "ว่างเปล่า"),
    "no type in the name": (lambda at: made.thai_pdf(at / "letter"), "โปรดใช้ PDF"),
    "program": (lambda at: written(at / "x.exe", b"MZ"), "โปรดใช้ PDF"),
    "two endings": (lambda at: written(at / "x.pdf.exe", b"%PDF-1.7"), "โปรดใช้ PDF"),
    "old Word": (lambda at: written(at / "x.doc", b"x"), "บันทึกเป็น PDF หรือ .docx"),
    "old Excel": (lambda at: written(at / "x.xls", b"x"), "บันทึกเป็น .xlsx"),
    "container": (lambda at: written(at / "x.zip", b"x"), "แตกไฟล์"),
    "telephone picture": (lambda at: written(at / "x.heic", b"x"), "PNG หรือ JPEG"),
    "Word named PDF": (lambda at: made.word_file(at / "x.pdf"), r"\.docx"),
    "PDF named Word": (lambda at: made.thai_pdf(at / "x.docx"), r"เนื้อในเป็น \.pdf"),
    "PNG named JPEG": (
        lambda at: made.picture(at / "x.png").rename(at / "x.jpg"),
        r"เนื้อในเป็น \.png",
    ),
    "page named PDF": (lambda at: written(at / "x.pdf", b"<html>"), "เนื้อในไม่ใช่"),
    "late start": (lambda at: written(at / "x.pdf", b"\n" * 900 + b"%PDF-1.7"), "เนื้อในไม่ใช่"),
    "PDF and container": (
        lambda at: polyglot(at, made.thai_pdf(at / "x.pdf"), made.word_file(at / "y.docx")),
        "ซ่อนอยู่",
    ),
    "picture and container": (
        lambda at: polyglot(at, made.picture(at / "x.png"), made.word_file(at / "y.docx")),
        "ซ่อนอยู่",
    ),
    "PDF and page": (
        lambda at: written(at / "x.pdf", b"%PDF-1.7\n<!DOCTYPE html><script>1</script>"),
        "ซ่อนอยู่",
    ),
    "Word and PDF": (
        lambda at: made.rewritten(
            made.word_file(at / "p"), at / "x.docx", first={"a": b"%PDF-1.7"}
        ),
        "ซ่อนอยู่",
    ),
    "bomb": (lambda at: made.bomb_docx(at / "x.docx"), "ใหญ่ผิดปกติ"),
    "swarm": (
        lambda at: made.rewritten(
            made.word_file(at / "p"), at / "x.docx", added={f"{n}": b"" for n in range(2000)}
        ),
        "ใหญ่ผิดปกติ",
    ),
    "macro": (lambda at: with_macro(at / "x.docx"), "แมโคร"),
    "locked Word": (
        lambda at: written(at / "x.docx", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600),
        "รหัสผ่าน",
    ),
    "cut off": (
        lambda at: written(at / "x.docx", made.word_file(at / "p").read_bytes()[:-300]),
        "ไม่ครบ",
    ),
    "more behind": (
        lambda at: written(at / "x.docx", made.word_file(at / "p").read_bytes() + b"more"),
        "ไม่ครบ",
    ),
    "container of nothing known": (
        lambda at: made.rewritten(made.word_file(at / "p"), at / "x.docx", only={"a": b"a"}),
        "เนื้อในไม่ใช่",
    ),
}


@pytest.mark.parametrize(("make", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_taken_in_is_refused_with_what_to_do(tmp_path, make, said):
    path = make(tmp_path)

    with pytest.raises(Refusal, match=said) as refusal:
        check(path)

    assert "โปรด" in str(refusal.value)


def test_no_bytes_make_the_judge_stumble():
    for start in (b"PK\x03\x04", b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0"):
        for length in range(0, 120, 7):
            content = io.BytesIO(start + bytes(range(length)))
            for name in ("x.pdf", "x.docx", "x.png", "x.jpg", "x.tif"):
                try:
                    kinds.check(name, content)
                except Refusal as refusal:
                    assert str(refusal)
