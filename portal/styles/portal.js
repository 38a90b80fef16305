// Everything works without this. It makes the menu and searching smoother.
import "./resultaten.js";
import "./suggesties.js";
import "./zoekvragen.js";

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

document.addEventListener("htmx:afterSwap", unfold);
