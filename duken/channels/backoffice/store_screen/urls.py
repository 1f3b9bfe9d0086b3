"""The addresses of the store screen, under /store/."""

from __future__ import annotations

from django.urls import path

from duken.channels.backoffice.store_screen import act, board, work

app_name = "store"
urlpatterns = [
    path("", board.shops, name="shops"),
    path("<slug:code>/", board.board, name="board"),
    path("<slug:code>/ticket/", board.ticket, name="ticket"),
    path("<slug:code>/find/", board.find, name="find"),
    path("<slug:code>/<uuid:work_id>/", work.work, name="work"),
    path("<slug:code>/<uuid:work_id>/list/", work.pick_list, name="pick_list"),
    path("<slug:code>/<uuid:work_id>/acknowledge/", act.acknowledge, name="acknowledge"),
    path("<slug:code>/<uuid:work_id>/scan/", act.scan, name="scan"),
    path("<slug:code>/<uuid:work_id>/pick/<uuid:line_id>/", act.pick_line, name="pick"),
    path("<slug:code>/<uuid:work_id>/unpick/<uuid:line_id>/", act.unpick_line, name="unpick"),
    path("<slug:code>/<uuid:work_id>/short/<uuid:line_id>/", act.short, name="short"),
    path("<slug:code>/<uuid:work_id>/ready/", act.ready, name="ready"),
    path("<slug:code>/<uuid:work_id>/reopen/", act.reopen, name="reopen"),
    path("<slug:code>/<uuid:work_id>/hand-over/", act.give, name="hand_over"),
    path("<slug:code>/<uuid:work_id>/ship/", act.send, name="ship"),
    path("<slug:code>/<uuid:work_id>/deliver/", act.delivered, name="deliver"),
    path("<slug:code>/<uuid:work_id>/put-back/", act.put_back, name="put_back"),
]
