// Live updates. <div data-live data-live-url="…/live" data-ticket-url="/…/ticket/"> gets a `live` event (for hx-trigger)
// whenever something happened, once after each connection, and every few seconds while there is no connection.

const LOOK_ANYWAY = 15000, SOON = 60;

class Live {
  constructor(element) {
    this.element = element;
    this.last = "";
    this.failures = 0;
    this.connect();
    setInterval(() => !this.isOpen && this.say(), LOOK_ANYWAY);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.wake());
    addEventListener("online", () => this.wake());
    addEventListener("pagehide", () => this.source?.close());
  }

  get isOpen() { return this.source?.readyState === EventSource.OPEN; }

  wake() {
    this.say();
    if (!this.isOpen) this.connect();
  }

  async connect() {
    clearTimeout(this.later);
    this.source?.close();
    try {
      const answer = await fetch(this.element.dataset.ticketUrl, { headers: { Accept: "application/json" } });
      if (answer.status === 401 || answer.status === 403) return this.show("off");
      const { ticket } = await answer.json();
      const url = new URL(this.element.dataset.liveUrl);
      url.searchParams.set("ticket", ticket);
      if (this.last) url.searchParams.set("after", this.last);
      this.source = new EventSource(url);
    } catch {
      return this.retry();
    }
    this.source.addEventListener("hello", (event) => { this.failures = 0; this.show("on"); this.heard(event); });
    this.source.addEventListener("news", (event) => this.heard(event));
    this.source.addEventListener("renew", () => this.connect());
    this.source.onerror = () => this.retry(); // an old ticket is no good for the browser's own retry
  }

  retry() {
    this.source?.close();
    this.show("off");
    this.failures += 1;
    this.later = setTimeout(() => this.connect(), Math.min(500 * 2 ** this.failures, 15000) * (0.7 + Math.random() * 0.6));
  }

  heard(event) {
    if (event.lastEventId) this.last = event.lastEventId;
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.say(), event.type === "hello" ? 0 : SOON);
  }

  say() { this.element.dispatchEvent(new CustomEvent("live", { bubbles: true })); }

  show(state) {
    this.element.dataset.liveState = state;
    document.querySelectorAll("[data-live-light]").forEach((light) => { light.dataset.liveLight = state; });
  }
}

document.querySelectorAll("[data-live][data-ticket-url]").forEach((element) => new Live(element));
