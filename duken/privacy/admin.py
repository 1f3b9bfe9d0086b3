"""Settings screen: how long things are kept, where the shop says otherwise than the defaults."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin

from duken.kernel.screens import Screen
from duken.privacy.clocks.defaults import CLOCKS
from duken.privacy.models import Clock


class ClockForm(forms.ModelForm):
    name = forms.ChoiceField(choices=[(name, f"{name}: {clock.what}") for name, clock in CLOCKS.items()])

    def clean_country(self) -> Any:
        return self.cleaned_data["country"].upper()


@admin.register(Clock)
class ClockAdmin(Screen):
    form = ClockForm
    list_display = ("name", "country", "days")
