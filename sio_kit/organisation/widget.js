import { ballot } from "../frontend/play.js";
import { onDrag } from "../frontend/drag.js";
import { element, follow, frame, sheetBox, sheetView, store, unroll } from "../frontend/shared.js";

const NOBODY = "personne";
const listed = (codes) => [...new Set(codes)].join(" ou ");

/** Make a button that does something. */
function act(label, action, attributes = {}) {
  const node = element("button", { type: "button", ...attributes }, label);
  node.addEventListener("click", () => node.getAttribute("aria-disabled") !== "true" && action());
  return node;
}

/** Tell what a reply is worth: `""` as long as it is not whole, `"held"` if it can be defended, else `"reread"`. */
function worth(ticket, reply) {
  if (!reply || reply.appelant === undefined) return "";
  return ticket.replies.some(([process, caller]) => process === reply.processus && caller === reply.appelant) ? "held" : "reread";
}

/** Say what a reply is worth, in a sentence. */
function judged(ticket, { processus, appelant }) {
  if (!appelant) return "Voici ce que l'on peut lire dans le texte.";
  const said = appelant === NOBODY ? `${processus}, que personne n'appelle` : `${processus}, appelé par ${appelant}`;
  if (worth(ticket, { processus, appelant }) === "held") return `Cela se défend\u00a0: ${said}.`;
  if (ticket.replies.some(([process]) => process === processus)) return `${processus} se défend\u00a0; pour l'appelant, relisez.`;
  return `À relire\u00a0: vous disiez ${said}.`;
}

/** Say how the votes fell; "" if nobody voted. */
function counted(votes, codes) {
  const total = [...votes.values()].reduce((sum, count) => sum + count, 0);
  const right = [...new Set(codes)].reduce((sum, code) => sum + (votes.get(code) ?? 0), 0);
  return total ? ` ${right} voix sur ${total} pour ${listed(codes)}.` : "";
}

/** Return what got most votes, or "" if nothing did or several did. */
function elected(votes) {
  const most = Math.max(0, ...votes.values());
  const first = [...votes].filter(([, count]) => count === most);
  return most && first.length === 1 ? first[0][0] : "";
}

/** Make a process on which tickets are put: a button, and the tickets that stand there. */
function makeBin([code, label], colours, put) {
  const head = act("", () => put(code), { class: "sio-bin-head", "aria-label": `Ranger dans ${code} ${label}` });
  head.append(element("strong", {}, code), element("span", {}, label));
  const chips = element("div", { class: "sio-chips" });
  const node = element("div", { class: "sio-bin", "data-process": code }, head, chips);
  const [fill, ink] = colours[code];
  node.style.setProperty("--fill", fill);
  node.style.setProperty("--ink-on", ink);
  return { code, node, head, chips };
}

function render({ model, el }) {
  const tickets = model.get("_tickets");
  const processes = model.get("_processes");
  const callers = model.get("_callers");
  const labels = Object.fromEntries([...processes, [NOBODY, ""]]);
  const votes = tickets.map(() => ({ processus: new Map(), appelant: new Map() }));
  const replies = () => model.get("replies") ?? {};
  const place = () => Math.max(tickets.findIndex(({ code }) => code === model.get("selected")), 0);
  const current = () => tickets[place()];
  const replyTo = ({ code }) => replies()[code];

  const sheet = sheetBox();
  const select = (code) => store(model, "selected", code);
  const step = (by) => select(tickets[Math.min(Math.max(place() + by, 0), tickets.length - 1)].code);

  function reply(values) {
    const { [current().code]: _, ...others } = replies();
    store(model, "replies", values ? { ...others, [current().code]: values } : others);
    sheet.querySelector("button")?.focus({ preventScroll: true });
    unroll(sheet, sheet);
  }
  const put = (processus) => reply(callers.length > 1 ? { processus } : { processus, appelant: NOBODY });
  const giveUp = () => reply({ processus: replyTo(current())?.processus ?? "", appelant: "" });

  // The ticket, and the processes

  const author = element("strong", {});
  const text = element("p", {});
  const grip = element("span", { class: "sio-grip", "aria-hidden": "true" }, "⠿ tirer");
  const card = element("div", { class: "sio-ticket", tabindex: "0", role: "group" }, element("div", { class: "sio-ticket-top" }, author, grip), text);
  const bins = processes.map((process) => makeBin(process, model.get("_colours"), put));
  const shelf = element("div", { class: "sio-bins", role: "group", "aria-label": "Les processus" }, ...bins.map(({ node }) => node));

  let origin = null;
  const binAt = ({ clientX, clientY }) => bins.find(({ node }) => document.elementsFromPoint(clientX, clientY).includes(node));
  const over = (target) => bins.forEach((bin) => bin.node.toggleAttribute("data-target", bin === target));
  onDrag(card, {
    begins(event) {
      origin = [event.clientX, event.clientY];
      return event.pointerType === "mouse" || event.target === grip; // a finger elsewhere scrolls the page
    },
    move(event) {
      card.toggleAttribute("data-dragged", true);
      card.style.transform = `translate(${event.clientX - origin[0]}px, ${event.clientY - origin[1]}px)`;
      over(binAt(event));
    },
    end(event) {
      card.removeAttribute("data-dragged");
      card.style.transform = "";
      over(null);
      const bin = event && binAt(event);
      if (bin) put(bin.code);
    },
  });

  // What is asked, then what the text says

  function ask(field, title, choices) {
    const view = document.createDocumentFragment();
    view.append(element("h3", {}, title));
    if (!model.get("voting")) {
      if (field === "processus") view.append(element("p", {}, "Tirez le ticket sur un processus, ou choisissez le processus."));
      else view.append(element("div", { class: "sio-controls", role: "group", "aria-label": title }, ...choices.map(([code, label]) => act(`${code} ${label}`.trim(), () => reply({ ...replyTo(current()), appelant: code })))));
    } else {
      const own = votes[place()][field];
      const said = element("p", { role: "status", class: "sio-tie" });
      const keep = () => {
        const code = elected(own);
        if (code) return field === "processus" ? put(code) : reply({ ...replyTo(current()), appelant: code });
        said.textContent = own.size && Math.max(...own.values()) ? "Égalité\u00a0: que chacun défende sa réponse, puis votez encore." : "Aucune voix\u00a0: comptez les mains levées.";
      };
      view.append(ballot(choices, own, keep, "Garder le vote"), said);
    }
    view.append(act("Montrer la réponse", giveUp));
    return view;
  }

  function answer(ticket, own) {
    const view = sheetView(ticket.answer, () => {});
    const fallen = counted(votes[place()].processus, ticket.replies.map(([process]) => process));
    const tools = element("div", { class: "sio-controls" }, act("Prochain ticket", goOn), act("Reprendre ce ticket", again));
    view.querySelector("h3").after(element("p", { class: "sio-judged" }, element("strong", {}, judged(ticket, own)), fallen), tools);
    return view;
  }

  function again() {
    votes[place()] = { processus: new Map(), appelant: new Map() };
    reply(null);
  }

  /** Go to the next ticket that is not sorted yet. */
  function goOn() {
    const order = tickets.map((_, index) => tickets[(place() + 1 + index) % tickets.length]);
    const left = order.find((each) => !worth(each, replyTo(each)));
    if (left) select(left.code);
    card.focus();
  }

  // What is left

  const previous = act("Précédent", () => step(-1));
  const next = act("Suivant", () => step(1));
  const vote = act("Avec la classe", () => store(model, "voting", !model.get("voting")));
  const where = element("span", { class: "sio-where" });
  const bar = element("div", { class: "sio-controls", role: "group", "aria-label": "Tickets" }, previous, next, where, vote);
  const left = element("p", { role: "status" });
  const toReread = element("div", { class: "sio-chips", role: "group", "aria-label": "Tickets à relire" });

  function chip(ticket) {
    const reread = worth(ticket, replyTo(ticket)) === "reread";
    const node = act(reread ? `${ticket.code} ↺` : ticket.code, () => select(ticket.code), { class: "sio-chip-ticket" });
    node.setAttribute("aria-label", `Ticket ${ticket.code}${reread ? ", à relire" : ""}`);
    node.setAttribute("aria-pressed", String(ticket === current()));
    return node;
  }

  function show() {
    const ticket = current();
    const own = replyTo(ticket);
    const done = worth(ticket, own);
    author.textContent = `${ticket.code}. ${ticket.author}`;
    text.textContent = ticket.text;
    card.setAttribute("aria-label", `Ticket ${ticket.code}, ${ticket.author}`);
    where.textContent = `${place() + 1} sur ${tickets.length}`;
    previous.setAttribute("aria-disabled", String(place() === 0));
    next.setAttribute("aria-disabled", String(place() === tickets.length - 1));
    vote.setAttribute("aria-pressed", String(model.get("voting")));
    for (const { code, chips, head } of bins) {
      chips.replaceChildren(...tickets.filter((each) => replyTo(each)?.processus === code).map(chip));
      head.setAttribute("aria-pressed", String(own?.processus === code));
    }
    const again = tickets.filter((each) => worth(each, replyTo(each)) === "reread");
    const rest = tickets.filter((each) => !worth(each, replyTo(each))).length;
    const count = rest > 1 ? `Il reste ${rest} tickets à ranger.` : rest ? "Il reste 1 ticket à ranger." : "Tous les tickets sont rangés.";
    left.textContent = again.length ? `${count} À relire\u00a0:` : count;
    toReread.replaceChildren(...again.map(chip));
    if (done) sheet.replaceChildren(answer(ticket, own));
    else if (own) sheet.replaceChildren(ask("appelant", `Qui fait appel à ${own.processus} ${labels[own.processus] ?? ""}\u00a0?`, callers));
    else sheet.replaceChildren(ask("processus", "Quel processus agit\u00a0?", processes));
    unroll(sheet);
  }

  const root = frame(
    "sio-sort",
    element("div", {}, bar, card, shelf),
    element("div", {}, sheet, element("div", { class: "sio-rest" }, left, toReread), element("p", { class: "sio-source" }, model.get("_source"))),
  );
  root.addEventListener("keydown", (event) => {
    if (event.target.matches("input") || event.altKey || event.ctrlKey || event.metaKey) return;
    const heads = bins.map(({ head }) => head);
    const at = heads.indexOf(event.target);
    const row = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "ArrowRight") step(1);
    else if (event.key === "ArrowLeft") step(-1);
    else if (row && at >= 0) heads[(at + row + heads.length) % heads.length].focus();
    else if (row === 1 && event.target === card) heads[0].focus();
    else return;
    event.preventDefault();
  });
  el.append(root);
  return follow(model, ["selected", "voting", "replies"], show);
}

export default { render };
