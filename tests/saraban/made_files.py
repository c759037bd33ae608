"""Files as they arrive at an office: good, odd, broken and hostile; all made here, none kept."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import fontpkg_sarabun
import pikepdf
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

LINES = [
    "ที่ ภก ๐๐๑๗.๒/๑๒๓",
    "เรื่อง ขอเชิญประชุมคณะกรรมการจัดทำแผนน้ำประปา",
    "เรียน ผู้ว่าราชการจังหวัดภูเก็ต",
    "ด้วยสำนักงานจังหวัดกำหนดประชุม ณ ห้องประชุมชั้น ๔ เพื่อพิจารณากู้ ปั้น ฟื้น",
]
TYPEFACE = "Sarabun of a stranger"  # The product's own is registered as Sarabun.
pdfmetrics.registerFont(TTFont(TYPEFACE, fontpkg_sarabun.ROOT / "files" / "Sarabun-Regular.ttf"))


def thai_pdf(path: Path, pages: int = 1, lines: list[str] = LINES) -> Path:
    """Make a PDF with a text layer, the same lines on each page."""
    canvas = Canvas(str(path), initialFontName=TYPEFACE)
    for _page in range(pages):
        canvas.setFont(TYPEFACE, 11)
        for place, line in enumerate(lines):
            canvas.drawString(72, 760 - 26 * place, line)
        canvas.showPage()
    canvas.save()
    return path


def encrypted_pdf(path: Path, *, user: str, owner: str) -> Path:
    with pikepdf.open(thai_pdf(path), allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(user=user, owner=owner))
    return path


def cut_off(path: Path, share: float) -> Path:
    """Make a letter whose transfer broke off after this share of it."""
    whole = thai_pdf(path).read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    return path


def long_pdf(path: Path, pages: int) -> Path:
    """Make a PDF of many pages, each saying hello; small, by sharing all they show."""
    shown = b"BT /F 20 Tf 72 700 Td (Hello) Tj ET"
    leaf = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R"
        b"/Resources<</Font<</F 4 0 R>>>>>>"
    )
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 5 + pages))
    return raw_pdf(
        path,
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *[leaf] * pages,
    )


def raw_pdf(path: Path, *objects: bytes) -> Path:
    """Write a PDF object by object, as no honest program would."""
    written, starts = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        starts.append(len(written))
        written += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(written))
    path.write_bytes(written + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end)
    return path


def deep_tree_pdf(path: Path, depth: int = 20_000) -> Path:
    """Make a PDF whose page hangs at the end of a long chain of folders of pages."""
    nodes = [b"<</Type/Catalog/Pages 2 0 R>>"]
    nodes += [b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (3 + level) for level in range(depth)]
    leaf = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]>>" % (depth + 1)
    return raw_pdf(path, *nodes, leaf)


def looping_tree_pdf(path: Path) -> Path:
    pages = b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 100000000>>"
    return raw_pdf(path, b"<</Type/Catalog/Pages 2 0 R>>", pages)


def forms_in_a_ring_pdf(path: Path) -> Path:
    """Make a PDF of 600 bytes whose page shows a form that shows itself three times."""
    box = b"/Type/XObject/Subtype/Form/BBox[0 0 100 100]"
    again = b"/Resources<</XObject<</A 4 0 R/B 4 0 R>>>>"
    return raw_pdf(
        path,
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
        b"/Resources<</XObject<</A 4 0 R>>>>>>",
        b"<<" + box + again + b"/Length 20>>stream\n/A Do /B Do /A Do   \nendstream",
        b"<</Length 6>>stream\n/A Do \nendstream",
    )


def forms_upon_forms_pdf(path: Path, depth: int = 14) -> Path:
    """Make a small PDF whose page shows a form eight times, which shows one eight times, ..."""
    forms = [
        b"<</Type/XObject/Subtype/Form/BBox[0 0 100 100]/Resources<</XObject<</A %d 0 R>>>>"
        b"/Length 48>>stream\n" % (6 + level) + b"/A Do " * 8 + b"\nendstream"
        for level in range(depth)
    ]
    return raw_pdf(
        path,
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</XObject<</A 5 0 R>>>>>>",
        b"<</Length 6>>stream\n/A Do \nendstream",
        *forms,
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 9>>stream\n0 0 9 9 re\nendstream",
    )


def endless_text_pdf(path: Path, mebibytes: int = 60) -> Path:
    """Make a small PDF whose one page unpacks to hundreds of mebibytes of instructions."""
    press = zlib.compressobj(9)
    block = b"(A) Tj 0 0 Td\n" * 74_899
    packed = b"".join(press.compress(block) for _block in range(mebibytes)) + press.flush()
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>>>"
    )
    head = b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed)
    return raw_pdf(
        path,
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        head + packed + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


def huge_page_pdf(path: Path) -> Path:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 14400 14400]/UserUnit 100>>"
    tree = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return raw_pdf(path, b"<</Type/Catalog/Pages 2 0 R>>", tree, page)


def word_file(path: Path, lines: list[str] = LINES) -> Path:
    """Make a Word file with text in its body, a table, its header and its footer."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "งบประมาณ", "๑,๒๐๐,๐๐๐ บาท"
    document.sections[0].header.paragraphs[0].text = "ด่วนที่สุด"
    document.sections[0].footer.paragraphs[0].text = "สำเนาถูกต้อง"
    document.save(str(path))
    return path


def rewritten(
    source: Path,
    path: Path,
    *,
    first: dict[str, bytes] | None = None,
    added: dict[str, bytes] | None = None,
    only: dict[str, bytes] | None = None,
    **parts: bytes,
) -> Path:
    """Copy a container with other content in some parts, named by their file name's stem.

    Also puts members first, adds them last, or has only these.
    """
    with zipfile.ZipFile(source) as old:
        kept = {name: old.read(name) for name in old.namelist()}
    changed = {
        name: parts.get(name.rpartition("/")[2].partition(".")[0], content)
        for name, content in kept.items()
    }
    members = {**(first or {}), **changed, **(added or {})} if only is None else only
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in members.items():
            is_first = name in (first or {})
            new.writestr(name, content, zipfile.ZIP_STORED if is_first else None)
    return path


def bomb_docx(path: Path) -> Path:
    """Make a Word file of a few hundred kilobytes that unpacks to 200 MiB."""
    return rewritten(word_file(path.with_suffix(".plain")), path, document=b"\0" * (200 << 20))


def sheet_file(path: Path, words: list[str]) -> Path:
    """Make the least Excel file that holds these words."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    items = "".join(f"<si><t>{word}</t></si>" for word in words)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/workbook.xml", f'<workbook xmlns="{space}"/>')
        book.writestr("xl/sharedStrings.xml", f'<sst xmlns="{space}">{items}</sst>')
    return path


def picture(path: Path, mode: str = "RGB", size: tuple[int, int] = (900, 1200)) -> Path:
    Image.new(mode, size, "white").save(path)
    return path


def scan(path: Path, pages: int) -> Path:
    """Make a scan of several pages in one TIFF file, each page a little wider than the last."""
    sheets = [Image.new("1", (400 + page, 600), 1) for page in range(pages)]
    sheets[0].save(path, save_all=True, append_images=sheets[1:], compression="group4")
    return path


def flood_png(path: Path, side: int = 60_000) -> Path:
    """Make a PNG of a few bytes that says it is 3,600 million pixels large."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    written = io.BytesIO(b"\x89PNG\r\n\x1a\n")
    written.seek(0, 2)
    for kind, content in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 99)), (b"IEND", b"")):
        check = struct.pack(">I", zlib.crc32(kind + content))
        written.write(struct.pack(">I", len(content)) + kind + content + check)
    path.write_bytes(written.getvalue())
    return path
