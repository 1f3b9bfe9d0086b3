/** The apps as plain files with hashed names: Django serves them, no CDN, no server of their own. */

import { createHash } from "node:crypto";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";

const HERE = import.meta.dirname;
const SHELL = "index.html";

function hashOf(...contents: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const content of contents) hash.update(content);
  return hash.digest("hex");
}

/** What the app is made from, in twelve letters: the same sources, the same version. */
const SOURCES = globSync(["{kit,quote,till}/**/*.*", "package-lock.json"], { cwd: HERE }).sort();
const VERSION = hashOf(...SOURCES.flatMap((file) => [file, readFileSync(join(HERE, file))])).slice(0, 12);

/** worker.js with the names of everything that was built: what it fetches before a version is used. */
function offline(): Plugin {
  return {
    name: "offline",
    writeBundle({ dir }) {
      const files = globSync("**/*.*", { cwd: dir! }).filter((file) => file !== SHELL && !file.startsWith(".vite"));
      const worker = readFileSync(join(HERE, "till/worker.js"), "utf8")
        .replace("__VERSION__", VERSION)
        .replace("__SHELL_HASH__", hashOf(readFileSync(join(dir!, SHELL))))
        .replace("__FILES__", JSON.stringify(files.sort().map((file) => `/till/${file}`)));
      writeFileSync(join(dir!, "worker.js"), worker);
    },
  };
}

export default defineConfig({
  root: "till",
  base: "/till/",
  define: {
    __VERSION__: JSON.stringify(VERSION),
  },
  plugins: [offline()],
  server: { fs: { allow: [".."] } },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../../duken/channels/pos/built",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: "es2022",
  },
});
