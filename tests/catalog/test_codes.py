"""Codes on goods: what the check digit, the short form and the label of the scales say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duken.catalog.codes.gs1 import read_gs1
from duken.catalog.codes.gtin import (
    LENGTHS,
    canonical,
    check_digit,
    compress_upc_a,
    expand_upc_e,
    is_gtin,
    item_in_case,
)
from duken.catalog.codes.in_store import DEFAULT_PATTERNS, InStore, is_pattern, read_in_store

bodies = st.sampled_from(LENGTHS).flatmap(lambda n: st.text("0123456789", min_size=n - 1, max_size=n - 1))


def digits(length: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=length, max_size=length)


@pytest.mark.parametrize("code", ["4006381333931", "96385074", "036000291452", "10614141000415", "2012345012349"])
def test_known_good_codes_are_accepted(code):
    assert is_gtin(code)


@pytest.mark.parametrize(
    "code",
    [
        "4006381333932",
        "",
        "1",
        "400638133393",
        "40063813339311",
        "４００６３８１３３３９３１",
        "²²²²²²²²",
        "40063 81333931",
    ],
)
def test_misread_codes_are_not(code):
    assert not is_gtin(code)


@given(bodies)
def test_the_check_digit_closes_any_code(body):
    assert is_gtin(body + check_digit(body))


@given(bodies, st.data())
def test_one_wrong_digit_is_always_noticed(body, data):
    code = body + check_digit(body)
    place = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != code[place]]))

    assert not is_gtin(code[:place] + other + code[place + 1 :])


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("01234505", "012000003455"),
        ("04252614", "042100005264"),
        ("425261", "042100005264"),
        ("0425261", "042100005264"),
        ("12345678", None),
        ("21234567", None),
        ("0425261x", None),
    ],
)
def test_a_upc_e_is_the_upc_a_it_stands_for(short, long):
    assert expand_upc_e(short) == long


@given(st.sampled_from("01"), digits(6))
def test_a_upc_e_survives_the_way_there_and_back(system, six):
    long = expand_upc_e(system + six)
    assert long is not None
    assert is_gtin(long)

    short = compress_upc_a(long)

    assert short is not None
    assert expand_upc_e(short) == long


@given(digits(11))
def test_a_upc_a_is_shortened_only_when_nothing_is_lost(body):
    long = body + check_digit(body)

    short = compress_upc_a(long)

    assert short is None or expand_upc_e(short) == long


@given(digits(11))
def test_upc_a_and_ean_13_of_one_item_are_one_code(body):
    upc = body + check_digit(body)

    assert canonical(upc) == canonical("0" + upc) == canonical("00" + upc)


def test_the_kept_form_of_a_code_has_8_13_or_14_digits():
    assert canonical("036000291452") == "0036000291452"
    assert canonical("96385074") == "96385074"
    assert canonical("00000096385074") == "96385074"
    assert canonical("10614141000415") == "10614141000415"
    assert canonical("04252614") == "0042100005264"
    assert canonical(" 4006381333931 ") == "4006381333931"
    assert canonical("hello") is None


def test_a_case_names_the_item_inside():
    assert item_in_case("10614141000415") == "0614141000418"
    assert item_in_case("00614141000418") is None
    assert item_in_case("96385074") is None


def test_a_label_of_the_scales_says_item_and_weight():
    label = "20" + "12345" + "01234"
    assert read_in_store(label + check_digit(label), DEFAULT_PATTERNS) == InStore("2012345", 1234, None)


def test_a_label_of_the_scales_says_item_and_price():
    label = "23" + "12345" + "00999"
    assert read_in_store(label + check_digit(label), DEFAULT_PATTERNS) == InStore("2312345", None, 999)


def test_a_shop_may_print_its_labels_its_own_way():
    label = "28" + "0042" + "7" + "12345"
    assert read_in_store(label + check_digit(label), ["28IIIIVPPPPPC"]) == InStore("280042", None, 12345)
    assert read_in_store(label + "0" * 1, ["28IIIIVPPPPPC"]) in (None, InStore("280042", None, 12345))
    assert read_in_store(label + check_digit(label), ["29IIIIVPPPPPC"]) is None


@pytest.mark.parametrize(
    ("pattern", "is_good"),
    [
        ("20IIIIIWWWWWC", True),
        ("2IIIIIIPPPPPC", True),
        ("28IIIIVPPPPPC", True),
        ("10IIIIIWWWWWC", False),
        ("20IIIIIWWPPPC", False),
        ("20IIIIIIIIIIC", False),
        ("20IIWIIWWWWWC", False),
        ("20IIIIIWWWWW", False),
        ("20IIIIIWWWWCC", False),
        ("20IIIIICWWWWW", False),
        ("20IIIIIWWWWXC", False),
        ("", False),
    ],
)
def test_a_pattern_of_labels_is_checked_before_it_is_kept(pattern, is_good):
    assert is_pattern(pattern) == is_good


def test_a_datamatrix_tells_item_serial_and_expiry():
    found = read_gs1("]d20104601234567893" + "17271231" + "10LOT7\x1d" + "21abc/XYZ\x1d" + "91EE06")

    assert found is not None
    assert (found.gtin, found.serial, found.batch, found.expires) == ("4601234567893", "abc/XYZ", "LOT7", "271231")


def test_the_same_string_written_for_people_means_the_same():
    found = read_gs1("(01)04601234567893(21)abc/XYZ(3103)001250")

    assert found is not None
    assert (found.gtin, found.serial, found.weight_grams) == ("4601234567893", "abc/XYZ", 1250)


def test_a_mark_without_symbology_prefix_is_read():
    found = read_gs1("0104601234567893215N5YGm\x1d93dGVz")

    assert found is not None
    assert (found.gtin, found.serial) == ("4601234567893", "5N5YGm")


def test_a_digital_link_names_the_item():
    found = read_gs1("https://id.gs1.org/01/09506000134352/10/ABC?17=271231")

    assert found is not None
    assert found.gtin == "9506000134352"


@pytest.mark.parametrize(
    "scan",
    ["", "hello", "01", "0104601234567894", "(01)123", "https://example.com/01/1", "]d2", "\x1d\x1d", "4006381333931"],
)
def test_other_strings_are_no_element_strings(scan):
    assert read_gs1(scan) is None


@given(st.text(max_size=100))
def test_no_scan_whatever_breaks_the_reader(scan):
    read_gs1(scan)
    canonical(scan)
    expand_upc_e(scan)
    read_in_store(scan, DEFAULT_PATTERNS)
