/** A new version of the app: fetched beside the old one, put in its place only while nobody is in the middle of something. */

import { signal } from "@preact/signals";

/** A newer version waits. */
export const isNewer = signal(false);
let waiting: ServiceWorker | null = null;
const LOOK_MINUTES = 30;

/** Registers the worker that lets the app open without a network, and watches for its successors. */
export async function watchForUpdates(worker: string, scope: string): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const { serviceWorker } = navigator;
  let isControlled = serviceWorker.controller !== null;
  serviceWorker.addEventListener("controllerchange", () => {
    if (isControlled) location.reload(); // the first worker found the page as it is; a successor brings another
    isControlled = true;
  });
  const registration = await serviceWorker.register(worker, { scope, updateViaCache: "none" });
  const notice = () => {
    if (!registration.waiting || !isControlled) return;
    waiting = registration.waiting;
    isNewer.value = true;
  };
  notice();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", notice);
  });
  const look = () => void registration.update().catch(() => {}); // no network: later
  addEventListener("online", look);
  setInterval(look, LOOK_MINUTES * 60_000);
}

/** Go over to the newer version; the page is loaded again. What is on the disk stays as it is. */
export function goOver(): void {
  waiting?.postMessage("go over");
}
