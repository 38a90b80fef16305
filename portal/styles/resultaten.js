// Results that follow the reader: while typing and on every choice. Everything works without this.

const form = document.getElementById("zoekformulier");
const PAUSE = 350; // ms without a key before the results follow
const SHORTEST = 3; // letters
const MINE = "mijn-gemeente"; // kept in this browser, so that the reader chooses once

const byId = (id) => document.getElementById(id);
const send = (name) => globalThis.htmx?.trigger(form, name);

if (form) {
  const field = form.elements.q;
  let asked = field.value.trim();
  let timer;
  let settled = true; // the newest entry of the history is no half-typed question
  let left = null; // where the focus was: what is swapped away loses it
  let named = false; // the reader said what their gemeente is, in the field as it is now
  let open = [];
  let spoken;

  // -- typing ----------------------------------------------------------------------------------

  field.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(follow, PAUSE);
  });

  function follow() {
    const words = field.value.trim();
    if (words !== asked && (words.length >= SHORTEST || !words)) send("typen");
  }

  // -- choosing --------------------------------------------------------------------------------

  document.addEventListener("change", ({ target }) => {
    if (target.form !== form || target === field) return;
    if (target.name === "mijn" || target.name === "zoals") chooseMine(target);
    else send("filter");
  });

  function chooseMine(target) {
    const mine = byId("mijn");
    const alike = form.elements.zoals.value;
    if (target === mine) named = Boolean(mine.value);
    if (target === mine && !mine.value) forget(mine.defaultValue);
    if (alike && !mine.value) {
      tellMistake(mine);
    } else {
      clearMistake(mine);
      if (alike || target !== mine) send("filter");
    }
  }

  /** The focus stays where the reader is, among the choices. */
  function tellMistake(mine) {
    byId("mijn-fout").replaceChildren(byId("mijn-ontbreekt").content.cloneNode(true));
    mine.setAttribute("aria-invalid", "true");
    mine.setAttribute("aria-describedby", "mijn-fout");
  }

  function clearMistake(mine) {
    byId("mijn-fout").replaceChildren();
    mine.removeAttribute("aria-invalid");
    mine.removeAttribute("aria-describedby");
  }

  document.addEventListener("input", ({ target }) => {
    if (target.id === "mijn") clearMistake(target);
  });

  // -- asking ----------------------------------------------------------------------------------

  document.addEventListener("htmx:configRequest", ({ detail }) => {
    const { elt, formData, triggeringEvent } = detail;
    if (elt !== form && !elt.closest("#lijst")) return;
    for (const name of ["q", "van", "tot", "mijn", "zoals"]) if (!formData.get(name)) formData.delete(name);
    if (!formData.has("zoals")) formData.delete("mijn");
    left = place(elt);
    if (elt !== form) return;
    clearTimeout(timer);
    asked = field.value.trim();
    // Back leads to questions that were asked, not to each letter of them.
    const typing = triggeringEvent?.type === "typen";
    const same = String(new URLSearchParams(formData)) === String(new URLSearchParams(location.search));
    const push = !same && (settled || !typing);
    form.setAttribute("hx-push-url", push);
    form.setAttribute("hx-replace-url", !push);
    settled = !typing;
  });

  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (detail.target.id === "lijst") detail.target.setAttribute("aria-busy", "true");
  });

  // -- what came back --------------------------------------------------------------------------

  document.addEventListener("htmx:beforeSwap", () => {
    open = [...document.querySelectorAll("details[id][open]")].map((details) => details.id);
  });

  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    for (const id of open) if (byId(id)) byId(id).open = true;
    prepare();
    byId("zoekfout").hidden = true;
    if (detail.target.id === "lijst") {
      keepMine();
      speak();
    } else if (detail.requestConfig.elt.matches(".facet__meer")) {
      document.querySelector(`#${detail.requestConfig.elt.id.replace("alle-", "facet-")} .facet__zoek`)?.focus();
    }
  });

  // Only now do the new links answer without loading the whole page.
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    if (detail.target.id !== "lijst") return;
    goBackTo(left);
    left = null;
  });

  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, ({ detail }) => {
      byId("lijst").removeAttribute("aria-busy");
      byId("zoekfout").hidden = detail.requestConfig.elt.matches("datalist");
      asked = null;
    });
  }

  /** Where in the list of filters, or whether in the sorting, the focus is. */
  function place(elt) {
    const chips = [...document.querySelectorAll(".actief__filter")];
    return elt.closest(".actief") ? chips.indexOf(elt) : elt.closest(".sortering") ? "sortering" : null;
  }

  function goBackTo(where) {
    if (where === null) return;
    const chips = document.querySelectorAll(".actief__filter");
    const near = where === "sortering" ? document.querySelector(".sortering [aria-current]") : chips[Math.min(where, chips.length - 1)];
    (near ?? byId("aantal")).focus();
  }

  /** The count is told when the reader pauses, not at every change. */
  function speak() {
    clearTimeout(spoken);
    byId("aantal-gehoord").textContent = "";
    spoken = setTimeout(() => (byId("aantal-gehoord").textContent = byId("aantal").textContent), 900);
  }

  // -- one's own gemeente ------------------------------------------------------------------------

  /** Only what the reader filled in: a link of somebody else has the gemeente of that other one in it. */
  function keepMine() {
    const mine = byId("mijn");
    if (named && mine?.value && form.elements.zoals.value && !mine.hasAttribute("aria-invalid")) store(mine.value);
    named = false;
  }

  function store(name) {
    try {
      localStorage.setItem(MINE, name);
    } catch {} // a browser that keeps nothing: the choice is in the address
  }

  /** Who empties a field that came with another gemeente still has their own. */
  function forget(shown) {
    if (shown && shown !== kept()) return;
    try {
      localStorage.removeItem(MINE);
    } catch {}
  }

  function kept() {
    try {
      return localStorage.getItem(MINE) ?? "";
    } catch {
      return "";
    }
  }

  // -- long lists of choices ---------------------------------------------------------------------

  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f’'-]/g, "").toLowerCase();

  document.addEventListener("input", ({ target }) => {
    if (!target.matches(".facet__zoek")) return;
    const choices = [...byId(target.getAttribute("aria-controls")).querySelectorAll(".keus")];
    const sought = plain(target.value.trim());
    for (const choice of choices) choice.hidden = !plain(choice.querySelector(".keus__woord").textContent).includes(sought);
    const matching = choices.filter((choice) => !choice.hidden).length;
    target.parentElement.querySelector(".facet__gevonden").textContent = sought ? `${matching} van ${choices.length}` : "";
  });

  function prepare() {
    for (const hidden of document.querySelectorAll(".facet__zoek, .zoals__uitleg")) hidden.hidden = false;
    const mine = byId("mijn");
    if (mine && !mine.value) mine.value = kept();
  }
  prepare();
}
