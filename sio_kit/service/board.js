// A service as a board: a lane a process, a row a step, in the order of the story; a call comes from the caller's lane.

import { element } from "../frontend/shared.js";

const BANDS = [
  ["production", "Production"],
  ["fourniture", "Fourniture"],
];
const BESIDE = "Tout au long"; // of what is said of the whole story, and not at one moment of it
const BAND_NAMES = { ...Object.fromEntries(BANDS), "": "Sans partie" };

/** Give an element the colours of a process. */
export function shade(node, colours, code) {
  const [fill, ink] = colours[code] ?? ["transparent", "inherit"];
  node.style.setProperty("--fill", fill);
  node.style.setProperty("--ink-on", ink);
}

/**
 * Make a board: `lanes` are pairs of code and label, `colours` those of each code, `card(place)` makes what stands in a
 * row: `{ node, show(step) }`. With `add(place, code, phase)`, a click in a lane adds a step there.
 */
export function storyBoard({ lanes, colours, card, add = null }) {
  const codes = lanes.map(([code]) => code);
  const story = element("div", { class: "sio-story" });
  const heads = element("div", { class: "sio-heads-row", "aria-hidden": "true" });
  for (const [code, label] of lanes) {
    const head = element("div", { class: "sio-head" }, element("strong", {}, code), element("span", {}, label));
    shade(head, colours, code);
    heads.append(head);
  }
  const node = element("div", { class: "sio-board", style: `--lanes: ${codes.length}` }, heads, story);
  const rows = [];
  const bands = [];
  const adders = add ? BANDS.map(([phase]) => adder(phase)) : [];

  function adder(phase) {
    const row = element("div", { class: "sio-add", role: "group", "aria-label": `Ajouter une étape, partie ${phase}` });
    for (const [code, label] of lanes) {
      const each = element("button", { type: "button", "aria-label": `Ajouter une étape de ${code} ${label} (${phase})` }, `+ ${code}`);
      shade(each, colours, code);
      each.addEventListener("click", () => add(row.place, code, phase));
      row.append(each);
    }
    row.phase = phase;
    return row;
  }

  function rowAt(place) {
    while (rows.length <= place) rows.push(makeRow(rows.length));
    return rows[place];
  }

  function makeRow(place) {
    const row = element("div", { class: "sio-row", "data-place": place });
    for (const [index, code] of codes.entries()) {
      const cell = element("div", { class: "sio-cell", "data-lane": code, style: `--lane: ${index}` });
      if (add) cell.title = `Cliquez pour ajouter une étape de ${code} après celle-ci ; tirez vers la carte pour dire que ${code} appelle.`;
      row.append(cell);
    }
    const call = element("div", { class: "sio-call", "aria-hidden": "true" });
    const own = card(place);
    own.node.classList.add("sio-card");
    row.append(call, own.node);
    return { node: row, call, card: own };
  }

  function showRow(place, step, { current, secret, beside }) {
    const { node: row, call, card: own } = rowAt(place);
    const lane = secret ? -1 : codes.indexOf(step.processus);
    const from = secret ? -1 : codes.indexOf(step.appelant);
    row.dataset.phase = step.phase;
    row.toggleAttribute("data-current", current);
    row.toggleAttribute("data-anywhere", lane < 0);
    own.node.style.setProperty("--lane", Math.max(lane, 0));
    for (const node of [row, own.node]) shade(node, colours, secret ? "" : step.processus);
    for (const cell of row.querySelectorAll(".sio-cell")) {
      const code = cell.dataset.lane;
      cell.toggleAttribute("data-own", !secret && code === step.processus);
      cell.toggleAttribute("data-beside", !step.beside && beside.includes(code));
      cell.style.setProperty("--bar", colours[code]?.[0] ?? "transparent");
    }
    call.hidden = lane < 0 || from < 0 || lane === from;
    call.style.setProperty("--from", Math.min(lane, from));
    call.style.setProperty("--to", Math.max(lane, from));
    call.dataset.way = from < lane ? "right" : "left";
    shade(call, colours, step.appelant);
    own.show(step, { current, secret });
    return row;
  }

  /** Show the steps, each after the name of its band where that changes; a step can be `current`, and those from `secret` on do not say who acts.
   * A step that is told `beside` the whole story has a bar along its lane, unless it is secret. */
  function show(steps, { current = 0, secret = Infinity } = {}) {
    const nodes = [];
    const beside = steps.filter((step, place) => step.beside && place + 1 < secret).map((step) => step.processus);
    let [phase, names] = [null, 0];
    const name = (text) => {
      bands[names] ??= element("h4", { class: "sio-part" });
      bands[names].textContent = text;
      nodes.push(bands[names]);
      names += 1;
    };
    const placeAdder = (each, place) => {
      each.place = place;
      nodes.push(each);
    };
    const last = (each) => steps.findLastIndex((step) => step.phase === each.phase);
    for (const each of adders.filter((one) => one.phase === BANDS[0][0] && last(one) < 0)) {
      name(BAND_NAMES[each.phase]);
      placeAdder(each, 0);
    }
    steps.forEach((step, place) => {
      if (step.phase !== phase) name(step.beside ? BESIDE : (BAND_NAMES[step.phase] ?? step.phase));
      phase = step.phase;
      nodes.push(showRow(place, step, { current: place + 1 === current, secret: place + 1 >= secret, beside }));
      for (const each of adders) if (last(each) === place) placeAdder(each, place + 1);
    });
    for (const each of adders.filter((one) => !nodes.includes(one))) {
      name(BAND_NAMES[each.phase]);
      placeAdder(each, steps.length);
    }
    nodes.forEach((each, index) => story.children[index] !== each && story.insertBefore(each, story.children[index] ?? null));
    while (story.children.length > nodes.length) story.lastElementChild.remove();
  }

  return { node, show, card: (place) => rows[place]?.card, row: (place) => rows[place]?.node, count: () => rows.length };
}
