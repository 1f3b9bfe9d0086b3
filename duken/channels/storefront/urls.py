"""Addresses of the shop. The language stands before them (duken/channels/languages.py)."""

from __future__ import annotations

from django.urls import path

from duken.channels.may_be_old import may_be_old
from duken.channels.storefront import (
    account,
    basket,
    category,
    checkout,
    compare,
    delivery,
    hand_over,
    home,
    order,
    outbox,
    pay,
    place,
    preferences,
    product,
    saving,
    search,
    shops,
    sign_in,
    static_pages,
)

app_name = "storefront"

urlpatterns = [
    path("", may_be_old(home.home), name="home"),
    path("c/<slug:slug>/", may_be_old(category.category), name="category"),
    path("p/<slug:slug>/", may_be_old(product.product), name="product"),
    path("search/", may_be_old(search.search), name="search"),
    path("search/suggest/", may_be_old(search.suggest), name="suggest"),
    path("compare/", may_be_old(compare.compare), name="compare"),
    path("basket/", basket.basket, name="basket"),
    path("basket/add/", basket.add, name="add_to_basket"),
    path("basket/change/", basket.change, name="change_basket"),
    path("basket/save/", saving.save, name="save"),
    path("basket/share/", hand_over.share, name="share_basket"),
    path("basket/open/", hand_over.open_by_code, name="open_basket"),
    path("basket/open/<str:token>/", hand_over.open_by_link, name="open_shared"),
    path("basket/undo/", hand_over.undo, name="undo_merge"),
    path("basket/keep/", hand_over.keep, name="keep_basket"),
    path("basket/live/", hand_over.live, name="basket_live"),
    path("checkout/", checkout.checkout, name="checkout"),
    path("checkout/delivery/", checkout.delivery_ways, name="delivery_ways"),
    path("order/<str:secret>/", order.order, name="order"),
    path("order/<str:secret>/cancel/", order.cancel, name="cancel"),
    path("order/<str:secret>/answer/", order.answer, name="answer"),
    path("order/<str:secret>/live/", order.live, name="order_live"),
    path("order/<str:secret>/pay/", pay.pay, name="pay"),
    path("order/<str:secret>/paid/", pay.paid, name="paid"),
    path("order/<str:secret>/here/", order.here, name="here"),
    path("shops/", may_be_old(shops.shops), name="shops"),
    path("shops/<slug:code>/", may_be_old(shops.shop), name="shop"),
    path("delivery/", may_be_old(delivery.delivery), name="delivery"),
    path("account/", account.account, name="account"),
    path("account/sign-in/", sign_in.sign_in, name="sign_in"),
    path("account/sign-out/", sign_in.sign_out, name="sign_out"),
    path("about/", may_be_old(static_pages.about), name="about"),
    path("messages-sent/", outbox.outbox, name="outbox"),
    path("choose/theme/", preferences.theme, name="theme"),
    path("choose/shop/", preferences.choose_shop, name="choose_shop"),
    path("choose/town/", place.choose_town, name="deliver_to"),
]
