"""Which font is taken into the jail; kept apart from its use, since the parent must not load PDFium to know it."""

FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
"""Of Debian's fonts-noto-cjk: a collection of faces, one for each way of writing the shared letters."""
