"""What is said of an operation once: its scope, what it takes, what it gives. Routing and OpenAPI follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from duken.channels.api.answers import Answer
from duken.channels.api.bodies import Body, Query
from duken.channels.api.keys import ScopedKey

REFUSALS = {401: "No key, or a wrong one", 403: "The key lacks a scope or a store", 429: "Too many requests"}


class Problem(Answer):
    """RFC 9457. `code` is stable, `facts` are its details, `detail` is told in the Accept-Language."""

    type: str
    title: str
    status: int
    code: str
    instance: str
    request: str
    detail: str = ""
    facts: dict[str, Any] = {}


def operation(
    *scopes: str,
    gives: Any,
    takes: type[Body] | None = None,
    query: type[Query] | None = None,
    status: int = 200,
    repeated: int | None = None,
    key_needed: bool = False,
    is_write: bool = True,
    refuses: tuple[int, ...] = (),
    leads_to: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Keyword arguments for a ninja router. `repeated` is the status of the same answer given again.

    `leads_to`: operations ("orders.get_order") that take the `id` of this answer, and the parameter it becomes.
    """
    responses: dict[int, Any] = {status: _content(gives, "Done" if takes else "Found")}
    if leads_to:
        responses[status]["links"] = {name: _link(name, parameter) for name, parameter in leads_to.items()}
    if repeated:
        responses[repeated] = _content(gives, "The same as before")
    told = REFUSALS | {code: _WORDS[code] for code in (*refuses, *((400, 422) if takes or query else ()))}
    responses |= {code: _problem(words) for code, words in sorted(told.items())}
    extra: dict[str, Any] = {
        "responses": responses,
        "security": [{"key": list(scopes)}],
        "x-scopes": list(scopes),
        "parameters": [*_parameters(query), *(_key_header(key_needed) if takes and is_write else [])],
    }
    if takes:
        extra["requestBody"] = {"required": True, "content": {"application/json": {"schema": reference(takes)}}}
    return {"auth": ScopedKey(*scopes), "response": {status: None}, "openapi_extra": extra}


def open_operation(gives: Any, *, takes: type[Body], refuses: tuple[int, ...] = ()) -> dict[str, Any]:
    """The same for the one door that needs no key: who comes through it gets one."""
    told = operation(gives=gives, takes=takes, refuses=refuses, is_write=False)
    extra = told["openapi_extra"]
    extra["responses"].pop(401)
    return {"auth": None, "response": told["response"], "openapi_extra": extra | {"security": []}}


def reference(shape: Any) -> dict[str, Any]:
    """Where the schema of a shape will stand in the document; remembered so that it will."""
    (schema,), components = msgspec.json.schema_components([shape], ref_template=_REF)
    _schemas.update(components)
    return schema


def schemas() -> dict[str, Any]:
    return dict(sorted(_schemas.items()))


_REF = "#/components/schemas/{name}"
_schemas: dict[str, Any] = {}
_WORDS = {
    400: "Not JSON, or a key or cursor that is none",
    404: "No such thing, or none this key may see",
    409: "Not in the present state of things",
    413: "Too large",
    429: "Too many tries: wait",
    422: "Understood, but it cannot be done as asked",
    503: "Busy: try again",
}


def _content(shape: Any, words: str) -> dict[str, Any]:
    return {"description": words, "content": {"application/json": {"schema": reference(shape)}}}


def _link(name: str, parameter: str) -> dict[str, Any]:
    module, _, function = name.partition(".")
    operation_id = f"duken_channels_api_{module}_{function}"
    return {"operationId": operation_id, "parameters": {parameter: "$response.body#/id"}}


def _problem(words: str) -> dict[str, Any]:
    return {"description": words, "content": {"application/problem+json": {"schema": reference(Problem)}}}


def _parameters(query: type[Query] | None) -> list[dict[str, Any]]:
    if query is None:
        return []
    reference(query)
    schema = _schemas.pop(query.__name__)
    required = schema.get("required", [])
    return [
        {"in": "query", "name": name, "required": name in required, "schema": details}
        | ({"description": details.pop("description")} if "description" in details else {})
        for name, details in schema["properties"].items()
    ]


def _key_header(needed: bool) -> list[dict[str, Any]]:
    schema = {"type": "string", "maxLength": 200}
    words = "The same key and body again answers the same; with another body 409."
    return [{"in": "header", "name": "Idempotency-Key", "required": needed, "description": words, "schema": schema}]
