// Start a page's widgets without a kernel: each gets a model that answers the few calls that they make.

/** Return a model of these values; `keep(name, value)` is told what the widget sets. */
function modelOf(state, keep) {
  const listeners = new Map();
  const of = (event) => listeners.get(event) ?? listeners.set(event, new Set()).get(event);
  return {
    get: (name) => state[name],
    set(name, value) {
      state[name] = value;
      for (const listener of [...of(`change:${name}`)]) listener();
      keep(name, value);
    },
    on: (event, listener) => of(event).add(listener),
    off: (event, listener) => of(event).delete(listener),
    save_changes() {},
    send() {}, // nobody hears
  };
}

const MISSING = "Ce qui se clique ici n'est pas venu\u00a0: rechargez la page.";

/** Act when the browser has nothing else to do, within a second. */
function whenIdle(act) {
  if (globalThis.requestIdleCallback) requestIdleCallback(act, { timeout: 1000 });
  else setTimeout(act, 50); // WebKit
}

/** Return a widget's front end, from the text of its module or from a function that gives it, perhaps later. */
export async function widgetOf(module) {
  if (typeof module === "function") return module();
  const address = URL.createObjectURL(new Blob([module], { type: "text/javascript" }));
  const { default: widget } = await import(address);
  URL.revokeObjectURL(address);
  return widget;
}

/**
 * Show each widget in its place of the page: `states` are their values, `modules` their front ends (see `widgetOf`).
 * The first comes at once, each other when the browser has nothing else to do: so the first answers before all are made.
 * `keep(number, name, value)` is told what the widget of that number sets. It gives back the models.
 */
export function startWidgets(states, modules, keep = () => {}) {
  const models = states.map((state, number) => modelOf(state, (...set) => keep(number, ...set)));
  const widgets = [];
  const places = [...document.querySelectorAll("[data-widget]")];
  const show = async () => {
    const place = places.shift();
    if (!place) return;
    whenIdle(show);
    const { module, widget } = place.dataset;
    try {
      const { render } = await (widgets[module] ??= widgetOf(modules[module]));
      render({ model: models[widget], el: place });
    } catch (error) {
      place.append(Object.assign(document.createElement("p"), { textContent: MISSING }));
      throw error;
    }
  };
  show();
  return models;
}
