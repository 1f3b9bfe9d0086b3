"""Archive and bring back many products at once; the other way round is one press away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from duken.catalog.archive_products import archive_products, restore_products
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import back, behind_door
from duken.channels.backoffice.orders.bulk import chosen
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal

Verb = Callable[..., Sequence[object]]


@require_POST
@behind_door("catalog.write")
def archive(request: HttpRequest, desk: Desk) -> HttpResponse:
    count = _each(archive_products, chosen(request), desk.by)
    said = ngettext("%(count)s product archived.", "%(count)s products archived.", count) % {"count": count}
    return _with_undo(request, said, "office:products_restore")


@require_POST
@behind_door("catalog.write")
def restore(request: HttpRequest, desk: Desk) -> HttpResponse:
    count = _each(restore_products, chosen(request), desk.by)
    said = ngettext("%(count)s product is back.", "%(count)s products are back.", count) % {"count": count}
    return _with_undo(request, said, "office:products_archive")


def _each(verb: Verb, product_ids: list[UUID], by: Actor) -> int:
    return sum(not isinstance(answer, Refusal) for answer in verb(product_ids, by=by))


def _with_undo(request: HttpRequest, said: str, undo: str) -> HttpResponse:
    """The notice carries the way back: the same products, the other verb."""
    inputs = format_html_join("", '<input type="hidden" name="chosen" value="{}">', ((one,) for one in chosen(request)))
    form = format_html(
        '{} <form method="post" action="{}" class="inline-form"><input type="hidden" name="csrfmiddlewaretoken"'
        ' value="{}">{}<input type="hidden" name="next" value="{}"><button class="button small">{}</button></form>',
        said,
        reverse(undo),
        get_token(request),
        inputs,
        back(request),
        gettext("Undo"),
    )
    messages.success(request, form)
    return HttpResponseRedirect(back(request), status=303)
