// Suggestions below a search field: the combobox pattern of ARIA. Without this it is a field like any other.

const PAUSE = 120; // ms without a key before the server is asked
const TOLD = 800; // ms without a change before a screen reader hears how many there are

/** The browser keeps them for some seconds, for who goes back a letter. */
async function suggestionsFor(url, words, signal) {
  const answer = await fetch(`${url}?q=${encodeURIComponent(words)}`, { signal });
  return answer.ok ? answer.text() : "";
}

function combobox(field) {
  const list = Object.assign(document.createElement("div"), { id: `${field.id}-suggesties`, className: "suggesties", hidden: true });
  const status = Object.assign(document.createElement("p"), { className: "onzichtbaar" });
  // Where results follow what is typed they are the suggestions; the arrow still opens the list.
  const onRequest = field.form.hasAttribute("hx-get");
  let options = [];
  let active = -1;
  let timer, telling, request;

  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggesties");
  status.setAttribute("role", "status");
  field.form.append(list, status);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  async function ask() {
    const words = field.value.trim();
    request?.abort();
    request = new AbortController();
    let html = "";
    try {
      if (words.length > 1) html = await suggestionsFor(field.dataset.suggesties, words, request.signal);
    } catch {
      return; // overtaken by the next letter, or no network: then there is nothing to suggest
    }
    if (field.value.trim() === words && document.activeElement === field) show(html);
  }

  function show(html) {
    list.innerHTML = html;
    options = [...list.querySelectorAll("[role=option]")];
    options.forEach((option, at) => (option.id = `${list.id}-${at}`));
    open(options.length > 0);
    clearTimeout(telling);
    telling = setTimeout(() => {
      if (list.hidden) return;
      status.textContent = options.length === 1 ? "1 suggestie. Pijl omlaag kiest." : `${options.length} suggesties. Pijl omlaag kiest.`;
    }, TOLD);
  }

  function open(shown) {
    list.hidden = !shown;
    field.setAttribute("aria-expanded", String(shown));
    status.textContent = "";
    choose(-1);
  }

  function close() {
    clearTimeout(timer);
    request?.abort();
    if (!list.hidden) open(false);
  }

  /** The field itself has its place in the round, so that arrows never take away what was typed. */
  function choose(at) {
    options[active]?.setAttribute("aria-selected", "false");
    active = at;
    const option = options[active];
    if (!option) return field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  }

  field.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (onRequest) close();
    else if (!event.isComposing) timer = setTimeout(ask, PAUSE);
  });

  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.hidden) {
      event.preventDefault();
      ask();
    } else if (step) {
      event.preventDefault();
      const places = options.length + 1;
      choose(((active + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter" && options[active] && !list.hidden) {
      event.preventDefault();
      options[active].click();
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // a search field would also be emptied
      event.stopPropagation(); // and the menu around it closed
      close();
    }
  });

  list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the field
  field.addEventListener("blur", close);
  field.form.addEventListener("submit", close);
  addEventListener("pagehide", close);
  document.addEventListener("htmx:afterSwap", close);
}

for (const field of document.querySelectorAll("input[data-suggesties]")) combobox(field);
