"""Every no that a file can meet on its way into the vault."""

from ombud.core.refusal import Refusal

EMPTY_FILE = Refusal(
    code="empty-file",
    because="This file is empty.",
    way_out="Choose it again; if it came by a messaging app, save it to your device first.",
    field="file",
)
TOO_LARGE = Refusal(
    code="too-large",
    because="This file has {megabytes} MB; at most {megabytes_max} MB are taken.",
    way_out="Send a smaller picture of it, or split the document.",
    field="file",
)
NOT_A_PICTURE = Refusal(
    code="not-a-picture",
    because="This file is neither a picture, nor a PDF document, nor a video.",
    way_out="Send a JPEG, PNG or WebP picture or a PDF document; a screenshot of it will do.",
    field="file",
)
FORMAT_NOT_ALLOWED = Refusal(
    code="format-not-allowed",
    because="This is a {format} file; pictures are taken as JPEG, PNG or WebP, documents as PDF, videos as MP4, MOV or "
    "WebM.",
    way_out="Save it as a JPEG picture or a PDF document, or send a screenshot of it.",
    field="file",
)
HEIC_NOT_SUPPORTED = Refusal(
    code="heic-not-supported",
    because="This picture is in a format of some phones, HEIC or AVIF, that can't be opened here.",
    way_out="Send a screenshot of it, or set the camera to JPEG (iPhone: Settings, Camera, Formats, Most Compatible).",
    field="file",
)
TOO_MANY_PIXELS = Refusal(
    code="too-many-pixels",
    because="This picture measures {width} × {height} pixels; at most {pixels_max} pixels are taken in this format.",
    way_out="Send a smaller copy, or save it as a JPEG picture.",
    field="file",
)
BROKEN_FILE = Refusal(
    code="broken-file",
    because="This file is damaged or was not sent whole, and can't be opened.",
    way_out="Open it on your device to see whether it is whole, then send it again or send a screenshot of it.",
    field="file",
)
PDF_LOCKED = Refusal(
    code="pdf-locked",
    because="This PDF document is locked with a password, so nobody here could read it.",
    way_out="Save or print it to a PDF document without a password and send that.",
    field="file",
)
NEEDS_TOO_MUCH_MEMORY = Refusal(
    code="needs-too-much-memory",
    because="This file needs more memory to open than any file is given here.",
    way_out="Send a smaller copy or a screenshot of it.",
    field="file",
)
TOOK_TOO_LONG = Refusal(
    code="took-too-long",
    because="This file took too long to open.",
    way_out="Send a simpler copy or a screenshot of it.",
    field="file",
)
DECODER_FAILED = Refusal(
    code="decoder-failed",
    because="The program that opens files stopped while opening this one.",
    way_out="Send a screenshot of it instead.",
    field="file",
)
BUSY = Refusal(
    code="examination-busy",
    because="Too many files are being opened at this moment.",
    way_out="Send this file again in a minute; the others are kept.",
    field="file",
)
ISOLATION_MISSING = Refusal(
    code="isolation-missing",
    because="Files can't be taken at the moment, because this server has no safe place to open them.",
    way_out="Describe in words what the file shows, and send the file another day.",
    field="file",
)
CANT_BE_KEPT = Refusal(
    code="file-cant-be-kept",
    because="Files can't be kept at the moment, because the place for them is full or doesn't answer.",
    way_out="Send this file again later; what was kept before is safe.",
    field="file",
)
TOO_MANY_FILES = Refusal(
    code="file-quota-reached",
    because="You have sent {files_max} files within 24 hours, which is as many as are taken.",
    way_out="Send the most important ones tomorrow, or several pages as one PDF document.",
    field="file",
)
TOO_MANY_BYTES = Refusal(
    code="byte-quota-reached",
    because="With this file you would have sent more than {megabytes_max} MB within 24 hours.",
    way_out="Send a smaller copy, or send it tomorrow.",
    field="file",
)
WITH_TIME = frozenset(one.code for one in (TOOK_TOO_LONG, BUSY, ISOLATION_MISSING, CANT_BE_KEPT))
"""What the same file may not meet again in a moment. All else is about the file itself, or about a whole day."""
