"""What comes out of the one door: small clean pictures of the four allowed formats."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from ombud.vault import refusals
from ombud.vault.isolation import Examined
from ombud.vault.isolation.decode import examine
from ombud.vault.isolation.inside.fonts import FONT
from ombud.vault.isolation.jails import Jail
from ombud.vault.limits import Limits
from tests.shared_data import absent, shared_data
from tests.vault import made

LIMITS = Limits()


def shown(data: bytes, jail: Jail, limits: Limits = LIMITS) -> Examined:
    examined = examine(data, jail, limits)
    assert isinstance(examined, Examined), examined
    return examined


def page(examined: Examined, variant: str = "page-1") -> Image.Image:
    (data,) = (picture.data for picture in examined.pictures if picture.variant == variant)
    return made.opened(data)


def colour(picture: Image.Image, x: float, y: float) -> str:
    red, green, blue = picture.convert("RGB").getpixel((int(x * picture.width), int(y * picture.height)))  # type: ignore[misc]
    names = {(1, 0, 0): "red", (0, 0, 1): "blue", (1, 1, 1): "white"}
    return names[red > 200, green > 200, blue > 200]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_comes_back_as_a_page_and_a_thumbnail(each_jail: Jail, kind: str) -> None:
    examined = shown(made.photo(4000, 3000, kind), each_jail)
    assert (examined.format, examined.media_type) == (kind.lower(), f"image/{kind.lower()}")
    assert (examined.width, examined.height, examined.pages) == (4000, 3000, 1)
    assert [(p.variant, p.width, p.height) for p in examined.pictures] == [("page-1", 2000, 1500), ("thumb", 320, 240)]
    for variant in ("page-1", "thumb"):
        assert page(examined, variant).format == "JPEG"
        assert colour(page(examined, variant), 0.2, 0.5) == "red"
        assert colour(page(examined, variant), 0.8, 0.5) == "blue"


def test_a_small_picture_is_not_blown_up(jail: Jail) -> None:
    examined = shown(made.photo(30, 20, "PNG"), jail)
    assert [(p.width, p.height) for p in examined.pictures] == [(30, 20), (30, 20)]


@pytest.mark.parametrize(("kind", "mode"), [
    ("PNG", "1"), ("PNG", "L"), ("PNG", "LA"), ("PNG", "P"), ("PNG", "RGBA"), ("PNG", "I;16"), ("JPEG", "L"),
    ("JPEG", "CMYK"), ("WEBP", "RGBA"),
])  # fmt: skip
def test_every_kind_of_pixel_is_shown(jail: Jail, kind: str, mode: str) -> None:
    picture = page(shown(made.photo(64, 48, kind, mode=mode), jail))
    assert (picture.mode, picture.size) == ("RGB", (64, 48))


def test_sixteen_bits_of_grey_are_not_clipped_to_white(jail: Jail) -> None:
    grey = Image.new("I;16", (8, 8), 0x4000)
    buffer = io.BytesIO()
    grey.save(buffer, "PNG")
    assert page(shown(buffer.getvalue(), jail)).getpixel((4, 4)) == (64, 64, 64)


def test_what_is_transparent_is_shown_on_white(jail: Jail) -> None:
    buffer = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(buffer, "PNG")
    assert colour(page(shown(buffer.getvalue(), jail)), 0.5, 0.5) == "white"


@pytest.mark.parametrize(("turn", "upright"), [(1, (64, 48)), (3, (64, 48)), (6, (48, 64)), (8, (48, 64))])
def test_a_picture_is_turned_upright_as_the_camera_says(jail: Jail, turn: int, upright: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    examined = shown(made.photo(exif=exif), jail)
    assert (examined.width, examined.height) == upright
    picture = page(examined)
    assert picture.size == upright
    red_is_at = {1: (0.2, 0.5), 3: (0.8, 0.5), 6: (0.5, 0.2), 8: (0.5, 0.8)}[turn]
    assert colour(picture, *red_is_at) == "red"


@pytest.mark.requirement("EV-2")
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_no_word_of_metadata_survives(jail: Jail, kind: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = "SECRET description"
    exif.get_ifd(0x8825)[2] = (31.0, 14.0, 0.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    more = {"comment": b"SECRET comment"} if kind == "JPEG" else {}
    original = made.photo(64, 48, kind, exif=exif, icc_profile=profile, **more)
    assert b"SECRET" in original
    for picture in shown(original, jail).pictures:
        assert b"SECRET" not in picture.data
        again = made.opened(picture.data)
        assert dict(again.getexif()) == {}
        assert set(again.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}


def test_colours_of_a_wider_space_are_shown_as_they_look(jail: Jail) -> None:
    swapped = ImageCms.createProfile("LAB")
    odd = ImageCms.ImageCmsProfile(swapped).tobytes()  # a profile that doesn't fit the picture
    assert colour(page(shown(made.photo(icc_profile=odd), jail)), 0.2, 0.5) == "red"
    assert colour(page(shown(made.photo(icc_profile=b"nonsense"), jail)), 0.2, 0.5) == "red"


def test_a_picture_that_moves_is_shown_by_its_first_frame(jail: Jail) -> None:
    for kind in ("PNG", "WEBP"):
        buffer = io.BytesIO()
        frames = [Image.new("RGB", (20, 20), name) for name in ("red", "blue", "green")]
        frames[0].save(buffer, kind, save_all=True, append_images=frames[1:])
        examined = shown(buffer.getvalue(), jail)
        assert examined.pages == 1
        assert colour(page(examined), 0.5, 0.5) == "red"


def test_a_phone_s_largest_jpeg_is_taken_and_a_larger_one_is_not(jail: Jail) -> None:
    large = made.photo(16_000, 12_000, quality=1)
    assert shown(large, jail).pictures[0].width == 2000
    assert examine(large, jail, Limits(jpeg_pixels_max=191_999_999)) == refusals.TOO_MANY_PIXELS.given(
        width=16_000, height=12_000, pixels_max=191_999_999
    )


def test_a_long_screenshot_stays_in_proportion(jail: Jail) -> None:
    first = shown(made.photo(1000, 20_000), jail).pictures[0]
    assert (first.width, first.height) == (100, 2000)


def test_a_pdf_is_shown_by_pictures_of_its_first_20_pages(each_jail: Jail) -> None:
    examined = shown(made.pdf(*[(595, 842)] * 25, content=b"1 0 0 rg 0 0 300 842 re f"), each_jail)
    assert (examined.format, examined.media_type, examined.pages) == ("pdf", "application/pdf", 25)
    assert (examined.width, examined.height) == (595, 842)
    assert [p.variant for p in examined.pictures] == [*(f"page-{n}" for n in range(1, 21)), "thumb"]
    assert colour(page(examined), 0.2, 0.5) == "red"
    assert colour(page(examined), 0.8, 0.5) == "white"
    assert 1900 < page(examined).height <= 2000


@pytest.mark.parametrize("size", [(14_400, 14_400), (1e9, 1e9), (14_400, 1), (0.01, 0.01), (1, 1)])
def test_the_scale_of_a_pdf_page_follows_from_its_size(jail: Jail, size: tuple[float, float]) -> None:
    answer = examine(made.pdf(size), jail, LIMITS)
    if isinstance(answer, Examined):
        assert max(answer.pictures[0].width, answer.pictures[0].height) <= 2000
    else:
        assert answer == refusals.BROKEN_FILE


def test_an_invoice_that_carries_no_chinese_font_is_legible(each_jail: Jail) -> None:
    if not Path(FONT).exists():
        absent("the font with Chinese letters is not installed (Debian: fonts-noto-cjk)")
    simplified = page(shown(made.pdf_in_chinese("骨", "UniGB-UCS2-H", "GB1"), each_jail)).convert("L")
    traditional = page(shown(made.pdf_in_chinese("骨", "UniCNS-UCS2-H", "CNS1"), each_jail)).convert("L")
    assert sum(simplified.histogram()[:128]) > 1000
    assert sum(traditional.histogram()[:128]) > 1000
    assert simplified.tobytes() != traditional.tobytes()  # the same letter, written as each reader knows it


@pytest.mark.parametrize("part", ["images/clothing", "images/c2pa_py", "images/syndj"])
def test_real_photos_come_through(jail: Jail, part: str) -> None:
    photos = [path for path in sorted(shared_data(part).rglob("*")) if path.suffix in (".jpg", ".png")][:8]
    assert photos
    for path in photos:
        assert max(shown(path.read_bytes(), jail).pictures[0].width, 1) <= 2000
