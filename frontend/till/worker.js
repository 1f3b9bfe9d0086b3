/** Opens the till without a network: the files of one version, fetched whole before it is used, then never asked for again. */

const VERSION = "__VERSION__";
const FILES = __FILES__;
const CACHE = `duken-till-${VERSION}`;
const SHELL = "/till/";

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll([SHELL, ...FILES].map((path) => new Request(path, { cache: "reload" })))),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names.filter((name) => name.startsWith("duken-till-") && name !== CACHE).map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("message", (event) => {
  if (event.data === "go over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  const isPage = event.request.mode === "navigate" && pathname.startsWith(SHELL);
  if (!isPage && !FILES.includes(pathname)) return;
  event.respondWith(
    caches
      .open(CACHE)
      .then((cache) => cache.match(isPage ? SHELL : pathname))
      .then((kept) => kept ?? fetch(event.request)),
  );
});
