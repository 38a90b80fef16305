// Tells the site that a result was opened, and that a reader stays with what was typed. It counts; it follows no one.

const ADDRESS = "/zoeken/gekozen/";
const STAYED = 3000; // ms in which nothing changed
const form = document.getElementById("zoekformulier");

if (form) {
  const question = () => (new URLSearchParams(location.search).get("q") ?? "").trim();
  let counted = question(); // the server counts what a page was opened with, and what was sent
  let opened = null; // of a question only the first result that was opened counts
  let staying;

  function tell(place) {
    const what = new URLSearchParams({ q: question(), plaats: place });
    if (question() !== counted) {
      what.set("nieuw", "1");
      if (document.querySelector("#lijst .niets")) what.set("niets", "1");
      counted = question();
    }
    navigator.sendBeacon(ADDRESS, what);
  }

  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.elt !== form || detail.triggeringEvent?.type !== "submit") return;
    const sent = form.elements.q.value.trim();
    if (sent !== counted) detail.headers.Zoekvraag = "sent";
    counted = sent;
  });

  document.addEventListener("htmx:afterSwap", () => {
    clearTimeout(staying);
    staying = setTimeout(() => question() && question() !== counted && tell(0), STAYED);
  });
  form.elements.q.addEventListener("input", () => clearTimeout(staying));

  for (const click of ["click", "auxclick"]) {
    document.addEventListener(click, ({ target }) => {
      const hit = target.closest?.("a[href]")?.closest(".treffers > li, .aanbevolen li");
      if (!hit || !question() || opened === question()) return;
      opened = question();
      clearTimeout(staying);
      tell((hit.parentElement.start ?? 1) + [...hit.parentElement.children].indexOf(hit));
    });
  }
}
