// What one looks at beside the state: tickets, mail, the database of the configuration, the journal.

import { element } from "../frontend/shared.js";

const LINES = 40; // lines of mail

let made = 0;

/** Make the four panels, one shown at a time; `show(events, state, missing)` fills them. */
export function panels(model, { colours, shade }) {
  made += 1;
  const kinds = [
    ["Tickets", tickets],
    ["Courrier", mail],
    ["Configuration", database],
    ["Journal", journal],
  ];
  const list = element("div", { class: "sio-mail-tabs", role: "tablist", "aria-label": "Ce que l'on regarde" });
  const node = element("div", {}, list);
  const own = kinds.map(([name], place) => {
    const [tabId, panelId] = [`sio-mail-tab-${made}-${place}`, `sio-mail-panel-${made}-${place}`];
    const tab = element("button", { type: "button", role: "tab", id: tabId, "aria-controls": panelId }, name);
    const panel = element("div", { class: "sio-mail-panel", role: "tabpanel", id: panelId, "aria-labelledby": tabId, tabindex: "0" });
    tab.addEventListener("click", () => choose(place));
    list.append(tab);
    node.append(panel);
    return { tab, panel };
  });
  function choose(chosen) {
    own.forEach(({ tab, panel }, place) => {
      tab.setAttribute("aria-selected", String(place === chosen));
      tab.tabIndex = place === chosen ? 0 : -1;
      panel.hidden = place !== chosen;
    });
  }
  list.addEventListener("keydown", (event) => {
    const moves = { ArrowRight: 1, ArrowLeft: -1 };
    if (!(event.key in moves)) return;
    const place = (own.findIndex(({ tab }) => tab === document.activeElement) + moves[event.key] + own.length) % own.length;
    choose(place);
    own[place].tab.focus();
    event.preventDefault();
  });
  choose(0);

  function tickets(events) {
    const found = new Map();
    for (const event of events) {
      if (["incident", "évité"].includes(event.nature)) found.set(event.code, { event, end: event.nature === "évité" ? "évité" : "" });
      if (event.nature === "réparé" && found.has(event.code)) found.get(event.code).end = `réparé à ${event.heure}`;
    }
    const items = [...found.values()].reverse().map(({ event, end }) =>
      element("li", { "data-open": end ? null : "" }, element("strong", {}, event.titre), ` (${event.heure}, ${end || "ouvert"})`, element("div", {}, event.vu), element("div", {}, `Le service\u00a0: ${event.texte}`)),
    );
    return lines(items, "Aucun ticket.");
  }

  function mail(events) {
    const found = events.filter(({ nature }) => nature === "courrier").reverse();
    const items = found.slice(0, LINES).map(({ heure, de, a, objet, code, texte }) =>
      element("li", { "data-open": code === 250 ? null : "" }, `${heure} ${de} → ${a}\u00a0: `, element("em", {}, objet), ` — ${code || "sans réponse"}, ${texte}`),
    );
    return lines(items, "Personne n'a encore écrit.");
  }

  function database(_events, state, missing) {
    const names = model.get("_elements");
    const known = new Set([...missing, ...Object.keys(names), ...Object.keys(state.base)]);
    const codes = [...known].filter((code) => code in state.en_service || code in state.base);
    if (!codes.length) return [element("p", {}, "Rien n'est encore en service.")];
    const head = element("tr", {}, ...["Élément", "En service", "Dans la base"].map((name) => element("th", { scope: "col" }, name)));
    const rows = codes.map((code) => {
      const differs = missing.includes(code);
      const name = element("th", { scope: "row" }, names[code] ?? code);
      return element("tr", { "data-open": differs ? "" : null }, name, element("td", {}, state.en_service[code] ?? "rien"), element("td", {}, `${differs ? "≠ " : ""}${state.base[code] ?? "rien"}`));
    });
    const table = element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows));
    const law = model.get("_law");
    const count = missing.length > 1 ? `${missing.length} éléments ne sont pas enregistrés.` : "Un élément n'est pas enregistré.";
    const said = missing.length ? [element("strong", {}, count), " ", element("q", {}, law.quote ?? ""), ` (${law.passage ?? ""})`] : ["Tout ce qui est en service est enregistré."];
    return [element("p", { class: "sio-mail-law" }, ...said), table];
  }

  function journal(events) {
    const items = events.filter(({ nature }) => nature === "acte").reverse().map(({ heure, processus, appelant, texte }) => {
      const who = element("strong", { class: "sio-mail-who" }, processus);
      shade(who, colours, processus);
      return element("li", {}, `${heure} `, who, appelant ? ` appelé par ${appelant}` : "", `\u00a0: ${texte}`);
    });
    return lines(items, "Rien n'est encore fait.");
  }

  return {
    node,
    show: (events, state, missing) => own.forEach(({ panel }, place) => panel.replaceChildren(...kinds[place][1](events, state, missing))),
  };
}

function lines(items, none) {
  return [items.length ? element("ul", {}, ...items) : element("p", {}, none)];
}
