// A widget's page inside the page of a notebook: as high as what it shows, and in the notebook's colours. Where it may
// not look at the notebook (another origin), it keeps its first height, scrolls, and has the system's colours.

const frame = window.frameElement;

/** Return whether what stands behind an element is light or dark. */
function schemeBehind(node) {
  for (; node; node = node.parentElement) {
    const [red, green, blue, opacity = 1] = (getComputedStyle(node).backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
    if (opacity > 0.5) return 0.3 * red + 0.59 * green + 0.11 * blue < 128 ? "dark" : "light";
  }
  return "light";
}

const dress = () => (document.documentElement.style.colorScheme = schemeBehind(frame));

/** Give the frame the height of the page, and of a menu that hangs below it. */
function fit() {
  const menus = [...document.querySelectorAll(".sio-menu[open] > .sio-menu-list")];
  const ends = menus.map((menu) => menu.getBoundingClientRect().bottom + scrollY + 8);
  frame.style.height = `${Math.ceil(Math.max(document.body.offsetHeight, ...ends))}px`;
}

if (frame) {
  const notebook = frame.ownerDocument;
  // What is kept belongs to this notebook: one host has those of many.
  const { pathname, search } = notebook.location;
  globalThis.sioSite = `${pathname} ${new URLSearchParams(search).get("id") ?? ""} `;
  dress();
  new MutationObserver(dress).observe(notebook.documentElement, { attributes: true });
  new MutationObserver(dress).observe(notebook.body, { attributes: true });
  new ResizeObserver(fit).observe(document.body);
  addEventListener("toggle", fit, true);
}
