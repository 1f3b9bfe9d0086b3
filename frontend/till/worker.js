/** Opens the till without a network: the files of one version, fetched whole before it is used, then never asked for again. */

const VERSION = "__VERSION__";
const FILES = __FILES__;
const SHELL = "/till/";
const SHELL_HASH = "__SHELL_HASH__";
const OURS = "duken-till-";
const CACHE = OURS + VERSION;
const PICTURES = "duken-pictures";
const MOST_PICTURES = 500;

self.addEventListener("install", (event) => event.waitUntil(fetchAll()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", (event) => {
  if (event.data === "go over") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  if (event.request.destination === "image" && pathname.startsWith("/media/")) event.respondWith(picture(event));
  const isPage = event.request.mode === "navigate" && pathname.startsWith(SHELL);
  if (isPage || FILES.includes(pathname)) event.respondWith(answer(event.request, isPage ? SHELL : pathname));
});

/** All of a version or nothing: a page of one build with the scripts of another would not open without a network. */
async function fetchAll() {
  const cache = await caches.open(CACHE);
  await Promise.all(FILES.map(async (path) => cache.put(path, (await kept(path)) ?? (await fresh(path)))));
  const page = await fresh(SHELL);
  if ((await hashOf(page.clone())) !== SHELL_HASH) throw new Error("the page is of another build");
  await cache.put(SHELL, page);
}

/** A file with its content in its name, as an earlier version fetched it. */
async function kept(path) {
  return path.startsWith("/till/assets/") ? caches.match(path) : undefined;
}

async function fresh(path) {
  const response = await fetch(new Request(path, { cache: "reload", credentials: "omit" }));
  if (!response.ok || response.redirected) throw new Error(`${path}: ${response.status}`);
  return response;
}

async function hashOf(response) {
  const digest = await crypto.subtle.digest("SHA-256", await response.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** From this version's files; from the server only if the browser has thrown them away. */
async function answer(request, path) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

/** A picture of an article, once seen, is seen without a network too. Its name changes with what is on it. */
async function picture(event) {
  const cache = await caches.open(PICTURES);
  const seen = await cache.match(event.request);
  if (seen) return seen;
  const fetched = await fetch(event.request);
  if (fetched.ok) event.waitUntil(keep(cache, event.request, fetched.clone()));
  return fetched;
}

async function keep(cache, request, response) {
  await cache.put(request, response);
  const names = await cache.keys();
  await Promise.all(names.slice(0, Math.max(0, names.length - MOST_PICTURES)).map((name) => cache.delete(name)));
}
