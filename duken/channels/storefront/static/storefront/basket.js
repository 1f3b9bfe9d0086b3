// Time that runs out: <time data-until="2026-…"> shows minutes and seconds; at the end the basket is looked at again.
const left = (until) => Math.max(0, Math.round((Date.parse(until) - Date.now()) / 1000));

function tick() {
  document.querySelectorAll("time[data-until]").forEach((time) => {
    const seconds = left(time.dataset.until);
    time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds || time.dataset.over) return;
    time.dataset.over = "yes";
    if (time.closest("#basket")) htmx.trigger("#basket", "over");
  });
}
tick();
setInterval(tick, 1000);
