/** The lock installs everywhere: npm leaves out of it, silently, what its registry had no copy of, and `npm ci` then refuses. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const LOCK = JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8")) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const PACKAGES = Object.entries(LOCK.packages).filter(([path]) => path !== "");

test("everything a locked package needs, on any machine, is locked too", () => {
  const needed = PACKAGES.flatMap(([, each]) => Object.keys({ ...each.dependencies, ...each.optionalDependencies }));

  assert.ok(needed.length > 20);
  assert.deepEqual(
    needed.filter((name) => !PACKAGES.some(([path]) => path.endsWith(`node_modules/${name}`))),
    [],
  );
});

test("a lock knows what came by its hash, not where from", () => {
  assert.deepEqual(
    PACKAGES.filter(([, each]) => each.resolved !== undefined || !each.integrity?.startsWith("sha512-")),
    [],
  );
});
