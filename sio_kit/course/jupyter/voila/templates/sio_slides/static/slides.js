// Put the cells of a notebook on slides, none of which is fuller than the screen.

const BEGINS = ["slide", "subslide"];
const LEAST = { widget: 520, picture: 380 }; // height in pixels under which a block goes to the next slide
const SHARP = 1.6; // pictures are drawn with twice the dots of their size
const SMALLEST = { ".sio-table": 0.85, ".sio-texts": 0.8 };
const WHOLE = "p, tr, pre, img, svg, h1, h2, h3, h4, summary, .sio-pair, .sio-around, [data-widget]";
const HEADINGS = ["h1", "h2", "h3"].map((level) => `${level}:not(.sio-texts *, [data-widget] *)`).join(", ");
const ZOOMS = [1.25, 1.15, 1.05, 1, 0.95, 0.9, 0.85, 0.8, 0.75];

let heading = null; // the last one shown

const textOf = (node) => node.textContent.replace("¶", "").trim();

/** Group cells by their slide types into {cells, notes}; where there is no type, each heading begins a slide. */
function group(cells) {
  const typed = cells.some((cell) => BEGINS.includes(cell.dataset.slide));
  const slides = [];
  for (const cell of cells.filter((cell) => cell.dataset.slide !== "skip" && !isEmpty(cell))) {
    const isNote = cell.dataset.slide === "notes";
    const begins = typed ? BEGINS.includes(cell.dataset.slide) : !isNote && cell.querySelector("h1, h2");
    // The notes of a slide are those of what continues it.
    const inherited = cell.dataset.slide === "subslide" ? (slides.at(-1)?.notes ?? []) : [];
    if (begins || !slides.length) slides.push({ cells: [], notes: [...inherited] });
    if (cell.dataset.slide === "fragment") cell.classList.add("fragment");
    slides.at(-1)[isNote ? "notes" : "cells"].push(cell);
  }
  return slides.filter((slide) => slide.cells.length);
}

const isEmpty = (cell) => !cell.matches("[data-widget]") && !cell.innerText.trim() && !cell.querySelector("img, svg, iframe");

/** Return the pages that cells need, as sections of the deck; those without a heading of their own repeat one. */
function paginate(cells, deck) {
  const pages = [];
  for (let rest = cells; rest.length; ) {
    const repeated = heading && !rest[0].querySelector(HEADINGS) ? [again(heading)] : [];
    const page = addPage(deck, [...repeated, ...rest]);
    pages.push(page);
    rest = overflow(page.firstElementChild, repeated.length);
    const headings = [...page.querySelectorAll(HEADINGS)];
    page.dataset.title = headings[0] || heading ? textOf(headings[0] ?? heading) : "";
    heading = headings.at(-1) ?? heading;
  }
  return pages;
}

function addPage(deck, blocks) {
  const page = deck.appendChild(document.createElement("section"));
  const content = page.appendChild(document.createElement("div"));
  content.className = "sio-content";
  content.append(...blocks);
  return page;
}

function again(heading) {
  const copy = document.createElement("p");
  copy.className = "sio-again";
  copy.textContent = `${textOf(heading)} (suite)`;
  return copy;
}

/** Take off a page what does not fit under its `kept` first blocks; return it, as a list of blocks. */
function overflow(content, kept) {
  const limit = content.getBoundingClientRect().bottom;
  for (const block of content.querySelectorAll("[data-widget], img, .sio-table, .sio-texts")) giveRoom(block, limit);
  let rest = cutBetween(content, limit);
  const keepsNothing = () => rest === content || (rest && content.children.length <= kept);
  // Not even its first block fits: it is made smaller rather than cut.
  for (let zoom = 0.95; keepsNothing() && zoom >= 0.2; zoom -= 0.05) {
    content.append(...rest.children);
    content.children[kept].style.zoom = zoom;
    rest = cutBetween(content, limit);
  }
  if (keepsNothing()) {
    content.append(...rest.children);
    rest = moved(content, [...content.children], kept + 1, []);
  }
  return rest ? [...rest.children] : [];
}

/** Give a widget all the height that is left on its page, a picture or a table what it needs of it. */
function giveRoom(block, limit) {
  for (const [kind, least] of Object.entries(SMALLEST)) if (block.matches(kind)) return squeeze(block, limit, least);
  const isWidget = block.matches("[data-widget]");
  const room = Math.floor(limit - block.getBoundingClientRect().top - parseFloat(getComputedStyle(block).marginBottom));
  const wanted = isWidget ? LEAST.widget : Math.min(block.offsetHeight, LEAST.picture);
  if (room < wanted) block.style.minHeight = isWidget ? `${LEAST.widget}px` : "";
  else if (isWidget) block.style.height = `${room}px`;
  else enlarge(block, room);
}

/** Move what lies below `limit` to a copy of the node and return it: null for nothing, the node itself for all. */
function cut(node, limit) {
  if (fits(node, limit)) return null;
  return isWhole(node) ? node : cutBetween(node, limit);
}

function cutBetween(node, limit) {
  const children = [...node.children];
  let part = null; // a child of which only the margin stands out has none
  let from = children.findIndex((child) => (part = cut(child, limit)) !== null);
  if (!part) return null;
  while (isBeside(children[from - 1], children[from])) part = children[(from -= 1)];
  const first = [];
  if (part !== children[from]) {
    first.push(part);
    from += 1;
  } else {
    const announced = announcement(children.slice(0, from), children[from]);
    from -= announced.whole;
    first.push(...announced.parts);
  }
  const isKept = (child) => !child.matches("style, script, caption, thead, summary");
  if (!children.slice(0, from).some(isKept) && !first.length) return node;
  return moved(node, children, from, first);
}

/** Say how much of the end of `nodes` announces the next one: so many whole nodes, and perhaps the end of another. */
function announcement(nodes, next) {
  let whole = 0;
  for (const node of nodes.toReversed()) {
    const part = announcing(node, next);
    if (part !== node) return { whole, parts: part ? [part] : [] };
    whole += 1;
    next = node;
  }
  return { whole, parts: [] };
}

/** Return the end of a node that announces the next: the node itself, a copy with its end, or null. */
function announcing(node, next) {
  if (isWhole(node)) return announces(node, next) ? node : null;
  const children = [...node.children];
  const part = announcing(children.at(-1), next);
  if (!part || (part === children[0] && children.length === 1)) return part && node;
  return part === children.at(-1) ? moved(node, children, children.length - 1, []) : moved(node, children, children.length, [part]);
}

/** Return a copy of a node that holds the first nodes, then its own children from one on. */
function moved(node, children, from, first) {
  const copy = node.cloneNode(false);
  copy.removeAttribute("id");
  if (node.matches("table")) copy.append(...children.filter((child) => child.matches("caption, thead")).map(copyOf));
  if (node.matches("details")) copy.append(copyOf(node.querySelector("summary")));
  if (node.matches("ol")) copy.start = node.start + from - first.length;
  copy.append(...first, ...children.slice(from));
  return copy;
}

const copyOf = (node) => node.cloneNode(true);
const fits = (node, limit) => node.getBoundingClientRect().bottom <= limit + 1;
const isBeside = (node, next) => node && next && node.getBoundingClientRect().bottom > next.getBoundingClientRect().top + 1;
const announces = (node, next) =>
  node.matches("h1, h2, h3, h4, .sio-pair:not(:has(h4))") || next.matches("details, ol, ul") || /:\s*$/.test(node.textContent);

function isWhole(node) {
  const text = [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent.trim());
  const shortAnswer = node.matches("details") && node.offsetHeight <= node.closest(".sio-content").offsetHeight * 0.9;
  const hasNeighbour = isBeside(node.previousElementSibling, node) || isBeside(node, node.nextElementSibling);
  return text || shortAnswer || hasNeighbour || !node.children.length || node.matches(WHOLE);
}

/** Give a picture the size at which it fills its room, or the largest at which it is still sharp. */
function enlarge(picture, room) {
  const factor = Math.min(room / picture.offsetHeight, picture.parentElement.clientWidth / picture.offsetWidth, SHARP);
  picture.style.height = `${Math.floor(picture.offsetHeight * factor)}px`;
}

/** Make a block as small as it must be to fit, but no smaller than `least`; as it was where that is not enough. */
function squeeze(block, limit, least) {
  for (let zoom = 1; zoom >= least; zoom -= 0.05) {
    block.style.zoom = zoom;
    if (fits(block, limit)) return;
  }
  block.style.zoom = "";
}

/** Let a widget fill its room: as large as it can be seen whole, or scrolled in its own frame. */
function fill(frame) {
  const widget = frame.firstElementChild;
  const isSeenWhole = () => frame.scrollHeight <= frame.clientHeight && frame.scrollWidth <= frame.clientWidth;
  const best = ZOOMS.find((zoom) => {
    widget.style.zoom = zoom;
    return isSeenWhole();
  });
  widget.style.zoom = best ?? ZOOMS.at(-1);
}
