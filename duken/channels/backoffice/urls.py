"""The addresses of the office, under /office/."""

from __future__ import annotations

from django.urls import include, path

from duken.channels.backoffice import dashboard, palette, preferences, sign_in
from duken.channels.backoffice.companies import act as on_company
from duken.channels.backoffice.companies import page as companies
from duken.channels.backoffice.customers import act as on_card
from duken.channels.backoffice.customers import merges
from duken.channels.backoffice.customers import page as customer
from duken.channels.backoffice.customers import privacy as their_data
from duken.channels.backoffice.customers.listing import CUSTOMERS
from duken.channels.backoffice.gift_cards import credit
from duken.channels.backoffice.gift_cards import page as gift_cards
from duken.channels.backoffice.imports import page as files
from duken.channels.backoffice.lists.views import urls
from duken.channels.backoffice.loyalty import members
from duken.channels.backoffice.loyalty import page as loyalty
from duken.channels.backoffice.offers import page as offers
from duken.channels.backoffice.orders import act, page, refund, repeated
from duken.channels.backoffice.orders import bulk as orders
from duken.channels.backoffice.orders.listing import ORDERS
from duken.channels.backoffice.phone_desk import basket, change, find, left_to_pay, send_link, take_order
from duken.channels.backoffice.prices import edit
from duken.channels.backoffice.prices import page as prices
from duken.channels.backoffice.products import bulk as products
from duken.channels.backoffice.products import categories, media
from duken.channels.backoffice.products import page as product
from duken.channels.backoffice.products.listing import PRODUCTS
from duken.channels.backoffice.promotions import coupons, trying
from duken.channels.backoffice.promotions import page as promotion
from duken.channels.backoffice.promotions.listing import PROMOTIONS
from duken.channels.backoffice.staff import keys, people
from duken.channels.backoffice.staff.trail import TRAIL
from duken.channels.backoffice.stock import counts, paper_page, transfers, why
from duken.channels.backoffice.stock.listing import STOCK
from duken.channels.backoffice.tills import devices as tills
from duken.channels.backoffice.tills import shifts as till_shifts
from duken.channels.backoffice.webhooks import page as webhooks

app_name = "office"
urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("today/<slug:piece>/", dashboard.piece, name="dashboard_piece"),
    path("login/", sign_in.sign_in, name="sign_in"),
    path("logout/", sign_in.sign_out, name="sign_out"),
    path("palette/", palette.palette, name="palette"),
    path("profile/", preferences.profile, name="profile"),
    path("at/", preferences.choose_store, name="choose_store"),
    # orders
    path("orders/", include(urls(ORDERS))),
    path("orders/confirm/", orders.confirm, name="orders_confirm"),
    path("orders/slips/", orders.slips, name="orders_slips"),
    path("orders/repeated/", repeated.repeated, name="orders_repeated"),
    path("orders/repeated/<int:repeated_id>/", repeated.decide, name="orders_repeated_decide"),
    path("orders/<uuid:order_id>/", page.order_page, name="order"),
    path("orders/<uuid:order_id>/slip/", page.slip, name="order_slip"),
    path("orders/<uuid:order_id>/confirm/", act.confirm, name="order_confirm"),
    path("orders/<uuid:order_id>/cancel/", act.cancel, name="order_cancel"),
    path("orders/<uuid:order_id>/cut/", act.cut, name="order_cut"),
    path("orders/<uuid:order_id>/refund/", refund.refund, name="order_refund"),
    # desk
    path("desk/", find.desk_page, name="desk"),
    path("desk/new/", find.new_customer, name="desk_new_customer"),
    path("desk/basket/", find.new_basket, name="desk_new_basket"),
    path("desk/through/", find.choose_door, name="desk_through"),
    path("desk/articles/", change.suggest, name="desk_suggest"),
    path("desk/customer/<uuid:customer_id>/", find.open_customer, name="desk_customer"),
    path("desk/basket/<uuid:cart_id>/", basket.basket_page, name="desk_basket"),
    path("desk/basket/<uuid:cart_id>/live/", basket.ticket, name="desk_live"),
    path("desk/basket/<uuid:cart_id>/put/", change.put, name="desk_put"),
    path("desk/basket/<uuid:cart_id>/quantity/", change.quantity, name="desk_quantity"),
    path("desk/basket/<uuid:cart_id>/way/", change.way, name="desk_way"),
    path("desk/basket/<uuid:cart_id>/coupon/", change.coupon, name="desk_coupon"),
    path("desk/basket/<uuid:cart_id>/points/", change.points, name="desk_points"),
    path("desk/basket/<uuid:cart_id>/for/", change.for_whom, name="desk_for"),
    path("desk/basket/<uuid:cart_id>/keep/", change.keep, name="desk_keep"),
    path("desk/basket/<uuid:cart_id>/take-over/", change.take_over, name="desk_take_over"),
    path("desk/basket/<uuid:cart_id>/belongs/", change.belongs_to, name="desk_belongs"),
    path("desk/basket/<uuid:cart_id>/send/", send_link.send_basket, name="desk_send"),
    path("desk/basket/<uuid:cart_id>/left/", left_to_pay.left_to_pay, name="desk_left"),
    path("desk/basket/<uuid:cart_id>/order/", take_order.take_order, name="desk_take"),
    path("desk/done/<uuid:order_id>/", take_order.done_page, name="desk_done"),
    path("desk/done/<uuid:order_id>/pay/", send_link.send_payment, name="desk_send_payment"),
    # products
    path("products/", include(urls(PRODUCTS))),
    path("products/new/", product.new, name="product_new"),
    path("products/archive/", products.archive, name="products_archive"),
    path("products/restore/", products.restore, name="products_restore"),
    path("products/<uuid:product_id>/", product.product_page, name="product"),
    path("products/<uuid:product_id>/archive/", product.archive, name="product_archive"),
    path("products/<uuid:product_id>/pictures/", media.upload, name="product_upload"),
    path("products/<uuid:product_id>/pictures/order/", media.arrange, name="product_pictures"),
    path("categories/", categories.categories, name="categories"),
    # prices
    path("prices/", prices.prices, name="prices"),
    path("prices/edit/", edit.edit, name="prices_edit"),
    path("prices/<uuid:batch_id>/undo/", prices.undo, name="prices_undo"),
    # promotions
    path("promotions/", include(urls(PROMOTIONS))),
    path("promotions/new/", promotion.new, name="promotion_new"),
    path("promotions/try/", trying.try_out, name="promotion_try"),
    path("promotions/<uuid:promotion_id>/", promotion.promotion_page, name="promotion"),
    path("promotions/<uuid:promotion_id>/start/", promotion.change, {"act": "start"}, name="promotion_start"),
    path("promotions/<uuid:promotion_id>/pause/", promotion.change, {"act": "pause"}, name="promotion_pause"),
    path("promotions/<uuid:promotion_id>/end/", promotion.change, {"act": "end"}, name="promotion_end"),
    path("promotions/<uuid:promotion_id>/coupons/", coupons.issue, name="coupons_issue"),
    path("promotions/<uuid:promotion_id>/codes/", coupons.codes, name="coupons_codes"),
    # gift cards
    path("gift-cards/", gift_cards.cards, name="gift_cards"),
    path("gift-cards/issue/", gift_cards.issue, name="gift_cards_issue"),
    path("gift-cards/<uuid:card_id>/", gift_cards.card, name="gift_card"),
    path("gift-cards/<uuid:card_id>/put-on/", gift_cards.put_on, name="gift_card_put_on"),
    path("gift-cards/<uuid:card_id>/block/", gift_cards.block, name="gift_card_block"),
    # loyalty
    path("loyalty/", loyalty.loyalty, name="loyalty"),
    path("loyalty/try/", loyalty.tried, name="loyalty_tried"),
    path("loyalty/members/", members.members, name="loyalty_members"),
    path("loyalty/members/<uuid:customer_id>/", members.member, name="loyalty_member"),
    path("loyalty/members/<uuid:customer_id>/correct/", members.correct, name="loyalty_correct"),
    # offers
    path("offers/", offers.offers, name="offers"),
    path("offers/new/", offers.new, name="offer_new"),
    path("offers/count/", offers.counted, name="offers_counted"),
    path("offers/<uuid:offer_id>/", offers.offer, name="offer"),
    path("offers/<uuid:offer_id>/progress/", offers.progress, name="offer_progress"),
    path("offers/<uuid:offer_id>/test/", offers.test, name="offer_test"),
    path("offers/<uuid:offer_id>/send/", offers.send, name="offer_send"),
    path("offers/<uuid:offer_id>/stop/", offers.stop, name="offer_stop"),
    path("offers/<uuid:offer_id>/discard/", offers.discard, name="offer_discard"),
    # stock
    path("stock/", include(urls(STOCK))),
    path("stock/transfers/", include(urls(transfers.TRANSFERS))),
    path("stock/transfers/<uuid:transfer_id>/", transfers.transfer_page, name="transfer"),
    path("stock/transfers/<uuid:transfer_id>/receive/", transfers.receive, name="transfer_receive"),
    path("stock/counts/", include(urls(counts.COUNTS))),
    path("stock/counts/new/", counts.begin, name="count_new"),
    path("stock/counts/<uuid:count_id>/", counts.count_page, name="count"),
    path("stock/counts/<uuid:count_id>/record/", counts.record, name="count_record"),
    path("stock/counts/<uuid:count_id>/close/", counts.close, name="count_close"),
    path("stock/counts/<uuid:count_id>/abandon/", counts.abandon, name="count_abandon"),
    path("stock/book/<slug:code>/", paper_page.paper_page, name="paper"),
    path("stock/scan/", paper_page.scanned, name="scanned"),
    path("stock/<uuid:variant_id>/", why.card, name="stock_card"),
    path("stock/<uuid:variant_id>/<uuid:location_id>/<slug:channel>/", why.why, name="stock_why"),
    # customers
    path("customers/", include(urls(CUSTOMERS))),
    path("customers/new/", customer.new, name="customer_new"),
    path("customers/<uuid:customer_id>/", customer.card, name="customer"),
    path("customers/merges/", merges.merges, name="merges"),
    path("customers/merges/<int:candidate_id>/", merges.decide, name="merge_decide"),
    path("customers/<uuid:customer_id>/contact/", customer.contact, name="customer_contact"),
    path("customers/<uuid:customer_id>/write/", on_card.write, name="customer_write"),
    path("customers/<uuid:customer_id>/task/", on_card.task, name="customer_task"),
    path("customers/<uuid:customer_id>/wishes/", on_card.prefer, name="customer_wishes"),
    path("customers/<uuid:customer_id>/address/", on_card.address, name="customer_address"),
    path("customers/<uuid:customer_id>/consent/", their_data.consent, name="customer_consent"),
    path("customers/<uuid:customer_id>/export/", their_data.export, name="customer_export"),
    path("customers/<uuid:customer_id>/erase/", their_data.erase, name="customer_erase"),
    path("customers/<uuid:customer_id>/part/", on_card.part, name="customer_part"),
    path("customers/<uuid:customer_id>/credit/", credit.credit, name="customer_credit"),
    path("customers/<uuid:customer_id>/credit/grant/", credit.grant, name="customer_credit_grant"),
    # companies
    path("companies/", companies.listing, name="companies"),
    path("companies/new/", companies.new, name="company_new"),
    path("companies/<uuid:company_id>/", companies.company_page, name="company"),
    path("companies/<uuid:company_id>/save/", on_company.save, name="company_save"),
    path("companies/<uuid:company_id>/statement/<slug:currency>/", companies.statement, name="company_statement"),
    path("companies/<uuid:company_id>/buyer/", on_company.buyer, name="company_buyer"),
    path("companies/<uuid:company_id>/buyer/<uuid:customer_id>/gone/", on_company.no_buyer, name="company_no_buyer"),
    path("companies/<uuid:company_id>/limit/", on_company.limit, name="company_limit"),
    path("companies/<uuid:company_id>/payment/", on_company.payment, name="company_payment"),
    path("companies/payment/<uuid:payment_id>/back/", on_company.take_back, name="company_take_back"),
    # files
    path("files/", files.files, name="files"),
    path("files/<uuid:import_id>/", files.file, name="file"),
    path("files/<uuid:import_id>/preview/", files.preview, name="file_preview"),
    path("files/<uuid:import_id>/progress/", files.progress, name="file_progress"),
    path("files/<uuid:import_id>/start/", files.start, name="file_start"),
    path("files/<uuid:import_id>/cancel/", files.cancel, name="file_cancel"),
    path("files/<uuid:import_id>/result/", files.result, name="file_result"),
    # staff
    path("staff/", people.staff, name="staff"),
    path("staff/new/", people.new, name="person_new"),
    path("staff/keys/new/", keys.new, name="key_new"),
    path("staff/keys/<str:prefix>/revoke/", keys.revoke, name="key_revoke"),
    path("staff/<uuid:user_id>/", people.person, name="person"),
    path("staff/<uuid:user_id>/leave/", people.leave, name="person_leave"),
    path("audit/", include(urls(TRAIL))),
    # webhooks
    path("tills/", tills.tills, name="tills"),
    path("tills/new/", tills.new, name="till_new"),
    path("tills/shifts/", till_shifts.shifts, name="till_shifts"),
    path("tills/shifts/<uuid:shift_id>/", till_shifts.shift, name="till_shift"),
    path("tills/shifts/<uuid:shift_id>/close/", till_shifts.close_left, name="till_close_left"),
    path("tills/receipts/", till_shifts.receipts, name="till_receipts"),
    path("tills/receipts/rows/", till_shifts.feed, name="till_receipts_rows"),
    path("tills/differences/", till_shifts.differences, name="till_differences"),
    path("tills/differences/<uuid:difference_id>/settle/", till_shifts.settle, name="till_settle"),
    path("tills/pins/<uuid:place_id>/<uuid:user_id>/", tills.pin, name="till_pin"),
    path("tills/<uuid:till_id>/", tills.till, name="till"),
    path("tills/<uuid:till_id>/edit/", tills.edit, name="till_edit"),
    path("tills/<uuid:till_id>/enrol/", tills.enrol, name="till_enrol"),
    path("tills/<uuid:till_id>/revoke/", tills.revoke, name="till_revoke"),
    path("webhooks/", webhooks.hooks, name="webhooks"),
    path("webhooks/new/", webhooks.new, name="webhook_new"),
    path("webhooks/<uuid:webhook_id>/", webhooks.hook, name="webhook"),
    path("webhooks/<uuid:webhook_id>/edit/", webhooks.edit, name="webhook_edit"),
    path("webhooks/<uuid:webhook_id>/test/", webhooks.try_it, name="webhook_test"),
    path("webhooks/<uuid:webhook_id>/pause/", webhooks.pause, name="webhook_pause"),
    path("webhooks/<uuid:webhook_id>/resume/", webhooks.resume, name="webhook_resume"),
    path("webhooks/<uuid:webhook_id>/secret/", webhooks.secret, name="webhook_secret"),
    path("webhooks/<uuid:webhook_id>/remove/", webhooks.remove, name="webhook_remove"),
    path("webhooks/<uuid:webhook_id>/again/<int:delivery>/", webhooks.again, name="webhook_again"),
]
