"""A JPEG's quantised coefficients, read from memory by the libjpeg that jpeglib brings along.

jpeglib itself reads files only, by way of a temporary copy, which a process without any files can't do. So its library
(6b, whose structures are fixed since 1998) is called directly, on a stream in memory.
"""

import ctypes
import importlib.util
from ctypes import POINTER, c_char_p, c_int, c_short, c_size_t, c_uint, c_void_p
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

_VERSION, _SIZE = 62, 632
# Room for the error and decompression structures; the library fills in what lies where.
_ERROR_BYTES, _STATE_BYTES = 512, 1024


class Coefficients(msgspec.Struct, frozen=True, kw_only=True):
    """A JPEG's quantised DCT coefficients, as stored: not turned upright (see `Picture.upright`)."""

    luma: NDArray[np.int16]
    """(rows of blocks, columns of blocks, 8 vertical frequencies, 8 horizontal frequencies)."""
    chroma: tuple[NDArray[np.int16], ...]
    luma_table: NDArray[np.uint16]
    """The quantisation steps, 8 × 8, as `luma` is ordered."""
    chroma_tables: tuple[NDArray[np.uint16], ...]
    height: int
    width: int


class _Component(ctypes.Structure):
    """`jpeg_component_info` of 6b as far as it is read here, and its whole length."""

    _fields_ = (
        ("id", c_int),
        ("index", c_int),
        ("across", c_int),
        ("down", c_int),
        ("table", c_int),
        ("dc", c_int),
        ("ac", c_int),
        ("columns", c_uint),
        ("rows", c_uint),
        ("more", c_int * 10),
        ("_quant", c_void_p),
        ("_dct", c_void_p),
    )


class _State(ctypes.Structure):
    """`jpeg_decompress_struct` of 6b up to the components, on machines whose pointers have 64 bits."""

    _fields_ = (
        ("err", c_void_p),
        ("mem", c_void_p),
        ("progress", c_void_p),
        ("client", c_void_p),
        ("is_decompressor", c_int),
        ("global_state", c_int),
        ("src", c_void_p),
        ("width", c_uint),
        ("height", c_uint),
        ("count", c_int),
        ("_between", ctypes.c_ubyte * 140),
        # This build knows of no short unsigned numbers: a step takes four bytes.
        ("tables", POINTER(c_uint * 64) * 4),
        ("_huffman", c_void_p * 8),
        ("precision", c_int),
        ("components", POINTER(_Component)),
        ("_rest", ctypes.c_ubyte * (_STATE_BYTES - 312)),
    )


# (common state, virtual array, first row, number of rows, writable) → rows of blocks.
_ACCESS = ctypes.CFUNCTYPE(POINTER(POINTER(c_short * 64)), c_void_p, c_void_p, c_uint, c_uint, c_int)
_ACCESS_AT = 64
"""Where in the memory manager's structure that function is."""


def read(data: bytes) -> Coefficients:
    """The coefficients of a JPEG with nothing wrong in it: at a fault the library would end the process."""
    jpeg, libc = library(), _libc()
    error = ctypes.create_string_buffer(_ERROR_BYTES)
    state = _State()
    state.err = jpeg.jpeg_std_error(error)
    jpeg.jpeg_CreateDecompress(ctypes.byref(state), _VERSION, _SIZE)
    stream = libc.fmemopen(data, len(data), b"rb")
    if not stream:
        raise MemoryError
    try:
        jpeg.jpeg_stdio_src(ctypes.byref(state), stream)
        jpeg.jpeg_read_header(ctypes.byref(state), 1)
        arrays = jpeg.jpeg_read_coefficients(ctypes.byref(state))
        parts = [_part(state, arrays[at], state.components[at]) for at in range(min(state.count, 3))]
        tables = [_table(state, state.components[at].table) for at in range(len(parts))]
        return Coefficients(
            luma=parts[0],
            chroma=tuple(parts[1:]),
            luma_table=tables[0],
            chroma_tables=tuple(tables[1:]),
            height=state.height,
            width=state.width,
        )
    finally:
        jpeg.jpeg_destroy_decompress(ctypes.byref(state))
        libc.fclose(stream)


@cache
def library() -> Any:
    """The library, loaded once: in a jail that must happen before the fences are raised."""
    found = importlib.util.find_spec("jpeglib")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("jpeglib is not installed", name="jpeglib")
    (path,) = sorted(Path(found.submodule_search_locations[0], "cjpeglib").glob("cjpeglib_6b.*so"))
    jpeg = ctypes.CDLL(str(path))
    jpeg.jpeg_std_error.restype = c_void_p
    jpeg.jpeg_std_error.argtypes = [c_void_p]
    jpeg.jpeg_CreateDecompress.argtypes = [c_void_p, c_int, c_size_t]
    jpeg.jpeg_stdio_src.argtypes = [c_void_p, c_void_p]
    jpeg.jpeg_read_coefficients.restype = POINTER(c_void_p)
    _libc()
    return jpeg


@cache
def _libc() -> Any:
    libc = ctypes.CDLL(None)
    libc.fmemopen.restype = c_void_p
    libc.fmemopen.argtypes = [c_char_p, c_size_t, c_char_p]
    libc.fclose.argtypes = [c_void_p]
    return libc


def _part(state: _State, array: int, component: _Component) -> NDArray[np.int16]:
    rows, columns = int(component.rows), int(component.columns)
    access = _ACCESS(c_void_p.from_address(int(state.mem or 0) + _ACCESS_AT).value or 0)
    blocks = np.empty((rows, columns, 8, 8), np.int16)
    for row in range(rows):
        line = access(ctypes.addressof(state), array, row, 1, 0)[0]
        ctypes.memmove(blocks[row].ctypes.data, line, columns * 128)
    return blocks


def _table(state: _State, number: int) -> NDArray[np.uint16]:
    return np.array(state.tables[number][0], dtype=np.uint16).reshape(8, 8)
