import { element, follow, frame, sheetBox, sheetView, store, unroll } from "../frontend/shared.js";
import { searcher } from "../frontend/search.js";

/** Make a group of buttons of which one is pressed: `choices` is [[value, label]]. */
function choiceBar(model, trait, title, choices) {
  const bar = element("div", { class: "sio-controls", role: "group", "aria-label": title });
  const buttons = choices.map(([value, label]) => {
    const button = element("button", { type: "button" }, label);
    button.addEventListener("click", () => store(model, trait, value));
    bar.append(button);
    return { value, button };
  });
  const show = () => {
    for (const { value, button } of buttons) button.setAttribute("aria-pressed", String(value === model.get(trait)));
  };
  return [bar, follow(model, trait, show)];
}

/** Make a row's cells: one across for what is common, else one in each column that has something to say. */
function cells(row, options, choose) {
  const common = row.zone === "commun";
  const shown = common ? [row.cells[0]] : row.cells;
  return shown.map(({ option, text }) => {
    const names = common ? options.map(({ code }) => code) : [option];
    const chips = names.map((code) => element("span", { class: "sio-chip", style: chipStyle(options, code), "aria-hidden": "true" }, code));
    const label = common ? `Commun\u00a0: ${text}` : `Option ${option}\u00a0: ${text}`;
    const attributes = { type: "button", class: "sio-line", "aria-label": label, "data-key": row.key };
    const button = element("button", attributes, ...chips, element("span", {}, text));
    if (row.zone === "proche") button.append(element("span", { class: "sio-close", "aria-hidden": "true" }, "≈"));
    button.addEventListener("click", () => choose(row.key));
    const column = common ? "1 / -1" : String(options.findIndex(({ code }) => code === option) + 1);
    return { option, button, column };
  });
}

function chipStyle(options, code) {
  const { fill, text } = options.find((option) => option.code === code);
  return `background: ${fill}; color: ${text}`;
}

/** Tell whether a cell passes the filter of zones. */
function inZone(row, option, zone) {
  if (!zone) return true;
  if (row.zone === "proche") return option === zone;
  return row.zone === zone && (zone === "commun" || option === zone);
}

/** Make the list: a section for each kind, a grid of two columns in each. Gives back its sections and its lines. */
function list(model, choose) {
  const options = model.get("_options");
  const box = element("div", { class: "sio-lines", tabindex: "0", role: "region", "aria-label": "Les options ligne par ligne" });
  const heads = options.map(({ code, name, label }) =>
    element("div", {}, element("span", { class: "sio-chip", style: chipStyle(options, code) }, code), element("strong", {}, name), ` ${label}`),
  );
  box.append(element("div", { class: "sio-grid sio-heads" }, ...heads));
  const lines = [];
  const sections = model.get("_kinds").map(([kind, title]) => {
    const grid = element("div", { class: "sio-grid" });
    const section = element("div", {}, element("h4", {}, title), grid);
    for (const row of model.get("_rows").filter((each) => each.kind === kind)) {
      for (const cell of cells(row, options, choose)) {
        cell.button.style.setProperty("--column", cell.column);
        grid.append(cell.button);
        lines.push({ ...cell, row });
      }
    }
    box.append(section);
    return section;
  });
  return { box, lines, sections };
}

function render({ model, el }) {
  const sheet = sheetBox();
  const choose = (key) => {
    store(model, "selected", key);
    unroll(sheet, sheet.querySelector("h3"));
  };
  const { box, lines, sections } = list(model, choose);
  const kinds = [["", "Tout"], ...model.get("_kinds")];
  const zones = [["", "Tout"], ...model.get("_zones")];
  const [kindBar, stopKind] = choiceBar(model, "kind", "Sorte de lignes", kinds);
  const [zoneBar, stopZone] = choiceBar(model, "zone", "Option", zones);
  const field = element("input", { type: "search", class: "sio-query", "aria-label": "Filtrer par mots", placeholder: "Filtrer par mots" });
  const count = element("span", { class: "sio-count", role: "status" });
  field.addEventListener("input", () => store(model, "query", field.value));
  zoneBar.append(field, count);

  const search = searcher(lines.map(({ button }) => button.textContent));
  const filter = () => {
    const [kind, zone, query] = ["kind", "zone", "query"].map((trait) => model.get(trait));
    const found = search(query);
    const shown = new Set();
    for (const [number, { row, option, button }] of lines.entries()) {
      const fits = (!kind || row.kind === kind) && inZone(row, option, zone) && (found?.has(number) ?? true);
      button.hidden = !fits;
      if (fits) shown.add(row.key);
    }
    for (const section of sections) section.hidden = !section.querySelector(".sio-line:not([hidden])");
    count.textContent = shown.size > 1 ? `${shown.size} lignes` : shown.size ? "1 ligne" : "Aucune ligne\u00a0: élargissez le filtre.";
    if (field.value !== query) field.value = query;
  };
  const show = () => {
    const selected = model.get("selected");
    const known = model.get("_sheets");
    for (const { row, button } of lines) button.setAttribute("aria-pressed", String(row.key === selected));
    sheet.replaceChildren(sheetView(known[selected] ?? known[""], choose));
    unroll(sheet);
  };
  const root = frame("sio-options", box, element("div", {}, sheet, element("p", { class: "sio-source" }, model.get("_source"))));
  root.prepend(kindBar, zoneBar);
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (event.target === field && field.value) store(model, "query", "");
    else choose("");
    event.preventDefault();
  });
  el.append(root);
  const stops = [stopKind, stopZone, follow(model, ["kind", "zone", "query"], filter), follow(model, "selected", show)];
  return () => stops.forEach((stop) => stop());
}

export default { render };
