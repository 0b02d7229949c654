import { drawings, element, follow, frame, sheetBox, sheetView, store, unroll } from "../frontend/shared.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

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
  const { picture, shapes, svgs } = drawings(model, "sio-map", model.get("_sheets")[""].title);
  const sheet = sheetBox();
  const root = frame("sio-map", picture, element("div", {}, sheet, element("p", { class: "sio-source" }, model.get("_source"))));

  const choose = (part) => {
    store(model, "selected", part);
    unroll(sheet, sheet.querySelector("h3"));
  };
  const stop = follow(model, "selected", () => {
    const selected = model.get("selected");
    for (const shape of shapes) {
      shape.setAttribute("aria-pressed", String(shape.dataset.part === selected));
    }
    sheet.replaceChildren(sheetView(model.get("_sheets")[selected] ?? model.get("_sheets")[""], choose));
    unroll(sheet);
  });

  picture.addEventListener("click", ({ target }) => choose(target.closest("[data-part]")?.dataset.part ?? ""));
  root.addEventListener("keydown", (event) => {
    const shape = event.target.closest("[data-part]");
    if (event.key === "Escape") {
      choose("");
    } else if (shape && (event.key === "Enter" || event.key === " ")) {
      choose(shape.dataset.part);
    } else if (shape && event.key in ARROWS) {
      const svg = svgs.find((drawing) => drawing.contains(shape));
      const drawn = shapes.filter((other) => svg.contains(other));
      const next = neighbour(drawn, shape.dataset.part, ARROWS[event.key]);
      if (next) {
        next.focus();
        choose(next.dataset.part);
      }
    } else {
      return;
    }
    event.preventDefault();
  });
  el.append(root);
  return stop;
}

export default { render };
