"""Text and pictures of a PDF, by PDFium and, where installed, pdftotext (child process only)."""

import resource
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from saraban.reading.pictures import small_png
from saraban.reading.repair import healthier, repair
from saraban.reading.terms import MAX_LETTERS, MAX_PAGES, Found, Outcome, PageText

PDFTOTEXT = shutil.which("pdftotext")
_PDFTOTEXT_CPU_SECONDS = (2, 0.02)  # for any file, and for each page; it needs 0.003
_PDFTOTEXT_BYTES = 3 * MAX_LETTERS
_LETTERS_PER_PAGE = 200_000
_TALLEST = 3  # times as high as wide

Emit = Callable[[PageText], None]


def read(path: Path, emit: Emit) -> Found:
    """Hand out the text of each page, the better of two readings, and say how it ended."""
    if not _is_pdf(path):
        return Found(Outcome.REFUSED)
    try:
        with pypdfium2.PdfDocument(path) as document:
            return _read_pages(document, path, emit)
    except pypdfium2.PdfiumError as error:
        return Found(_why_not_opened(error))


def draw(path: Path, page: int, width: int) -> tuple[Outcome, bytes]:
    """Return a page as it looks, signatures and form fields drawn, ``width`` pixels wide."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            document.init_forms()
            if not 1 <= page <= len(document):
                return Outcome.REFUSED, b""
            return Outcome.READ, small_png(_render(document[page - 1], width))
    except pypdfium2.PdfiumError as error:
        return _why_not_opened(error), b""


def _is_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(5) == b"%PDF-"


def _is_cut_off(path: Path) -> bool:
    """Say whether the mark at the end of every PDF is missing."""
    with path.open("rb") as file:
        file.seek(max(0, file.seek(0, 2) - 4096))
        return b"%%EOF" not in file.read().rstrip(b"\0\r\n \t")[-1024:]


def _why_not_opened(error: pypdfium2.PdfiumError) -> Outcome:
    locked = {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
    return Outcome.ENCRYPTED if error.err_code in locked else Outcome.DAMAGED


def _read_pages(document: pypdfium2.PdfDocument, path: Path, emit: Emit) -> Found:
    page_count = len(document)
    second_readings = _by_pdftotext(path, min(page_count, MAX_PAGES))
    letters = unreadable = 0
    for index in range(min(page_count, MAX_PAGES)):
        first = _by_pdfium(document, index)
        unreadable += first is None
        second = second_readings[index] if index < len(second_readings) else ""
        text = healthier(repair(first or ""), repair(second))[:_LETTERS_PER_PAGE]
        letters += len(text.strip())
        if letters > MAX_LETTERS:
            return Found(Outcome.TOO_LARGE, page_count)
        if text.strip():
            emit(PageText(index + 1, text))
    is_whole = page_count > 0 and not unreadable and not _is_cut_off(path)
    return Found(_outcome(is_whole, page_count, letters), page_count)


def _outcome(is_whole: bool, page_count: int, letters: int) -> Outcome:
    if not is_whole:
        return Outcome.DAMAGED
    if page_count > MAX_PAGES:
        return Outcome.TOO_MANY_PAGES
    return Outcome.READ if letters else Outcome.NO_TEXT


def _by_pdfium(document: pypdfium2.PdfDocument, index: int) -> str | None:
    """Return the text of a page; None when the page itself cannot be opened."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return None
    text_page = page.get_textpage()
    text: str = text_page.get_text_range(0, min(text_page.count_chars(), _LETTERS_PER_PAGE))
    text_page.close()
    page.close()
    return text


def _by_pdftotext(path: Path, pages: int) -> list[str]:
    """Return the pages as pdftotext reads them; as far as it came, or none if not installed."""
    if PDFTOTEXT is None or not pages:
        return []
    command = [PDFTOTEXT, "-q", "-enc", "UTF-8", "-l", str(pages), str(path), "-"]
    quiet, (at_least, per_page) = subprocess.DEVNULL, _PDFTOTEXT_CPU_SECONDS
    with subprocess.Popen(command, stdin=quiet, stdout=subprocess.PIPE, stderr=quiet) as reader:
        _soft, most = resource.getrlimit(resource.RLIMIT_CPU)
        seconds = min(int(at_least + per_page * pages), most)
        resource.prlimit(reader.pid, resource.RLIMIT_CPU, (seconds, most))
        written = reader.stdout.read(_PDFTOTEXT_BYTES) if reader.stdout else b""
        reader.kill()
    return written.decode("utf-8", errors="replace").split("\f")


def _render(page: pypdfium2.PdfPage, width: int) -> Image.Image:
    across, down = page.get_size()
    scale = min(width / max(across, 1e-3), _TALLEST * width / max(down, 1e-3))
    bitmap = page.render(scale=scale, rev_byteorder=True)
    picture: Image.Image = bitmap.to_pil()
    return picture
