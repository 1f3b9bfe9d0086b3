// Comfort of the store screen: the scan field is always ready, sounds, the title counts, keys. Works without it too.

// Sound: two tones for a new order, one for a good scan, a low one for a wrong one. Browsers want a press first.
let sounds = null;
const soundButton = document.querySelector("[data-sound]");
const wantsSound = () => localStorage.getItem("store-sound") !== "off";
const showSound = () => soundButton?.setAttribute("aria-pressed", String(wantsSound()));
const ready = () => { sounds ??= new AudioContext(); if (sounds.state === "suspended") sounds.resume(); };
["pointerdown", "keydown"].forEach((type) => document.addEventListener(type, ready, { passive: true }));
soundButton?.addEventListener("click", () => {
  localStorage.setItem("store-sound", wantsSound() ? "off" : "on");
  showSound();
  if (wantsSound()) chime();
});
showSound();

function tone(frequency, start, length, kind = "sine") {
  if (!wantsSound() || sounds?.state !== "running") return;
  const at = sounds.currentTime + start, oscillator = sounds.createOscillator(), loudness = sounds.createGain();
  oscillator.type = kind;
  oscillator.frequency.value = frequency;
  loudness.gain.setValueAtTime(0.0001, at);
  loudness.gain.exponentialRampToValueAtTime(0.25, at + 0.015);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + length);
  oscillator.connect(loudness).connect(sounds.destination);
  oscillator.start(at);
  oscillator.stop(at + length);
}
const chime = () => { tone(659, 0, 0.35); tone(880, 0.18, 0.5); };
document.addEventListener("picked", () => { tone(1175, 0, 0.12); navigator.vibrate?.(30); });
document.addEventListener("refused", () => { tone(196, 0, 0.35, "square"); navigator.vibrate?.([80, 60, 80]); });

// New orders: a chime, a glow, the number in the title; and once a minute again while nobody has looked.
const title = document.title;
const cards = () => [...document.querySelectorAll('[data-card][data-state="requested"]')];
const known = new Set(cards().map((card) => card.dataset.card));
const count = () => Number(document.querySelector("[data-new-count]")?.dataset.newCount ?? 0);
let counted = count();
function look() {
  const waiting = cards(), number = count(); // of a long board not every card is shown
  const fresh = waiting.filter((card) => !known.has(card.dataset.card));
  fresh.forEach((card) => { known.add(card.dataset.card); card.classList.add("arrived"); });
  if (fresh.length || number > counted) chime();
  counted = number;
  if (document.getElementById("board")) document.title = number ? `(${number}) ${title}` : title;
}
look();
setInterval(() => cards().length && chime(), 60000);

// Scan field: in focus whenever nothing else is being typed into. On touch it opens no keyboard until it is pressed.
const scanField = () => document.querySelector("[data-scan]");
const isTyping = (element) => element?.matches?.("input:not([data-scan]), textarea, select, dialog[open] *");
function focusScan() {
  const field = scanField();
  if (!field || document.querySelector("dialog[open]") || isTyping(document.activeElement)) return;
  if (matchMedia("(pointer: coarse)").matches && !field.matches(".code-field")) field.inputMode = "none";
  field.focus({ preventScroll: true });
}
document.addEventListener("pointerdown", (event) => {
  if (event.target.matches?.("[data-scan]") && document.activeElement === event.target) event.target.inputMode = "";
});
focusScan();
document.addEventListener("close", () => focusScan(), true);
addEventListener("focus", focusScan);

// A swap must not lose what is being typed, nor close a dialog that is open.
let typed = "";
document.addEventListener("htmx:beforeRequest", (event) => {
  const isNews = event.detail.requestConfig.triggeringEvent?.type === "live" || event.detail.requestConfig.verb === "get";
  if (isNews && event.target.id === "work" && document.querySelector("#work dialog[open]")) event.preventDefault();
});
document.addEventListener("htmx:beforeSwap", (event) => {
  const isScan = event.detail.requestConfig.elt?.matches?.(".scan-box");
  typed = isScan ? "" : document.querySelector("#work [data-scan]")?.value ?? "";
});
document.addEventListener("htmx:afterSwap", () => {
  const field = document.querySelector("#work [data-scan]");
  if (field && typed && !field.value) field.value = typed;
  look();
  focusScan();
});
// A scanner is quicker than the answer: the field is free for the next scan at once.
document.addEventListener("htmx:beforeSend", (event) => {
  if (event.target.matches?.("form:has([data-empties])")) event.target.querySelector("[data-empties]").value = "";
});
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.getResponseHeader("HX-Trigger")) return; // it has said itself what was refused
  document.dispatchEvent(new CustomEvent("refused"));
  document.dispatchEvent(new CustomEvent("toast", { detail: document.body.dataset.failed || "!" }));
});

// Keys. Letters need Alt: a scanner types letters too. In an empty scan field Enter picks one of the first line.
const press = (selector) => document.querySelector(selector)?.click();
const KEYS = {
  KeyB: () => press('[data-key="b"]'),
  KeyN: () => press("[data-card] .order-number"),
  KeyR: () => press('[data-key="r"]'),
  KeyP: () => press('[data-key="p"]'),
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || document.querySelector("dialog[open]")) return;
  if (event.altKey) {
    if (KEYS[event.code]) { event.preventDefault(); KEYS[event.code](); }
    return;
  }
  const field = event.target.matches?.("[data-scan]") ? event.target : null;
  if (field?.value.trim() || isTyping(event.target)) return;
  if (field && event.key === "Enter" && field.dataset.firstLine !== undefined) {
    event.preventDefault();
    document.getElementById(field.dataset.firstLine)?.click();
  } else if (event.key === "/") {
    event.preventDefault();
    scanField()?.focus();
  } else if (event.key === "?") {
    event.preventDefault();
    document.getElementById("keys")?.showModal();
  } else if (!field && event.key.length === 1 && !event.target.matches?.("button, a, summary")) {
    scanField()?.focus();
  }
});
