"""Cards that may be one person's, one pair at a time, by keyboard; what was decided can be undone."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from duken.channels.backoffice.customers.act import said_of
from duken.channels.backoffice.customers.story import REASONS, word
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.fields import maybe_id
from duken.channels.backoffice.frame import show
from duken.customers.identities.decide import accept_candidate, reject_candidate, undo_decision
from duken.customers.identities.queue import CandidateRead, count_waiting, decided_candidates, waiting_candidates
from duken.kernel.money import Money
from duken.privacy.views.note import note_views

MOST_SKIPPED = 200


@behind_door("customers.merge")
def merges(request: HttpRequest, desk: Desk) -> HttpResponse:
    skipped = _skipped(request.GET.get("skip", ""))
    found = waiting_candidates(limit=skipped + 1, by=desk.by)
    if len(found) > skipped:
        note_views([found[skipped].first.id, found[skipped].second.id], screen="merges", by=desk.by)
    return show(
        request,
        desk,
        "office/customer_merges.html",
        pair=_told(found[skipped]) if len(found) > skipped else None,
        skipped=skipped,
        next_skip=skipped + 1,
        waiting=count_waiting(by=desk.by),
        decided=[_told(one) for one in decided_candidates(by=desk.by)],
    )


@require_POST
@behind_door("customers.merge")
def decide(request: HttpRequest, desk: Desk, candidate_id: int) -> HttpResponse:
    """`answer`: first or second (the same person; this card stays), different, undo."""
    answer, said = request.POST.get("answer", ""), gettext("They are one card now.")
    if answer == "undo":
        parted = undo_decision(candidate_id, by=desk.by)
        said = said_of(parted) if parted else gettext("You are asked again.")
    elif answer == "different":
        reject_candidate(candidate_id, by=desk.by)
        said = gettext("Not the same person: you will not be asked again.")
    else:
        accept_candidate(candidate_id, keep=maybe_id(answer), by=desk.by)
    skip = _skipped(request.POST.get("skip", ""))
    return done(request, said, reverse("office:merges") + (f"?skip={skip}" if skip else ""))


def _told(found: CandidateRead) -> dict[str, Any]:
    return {
        "id": found.id,
        "likely": Decimal(found.score // 10) / 100,
        "status": found.status,
        "decided_at": found.decided_at,
        "cards": [
            {"card": card, "worth": [Money(minor, currency) for currency, minor in card.worth]}
            for card in (found.first, found.second)
        ],
        "speaks_for": [word(code, REASONS) for code, bits in found.reasons if bits > 0],
        "speaks_against": [word(code, REASONS) for code, bits in found.reasons if bits < 0],
    }


def _skipped(text: str) -> int:
    return min(int(text), MOST_SKIPPED) if text.isdecimal() and len(text) < 6 else 0
