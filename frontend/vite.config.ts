/** The apps as plain files with hashed names: Django serves them, no CDN, no server of their own. */

import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";

/** What the app is made from, in twelve letters: the same sources, the same version. */
function versionOf(patterns: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of globSync(patterns as string[], { cwd: import.meta.dirname }).sort()) {
    hash.update(file).update(readFileSync(new URL(file, `file://${import.meta.dirname}/`)));
  }
  return hash.digest("hex").slice(0, 12);
}

const VERSION = versionOf(["{kit,quote,till}/**/*.{ts,tsx,js,css,json,html}", "package-lock.json"]);

/** worker.js with the names of everything that was built: what it fetches before a version is used. */
function offline(): Plugin {
  return {
    name: "offline",
    generateBundle(_, bundle) {
      const files = Object.keys(bundle).filter((name) => !name.endsWith(".html") && !name.includes("manifest.json"));
      const source = readFileSync(new URL("till/worker.js", `file://${import.meta.dirname}/`), "utf8")
        .replace("__VERSION__", VERSION)
        .replace("__FILES__", JSON.stringify(files.map((name) => `/till/${name}`)));
      this.emitFile({ type: "asset", fileName: "worker.js", source });
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
    manifest: true,
    assetsInlineLimit: 0,
    target: "es2022",
  },
});
