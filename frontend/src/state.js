// What a reader has chosen of who reports to whom: the day, the kinds of relation, the branches opened and shut, and the
// body in focus. It stands in the address, so that it can be passed on; the server understands it too.

export function readState(data) {
  const given = new URLSearchParams(location.search);
  const several = (name) => given.getAll(name).flatMap((text) => text.split(/[ ,]+/)).filter(Boolean);
  const kinds = several("kind").filter((kind) => kind in data.kinds);
  return {
    date: given.get("date") ?? "",
    kinds: new Set(kinds.length ? kinds : Object.keys(data.kinds)),
    open: new Set(several("open")),
    shut: new Set(several("shut")),
    focus: given.get("focus") ?? "",
  };
}

export function writeState(state, data) {
  const search = new URLSearchParams();
  if (state.date) search.set("date", state.date);
  if (state.kinds.size < Object.keys(data.kinds).length) for (const kind of state.kinds.size ? state.kinds : ["none"]) search.append("kind", kind);
  for (const name of ["open", "shut"]) if (state[name].size) search.set(name, [...state[name]].join(","));
  if (state.focus) search.set("focus", state.focus);
  history.replaceState(null, "", `${location.pathname}${search.size ? `?${search}` : ""}${location.hash}`);
}

// A slider over the months in place of the field for a date, with marks where there are documents.
export function slider(form, data, state, changed) {
  const field = form.elements.date;
  if (!field || !data.first || !data.last) return;
  const months = (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const [from, to] = [months(`${data.first.slice(0, 4)}-01`), months(data.last)];
  const names = data.words.months.split(" ");
  const range = document.createElement("input");
  Object.assign(range, { type: "range", min: from, max: to, step: 1, value: state.date ? months(state.date) : to });
  const output = document.createElement("output");
  const label = field.closest("label");
  const words = (value) => `${names[value % 12]} ${Math.floor(value / 12)}`;
  const tell = () => {
    output.textContent = words(Number(range.value));
    range.setAttribute("aria-valuetext", output.textContent);
  };
  field.remove();
  label.append(output);
  range.setAttribute("aria-label", label.firstElementChild.textContent);
  label.after(range, ticks(data, from, to, months));
  tell();
  range.addEventListener("input", () => {
    const value = Number(range.value);
    state.date = value >= to ? "" : new Date(Date.UTC(Math.floor(value / 12), (value % 12) + 1, 0)).toISOString().slice(0, 10);
    tell();
    changed();
  });
}

function ticks(data, from, to, months) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const add = (tag, values, text = "") => {
    const one = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(values)) one.setAttribute(name, value);
    one.textContent = text;
    svg.append(one);
  };
  svg.setAttribute("viewBox", "0 0 400 30");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "years");
  const x = (month) => 8 + (384 * (month - from)) / Math.max(1, to - from);
  for (const month of new Set(data.days.map(months))) add("path", { class: "tick", d: `M${x(month)},1 v8` });
  const every = Math.ceil((to - from) / 12 / 8) || 1;
  for (let month = from; month <= to; month += 12 * every) add("text", { x: Math.min(x(month), 376), y: 24 }, String(Math.floor(month / 12)));
  return svg;
}
