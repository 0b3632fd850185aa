"""What is wrong with a PDF as PDF/A-3u: by a validator of others, by qpdf, and by our own look at main clauses."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
from page import validate_pdf_bytes

FORBIDDEN = ("/JavaScript", "/JS", "/Launch", "/ImportData", "/ResetForm", "/Movie", "/Sound", "/Rendition")


def faults(data: bytes) -> list[str]:
    """Everything that doesn't hold; empty where all that is looked at does."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        own = [*_head(pdf), *_agreeing(pdf), *_type(pdf), *_signs(pdf), *_parts(pdf), *_inside(pdf)]
        return [*_validated(data), *pdf.check_pdf_syntax(), *own]


def _validated(data: bytes) -> Iterator[str]:
    """By `page-validation`, which was written by others after the standard and veraPDF's files of tests."""
    told = validate_pdf_bytes(data, profile="3u")
    if not told.is_compliant and not told.failures:
        yield "the validator says that it doesn't conform"
    yield from (f"{one.rule_id}: {one.message}" for one in told.failures)


def text_of(data: bytes) -> str:
    """All text as a reader would copy it out, page after page, without the breaks of lines."""
    pdf = pypdfium2.PdfDocument(data)
    told = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    return told.replace("\r\n", "\n")


def flowing(text: str) -> str:
    """The text without blanks: where a line breaks says nothing in Chinese."""
    return "".join(text.split())


def _head(pdf: pikepdf.Pdf) -> Iterator[str]:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
        if (told.get("pdfaid:part"), told.get("pdfaid:conformance")) != ("3", "U"):
            yield "the metadata doesn't say PDF/A-3u"
    if pdf.is_encrypted or "/ID" not in pdf.trailer:
        yield "it is encrypted, or has no identifier"
    (intent,) = pdf.Root.OutputIntents
    profile = bytes(intent.DestOutputProfile.read_bytes())
    if intent.S != "/GTS_PDFA1" or profile[36:40] != b"acsp":
        yield "no output intent with a colour profile"
    if "/Lang" not in pdf.Root or "/StructTreeRoot" not in pdf.Root or not pdf.Root.MarkInfo.Marked:
        yield "it isn't tagged, or names no language"


def _agreeing(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What stands in the old information dictionary stands in the metadata too (6.6.3), which lie there plain."""
    alike = {"/Title": "dc:title", "/Author": "dc:creator", "/Creator": "xmp:CreatorTool", "/Producer": "pdf:Producer"}
    if "/Filter" in pdf.Root.Metadata.stream_dict:
        yield "the metadata are compressed"
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
        for key, name in alike.items():
            held = told.get(name)
            held = held[0] if isinstance(held, list) else held
            if key in pdf.docinfo and str(pdf.docinfo[key]) != str(held):
                yield f"{key} is {pdf.docinfo[key]!s}, and {name} is {held}"


def _inside(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Files inside are named by the document itself, with their kind, their date and how they belong to it (6.8)."""
    named = [str(one.UF) for one in pdf.Root.get("/AF", [])]
    for name, held in pdf.attachments.items():
        spec = held.obj
        if name not in named:
            yield f"{name} isn't among the associated files"
        if str(spec.get("/AFRelationship")) != "/Data" or "/F" not in spec or "/UF" not in spec:
            yield f"{name} doesn't say what it is to the document"
        file = spec.EF.F
        if "/" not in str(file.get("/Subtype", ""))[1:] or "/ModDate" not in file.get("/Params", {}):
            yield f"{name} has no kind or no date"


def _type(pdf: pikepdf.Pdf) -> Iterator[str]:
    for name, font in _fonts(pdf):
        if font.Subtype != "/Type0":
            yield f"{name} is no type by Unicode"
            continue
        (inner,) = font.DescendantFonts
        told = inner.FontDescriptor
        if not {"/FontFile2", "/FontFile3"} & set(told.keys()):
            yield f"{name} isn't embedded"
        if "/ToUnicode" not in font:
            yield f"{name} can't be read as text"
        if inner.Subtype == "/CIDFontType2" and str(inner.get("/CIDToGIDMap", "")) != "/Identity":
            yield f"{name} has no map of its signs"
        if "+" not in str(font.BaseFont):
            yield f"{name} is embedded whole"


def _fonts(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    for page in pdf.pages:
        for font in (page.Resources.get("/Font") or {}).values():
            yield str(font.BaseFont), font


def _signs(pdf: pikepdf.Pdf) -> Iterator[str]:
    """A sign that the type doesn't have would be drawn as its first one, an empty box."""
    for number, page in enumerate(pdf.pages, 1):
        for operands, operator in pikepdf.parse_content_stream(page, "Tj TJ"):
            shown = operands[0] if str(operator) == "TJ" else operands
            codes = b"".join(bytes(one) for one in shown if isinstance(one, pikepdf.String))
            if any(codes[at : at + 2] == b"\0\0" for at in range(0, len(codes), 2)):
                yield f"page {number} draws a sign that its type doesn't have"


def _parts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary):
            found = [key for key in FORBIDDEN if key in one or one.get("/S") == key]
            if found:
                yield f"it holds {found}"
            if one.get("/Type") == "/Annot" and int(one.get("/F", 0)) & 4 == 0:
                yield "a link isn't to be printed"
            if one.get("/Type") == "/Filespec" and "/AFRelationship" not in one:
                yield "what lies inside doesn't say how it belongs to it"
