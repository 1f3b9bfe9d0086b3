"""The living page of components: /styleguide/, only while DEBUG is on."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duken.kernel.money import Money


class Sample(forms.Form):
    name = forms.CharField(label="Name", initial="Aigerim")
    phone = forms.CharField(label="Phone", help_text="With the country code, please.")
    note = forms.CharField(label="Note", required=False)


def styleguide(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "duken/styleguide.html",
        {
            "form": Sample({"name": "Aigerim", "phone": ""}),
            "price": Money(1295, "GBP"),
            "was": Money(1595, "GBP"),
            "places": [("Arbat", "plenty", "In stock"), ("Sairan", "few", "2 left"), ("Talgar", "none", "Sold out")],
            "kinds": ["", "primary", "quiet", "danger"],
            "notices": ["note", "good", "warn", "bad"],
            "words": ["", "good", "warn", "bad", "note", "sale", "accent"],
        },
    )
