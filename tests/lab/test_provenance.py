"""What a file says of itself is read as it stands, whatever its form, and nothing in it can make the reading fail."""

import json
import struct
import zlib
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

pytest.importorskip("cv2")

from ombud.lab.carried import carried
from ombud.lab.finding import Finding
from ombud.lab.picture import NotAPicture, Picture
from ombud.lab.provenance import aigc_label, c2pa, editor_traces, exif, iptc, png_text, thumbnail, xmp
from tests.lab import made
from tests.shared_data import shared_data

ALL: tuple[ModuleType, ...] = (aigc_label, c2pa, editor_traces, exif, iptc, png_text, thumbnail, xmp)
LABEL = {"Label": "1", "ContentProducer": "001191110000MA01", "ProduceID": "a-1", "ReservedCode1": "x" * 500}


def found(look: ModuleType, data: bytes) -> Finding:
    finding: Finding = look.look(Picture(data))
    return finding


def test_a_file_that_says_nothing_leaves_nothing_found() -> None:
    for look in ALL:
        finding = found(look, made.jpeg())
        assert finding.strength == "none", finding
        assert finding.kind == ("derived" if look is thumbnail else "observed")
        assert finding.rate is None


@pytest.mark.parametrize("quote", ["&quot;", "'"])
def test_the_label_of_ai_made_pictures_is_read_from_xmp_as_attribute(quote: str) -> None:
    said = json.dumps(LABEL).replace('"', quote)
    data = made.with_xmp(made.jpeg(), "", f'xmlns:TC260="{aigc_label.NAMESPACE}" TC260:AIGC="{said}"')
    finding = found(aigc_label, data)
    assert (finding.strength, finding.facts["Label"], finding.facts["place"]) == ("strong", "1", "xmp")
    assert finding.facts["ContentProducer"] == "001191110000MA01"
    assert finding.facts["signed"] is True


def test_the_label_is_read_under_another_prefix_and_as_an_element() -> None:
    inside = f"<ai:AIGC>{json.dumps({**LABEL, 'Label': '2'})}</ai:AIGC>"
    data = made.with_xmp(made.jpeg(), inside, f'xmlns:ai="{aigc_label.NAMESPACE}"')
    assert (found(aigc_label, data).strength, found(aigc_label, data).facts["Label"]) == ("clear", "2")


@pytest.mark.parametrize("chunk", [
    (b"tEXt", b"AIGC\0" + json.dumps(LABEL).encode()),
    (b"zTXt", b"AIGC\0\0" + zlib.compress(json.dumps(LABEL).encode())),
    (b"iTXt", b"AIGC\0\0\0\0\0" + json.dumps(LABEL).encode()),
    (b"iTXt", b"AIGC\0\1\0zh\0\0" + zlib.compress(json.dumps(LABEL).encode())),
    (b"tEXt", b"Comment\0" + json.dumps({"AIGC": LABEL}).encode()),
])  # fmt: skip
def test_the_label_is_read_from_every_form_of_png_text(chunk: tuple[bytes, bytes]) -> None:
    finding = found(aigc_label, made.png(chunk))
    assert (finding.strength, finding.facts["Label"], finding.facts["place"]) == ("strong", "1", "note")


def test_the_label_is_read_from_exif() -> None:
    note = Image.Exif()
    note[0x010E] = json.dumps({"AIGC": {**LABEL, "Label": "3"}})
    finding = found(aigc_label, made.jpeg(exif=note))
    assert (finding.strength, finding.facts["place"]) == ("weak", "exif")


def test_camera_data_that_cannot_all_be_true_is_named() -> None:
    data = Image.Exif()
    data[0x0110], data[0x0132] = "Pixel 9", "2026:05:02 12:00:00"
    data.get_ifd(0x8769).update(
        {0x9003: "2026:05:01 12:00:00", 0x9004: "2026:05:01 12:00:00", 0xA002: 4000, 0xA003: 3000}
    )
    data.get_ifd(0x8825)[0x001D] = "2025:12:24"
    finding = found(exif, made.jpeg(exif=data))
    assert finding.strength == "weak"
    assert finding.facts["contradictions"] == ["changed-after-taken", "satellites-say-another-day", "other-size"]
    assert (finding.facts["model"], finding.facts["place"]) == ("Pixel 9", True)


def test_a_photo_straight_from_the_camera_contradicts_nothing() -> None:
    data = Image.Exif()
    data[0x0110], data[0x0132] = "Pixel 9", "2026:05:01 12:00:01"
    data.get_ifd(0x8769).update({0x9003: "2026:05:01 12:00:00", 0xA002: 64, 0xA003: 48})
    finding = found(exif, made.jpeg(exif=data))
    assert (finding.strength, finding.facts.get("contradictions")) == ("none", None)


@pytest.mark.parametrize(("name", "editors"), [
    ("Adobe Photoshop 25.1 (Windows)", ["Adobe Photoshop"]), ("MeituPic", ["美图秀秀"]), ("HUAWEI P60 13.0.1", None),
])  # fmt: skip
def test_the_program_that_wrote_a_file_is_named_and_only_editors_are_traces(
    name: str, editors: list[str] | None
) -> None:
    data = Image.Exif()
    data[0x0131] = name
    finding = found(editor_traces, made.jpeg(exif=data))
    assert finding.facts["software"] == [name]
    assert finding.facts.get("editors") == editors
    assert finding.strength == ("clear" if editors else "none")


@pytest.mark.parametrize("quality", [30, 75, 95])
def test_the_quality_of_standard_tables_is_read_off(quality: int) -> None:
    assert found(editor_traces, made.jpeg(quality=quality)).facts["quality"] == quality


def test_bytes_behind_a_picture_s_end_are_a_trace() -> None:
    finding = found(editor_traces, made.png() + b"PK\3\4 an archive")
    assert (finding.facts["marks"], finding.strength) == (["appended-bytes"], "weak")


def test_the_steps_of_an_editor_are_told() -> None:
    steps = (
        '<xmpMM:History><rdf:Seq><rdf:li stEvt:action="created" stEvt:when="2026-05-01T10:00:00+08:00" '
        'stEvt:softwareAgent="Adobe Photoshop 25.1"/><rdf:li stEvt:action="saved" '
        'stEvt:when="2026-05-01T10:30:00+08:00" stEvt:softwareAgent="Adobe Photoshop 25.1"/></rdf:Seq></xmpMM:History>'
    )
    finding = found(xmp, made.with_xmp(made.jpeg(), steps, 'xmp:CreatorTool="Adobe Photoshop 25.1"'))
    assert finding.strength == "clear"
    assert finding.facts["steps"] == [
        "created 2026-05-01T10:00:00+08:00 Adobe Photoshop 25.1",
        "saved 2026-05-01T10:30:00+08:00 Adobe Photoshop 25.1",
    ]


@pytest.mark.parametrize(("word", "strength"), [
    ("trainedAlgorithmicMedia", "strong"), ("compositeWithTrainedAlgorithmicMedia", "clear"),
    ("digitalCapture", "none"), ("madeUp", "none"),
])  # fmt: skip
def test_the_declared_kind_of_origin_is_read(word: str, strength: str) -> None:
    said = f'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/{word}"'
    finding = found(iptc, made.with_xmp(made.jpeg(), "", said))
    assert finding.strength == strength
    assert finding.facts.get("origin") == (None if word == "madeUp" else word)


def test_a_picture_saved_from_a_social_network_is_known_by_its_mark() -> None:
    note = b"FBMD01000a0000"
    record = b"\x1c\x02\x28" + struct.pack(">H", len(note)) + note
    block = (
        b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record + b"\0" * (len(record) % 2)
    )
    finding = found(iptc, made.with_segment(made.jpeg(), 0xED, block))
    assert (finding.strength, finding.facts["saved_from"]) == ("clear", "facebook")


@pytest.mark.parametrize(("key", "text", "strength"), [
    ("parameters", "a cracked mug, photo\nSteps: 20, Sampler: Euler", "strong"),
    ("prompt", '{"3": {"class_type": "KSampler"}}', "strong"), ("prompt", "write here", "weak"),
    ("Title", "A mug", "none"),
])  # fmt: skip
def test_what_a_generator_was_asked_for_is_found_in_a_png(key: str, text: str, strength: str) -> None:
    finding = found(png_text, made.png((b"tEXt", key.encode() + b"\0" + text.encode())))
    assert (finding.strength, finding.facts["notes"]) == (strength, [f"{key}: {' '.join(text.split())}"])


def test_a_small_picture_inside_that_shows_something_else_is_noticed() -> None:
    picture = made.scene(640, 480, seed=1)
    same, other = (made.jpeg(one.resize((160, 120))) for one in (picture, made.scene(640, 480, seed=2)))
    assert found(thumbnail, made.jpeg(picture, exif=_with_thumbnail(same))).strength == "none"
    assert found(thumbnail, made.jpeg(picture, exif=_with_thumbnail(other))).strength == "clear"


def _with_thumbnail(small: bytes) -> bytes:
    head = b"II*\0\x08\0\0\0" + struct.pack("<H", 0) + struct.pack("<I", 14)
    second = struct.pack("<HHHIIHHII", 2, 0x0201, 4, 1, 44, 0x0202, 4, 1, len(small)) + b"\0" * 4
    return b"Exif\0\0" + (head + second).ljust(44, b"\0") + small


def test_a_text_bomb_stays_folded() -> None:
    bomb = zlib.compress(b"\0" * 50_000_000)
    assert len(carried(made.png((b"zTXt", b"Comment\0\0" + bomb))).texts["Comment"]) <= 200_000


HOSTILE = ("hostile/pillow/images", "images/c2pa_py")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("part", HOSTILE)
def test_malformed_files_are_read_or_refused_by_every_detector(part: str) -> None:
    paths = [path for path in sorted(shared_data(part).rglob("*")) if path.is_file()]
    assert len(paths) > 15
    for path in paths:
        data = path.read_bytes()
        for one in (data, data[: len(data) // 2], data[:200] + data[250:]):
            _every_detector(one)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=600), st.sampled_from([0xE1, 0xEB, 0xED, 0xDB, 0xFE]), st.sampled_from([
    b"", b"Exif\0\0II*\0\x08\0\0\0", b"Exif\0\0MM\0*\0\0\0\x08", b"http://ns.adobe.com/xap/1.0/\0<x TC260:AIGC='{",
    b"Photoshop 3.0\x008BIM\x04\x04\0\0", b"JP\0\1\0\0\0\1\0\0\0\x20jumb", b"\0",
]))  # fmt: skip
def test_any_bytes_in_a_segment_are_read_by_every_detector(noise: bytes, marker: int, begin: bytes) -> None:
    _every_detector(made.with_segment(made.jpeg(), marker, begin + noise))


def _every_detector(data: bytes) -> None:
    try:
        picture = Picture(data)
    except NotAPicture:
        return
    for look in ALL:
        try:
            finding = look.look(picture)
        except NotAPicture:
            continue
        assert json.dumps(finding.facts)
        assert all(len(str(said)) < 8000 for said in finding.facts.values())
