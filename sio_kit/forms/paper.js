// A sheet to hand in: the Markdown that Python writes, shown, printed, or kept in a file.

import { element } from "../frontend/shared.js";

const BREAK = "***"; // a printed page ends there
const INLINE = /\\(.)|\*\*((?:\\.|[^*])+)\*\*|\*((?:\\.|[^*])+)\*/gs;

/** Return the nodes of a line: what is in bold or italics, and the characters that Markdown masks, as text. */
function inline(text) {
  const nodes = [];
  let end = 0;
  for (const found of text.matchAll(INLINE)) {
    nodes.push(text.slice(end, found.index));
    if (found[1]) nodes.push(found[1]);
    else nodes.push(element(found[2] ? "strong" : "em", {}, ...inline(found[2] ?? found[3])));
    end = found.index + found[0].length;
  }
  return [...nodes, text.slice(end)];
}

const cells = (line) => line.slice(1, -1).match(/(?:\\.|[^|\\])+/gs).map((cell) => cell.trim());

function tableOf(lines) {
  const [titles, , ...rows] = lines.map(cells);
  const row = (tag, each) => element("tr", {}, ...each.map((cell) => element(tag, {}, ...inline(cell))));
  return element("table", {}, element("thead", {}, row("th", titles)), element("tbody", {}, ...rows.map((each) => row("td", each))));
}

const KINDS = [
  ["table", (line) => line.startsWith("|"), tableOf],
  ["list", (line) => line.startsWith("- "), (lines) => element("ul", {}, ...lines.map((line) => element("li", {}, ...inline(line.slice(2)))))],
];

/** Return a sheet's Markdown as nodes; it knows what the kit's own sheets are written with, and nothing else. */
export function sheetNodes(markdown) {
  const nodes = [];
  const lines = markdown.split("\n");
  for (let place = 0; place < lines.length; place += 1) {
    const kind = KINDS.find(([, begins]) => begins(lines[place]));
    const heading = lines[place].match(/^(#{1,3}) (.*)$/s);
    if (kind) {
      const from = place;
      while (place + 1 < lines.length && kind[1](lines[place + 1])) place += 1;
      nodes.push(kind[2](lines.slice(from, place + 1)));
    } else if (lines[place] === BREAK) nodes.push(element("hr"));
    else if (heading) nodes.push(element(`h${heading[1].length + 1}`, {}, ...inline(heading[2])));
    else if (lines[place]) nodes.push(element("p", {}, ...inline(lines[place])));
  }
  return nodes;
}

const PRINTED = `
  @page { size: A4; margin: 18mm 16mm; }
  body { margin: 0; color: #000; background: #fff; font: 11pt/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }
  h2 { font-size: 17pt; margin: 0 0 3mm; } h3 { font-size: 13pt; break-after: avoid; }
  table { width: 100%; border-collapse: collapse; } th, td { padding: 1.5mm 2mm; border: 0.3mm solid #888; text-align: left; vertical-align: top; }
  tr, li { break-inside: avoid; } hr { break-after: page; margin: 0; border: 0; }
`;

/** Print nodes alone, whatever page holds the form. */
export function printNodes(title, nodes) {
  const place = element("iframe", { "aria-hidden": "true", style: "position: fixed; width: 0; height: 0; border: 0", tabindex: "-1" });
  document.body.append(place);
  const page = place.contentDocument;
  page.documentElement.lang = "fr";
  page.title = title;
  const style = page.createElement("style");
  style.textContent = PRINTED;
  page.head.append(style);
  page.body.append(...nodes.map((node) => page.importNode(node, true)));
  place.contentWindow.addEventListener("afterprint", () => setTimeout(() => place.remove(), 0));
  place.contentWindow.print();
}

/** Give the reader a file. */
export function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = element("a", { href: address, download: name, hidden: "" });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
