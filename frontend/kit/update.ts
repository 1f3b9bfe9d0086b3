/** A new version of the app: fetched beside the old one, put in its place only while nobody is in the middle of something. */

import { signal } from "@preact/signals";

/** A newer version waits. */
export const isNewer = signal(false);
let waiting: ServiceWorker | null = null;

/** Registers the worker that lets the app open without a network, and watches for its successors. */
export async function watchForUpdates(worker: string, scope: string): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const wasControlled = navigator.serviceWorker.controller !== null;
  const registration = await navigator.serviceWorker.register(worker, { scope });
  const notice = () => {
    if (registration.waiting && wasControlled) {
      waiting = registration.waiting;
      isNewer.value = true;
    }
  };
  notice();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", notice);
  });
  let isReloading = false;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (wasControlled && !isReloading) {
      isReloading = true;
      location.reload();
    }
  });
  setInterval(() => void registration.update().catch(() => {}), 30 * 60_000); // no network: later
}

/** Go over to the newer version; the page is loaded again. What is on the disk stays as it is. */
export function goOver(): void {
  waiting?.postMessage("go over");
}
