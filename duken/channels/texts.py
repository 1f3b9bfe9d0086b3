"""Refusals in words: every stable code has one sentence, told in the reader's language.

A module that adds a refusal adds its line here (a test asks for it). Facts are put in by name; amounts and
numbers are written as the language writes them. Fields and permissions are called as people see them (`sentence`)
or as machines know them (`detail`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from duken.access.scopes import SCOPES
from duken.channels import formats
from duken.channels.field_words import Labels, field_label
from duken.channels.promotion_words import why
from duken.kernel.money import Money
from duken.kernel.refusals import Refusal

KINDS: dict[str, Promise] = {
    "invalid": _("This cannot be done as asked"),
    "missing": _("Not found"),
    "forbidden": _("Not allowed"),
    "conflict": _("Not possible at the moment"),
    "busy": _("Busy, please try again"),
}

SENTENCES: dict[str, Promise] = {
    "access.key_refused": _("The key is wrong, has expired or was revoked."),
    "access.scope_missing": _("The permission “%(scope)s” is needed for this."),
    "access.store_forbidden": _("You do not work in this store (%(scope)s)."),
    "access.too_many_attempts": _("Too many tries. Please wait %(minutes)s min, then try again."),
    "access.unknown_role": _("There is no role “%(role)s”."),
    "access.unknown_scope": _("There is no permission “%(scope)s”."),
    "access.user_exists": _("Somebody with the e-mail %(email)s is already there."),
    "access.user_missing": _("There is nobody with the e-mail %(email)s."),
    "api.bad_cursor": _("This page address cannot be read. Please begin at the first page."),
    "api.bad_idempotency_key": _("The Idempotency-Key is too long or has odd characters."),
    "api.body_too_large": _("Too large: %(limit_bytes)s bytes at most."),
    "api.idempotency_key_needed": _("An Idempotency-Key header is needed."),
    "api.idempotency_key_reused": _("This Idempotency-Key was used before for another request."),
    "api.key_needed": _("An API key is needed: Authorization: Bearer …"),
    "api.malformed_body": _("The body is not JSON: %(problem)s."),
    "api.method_not_allowed": _("This address answers %(allowed)s only."),
    "api.no_such_address": _("There is nothing at this address."),
    "api.too_many_requests": _("Too many requests. Please wait %(retry_after)s s."),
    "api.wrong_body": _("The body is wrong at “%(at)s”: %(problem)s."),
    "api.wrong_query": _("The query is wrong at “%(at)s”: %(problem)s."),
    "carts.bad_quantity": _("%(quantity)s of %(item)s cannot be bought: whole steps of %(step)s only."),
    "carts.basket_empty": _("The basket is empty."),
    "carts.cart_changed": _("The basket was changed meanwhile. Please look at it once more."),
    "carts.cart_closed": _("This basket was ordered or given up. Please start a new one."),
    "carts.cart_unknown": _("There is no such basket."),
    "carts.code_unknown": _("No basket shows this code now. A code is good for %(minutes)s min and for one use."),
    "carts.coupon_not_applied": _("The coupon %(coupon)s does not work here: %(why)s."),
    "carts.delivery_impossible": _("We do not deliver to this address this way."),
    "carts.hold_needs_sign_in": _("Sign in to have things kept for you."),
    "carts.hold_too_large": _("%(units)s pieces are too many to keep: %(most)s at most."),
    "carts.item_not_sold": _("%(sku)s is not sold any more."),
    "carts.item_unknown": _("There is no article %(item)s."),
    "carts.link_over": _("This link opens no basket any more: it was used, or its time is over. Ask for a new one."),
    "carts.needs_sign_in": _("This basket belongs to an account. Sign in to it, and the basket is there."),
    "carts.no_price": _("%(sku)s has no price in %(currency)s."),
    "carts.too_many_coupons": _("%(most)s coupons at most."),
    "carts.nothing_to_undo": _("The baskets cannot be taken apart any more: something was changed since."),
    "carts.too_many_lines": _("%(lines)s lines are too many: %(most)s at most."),
    "carts.total_too_large": _("The total is too large."),
    "catalog.attribute_unknown": _("There is no attribute “%(attribute)s”."),
    "catalog.bad_attribute_value": _("“%(value)s” is no value for the attribute “%(attribute)s”."),
    "catalog.bad_barcode": _("%(barcode)s is not a valid barcode: please check its digits."),
    "catalog.barcode_taken": _("The barcode %(barcode)s belongs to %(sku)s."),
    "catalog.case_not_registered": _("%(scan)s is a case of %(sku)s, but nobody has said how many are inside."),
    "catalog.category_loop": _("A category cannot lie inside itself."),
    "catalog.category_unknown": _("There is no category “%(category)s”."),
    "catalog.code_unknown": _("Nothing has the code %(scan)s."),
    "catalog.media_unknown": _("There is no such picture."),
    "catalog.not_a_picture": _("%(name)s is not a picture we can read."),
    "catalog.picture_too_large": _("The picture %(name)s is too large: %(limit)s at most."),
    "catalog.product_changed": _("Somebody has changed this product meanwhile. Please look at it once more."),
    "catalog.product_unknown": _("There is no product “%(product)s”."),
    "catalog.same_options": _("%(sku)s has the same options as %(other_sku)s."),
    "catalog.sku_taken": _("The SKU %(sku)s belongs to another product: %(product)s."),
    "catalog.slug_taken": _("The address “%(slug)s” belongs to another product."),
    "catalog.variant_unknown": _("There is no article %(sku)s."),
    "conversations.message_missing": _("There is no such message."),
    "conversations.messenger_unreachable": _("The message could not be handed over (%(via)s); it is sent again later."),
    "conversations.no_consent": _("They have not agreed to get this, or took it back."),
    "conversations.no_way_to_reach": _("The card has no phone and no e-mail."),
    "conversations.campaign_missing": _("There is no such offer."),
    "conversations.campaign_not_draft": _("It has begun: what is being sent is not changed, nor sent twice."),
    "conversations.prefers_calls": _("They want to be called, not written to."),
    "conversations.nobody_to_write_to": _("Nobody would get it: nobody it is for may be written to."),
    "conversations.nothing_said": _("An offer needs a subject and words."),
    "customers.already_one": _("These two are one card already."),
    "customers.candidate_missing": _("Somebody has decided about these two already."),
    "companies.credit_exceeded": _(
        "The company may order for %(available)s more on account; this costs %(wanted)s. "
        "Order less, or choose another way to pay."
    ),
    "companies.limit_in_use": _(
        "%(used)s of the limit is in use: it cannot be lower. The company can be stopped instead."
    ),
    "companies.missing": _("There is no such company, or you do not buy for it."),
    "companies.not_their_buyer": _("You do not order for this company."),
    "companies.over_buyers_limit": _(
        "You may order for %(limit)s at once for this company, not %(total)s. Order less, or ask a colleague who may."
    ),
    "companies.payment_key_reused": _("This was written down before as another payment."),
    "companies.payment_missing": _("There is no such payment."),
    "companies.stopped": _("%(company)s cannot order at the moment."),
    "customers.contact_taken": _("Another customer has this phone or e-mail."),
    "customers.link_broken": _("This link was cut or changed on its way."),
    "customers.merge_missing": _("This was undone already."),
    "customers.missing": _("There is no such customer."),
    "customers.no_contact": _("A phone number or an e-mail address is needed."),
    "customers.person_erased": _(
        "The owner of this phone or e-mail had everything about them erased. They may come back, a file may not."
    ),
    "customers.purpose_unknown": _("Nobody can agree to “%(purpose)s”."),
    "customers.task_missing": _("There is no such task."),
    "demo.other_demo_here": _("The small demo is in this shop. Start the full one in an empty folder (DUKEN_HOME)."),
    "fulfilment.all_picked": _("Enough of %(sku)s: %(left)s more are wanted."),
    "fulfilment.bad_shortage": _("%(quantity)s cannot be missing: %(left)s are still to be picked."),
    "fulfilment.line_missing": _("This order has no such line."),
    "fulfilment.missing": _("There is no such order in this shop."),
    "fulfilment.not_all_picked": _(
        "Not everything is picked: %(units_left)s are left. Pick them, or say what is missing."
    ),
    "fulfilment.not_paid": _("%(amount)s is still to be paid. Say how it was paid."),
    "fulfilment.nothing_picked": _("None of %(sku)s is in the basket."),
    "fulfilment.nothing_to_answer": _("There is nothing to decide about this order any more."),
    "fulfilment.short_reason_unknown": _("There is no reason “%(reason)s”."),
    "fulfilment.too_many_wrong_codes": _("Too many wrong codes. Please wait %(minutes)s min."),
    "fulfilment.wrong_code": _("That is not the code of this order. Tries left: %(tries_left)s."),
    "fulfilment.wrong_item": _("Not in this order: %(title)s (%(sku)s)."),
    "fulfilment.wrong_method": _("Not possible for this kind of order (%(method)s)."),
    "imports.broke_off": _("The import broke off through a fault of ours. Nothing of the last batch was saved."),
    "imports.broken_encoding": _(
        "Line %(line)s is damaged: it is no %(encoding)s text. Please save the file as UTF-8."
    ),
    "imports.broken_quotes": _("Near line %(line)s a quote is opened and never closed."),
    "imports.broken_workbook": _("This workbook is damaged and cannot be read."),
    "imports.column_missing": _("Which column holds this? %(fields)s."),
    "imports.column_unknown": _("There is no column “%(column)s”."),
    "imports.empty_file": _("The file is empty."),
    "imports.file_too_large": _("The file is too large: %(limit_megabytes)s MB at most."),
    "imports.kind_unknown": _("“%(kind)s” cannot be imported."),
    "imports.missing": _("There is no such import."),
    "imports.not_a_table": _("This is no table: please send CSV or XLSX."),
    "imports.not_ready": _("This import cannot be changed any more."),
    "imports.promised": _("%(held)s of %(sku)s are promised to customers: fewer cannot lie on the shelf."),
    "imports.twice_in_file": _("The same thing stands in row %(row)s."),
    "imports.workbook_too_large": _("Unpacked, this workbook would be too large: %(limit_megabytes)s MB at most."),
    "gift_cards.batch_taken": _("Gift cards were issued as “%(batch)s” before: choose another name."),
    "gift_cards.blocked": _("The gift card …%(last_four)s does not pay any more."),
    "gift_cards.credit_needs_customer": _("Sign in to pay with your credit."),
    "gift_cards.empty": _("There is %(left)s on the gift card …%(last_four)s, not %(wanted)s. Please look once more."),
    "gift_cards.not_enough_credit": _("Your credit is %(left)s, not %(wanted)s. Please look once more."),
    "gift_cards.unknown": _(
        "There is no gift card with this code. Please compare each letter and digit with the card."
    ),
    "inventory.bad_quantity": _("%(quantity)s is not a possible quantity."),
    "inventory.count_closed": _("This count is closed."),
    "inventory.count_missing": _("There is no such count."),
    "inventory.empty_document": _("There are no lines."),
    "inventory.key_reused": _("This key was used before for other goods."),
    "inventory.not_enough_stock": _("Not enough of %(sku)s: %(wanted)s wanted, %(available)s available."),
    "inventory.reason_missing": _("A reason is needed."),
    "inventory.received_too_much": _("%(received)s cannot arrive where %(sent)s were sent: correct the stock instead."),
    "inventory.same_place": _("Goods cannot be moved to where they are."),
    "inventory.transfer_missing": _("There is no such transfer."),
    "kernel.address_refused": _("“%(host)s” is not an address this shop calls: it has to be a public one with https."),
    "kernel.card_number": _("This looks like a card number. Never write one here: cards are paid on the bank's page."),
    "kernel.seal_broken": _("A secret cannot be opened: it was sealed with a key that is not here."),
    "kernel.dead_letter_missing": _("There is no such undelivered event."),
    "kernel.bad_cursor": _("This part of the list is not there any more. Please start from the beginning."),
    "kernel.bad_id": _("“%(shown)s” is not an id of this kind (%(prefix)s_…)."),
    "kernel.busy": _("Too much is going on. Please try again in a moment."),
    "kernel.conflict": _("This does not fit the present state."),
    "kernel.forbidden": _("This is not allowed."),
    "kernel.illegal_move": _("This %(noun)s is “%(now)s” and cannot become “%(wanted)s”."),
    "kernel.invalid": _("This cannot be understood."),
    "kernel.invalid_field": _("“%(field)s”: %(problem)s."),
    "kernel.missing": _("There is no such thing."),
    "kernel.sort_unknown": _("This list cannot be sorted by “%(sort)s”."),
    "kernel.storage_full": _("There is no room to write anything down. Looking still works; please try again later."),
    "kernel.waited_too_long": _("Too much is going on. Please try again in a moment."),
    "ledger.bad_amount": _("%(amount)s is not a possible amount."),
    "ledger.capture_too_large": _("%(wanted)s cannot be taken where %(held)s were promised."),
    "ledger.hold_over": _("This promise is over."),
    "ledger.key_reused": _("This key was used before for something else."),
    "ledger.not_enough": _("Not enough: %(wanted)s wanted, %(free)s free."),
    "loyalty.another_programme_active": _("The programme %(programme)s is active in this currency: end it first."),
    "loyalty.no_programme": _("There are no points in %(currency)s."),
    "loyalty.not_enough_points": _("There are %(free)s points, not %(wanted)s."),
    "loyalty.points_need_customer": _("Sign in to pay with points."),
    "loyalty.too_few_points": _("At least %(least)s points at a time."),
    "loyalty.too_many_points": _("At most %(most)s points can pay for this."),
    "office.article_unknown": _("Nothing is called “%(text)s”."),
    "office.articles_many": _("Several articles fit “%(text)s”: type the whole SKU or scan the barcode."),
    "orders.cut_too_large": _("%(quantity)s cannot be taken off a line of %(left)s."),
    "orders.empty": _("The order has no lines."),
    "orders.key_reused": _("This key was used before for another order."),
    "orders.line_missing": _("There is no such line in this order."),
    "orders.looks_repeated": _("Much the same was ordered %(minutes)s min ago: order %(number)s."),
    "orders.missing": _("There is no such order."),
    "orders.no_store_has_all": _("No shop has all of these together: %(skus)s."),
    "orders.not_a_pickup_point": _("Orders cannot be collected at “%(store)s”."),
    "orders.not_delivered_there": _("We do not deliver to %(country)s."),
    "orders.promotion_ended": _(
        "The promotion %(promotion)s is over: the total is now %(total)s instead of %(expected)s."
    ),
    "orders.repeated_missing": _("Somebody has decided about these two already."),
    "orders.too_many_lines": _("%(lines)s lines are too many: %(limit)s at most."),
    "orders.total_changed": _("The price has changed: %(total)s instead of %(expected)s."),
    "payments.forged_notice": _("The signature of this message is wrong."),
    "payments.method_unknown": _("There is no way to pay called “%(method)s”."),
    "payments.missing": _("There is no such payment."),
    "payments.provider_unreachable": _("The payment service does not answer. Please try again in a moment."),
    "payments.refund_key_reused": _("This refund was made before, with another sum."),
    "payments.refund_too_large": _("More cannot be given back than was paid."),
    "payments.tender_unknown": _("“%(tender)s” is no kind of payment."),
    "payments.wrong_amount": _("Another amount was paid than was asked for."),
    "pricing.batch_unknown": _("There is no such change of prices."),
    "pricing.list_in_use": _("The price list %(price_list)s has prices: its currency stays."),
    "pricing.list_unknown": _("There is no price list “%(price_list)s”."),
    "pricing.too_late_to_undo": _("This can be undone within %(minutes)s minutes only."),
    "pricing.variant_unknown": _("There is no article %(variant)s."),
    "privacy.still_needed": _("This must end first: %(things)s."),
    "promotions.bad_rule": _("The rule cannot be understood at “%(where)s”: %(problem)s."),
    "promotions.code_taken": _("There is a promotion %(promotion)s already: give this one another name or code."),
    "promotions.coupon_over": _("The coupon %(coupon)s is not valid at the moment."),
    "promotions.coupon_taken": _("There is a coupon %(coupon)s already."),
    "promotions.coupon_unknown": _("There is no coupon %(coupon)s, or it is for somebody else."),
    "promotions.coupon_used_up": _("The coupon %(coupon)s has been used."),
    "promotions.missing": _("There is no such promotion."),
    "promotions.still_spent": _("More of %(promotion)s was used already than this limit allows (%(limit)s)."),
    "promotions.used_up": _("The promotion %(promotion)s is over. Please look at the new total."),
    "returns.bad_line": _("The line of %(sku)s cannot be returned like this."),
    "returns.empty": _("The return has no lines."),
    "returns.key_reused": _("This key was used before for another return."),
    "returns.returned_meanwhile": _("The same goods are being returned at this moment. Please try again."),
    "stores.bad_opening_hours": _("These opening hours cannot be read: %(value)s."),
    "stores.channel_closed": _("The channel “%(channel)s” is closed."),
    "stores.channel_unknown": _("There is no channel “%(channel)s”."),
    "stores.delivery_zone_unknown": _("There is no delivery service “%(zone)s”."),
    "stores.legal_entity_unknown": _("There is no company with the order prefix “%(order_prefix)s”."),
    "stores.location_unknown": _("There is no store “%(location)s”."),
    "tax.rate_missing": _("There is no tax rate “%(tax_class)s” for %(country)s."),
    "tills.broken_entry": _("Entry %(sequence)s of this till is not what its hash says."),
    "tills.cashier_missing": _("Nobody of that name sells in this shop."),
    "tills.code_taken": _("There is a till “%(code)s” already."),
    "tills.difference_missing": _("There is no such difference."),
    "tills.enrolment_code_wrong": _("This code is wrong, was used, or is older than a quarter of an hour."),
    "tills.entry_foreign": _("An entry of this id was recorded by another till."),
    "tills.entry_unreadable": _("Entry %(sequence)s cannot be read: %(field)s, %(problem)s."),
    "tills.forked": _("Two devices write as this till: entry %(sequence)s is another one here."),
    "tills.in_use": _("A device is this till. Revoke it first; %(unsynced)s of its entries have not arrived."),
    "tills.missing": _("There is no such till."),
    "tills.no_till": _("This key is no till’s."),
    "tills.pin_too_simple": _("A PIN has four to eight digits, not all the same and not in a row."),
    "tills.shift_missing": _("There is no such shift."),
    "webhooks.delivery_missing": _("There is no such delivery, or it is just being sent."),
    "webhooks.event_unknown": _("“%(event)s” is no event that webhooks are told of."),
    "webhooks.missing": _("There is no such webhook."),
    "webhooks.paused": _("The webhook is paused: resume it first."),
    "webhooks.too_many": _("There are %(most)s webhooks already, and there can be no more."),
}

# What InvalidField says is wrong; anything not listed is told as it is.
PROBLEMS: dict[str, Promise] = {
    "ambiguous_number": _("can be read in two ways: write 1234 or 1234.00"),
    "below_zero": _("is below zero"),
    "cannot_change": _("stays as it was chosen first"),
    "control_characters": _("has characters that cannot be shown"),
    "empty": _("is missing"),
    "empty_or_too_long": _("is missing or too long"),
    "ends_before_start": _("ends before it starts"),
    "ends before it begins": _("ends before it starts"),
    "in_use": _("is in use and stays as it is"),
    "more are free than are bought": _("more are free than are bought"),
    "no_drawer": _("choose a till of the same shop that has a drawer of its own"),
    "no_store_of_yours": _("choose one of your stores"),
    "not_a_device_address": _("is not an address like http://127.0.0.1:9101"),
    "not_a_till_code": _("one to eight letters A-Z and digits"),
    "not_a_choice": _("is not one of the choices"),
    "not_a_colour": _("is not a colour (like #a0522d)"),
    "not_understood": _("cannot be understood"),
    "not_a_code": _("Latin letters, digits, hyphens and underscores only"),
    "not_a_date": _("is not a date"),
    "not_a_time": _("is not a time of the day (18:30)"),
    "not_a_country": _("is not a country (two capital letters, as in GB)"),
    "not_a_currency": _("is not a currency (three capital letters, as in EUR)"),
    "not_a_phone": _("is not a phone number"),
    "required": _("is missing"),
    "not_a_rate": _("is not a rate (0.2 is twenty per cent; five decimal places at most)"),
    "in_the_future": _("is in the future"),
    "not_a_tax_number": _("is no tax number of this country: please check its digits"),
    "not_a_slug": _("small Latin letters, digits and hyphens only"),
    "not_a_whole_number": _("is not a whole number"),
    "not_a_number": _("is not a number"),
    "not_a_percentage": _("must be more than 0 and at most 100"),
    "not_an_email": _("is not an e-mail address"),
    "not_an_option": _("is not an option with values"),
    "not_text": _("is not text"),
    "not_texts_by_language": _("is not a text for each language"),
    "not_values_by_code": _("is not a value for each code"),
    "not_values_by_option": _("is not a value for each option"),
    "not_yes_or_no": _("is neither yes nor no"),
    "out_of_range": _("is too small or too large"),
    "scientific_notation": _("was turned into a number by the spreadsheet (4.6E+12): make the column text"),
    "too_long": _("is too long"),
    "too_many": _("too many"),
    "too_many_or_twice": _("too many, or one twice"),
    "too_precise": _("has more decimals than the currency"),
    "twice": _("is there twice"),
    "unknown": _("is not known"),
    "unknown_language": _("is in a language we do not know"),
}


_MEASURED = re.compile(r"Expected `\w+` (of length )?(?:>=|<=|<|>) -?\d+")  # how msgspec says it


def sentence(refusal: Refusal, labels: Labels | None = None) -> str:
    """What is told to a person, in the language that is active. `labels`: what the form calls its fields, where that
    is not what they are called everywhere. A code without words is told by its kind."""
    return _of_its_kind(refusal) or told(refusal.code, refusal.facts, labels)


def told(code: str, facts: Mapping[str, Any], labels: Labels | None = None) -> str:
    """The same for a refusal that was kept as its code and facts."""
    words = SENTENCES.get(code)
    return code if words is None else str(words) % _Facts(_for_people(_worded(facts), labels))


def detail(refusal: Refusal) -> str:
    """The same for a program and who writes it: fields and permissions under the names they were sent by."""
    return _of_its_kind(refusal) or str(SENTENCES[refusal.code]) % _Facts(_worded(refusal.facts))


def title(refusal: Refusal) -> str:
    return str(KINDS[refusal.kind])


def _of_its_kind(refusal: Refusal) -> str:
    return "" if refusal.code in SENTENCES else f"{KINDS[refusal.kind]} ({refusal.code})"


class _Facts(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return "?"


def _for_people(facts: Mapping[str, Any], labels: Labels | None) -> Mapping[str, Any]:
    said = {name: field_label(str(facts[name]), labels) for name in ("field", "where") if name in facts}
    if (scope := facts.get("scope")) in SCOPES:
        said["scope"] = gettext(SCOPES[scope])
    return {**facts, **said}


def _worded(facts: Mapping[str, Any]) -> Mapping[str, Any]:
    language = get_language() or "en"
    words = {name: _fact(value, language) for name, value in facts.items()}
    if "problem" in facts:
        words["problem"] = _problem(str(facts["problem"]))
    if "why" in facts:
        words["why"] = why(facts["why"])
    if currency := facts.get("currency"):
        words |= {
            name.removesuffix("_minor"): formats.money(Money(value, currency), language)
            for name, value in facts.items()
            if name.endswith("_minor")
        }
    return words


def _problem(said: str) -> str:
    if measured := _MEASURED.match(said):
        said = "empty_or_too_long" if measured[1] else "out_of_range"
    return str(PROBLEMS.get(said, said))


def _fact(value: Any, language: str) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return formats.number(value, language)
    if isinstance(value, (list, tuple)):
        return formats.listed([str(one) for one in value], language)
    return value
