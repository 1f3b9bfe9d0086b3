import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { ask, Problem, Unreachable } from "../../kit/api.ts";

const real = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = real;
});

/** What was asked is kept; `answer` is what comes back. */
function answering(answer: (signal: AbortSignal) => Response | Promise<Response>): RequestInit[] {
  const asked: RequestInit[] = [];
  globalThis.fetch = async (_, wanted) => {
    asked.push(wanted!);
    return answer(wanted!.signal!);
  };
  return asked;
}

test("a device asks with its key, in its language, and never with a cookie", async () => {
  const asked = answering(() => Response.json({ position: 7 }));

  const told = await ask("POST", "/api/v1/till/health", { clock: "now" }, { key: "k", language: "kk", once: "one" });

  assert.deepEqual(told, { position: 7 });
  assert.equal(asked[0]!.body, '{"clock":"now"}');
  assert.equal(asked[0]!.credentials, "omit");
  assert.deepEqual(asked[0]!.headers, {
    "Content-Type": "application/json",
    Authorization: "Bearer k",
    "Accept-Language": "kk",
    "Idempotency-Key": "one",
  });
});

test("a no comes with its code and its sentence", async () => {
  answering(() =>
    Response.json({ code: "tills.forked", detail: "Another device.", facts: { sequence: 3 } }, { status: 409 }),
  );

  await assert.rejects(ask("GET", "/x"), (trouble) => {
    assert.ok(trouble instanceof Problem);
    assert.deepEqual(
      [trouble.status, trouble.code, trouble.detail, trouble.facts, trouble.isPassing],
      [409, "tills.forked", "Another device.", { sequence: 3 }, false],
    );
    return true;
  });
});

test("a proxy's own words are a no without a code, and pass", async () => {
  answering(() => new Response("<h1>Bad gateway</h1>", { status: 502 }));

  await assert.rejects(ask("GET", "/x"), (trouble) => {
    assert.ok(trouble instanceof Problem);
    assert.deepEqual([trouble.code, trouble.isPassing], ["http.502", true]);
    return true;
  });
});

test("a page of a hotel's network instead of an answer is no answer", async () => {
  answering(() => new Response("<title>Welcome</title>"));

  await assert.rejects(ask("GET", "/x"), Unreachable);
});

test("who does not answer in time cannot be reached", async () => {
  answering(
    (signal) => new Promise((_, refuse) => signal.addEventListener("abort", () => refuse(signal.reason as Error))),
  );

  await assert.rejects(ask("GET", "/x", undefined, { seconds: 0.01 }), Unreachable);
});
