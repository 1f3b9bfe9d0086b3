"""Every column that may hold words, a day or bytes: whose data it is, why it is kept, how long, what an erasure does.

A test walks all tables; docs/reference/personal-data.md is made from this (`make docs`). Whoever adds a column adds it
here first: to PERSONAL with its why, or to the rest, which says nothing about any customer.
"""

from __future__ import annotations

from typing import NamedTuple


class Personal(NamedTuple):
    """`kept` is a retention clock's name (clocks/defaults.py), or words."""

    table: str
    columns: str  # separated by spaces
    why: str
    kept: str
    erased: str


CARD = "while they are a customer"
PERSONAL = (
    Personal("access_user", "email phone first_name last_name", "to sign in", CARD, "the row is deleted"),
    Personal("access_user", "password language", "to sign in", CARD, "the row is deleted"),
    Personal("account_emailaddress", "email", "to sign in", CARD, "the row is deleted"),
    Personal("account_emailconfirmation", "key", "to prove an e-mail", "minutes", "the row is deleted"),
    Personal("mfa_authenticator", "data", "to sign in by a passkey", CARD, "the row is deleted"),
    Personal("usersessions_usersession", "ip session_key user_agent data", "to see and end one's own sign-ins",
             "while signed in", "the row is deleted"),
    Personal("django_session", "session_data", "to stay signed in, to prove a contact", "two weeks",
             "the rows that name them are deleted"),
    Personal("django_admin_log", "object_repr change_message", "to know who changed a setting", "for ever", "emptied"),
    Personal("access_attempt", "who whence", "to slow down guessing", "a day", "keyed hashes only: stays its day"),
    Personal("api_given_answer", "body", "so that a repeated request gets the same answer", "seven days",
             "answers “gone” from then on"),
    Personal("backoffice_savedview", "query", "what colleagues look for again", "while they want it",
             "emptied where it names them"),
    Personal("carts_cart", "contact delivery before_merge viewed seen", "to sell what is in the basket",
             "guest_baskets", "emptied"),
    Personal("conversations_message", "recipient subject body reference", "to tell them about their order", "messages",
             "emptied; what has not left is withheld"),
    Personal("customers_address", "label country postcode city street note", "to deliver again", CARD,
             "the row is deleted"),
    Personal("customers_company", "tax_number registration_number legal_name city postcode line1 phone email note",
             "to sell to a sole trader, who is a person", "as long as the books",
             "a phone or e-mail that is theirs is emptied, and the note with it; what stands on invoices stays"),
    Personal("customers_customer", "name name_folded group language note reference born_on preferred_channel refuses"
             " sizes", "to know who comes", CARD, "emptied; the number of the card stays"),
    Personal("customers_consent", "contact_hash", "to prove that writing was allowed", "for ever",
             "a keyed hash only: stays as proof"),
    Personal("customers_erasedcontact", "hash", "so that no file brings them back", "for ever",
             "a keyed hash only: is made by it"),
    Personal("customers_identity", "kind value proof source", "to recognise them", CARD, "the row is deleted"),
    Personal("customers_mention", "kind value", "to find two cards of one person", CARD,
             "deleted, on other cards too"),
    Personal("customers_merge", "reason before", "to part two cards again", CARD, "emptied"),
    Personal("customers_moment", "key kind channel subject currency facts", "their story with the shop", CARD,
             "the row is deleted"),
    Personal("customers_note", "kind text", "so that nobody tells their story twice", CARD, "the row is deleted"),
    Personal("customers_task", "text", "to keep a promise", CARD, "the row is deleted"),
    Personal("fulfilment_fulfilment", "tracking", "to follow a parcel", "order_contacts", "emptied"),
    Personal("imports_importjob", "file_name constants errors problem", "what became of a file", "for ever",
             "what named them is emptied; the file is thrown away"),
    Personal("loyalty_correction", "reason", "why points were given or taken by hand", CARD, "emptied"),
    Personal("orders_order", "contact_name contact_phone contact_email address note collect_code fingerprint",
             "to fulfil the order", "order_contacts", "emptied; of the address the country stays for the tax"),
    Personal("orders_change", "reason", "why an order changed", "order_contacts", "the note beside the code goes"),
    Personal("payments_payment", "redirect_url", "to lead to the pay page", "order_contacts", "emptied"),
    Personal("payments_refund", "reason", "why money went back", "order_contacts", "the note beside the code goes"),
    Personal("privacy_view", "actor screen why", "who looked at whose card", "views", "stays; the reason is emptied"),
    Personal("privacy_erasure", "customer_ids contact_hashes", "so that no backup brings them back", "for ever",
             "ids and keyed hashes only: is made by it"),
)  # fmt: skip

# Legal documents: none of ours names a customer today. A fiscal or tax document that must will stand here, with its
# years, before its table passes the build. table -> (columns, years, which law asks for it)
LEGAL: dict[str, tuple[str, int, str]] = {}

# About goods, money, places, colleagues and machines; customers appear by the number of their card, if at all.
NOT_PERSONAL = {
    "access_apikey": "name prefix hash scopes stores channel",
    "access_assignment": "role",
    "access_attempt": "purpose",
    "access_auditentry": "actor channel act subject facts",
    "api_given_answer": "id fingerprint",
    "auth_group": "name",
    "auth_permission": "name codename",
    "backoffice_savedview": "list_code name",
    "carts_cart": "status currency opened_in last_channel coupons attendant holds",
    "carts_cartevent": "kind facts actor channel",
    "carts_cartshare": "code_hash made_by channel",
    "catalog_attribute": "code name name_in kind unit choices",
    "catalog_barcode": "code kind",
    "catalog_category": "slug name name_in path colour",
    "catalog_instorepattern": "pattern",
    "catalog_listing": "channel_code title title_in description description_in attributes",
    "catalog_media": "kind file alt alt_in",
    "catalog_product": "slug name name_in description description_in brand tax_class attributes options picture",
    "catalog_searchentry": "channel_code not_in words brand facets",
    "catalog_searchword": "lexeme shown",
    "catalog_variant": "sku title option_values unit picture",
    "conversations_campaign": "name purpose audience words status created_by started_by left_out",
    "conversations_message": "key purpose kind via language status",
    "customers_candidate": "reasons status decided_by",
    "customers_company": "country group",
    "customers_companybuyer": "role limit_currency",
    "customers_consent": "purpose text_sha256 language channel actor",
    "customers_consenttext": "sha256 purpose language text",
    "customers_customer": "created_in",
    "customers_merge": "by undone_by",
    "customers_note": "by",
    "customers_task": "owner added_by done_by",
    "django_admin_log": "object_id",
    "django_content_type": "app_label model",
    "django_session": "session_key",
    "fulfilment_alert": "kind owner",
    "fulfilment_fulfilment": "order_number channel method status delivery_by acknowledged_by picked_by bay"
    " handed_over_by",
    "fulfilment_line": "sku title",
    "fulfilment_shortage": "reason found_by answer",
    "imports_columnmemory": "kind signature mapping constants",
    "imports_importjob": "kind table mapping mode state actor channel stores language",
    "inventory_stockcount": "status note wanted started_by closed_by",
    "inventory_stockcountline": "counted_by",
    "inventory_stockpaper": "kind reference reason lines actor",
    "inventory_stocktransfer": "key status note dispatched_by received_by",
    "kernel_delivery": "reaction aggregate_id problem",
    "kernel_event": "name aggregate aggregate_id facts actor channel request",
    "kernel_outlet": "name holder",
    "kernel_secret": "name sealed",
    "ledger_account": "book unit bucket place",
    "ledger_chain": "key fingerprint document actor",
    "ledger_openhold": "document",
    "ledger_transfer": "reason",
    "loyalty_lot": "document",
    "loyalty_membership": "tier joined_in",
    "loyalty_correction": "actor",
    "loyalty_programme": "code name currency tiers",
    "loyalty_programmeversion": "terms actor",
    "mfa_authenticator": "type",
    "orders_change": "before after actor",
    "orders_line": "sku title holds",
    "orders_repeated": "answer answered_by",
    "orders_order": "key number secret channel kind external_reference status actor language method zone_code"
    " delivery_from delivery_to payment_method currency claims",
    "payments_companypayment": "key currency paid_on reference actor",
    "payments_giftcard": "code_hash last_four currency batch",
    "payments_payment": "method provider tender currency status reference due_on",
    "payments_refund": "key status reference",
    "pricing_pricebatch": "actor channel",
    "pricing_pricechange": "actor channel",
    "pricing_pricelist": "code name currency channel_code customer_group",
    "privacy_clock": "name country",
    "privacy_erasure": "actor reason",
    "privacy_purge": "name country",
    "privacy_wish": "channel",
    "procrastinate_events": "type",
    "procrastinate_jobs": "queue_name task_name lock args status queueing_lock",
    "procrastinate_periodic_defers": "task_name periodic_id",
    "promotions_coupon": "code batch",
    "promotions_promotion": "code name name_in status currency terms group",
    "returns_line": "sku condition reason approved_by",
    "returns_return": "key number channel external_reference actor currency",
    "stores_channel": "code name name_in kind currency",
    "stores_deliveryzone": "code name name_in service country cities postcode_prefixes currency tax_class",
    "stores_legalentity": "name tax_number country currency order_prefix",
    "stores_location": "code name name_in country city address postcode phone timezone opening_hours special_days"
    " manager_name",
    "stores_storegroup": "code name",
    "tax_taxrate": "country tax_class starts_on",
    "testpay_givenback": "key",
    "tills_cashier": "salt pin",
    "tills_difference": "kind currency facts settled_by answer",
    "tills_enrolmentcode": "code_hash made_by",
    "tills_entry": "kind cashier previous hash body number order_number",
    "tills_shift": "currency opened_by closed_by counted report books note",
    "tills_till": "code name channel_code printer terminal favourites limits receipt_header receipt_footer key_prefix"
    " device_name version head",
    "testpay_session": "title currency outcome return_url webhook_url",
    "webhooks_delivery": "event outcome problem",
    "webhooks_webhook": "name url events scopes stores contact owner secret old_secret paused_why",
}
