"""Files in: upload, say which column is what, look at what would happen, let it run, take the result."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from duken.channels import texts
from duken.channels.backoffice import words
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.frame import show, show_part
from duken.channels.backoffice.lists.columns import Badge
from duken.channels.imports.errors import EmptyFile
from duken.channels.imports.kinds.all_kinds import KINDS, fields_of
from duken.channels.imports.preview_import import PREVIEW_ROWS, preview_import
from duken.channels.imports.reads import ImportRead, import_job, import_jobs, result_of, sample_rows
from duken.channels.imports.receive_file import receive_file
from duken.channels.imports.start_import import cancel_import, start_import
from duken.kernel.refusals import Refusal

SCOPES = ("catalog.write", "pricing.write", "inventory.adjust", "customers.write")
KIND: words.Words = {
    "products": _("Products"),
    "prices": _("Prices"),
    "stock": _("Stock"),
    "customers": _("Customers"),
}
_ICONS = {"products": "tag", "prices": "cash", "stock": "box", "customers": "people"}
STATE: words.Words = {
    "received": _("not begun"),
    "waiting": _("waits"),
    "running": _("runs"),
    "done": _("done"),
    "failed": _("nothing saved"),
    "cancelled": _("stopped"),
}
_COLOURS = {"waiting": "note", "running": "note", "done": "good", "failed": "bad"}


@behind_door(*SCOPES)
def files(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Send a file, and see those that were sent."""
    if request.method == "POST":
        return _receive(request, desk)
    return show(
        request,
        desk,
        "office/files.html",
        kinds=[(code, KIND[code], _ICONS.get(code, "list")) for code, kind in KINDS.items() if desk.may(kind.scope)],
        jobs=[told(job) for job in import_jobs(limit=30, by=desk.by)],
    )


@behind_door(*SCOPES)
def file(request: HttpRequest, desk: Desk, import_id: UUID) -> HttpResponse:
    """One file, wherever it is on its way. A form says which column is what."""
    job = import_job(import_id, by=desk.by)
    if request.method == "POST":
        mapping, constants = _columns_typed(request, job)
        preview_import(import_id, mapping=mapping, constants=constants, by=desk.by)
        return HttpResponseRedirect(reverse("office:file", args=[import_id]), status=303)
    is_open = job.state == "received"
    return show(
        request,
        desk,
        "office/file.html",
        **_shown(job),
        columns=_columns(job) if is_open else [],
        sample=sample_rows(import_id, by=desk.by) if is_open else [],
    )


@behind_door(*SCOPES)
def preview(request: HttpRequest, desk: Desk, import_id: UUID) -> HttpResponse:
    """What would happen; asked for by the page once it is there, because it may take seconds."""
    job = import_job(import_id, by=desk.by)
    try:
        summary = preview_import(import_id, by=desk.by)
    except Refusal as refusal:
        return show_part(request, desk, "office/file_refused.html", words=texts.sentence(refusal))
    labels = _labels(job)
    errors = [
        {"row": one.row, "column": labels.get(one.field, one.field), "why": texts.sentence(one.refusal, labels)}
        for one in summary.errors
        if one.refusal
    ]
    return show_part(
        request, desk, "office/file_preview.html", job=job, summary=summary, errors=errors, most=PREVIEW_ROWS
    )


@behind_door(*SCOPES)
def progress(request: HttpRequest, desk: Desk, import_id: UUID) -> HttpResponse:
    """How far it is; the page asks every second until it is over."""
    return show_part(request, desk, "office/file_progress.html", **_shown(import_job(import_id, by=desk.by)))


@require_POST
@behind_door(*SCOPES)
def start(request: HttpRequest, desk: Desk, import_id: UUID) -> HttpResponse:
    if import_job(import_id, by=desk.by).state == "received":  # pressed twice, it has been started
        start_import(import_id, mode=request.POST.get("mode", ""), by=desk.by)
    return HttpResponseRedirect(reverse("office:file", args=[import_id]), status=303)


@require_POST
@behind_door(*SCOPES)
def cancel(request: HttpRequest, desk: Desk, import_id: UUID) -> HttpResponse:
    cancel_import(import_id, by=desk.by)
    return done(request, gettext("It stops."), reverse("office:file", args=[import_id]))


@behind_door(*SCOPES)
def result(request: HttpRequest, desk: Desk, import_id: UUID) -> HttpResponse:
    """Every row with what became of it."""
    name, chunks = result_of(import_id, by=desk.by)
    response = StreamingHttpResponse(chunks, content_type="text/csv; charset=utf-8")
    ascii_name = name.encode("ascii", "replace").decode().replace('"', "").replace("?", "_")
    response["Content-Disposition"] = f'attachment; filename="{ascii_name}"'
    return response  # type: ignore[return-value]


def told(job: ImportRead) -> dict[str, Any]:
    """An import as one line of a list."""
    return {
        "job": job,
        "kind": words.word(KIND, job.kind),
        "badge": Badge(words.word(STATE, job.state), _COLOURS.get(job.state, "")),
    }


def _receive(request: HttpRequest, desk: Desk) -> HttpResponse:
    sent = request.FILES.get("file")
    if sent is None:
        raise EmptyFile
    import_id = receive_file(
        request.POST.get("kind", ""), name=sent.name or "", chunks=sent.chunks(), language=desk.language, by=desk.by
    )
    return HttpResponseRedirect(reverse("office:file", args=[import_id]), status=303)


def _shown(job: ImportRead) -> dict[str, Any]:
    labels = _labels(job)
    return told(job) | {
        "labels": labels,
        "problem": texts.told(**job.problem) if job.problem else "",
        "errors": [
            {
                "row": one["row"],
                "column": labels.get(one["field"], one["field"]),
                "why": texts.told(one["code"], one["facts"], labels),
            }
            for one in job.errors
        ],
        "step": {"received": 2, "waiting": 3, "running": 3}.get(job.state, 4),
    }


def _labels(job: ImportRead) -> dict[str, str]:
    return {field.name: job.mapping.get(field.name) or str(field.label) for field in fields_of(job.kind)}


def _columns(job: ImportRead) -> list[dict[str, Any]]:
    return [
        {
            "name": field.name,
            "label": field.label,
            "is_required": field.is_required,
            "header": job.mapping.get(field.name, ""),
            "constant": job.constants.get(field.name, ""),
        }
        for field in fields_of(job.kind)
    ]


def _columns_typed(request: HttpRequest, job: ImportRead) -> tuple[dict[str, str], dict[str, str]]:
    mapping, constants = {}, {}
    for field in fields_of(job.kind):
        if header := request.POST.get(f"column-{field.name}", ""):
            mapping[field.name] = header
        elif constant := request.POST.get(f"constant-{field.name}", "").strip():
            constants[field.name] = constant[:200]
    return mapping, constants
