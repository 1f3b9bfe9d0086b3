/** The apps as plain files with hashed names: Django serves them, no CDN, no server of their own. */

import { defineConfig } from "vite";

export default defineConfig({
  root: "till",
  base: "/till/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../../duken/channels/pos/built",
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    target: "es2022",
  },
});
