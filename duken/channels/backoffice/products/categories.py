"""The tree of categories: add, rename, move, hide."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duken.catalog.drafts import CategoryDraft
from duken.catalog.reads import all_categories
from duken.catalog.save_categories import save_categories
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.frame import show
from duken.kernel.refusals import Refusal


class CategoryForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    slug = forms.CharField(label=_("Address in the shop"), max_length=120, required=False)
    parent = forms.ChoiceField(label=_("Lies in"), required=False)
    position = forms.IntegerField(label=_("Place among its neighbours"), min_value=0, required=False)

    def __init__(self, *given: object, desk: Desk, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        nodes = all_categories(desk.language)
        choices = [("", _("nothing: a root"))] + [(node.slug, "\u2003" * node.depth + node.name) for node in nodes]
        self.fields["parent"].choices = choices  # type: ignore[attr-defined]


@behind_door("catalog.write")
def categories(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The tree, with a form for a new category or (with ?edit=) for one that is there."""
    nodes = all_categories(desk.language)
    edited = next((node for node in nodes if node.slug == request.GET.get("edit")), None)
    parents = {child.slug: node.slug for node in nodes for child in node.children}
    first = {"name": edited.name, "slug": edited.slug, "parent": parents.get(edited.slug, "")} if edited else {}
    form = CategoryForm(request.POST or None, desk=desk, initial=first)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        draft = CategoryDraft(
            said["slug"] or slugify(said["name"]) or "category",
            name=said["name"],
            parent=said["parent"],
            position=said["position"],
            id=edited.id if edited else None,
        )
        [answer] = save_categories([draft], by=desk.by)
        if isinstance(answer, Refusal):
            raise answer
        return done(request, gettext("Saved."), reverse("office:categories"))
    status = 422 if form.is_bound else 200
    return show(request, desk, "office/categories.html", nodes=nodes, form=form, edited=edited, status=status)
