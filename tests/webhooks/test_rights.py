"""Nobody is told by a webhook what they may not read: not after it was changed, not when its owner may less."""

from __future__ import annotations

from typing import Any

import pytest

from duken.access.models import Assignment, User
from duken.kernel.actor import Actor, ScopeMissing, system, with_scopes
from duken.stores.reads import location
from duken.webhooks.change import change_webhook, send_again, try_webhook
from duken.webhooks.kinds import kinds
from duken.webhooks.reads import deliveries_of, webhook
from duken.webhooks.subscribe import WebhookDraft

BY = system("tests")
PLACED, SAVED = "orders.OrderPlaced", "catalog.ProductSaved"
FEW = with_scopes("system.partner", "api", {"webhooks.manage", "catalog.read"})


@pytest.fixture
def shop(db: None, make: Any) -> Any:
    make.selling("TEA", stock=50)
    return make


def draft(url: str, *events: str, **more: Any) -> WebhookDraft:
    return WebhookDraft("Partner", url, events, "partner@example.com", **more)


def log(hook: Any) -> list[str]:
    return [one.event for one in deliveries_of(hook.id, by=BY)]


def test_what_waited_does_not_go_to_the_address_a_smaller_key_gave(
    shop: Any, receiver: Any, hook: Any, send: Any, db: None
) -> None:
    made = hook()
    shop.order("TEA")
    shop.work_off()
    with pytest.raises(ScopeMissing):
        change_webhook(made.id, draft=draft(receiver.url + "/theirs", PLACED), by=FEW)
    assert log(made) == [PLACED]

    change_webhook(made.id, draft=draft(receiver.url + "/theirs", SAVED), by=FEW)
    send()

    assert (log(made), receiver.heard) == ([], [])


def test_what_was_told_before_is_not_sent_again_to_another_address(
    shop: Any, receiver: Any, hook: Any, send: Any, db: None
) -> None:
    made = hook()
    shop.order("TEA")
    shop.work_off()
    send()
    [sent] = deliveries_of(made.id, by=BY)

    change_webhook(made.id, draft=draft(receiver.url + "/theirs", PLACED), by=BY)

    with pytest.raises(Exception, match="delivery_missing"):
        send_again(made.id, delivery=sent.id, by=BY)


def test_a_new_name_keeps_what_waits_and_the_log_of_what_is_still_told(
    shop: Any, receiver: Any, hook: Any, send: Any, db: None
) -> None:
    made = hook("/", (PLACED, "payments.PaymentVoided"))
    try_webhook(made.id, by=BY)
    shop.order("TEA")
    shop.work_off()

    change_webhook(made.id, draft=draft(receiver.url + "/", PLACED), by=BY)

    assert log(made) == [PLACED, "webhooks.WebhookTested"]
    send()
    assert sorted(one["type"] for one in receiver.told()) == [PLACED, "webhooks.WebhookTested"]


def test_what_waited_of_a_store_it_is_no_longer_told_of_is_dropped(
    shop: Any, receiver: Any, hook: Any, send: Any, db: None
) -> None:
    shop.selling("TEA", stock=10, shop="low-street")
    made = hook(stores=[location("high-street").id, location("low-street").id])
    shop.order("TEA")
    shop.work_off()

    change_webhook(made.id, draft=draft(receiver.url + "/", PLACED, stores=[location("low-street").id]), by=BY)
    send()

    assert (log(made), receiver.heard) == ([], [])


def test_who_changes_it_answers_for_it(shop: Any, receiver: Any, hook: Any, db: None) -> None:
    made = hook()

    change_webhook(made.id, draft=draft(receiver.url + "/", SAVED), by=FEW)

    assert webhook(made.id, by=BY).owner == "system.partner"


@pytest.fixture
def manager(db: None) -> User:
    user = User.objects.create(email="office@example.com")
    Assignment.objects.create(user=user, role="owner")
    return user


def of(user: User) -> Actor:
    return with_scopes(f"staff:{user.pk}", "office", {"webhooks.manage", "orders.read"})


def test_what_somebody_in_the_office_made_is_silent_when_they_leave_and_goes_on_when_they_return(
    shop: Any, receiver: Any, hook: Any, send: Any, manager: User
) -> None:
    made = hook(by=of(manager))
    shop.order("TEA")
    shop.work_off()
    User.objects.filter(pk=manager.pk).update(is_active=False)
    shop.order("TEA")
    shop.work_off()
    send()
    assert (log(made), receiver.heard) == ([PLACED], [])

    User.objects.filter(pk=manager.pk).update(is_active=True)
    send()

    assert len(receiver.heard) == 1


def test_it_is_silent_when_they_may_not_have_others_told_any_more(
    shop: Any, receiver: Any, hook: Any, send: Any, manager: User
) -> None:
    hook(by=of(manager))
    shop.order("TEA")
    shop.work_off()
    Assignment.objects.filter(user=manager).update(role="manager")

    send()

    assert receiver.heard == []


def test_it_tells_no_other_stores_than_theirs_now(
    shop: Any, receiver: Any, hook: Any, send: Any, manager: User
) -> None:
    shop.selling("TEA", stock=10, shop="low-street")
    made = hook(by=of(manager))
    shop.order("TEA")
    shop.work_off()
    Assignment.objects.filter(user=manager).update(location_id=location("low-street").id)

    send()
    shop.order("TEA")
    shop.work_off()

    assert (log(made), receiver.heard) == ([], [])


@pytest.mark.parametrize(
    ("event", "takes"),
    [
        ("payments.CreditLimitChanged", {"companies.read"}),
        ("payments.CompanyPaid", {"companies.read"}),
        ("payments.CompanyPaymentTakenBack", {"companies.read"}),
        ("payments.GiftCardsIssued", {"gift_cards.read"}),
        ("payments.GiftCardToppedUp", {"gift_cards.read"}),
        ("payments.GiftCardBlockedByUs", {"gift_cards.read"}),
        ("payments.CreditGranted", {"gift_cards.read", "customers.read"}),
        ("payments.PaymentCaptured", {"payments.read"}),
        ("customers.CompanySaved", {"companies.read"}),
        ("customers.BuyerSaved", {"companies.read"}),
        ("customers.BuyerRemoved", {"companies.read"}),
        ("conversations.MessageWritten", {"customers.read"}),
        ("loyalty.PointsEarned", {"loyalty.read", "customers.read"}),
        ("returns.ReturnImported", {"orders.read"}),
    ],
)
def test_what_is_told_takes_the_scope_it_is_read_with(event: str, takes: set[str]) -> None:
    assert kinds()[event] == takes
