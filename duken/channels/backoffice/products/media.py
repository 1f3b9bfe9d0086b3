"""Pictures of a product: upload, order, remove."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from duken.catalog.add_media import add_media, order_media, remove_media
from duken.catalog.drafts import MediaDraft
from duken.catalog.errors import NotAPicture, PictureTooLarge
from duken.catalog.whole import whole_product
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.kernel.refusals import InvalidField, Refusal

LARGEST = 20 * 1024 * 1024


@require_POST
@behind_door("catalog.write")
def upload(request: HttpRequest, desk: Desk, product_id: UUID) -> HttpResponse:
    """One or many pictures; the browser sends them one by one and shows how far it is."""
    files = request.FILES.getlist("pictures")
    if not files:
        raise NotAPicture
    for file in files:
        if (file.size or 0) > min(LARGEST, settings.UPLOAD_MAX_BYTES):
            raise PictureTooLarge(file.name or "", "20 MB")
    drafts = [MediaDraft(product_id, file.read(), name=file.name or "") for file in files]
    for answer in add_media(drafts, by=desk.by):
        if isinstance(answer, Refusal):
            raise answer
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    return done(request, gettext("The pictures are there."), _address(product_id))


@require_POST
@behind_door("catalog.write")
def arrange(request: HttpRequest, desk: Desk, product_id: UUID) -> HttpResponse:
    """Keep the order of the list; or take one picture away."""
    known = {str(one.id): one.id for one in whole_product(product_id, by=desk.by).media}
    if gone := request.POST.get("remove", ""):
        if gone not in known:
            raise InvalidField("remove", "empty")
        remove_media([known[gone]], by=desk.by)
        return done(request, gettext("The picture is gone."), _address(product_id))
    order_media(product_id, [known[one] for one in request.POST.getlist("media") if one in known], by=desk.by)
    return done(request, gettext("The order is kept."), _address(product_id))


def _address(product_id: UUID) -> str:
    return reverse("office:product", args=[product_id]) + "#pictures"
