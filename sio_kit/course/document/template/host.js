// Start the page's widgets without a kernel: each gets a model that answers the few calls that they make.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const states = read("sio-states");
const modules = read("sio-modules");
const models = states.map(modelOf);

function modelOf(state) {
  const listeners = new Map();
  const of = (event) => listeners.get(event) ?? listeners.set(event, new Set()).get(event);
  return {
    get: (name) => state[name],
    set(name, value) {
      state[name] = value;
      for (const listener of [...of(`change:${name}`)]) listener();
    },
    on: (event, listener) => of(event).add(listener),
    off: (event, listener) => of(event).delete(listener),
    save_changes() {},
    send() {}, // nobody hears
  };
}

for (const place of document.querySelectorAll("[data-widget]")) {
  const address = URL.createObjectURL(new Blob([modules[place.dataset.module]], { type: "text/javascript" }));
  const { default: widget } = await import(address);
  URL.revokeObjectURL(address);
  widget.render({ model: models[place.dataset.widget], el: place });
}
