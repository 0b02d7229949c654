import { element, follow, parseSvg, sheetView, store } from "./shared.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Turn the named shapes of a drawn map into buttons; give back all of them. */
function buttons(svg, labels) {
  svg.setAttribute("role", "group");
  for (const text of svg.querySelectorAll("text")) text.setAttribute("aria-hidden", "true");
  const heads = [...svg.querySelectorAll('[id^="head:"]')];
  return [...svg.querySelectorAll('[id^="part:"]')].map((shape) => {
    const [, part, number] = shape.id.split(":");
    const head = heads.find(({ id }) => id === `head:${part}:${number}`);
    shape.removeAttribute("id");
    shape.dataset.part = part;
    if (head) addLine(shape, head);
    shape.setAttribute("role", "button");
    shape.setAttribute("tabindex", "0");
    shape.setAttribute("aria-label", labels[part]);
    return shape;
  });
}

/** Join an arrow's head to its line, under a wide invisible stroke that a finger can hit. */
function addLine(shape, head) {
  const hit = shape.querySelector("path").cloneNode();
  hit.setAttribute("class", "sio-hit");
  hit.removeAttribute("style");
  head.removeAttribute("id");
  shape.classList.add("sio-arrow");
  shape.prepend(hit);
  shape.append(head);
}

function middle(shape) {
  const box = shape.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** Return the nearest process that a link joins to `part`, in the direction of an arrow key; null if there is none. */
function neighbour(shapes, part, [dx, dy]) {
  const ends = part.split("→");
  const linked = new Set(ends.length > 1 ? ends : []);
  for (const { dataset } of shapes) {
    const [source, target] = dataset.part.split("→");
    if (target && source === part) linked.add(target);
    if (target && target === part) linked.add(source);
  }
  const [x, y] = middle(shapes.find((shape) => shape.dataset.part === part));
  let best = null;
  for (const shape of shapes.filter(({ dataset }) => linked.has(dataset.part))) {
    const [farX, farY] = middle(shape);
    const distance = Math.hypot(farX - x, farY - y);
    const along = ((farX - x) * dx + (farY - y) * dy) / distance;
    if (along > 0.5 && (!best || distance < best.distance)) best = { shape, distance };
  }
  return best?.shape ?? null;
}

function render({ model, el }) {
  const sheet = element("section", { class: "sio-sheet", "aria-live": "polite", "aria-label": "Détails", tabindex: "0" });
  const source = element("p", { class: "sio-source" }, model.get("_source"));
  const drawings = ["wide", "narrow"].map((width) => {
    const svg = parseSvg(model.get(`_${width}`));
    svg.setAttribute("class", `sio-map-${width}`);
    svg.setAttribute("aria-label", model.get("_sheets")[""].title);
    return { svg, shapes: buttons(svg, model.get("_labels")) };
  });
  const picture = element("div", { class: "sio-map-picture" }, ...drawings.map(({ svg }) => svg));
  // JupyterLab would otherwise take Enter and the arrow keys for itself.
  const root = element(
    "div",
    { class: "sio sio-map", lang: "fr", "data-lm-suppress-shortcuts": "true" },
    element("div", { class: "sio-columns" }, picture, element("div", {}, sheet, source)),
  );

  const choose = (part) => {
    store(model, "selected", part);
    sheet.querySelector("h3").scrollIntoView({ block: "nearest" });
  };
  const stop = follow(model, "selected", () => {
    const selected = model.get("selected");
    for (const shape of drawings.flatMap(({ shapes }) => shapes)) {
      shape.setAttribute("aria-pressed", String(shape.dataset.part === selected));
    }
    sheet.replaceChildren(sheetView(model.get("_sheets")[selected] ?? model.get("_sheets")[""], choose));
    sheet.scrollTop = 0;
  });

  picture.addEventListener("click", ({ target }) => choose(target.closest("[data-part]")?.dataset.part ?? ""));
  root.addEventListener("keydown", (event) => {
    const shape = event.target.closest("[data-part]");
    if (event.key === "Escape") {
      choose("");
    } else if (shape && (event.key === "Enter" || event.key === " ")) {
      choose(shape.dataset.part);
    } else if (shape && event.key in ARROWS) {
      const { shapes } = drawings.find(({ svg }) => svg.contains(shape));
      const next = neighbour(shapes, shape.dataset.part, ARROWS[event.key]);
      if (next) {
        next.focus();
        choose(next.dataset.part);
      }
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
  el.append(root);
  return stop;
}

export default { render };
