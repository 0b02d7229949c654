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

async function widgetOf(text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const { default: widget } = await import(address);
  URL.revokeObjectURL(address);
  return widget;
}

/**
 * Show each widget in its place of the page: `states` are their values, `modules` the texts of their front ends.
 * `keep(number, name, value)` is told what the widget of that number sets. It gives back the models.
 */
export function startWidgets(states, modules, keep = () => {}) {
  const models = states.map((state, number) => modelOf(state, (...set) => keep(number, ...set)));
  const widgets = modules.map(widgetOf);
  for (const place of document.querySelectorAll("[data-widget]")) {
    widgets[place.dataset.module].then((widget) => widget.render({ model: models[place.dataset.widget], el: place }));
  }
  return models;
}
