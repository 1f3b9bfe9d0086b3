"""The demo's company: six shops, one warehouse, four ways in, delivery zones. Invented; only the towns are real."""

# ruff: noqa: E501 - tables read better wide
from __future__ import annotations

from datetime import time
from decimal import Decimal

from duken.stores.drafts import (
    ChannelDraft,
    DeliveryZoneDraft,
    LegalEntityDraft,
    LocationDraft,
    StoreGroupDraft,
    WeeklyHours,
)

CURRENCY = "GBP"
COUNTRY = "GB"
TIMEZONE = "Europe/London"
WAREHOUSE = "milton-keynes"
SHOPS = ("bath", "york", "chester", "norwich", "brighton", "edinburgh")
LANGUAGES = ("ru", "sr", "kk")

COMPANY = LegalEntityDraft("Duken Demo Ltd", COUNTRY, CURRENCY, order_prefix="D", tax_number="GB000000000")


def _hours(weekday: str, saturday: str, sunday: str) -> WeeklyHours:
    days = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), weekday) | {"sat": saturday, "sun": sunday}
    return {day: [span.split("-")] if span else [] for day, span in days.items()}


def _shop(
    code: str, name: str, address: str, postcode: str, latitude: str, longitude: str, hours: WeeklyHours
) -> LocationDraft:
    position = SHOPS.index(code)
    return LocationDraft(
        code=code,
        name=name,
        legal_entity=COMPANY.order_prefix,
        country=COUNTRY,
        timezone=TIMEZONE,
        is_shop=True,
        is_pickup_point=True,
        city=name,
        address=f"{address} (demo)",
        postcode=postcode,
        phone=f"+4416329601{position:02d}",  # 01632 960xxx: set aside by Ofcom for fiction
        latitude=Decimal(latitude),
        longitude=Decimal(longitude),
        opening_hours=hours,
        special_days={},
        pickup_ready_minutes=60,
        acknowledge_minutes=15,
        position=position + 1,
    )


LOCATIONS = [
    LocationDraft(
        code=WAREHOUSE,
        name="Warehouse Milton Keynes",
        name_in={"ru": "Склад Милтон-Кинс", "sr": "Магацин Милтон Кинс", "kk": "Милтон-Кинс қоймасы"},
        legal_entity=COMPANY.order_prefix,
        country=COUNTRY,
        timezone=TIMEZONE,
        is_warehouse=True,
        city="Milton Keynes",
        address="Unit 4, Grafton Park (demo)",
        postcode="MK9 2ZZ",
        phone="+441632960100",
        latitude=Decimal("52.0417"),
        longitude=Decimal("-0.7558"),
        opening_hours=_hours("06:00-22:00", "08:00-16:00", ""),
        position=0,
    ),
    _shop("bath", "Bath", "12 Milsom Street", "BA1 1ZZ", "51.3838", "-2.3624", _hours("09:00-18:00", "09:00-18:30", "11:00-17:00")),
    _shop("york", "York", "27 Stonegate", "YO1 8ZZ", "53.9614", "-1.0829", _hours("09:30-18:00", "09:00-18:00", "10:30-16:30")),
    _shop("chester", "Chester", "8 Eastgate Street", "CH1 1ZZ", "53.1904", "-2.8902", _hours("09:00-17:30", "09:00-18:00", "11:00-17:00")),
    _shop("norwich", "Norwich", "31 London Street", "NR2 1ZZ", "52.6292", "1.2958", _hours("09:00-17:30", "09:00-17:30", "10:30-16:30")),
    _shop("brighton", "Brighton", "45 North Laine", "BN1 1ZZ", "50.8261", "-0.1391", _hours("10:00-19:00", "09:30-19:00", "11:00-17:00")),
    _shop("edinburgh", "Edinburgh", "16 Victoria Street", "EH1 2ZZ", "55.9487", "-3.1939", _hours("09:30-18:30", "09:00-18:30", "10:00-18:00")),
]  # fmt: skip

GROUPS = [
    StoreGroupDraft("high-street", "All shops", SHOPS),
    StoreGroupDraft("north", "Northern shops", ("york", "chester", "edinburgh")),
]

CHANNELS = [
    ChannelDraft("web", "Web shop", "web", CURRENCY, {"ru": "Интернет-магазин", "sr": "Веб-продавница", "kk": "Интернет-дүкен"}),
    ChannelDraft("till", "Till", "till", CURRENCY, {"ru": "Касса", "sr": "Каса", "kk": "Касса"}, sells_from=SHOPS),
    ChannelDraft("phone", "Phone", "phone", CURRENCY, {"ru": "Телефон", "sr": "Телефон", "kk": "Телефон"}),
    ChannelDraft("api", "Partners", "api", CURRENCY, {"ru": "Партнёры", "sr": "Партнери", "kk": "Серіктестер"}),
]  # fmt: skip

ZONES = [
    DeliveryZoneDraft(
        "uk-standard", "Standard delivery", 395, CURRENCY, WAREHOUSE, COUNTRY,
        name_in={"ru": "Обычная доставка", "sr": "Обична достава", "kk": "Қарапайым жеткізу"},
        free_from_minor=5000, days_min=2, days_max=4, cut_off=time(15), position=1,
    ),
    DeliveryZoneDraft(
        "uk-next-day", "Next working day", 695, CURRENCY, WAREHOUSE, COUNTRY,
        name_in={"ru": "На следующий рабочий день", "sr": "Следећег радног дана", "kk": "Келесі жұмыс күні"},
        service="next_day", days_min=1, days_max=1, cut_off=time(14), position=2,
    ),
    DeliveryZoneDraft(
        "uk-islands", "Highlands and islands", 895, CURRENCY, WAREHOUSE, COUNTRY,
        name_in={"ru": "Высокогорье и острова", "sr": "Висије и острва", "kk": "Таулы аймақ және аралдар"},
        postcode_prefixes=("IV", "KW", "HS", "ZE", "BT", "IM", "JE", "GY"), free_from_minor=8000,
        days_min=3, days_max=6, cut_off=time(15), position=3,
    ),
    *(
        DeliveryZoneDraft(
            f"europe-{country.lower()}", "Europe", 1295, CURRENCY, WAREHOUSE, country,
            name_in={"ru": "Европа", "sr": "Европа", "kk": "Еуропа"},
            free_from_minor=15000, days_min=4, days_max=8, cut_off=time(12), position=4,
        )
        for country in ("IE", "FR", "DE", "NL", "BE", "ES")
    ),
]  # fmt: skip
