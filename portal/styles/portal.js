// Everything works without this. It makes filtering and the menu smoother.

// Escape closes the menu and gives the focus back to its button.
document.addEventListener("keydown", (event) => {
  const menu = document.querySelector(".menu[open]");
  if (event.key === "Escape" && menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// What folds on a narrow screen stands open on a wide one, for assistive technology too.
const wide = matchMedia("(min-width: 62em)");
function unfold() {
  if (wide.matches) for (const details of document.querySelectorAll(".uitklap")) details.open = true;
}
wide.addEventListener("change", unfold);
unfold();

// A long contents column starts at the place where the reader is.
const here = document.querySelector(".inhoud [aria-current]");
const contents = here?.closest(".inhoud");
if (contents) contents.scrollTop = here.offsetTop - contents.offsetTop - contents.clientHeight / 3;

// A list that is filtered in place keeps open what the reader had opened.
let open = [];
document.addEventListener("htmx:beforeSwap", () => {
  open = [...document.querySelectorAll("details[id][open]")].map((details) => details.id);
});
document.addEventListener("htmx:afterSwap", () => {
  unfold();
  for (const id of open) {
    const details = document.getElementById(id);
    if (details) details.open = true;
  }
});

// A ticked filter shows at once what it does; the button stays for who wants to tick more first.
document.addEventListener("change", (event) => {
  if (event.target.matches('input[form="zoekformulier"]')) {
    globalThis.htmx?.trigger("#zoekformulier", "filter");
  }
});
