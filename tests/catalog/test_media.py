"""Pictures: small, safe and without a trace of where they were taken."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from duken.catalog.add_media import add_media, order_media, remove_media
from duken.catalog.drafts import MediaDraft, VariantDraft
from duken.catalog.errors import MediaUnknown, NotAPicture, PictureTooLarge, ProductUnknown, VariantUnknown
from duken.catalog.pictures import thumbnail_name
from duken.catalog.reads import product_page, search_products, variants_by_sku
from duken.kernel import events
from duken.kernel.actor import system
from duken.kernel.ids import new_id
from duken.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db
BY = system("tests")


@pytest.fixture(autouse=True)
def media_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(colour: str = "red", size: tuple[int, int] = (1200, 600), form: str = "PNG", **told) -> bytes:
    made = BytesIO()
    Image.new("RGB", size, colour).save(made, form, **told)
    return made.getvalue()


def add(*drafts: MediaDraft) -> list:
    return add_media(list(drafts), by=BY)


def opened(name: str) -> Image.Image:
    with default_storage.open(name) as file:
        return Image.open(BytesIO(file.read()))


def test_an_uploaded_picture_becomes_webp_with_three_thumbnails(make):
    mug = make.product("Mug").product_id

    [answer] = add(MediaDraft(mug, picture(), alt="A red mug", alt_in={"ru": "Красная кружка"}))

    assert not isinstance(answer, Refusal)
    [shown] = product_page("mug", "web", "ru").pictures
    assert (shown.alt, shown.width, shown.height) == ("Красная кружка", 1200, 600)
    assert [opened(thumbnail_name(shown.file, size)).size for size in (160, 480, 960)] == [
        (160, 80), (480, 240), (960, 480),
    ]  # fmt: skip
    assert opened(shown.file).format == "WEBP"
    assert shown.small == f"/media/{thumbnail_name(shown.file, 160)}"
    assert "480w" in shown.srcset


def test_the_first_picture_is_on_cards_and_in_baskets(make):
    mug = make.product("Mug", variants=[VariantDraft("RED"), VariantDraft("BLUE")]).product_id
    [general, blue] = add(MediaDraft(mug, picture("red")), MediaDraft(mug, picture("blue"), sku="blue"))

    page = product_page("mug", "web")
    variants = variants_by_sku(["RED", "BLUE"])

    assert search_products("mug", channel="web").hits[0].picture.file == page.pictures[0].file
    assert variants["RED"].picture == page.pictures[0].file
    assert variants["BLUE"].picture == page.pictures[1].file
    order_media(mug, [blue, general], by=BY)
    assert product_page("mug", "web").pictures[0].file == variants["BLUE"].picture
    assert remove_media([blue], by=BY) == 1
    assert variants_by_sku(["BLUE"])["BLUE"].picture == variants["RED"].picture


def test_the_same_picture_twice_is_one(make):
    mug = make.product("Mug").product_id

    first, second = add(MediaDraft(mug, picture()), MediaDraft(mug, picture()))

    assert first == second
    assert add(MediaDraft(mug, picture())) == [first]
    assert [event.name for event in events.story_of("product", mug)].count("catalog.MediaAdded") == 1


def test_where_a_picture_was_taken_is_not_kept(make):
    mug = make.product("Mug").product_id
    exif = Image.Exif()
    exif[0x010F] = "SecretPhone"
    exif[0x0112] = 6  # turned a quarter
    add(MediaDraft(mug, picture(size=(400, 200), form="JPEG", exif=exif)))

    [shown] = product_page("mug", "web").pictures

    assert (shown.width, shown.height) == (200, 400)
    with default_storage.open(shown.file) as file:
        assert b"SecretPhone" not in file.read()
    assert not opened(shown.file).getexif()


def bomb() -> bytes:
    """A PNG of 50 kB that says it is 60,000 by 60,000."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1_000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "content",
    [
        b"", b"hello", b"\x89PNG\r\n\x1a\n", picture()[:100], b"GIF89a", b"<svg onload='alert(1)'/>", b"%PDF-1.4",
        b"PK\x03\x04" + b"\0" * 100, b"MZ" * 50,
    ],
)  # fmt: skip
def test_what_is_no_picture_is_refused(make, content):
    mug = make.product("Mug").product_id

    assert add(MediaDraft(mug, content, name="me.png")) == [NotAPicture("me.png")]
    assert product_page("mug", "web").pictures == ()


def test_a_picture_of_a_kind_we_do_not_show_is_refused(make):
    mug = make.product("Mug").product_id
    assert add(MediaDraft(mug, picture(form="TIFF"))) == [NotAPicture("")]


def test_a_bomb_is_refused_before_it_goes_off(make):
    mug = make.product("Mug").product_id

    answers = add(MediaDraft(mug, bomb(), name="b.png"), MediaDraft(mug, b"\0" * (21 * 1024 * 1024)))

    assert answers[0] in (PictureTooLarge("b.png", "50 MP"), NotAPicture("b.png"))
    assert answers[1] == PictureTooLarge("", "20 MB")
    assert product_page("mug", "web").pictures == ()


def test_a_see_through_picture_stays_see_through(make):
    mug = make.product("Mug").product_id
    made = BytesIO()
    Image.new("RGBA", (300, 300), (255, 0, 0, 0)).save(made, "PNG")
    add(MediaDraft(mug, made.getvalue()))

    assert opened(product_page("mug", "web").pictures[0].file).mode == "RGBA"


def test_one_bad_picture_does_not_stop_its_neighbours(make):
    mug, nobody = make.product("Mug").product_id, new_id()

    answers = add(
        MediaDraft(mug, picture("red")),
        MediaDraft(nobody, picture("red")),
        MediaDraft(mug, picture("blue"), sku="OTHER"),
        MediaDraft(mug, b"no"),
        MediaDraft(mug, picture("green")),
    )

    assert answers[1:4] == [ProductUnknown(nobody), VariantUnknown("OTHER"), NotAPicture("")]
    assert len(product_page("mug", "web").pictures) == 2
    with pytest.raises(MediaUnknown):
        order_media(mug, [answers[0], new_id()], by=BY)
