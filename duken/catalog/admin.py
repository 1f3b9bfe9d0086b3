"""The long tail of the catalogue: shelves, attributes and label patterns. Products have pages of their own.

Saving goes through the verbs, so paths, search and events stay right.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest

from duken.catalog.codes.in_store import is_pattern
from duken.catalog.drafts import AttributeDraft, CategoryDraft
from duken.catalog.models import Attribute, Category, InStorePattern
from duken.catalog.save_attributes import save_attributes
from duken.catalog.save_categories import save_categories
from duken.kernel.actor import Actor, with_scopes
from duken.kernel.refusals import Refusal
from duken.kernel.screens import Screen


class SavedByVerb(Screen):
    """Shows Django's form but hands what it holds to the verb; a refusal becomes a message and changes nothing."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # products point here; switch it off instead

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        [answer] = self.save_by_verb(obj, _actor(request))
        if isinstance(answer, Refusal):
            messages.error(request, str(answer))

    def save_by_verb(self, obj: Any, by: Actor) -> list[Any]:
        raise NotImplementedError


def _actor(request: HttpRequest) -> Actor:
    """Django's admin has checked the permission to change this table; the verb asks for its own scope."""
    return with_scopes(f"staff:{request.user.pk}", "admin", {"catalog.write"})


@admin.register(Category)
class CategoryAdmin(SavedByVerb):
    list_display = ("path", "name", "position", "is_active")
    list_filter = ("is_active",)
    search_fields = ("name", "slug")
    autocomplete_fields = ("parent",)

    def save_by_verb(self, obj: Category, by: Actor) -> list[Any]:
        held = Category.objects.filter(pk=obj.pk).exists()
        draft = CategoryDraft(
            slug=obj.slug,
            name=obj.name,
            parent=obj.parent.slug if obj.parent else "",
            name_in=obj.name_in,
            position=obj.position,
            colour=obj.colour,
            is_active=obj.is_active,
            id=obj.pk if held else None,
        )
        answers = save_categories([draft], by=by)
        if not held and not isinstance(answers[0], Refusal):
            obj.pk = answers[0]
        return answers


@admin.register(Attribute)
class AttributeAdmin(SavedByVerb):
    list_display = ("code", "name", "kind", "unit", "is_facet", "position")
    list_filter = ("kind", "is_facet")
    search_fields = ("code", "name")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code",) if obj else ()

    def save_by_verb(self, obj: Attribute, by: Actor) -> list[Any]:
        draft = AttributeDraft(
            code=obj.code,
            name=obj.name,
            name_in=obj.name_in,
            kind=obj.kind,
            unit=obj.unit,
            choices=obj.choices,
            is_facet=obj.is_facet,
            position=obj.position,
        )
        answers = save_attributes([draft], by=by)
        obj.pk = Attribute.objects.filter(code=obj.code).values_list("pk", flat=True).first() or obj.pk
        return answers


class InStorePatternForm(forms.ModelForm):
    def clean_pattern(self) -> str:
        pattern = str(self.cleaned_data["pattern"]).upper()
        if not is_pattern(pattern):
            raise forms.ValidationError("13 places: 2, digits, I (item), W (grams) or P (price), V, and C at the end.")
        return pattern


@admin.register(InStorePattern)
class InStorePatternAdmin(Screen):
    form = InStorePatternForm
    list_display = ("pattern", "position", "is_active")
