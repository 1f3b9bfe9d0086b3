"""The addresses django-allauth looks for by its own names."""

from __future__ import annotations

from django.urls import path

from duken.channels.storefront import sign_in

urlpatterns = [
    path("account/code/", sign_in.ConfirmCode.as_view(), name="account_confirm_login_code"),
    path("account/sign-in/", sign_in.sign_in, name="account_login"),
    path("account/sign-in/", sign_in.sign_in, name="account_request_login_code"),
    path("account/sign-in/", sign_in.sign_in, name="account_signup"),
    path("account/sign-out/", sign_in.sign_out, name="account_logout"),
]
