// What the probe measured: a bar for each message, as high as it took long; a cross where it failed.

import { element } from "../frontend/shared.js";

const SVG = "http://www.w3.org/2000/svg";
const [WIDE, HIGH, BARS] = [600, 110, 60];

function shape(name, attributes) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

/** Return the picture of the last measures against the engagement, and its legend. */
export function probeChart(measures, engagement) {
  const shown = measures.slice(-BARS);
  const [failed, late] = [shown.filter(({ code }) => code !== 250).length, shown.filter(({ code, tenu }) => code === 250 && !tenu).length];
  const summary = shown.length
    ? `${shown.length} essais de la sonde\u00a0: ${shown.length - failed - late} dans le délai, ${late} en retard, ${failed} en échec.`
    : "La sonde n'a encore rien mesuré.";
  const svg = shape("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": summary });
  const promised = engagement?.delai ?? 1;
  const top = Math.max(promised * 2, ...shown.map(({ delai }) => delai));
  const y = (delay) => HIGH - 6 - (HIGH - 16) * (delay / top);
  const step = WIDE / BARS;
  svg.append(shape("path", { class: "sio-mail-base", d: `M0 ${HIGH - 6}H${WIDE}` }));
  if (engagement) svg.append(shape("path", { class: "sio-mail-promise", d: `M0 ${y(promised)}H${WIDE}` }));
  shown.forEach(({ code, delai, tenu }, place) => {
    const x = place * step + step / 2;
    if (code !== 250) {
      const middle = y(promised);
      svg.append(shape("path", { class: "sio-mail-cross", d: `M${x - 4} ${middle - 4}l8 8m0 -8l-8 8` }));
    } else {
      const high = y(Math.max(delai, 0.02 * top));
      svg.append(shape("rect", { class: tenu ? "sio-mail-held" : "sio-mail-late", x: x - step * 0.35, y: high, width: step * 0.7, height: HIGH - 6 - high }));
    }
  });
  const limit = engagement ? ` Tirets\u00a0: le délai promis, ${String(engagement.delai).replace(".", ",")}\u00a0s. Barre vide\u00a0: en retard. Croix\u00a0: échec.` : "";
  return [svg, element("figcaption", {}, summary + limit)];
}
