// Who reports to whom: bodies in columns (d3-hierarchy), each a line with its name on it; relations are curves whose
// form and mark tell their kind. A body with several parents has a port for each. The state (day, kinds, branches, the
// body in focus) stands in the address.
import { stratify, tree } from "d3-hierarchy";
import { linkHorizontal } from "d3-shape";
import { nearest, roving } from "./roving.js";
import { canvasOf, lines } from "./svg.js";
import { readState, slider, writeState } from "./state.js";

const ROOT = "/";
const PORT = 26;
const NAME = 16;
const LABEL = 88;
const GAP = 44;
const WIDE = 200;
const ROOM = 60;
const NAMES = 40;

const MARKS = {
  "reports-to": ["path", "ah", "M11,-6 L0,0 L11,6Z"],
  steers: ["path", "ah", "M12,-7 L0,0 L12,7Z"],
  "prepares-for": ["path", "chevron", "M10,-5.5 L0,0 L10,5.5"],
  supports: ["path", "ao", "M0.5,0 a4.5,4.5 0 1,0 9,0 a4.5,4.5 0 1,0 -9,0Z"],
  "appoints-to": ["path", "ah", "M0,0 L6,-5 L12,0 L6,5Z"],
  "part-of": ["path", "ao", "M11,-5.5 L0.5,0 L11,5.5Z"],
  "member-of": ["path", "ah", "M1,0 a4.3,4.3 0 1,0 8.6,0 a4.3,4.3 0 1,0 -8.6,0Z"],
  coordinates: ["path", "ao", "M1,-4 h8 v8 h-8Z"],
};

export function drawReporting(figure, data, choose) {
  const holder = figure.querySelector(".scroll");
  const page = figure.closest("main");
  const form = page.querySelector("#state");
  if (!data.relations.length) return null;
  const graph = read(data);
  const state = readState(data);
  const redraw = () => {
    const shown = visible(graph, state);
    draw(holder, graph, shown, state, { choose, focus, toggle });
    for (const entry of page.querySelectorAll(".outline li[data-ties]")) entry.hidden = !entry.dataset.ties.split(" ").some((key) => shown.known.has(key));
  };
  const changed = () => {
    writeState(state, data);
    redraw();
    choose(decodeURIComponent(location.hash.slice(1)), false);
  };
  function toggle(key, open) {
    state[open ? "open" : "shut"].add(key);
    state[open ? "shut" : "open"].delete(key);
    changed();
    document.getElementById(`t-${key}`)?.focus();
  }
  function focus(key) {
    state.focus = key ?? "";
    if (key) for (const one of [key, ...above(graph, key, () => true).bodies]) for (let up = graph.bodies.get(one)?.stem; up; up = graph.bodies.get(up)?.stem) state.open.add(up), state.shut.delete(up);
    changed();
    if (!key) {
      choose(null);
      holder.querySelector('[tabindex="0"]')?.focus({ preventScroll: true });
      return;
    }
    tell(graph, state, key, choose);
    const mark = document.getElementById(`n-${key}`);
    mark?.focus({ preventScroll: true });
    mark?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  if (form) controls(form, graph, state, changed, focus);
  if (state.focus) {
    const found = find(graph, state.focus);
    state.focus = found?.key ?? "";
    if (found) queueMicrotask(() => focus(found.key));
  }
  return redraw;
}

// The relations by body, and the tree of first parents.
function read(data) {
  const bodies = new Map(data.bodies.map((body) => [body.key, { ...body, children: [], up: [], down: [] }]));
  const year = data.last.slice(0, 4);
  const relations = data.relations
    .filter((one) => bodies.has(one.above) && bodies.has(one.below))
    .map((one) => {
      const { label, downward } = data.kinds[one.kind];
      const [from, to] = downward ? [one.above, one.below] : [one.below, one.above];
      return { ...one, label, downward, name: `${label}: ${bodies.get(from).name} → ${bodies.get(to).name}`, year: one.last && one.last.slice(0, 4) < year ? one.last.slice(0, 4) : "" };
    });
  for (const one of relations) {
    bodies.get(one.below).up.push(one);
    bodies.get(one.above).down.push(one);
  }
  for (const body of bodies.values()) bodies.get(body.stem)?.children.push(body);
  const size = (body) => (body.size = 1 + body.children.reduce((sum, child) => sum + size(child), 0));
  const roots = [...bodies.values()].filter((body) => !body.stem);
  roots.forEach(size);
  roots.sort((a, b) => b.size - a.size || a.name.localeCompare(b.name));
  return { bodies, relations, roots, data };
}

// What is drawn: the relations known on the day, of the kinds wanted, and the bodies whose branches are open.
function visible(graph, state) {
  const known = graph.relations.filter((one) => state.kinds.has(one.kind) && (!state.date || !one.first || one.first <= state.date));
  const bound = new Set(known.flatMap((one) => [one.above, one.below]));
  const alive = (body) => bound.has(body.key) || body.key === state.focus || body.children.some(alive);
  const shown = new Map();
  let room = graph.bodies.size <= ROOM ? Infinity : NAMES;
  const roots = graph.roots.filter(alive);
  const first = roots.slice(0, Math.max(8, Math.min(roots.length, room)));
  const focused = state.focus ? rootOf(graph, state.focus) : null;
  if (focused && !first.includes(focused)) first.push(focused);
  for (const key of state.open) {
    const root = graph.bodies.has(key) && rootOf(graph, key);
    if (root && alive(root) && !first.includes(root)) first.push(root);
  }
  let level = first;
  level.forEach((body) => shown.set(body.key, body));
  room -= level.length;
  const opened = new Set();
  for (let depth = 0; level.length; depth += 1) {
    const next = [];
    for (const body of level) {
      const children = body.children.filter(alive);
      if (!children.length) continue;
      const auto = (room === Infinity || depth < 2) && children.length <= room;
      if (state.shut.has(body.key) || !(state.open.has(body.key) || auto)) continue;
      opened.add(body.key);
      room -= children.length;
      next.push(...children);
    }
    next.forEach((body) => shown.set(body.key, body));
    level = next;
  }
  return { bodies: shown, opened, alive, relations: known.filter((one) => shown.has(one.above) && shown.has(one.below)), known: new Set(known.map((one) => one.key)), left: roots.length - first.length };
}

function rootOf(graph, key) {
  let body = graph.bodies.get(key);
  while (body?.stem) body = graph.bodies.get(body.stem);
  return body;
}

// Every relation on the ways up from a body, the nearest first, and the bodies that they lead to.
function above(graph, key, wanted) {
  const [bodies, relations] = [new Set(), []];
  for (let here = [key]; here.length; ) {
    const steps = here.flatMap((one) => graph.bodies.get(one).up.filter(wanted));
    relations.push(...steps.filter((one) => !relations.includes(one)));
    here = [...new Set(steps.map((one) => one.above))].filter((one) => one !== key && !bodies.has(one));
    here.forEach((one) => bodies.add(one));
  }
  return { bodies, relations };
}

function controls(form, graph, state, changed, focus) {
  form.hidden = false;
  form.querySelector(".go")?.remove();
  slider(form, graph.data, state, changed);
  form.querySelectorAll('input[name="kind"]').forEach((box) => {
    box.checked = state.kinds.has(box.value);
    box.addEventListener("change", () => {
      state.kinds[box.checked ? "add" : "delete"](box.value);
      changed();
    });
  });
  const field = form.elements.focus;
  const status = form.querySelector("[role=status]");
  const list = form.querySelector("datalist");
  field.addEventListener("focus", () => {
    if (!list.children.length) list.append(...[...graph.bodies.values()].map((body) => Object.assign(document.createElement("option"), { value: body.name })));
  });
  const jump = () => {
    const found = find(graph, field.value);
    status.textContent = field.value && !found ? graph.data.words.nothing_found : "";
    if (found || !field.value) focus(found?.key);
  };
  field.addEventListener("change", jump);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    jump();
  });
}

function find(graph, words) {
  const asked = words.trim().toLowerCase();
  if (!asked) return null;
  const names = (body) => [body.key, body.short.toLowerCase(), body.name.toLowerCase()].filter(Boolean);
  const every = [...graph.bodies.values()];
  for (const test of [(name) => name === asked, (name) => name.startsWith(asked), (name) => name.includes(asked)]) {
    const found = every.find((body) => names(body).some(test));
    if (found) return found;
  }
  return null;
}

// The panel's words on a body: what it is, the ways up, and who sat in it, taken from its own page.
function tell(graph, state, key, choose) {
  const { words } = graph.data;
  const body = graph.bodies.get(key);
  const make = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });
  const link = make("a", body.name, { href: body.href, lang: "sv" });
  const heading = make("h2", "");
  heading.append(link);
  const parts = [heading, make("p", body.kind, { className: "soft small" })];
  const ways = above(graph, key, (one) => state.kinds.has(one.kind) && (!state.date || !one.first || one.first <= state.date)).relations;
  if (ways.length) {
    const list = make("ul", "", { className: "plain small" });
    for (const one of ways) {
      const entry = make("li", "");
      entry.append(make("a", one.name, { href: `#${one.row}` }));
      list.append(entry);
    }
    parts.push(make("h3", words.way, { className: "lab" }), list);
  }
  choose.tell(parts);
  fetch(body.href)
    .then((answer) => (answer.ok ? answer.text() : ""))
    .then((text) => {
      if (state.focus !== key) return;
      const section = new DOMParser().parseFromString(text, "text/html").querySelector("#members");
      if (!section) return;
      section.removeAttribute("id");
      section.removeAttribute("aria-labelledby");
      section.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
      for (const one of section.querySelectorAll("a[href]")) one.setAttribute("href", new URL(one.getAttribute("href"), new URL(body.href, location.href)).href);
      const title = section.querySelector("h2");
      title?.replaceWith(make("h3", title.textContent, { className: "lab" }));
      choose.tell([...parts, section]);
    });
}

// The panel's words on a relation whose row is on another page of the table: its sentence is on its own page.
function tellEdge(graph, edge, choose) {
  const make = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });
  const parts = [make("h2", edge.label[0].toUpperCase() + edge.label.slice(1))];
  for (const key of [edge.above, edge.below]) {
    const body = graph.bodies.get(key);
    const line = make("p", "");
    line.append(make("a", body.name, { href: body.href, lang: "sv" }));
    parts.push(line);
  }
  if (edge.first) parts.push(make("p", edge.first === edge.last ? edge.first : `${edge.first} – ${edge.last}`, { className: "soft small" }));
  choose.tell(parts);
  if (!edge.first) return;
  const href = `res/body-relation/${encodeURIComponent(edge.key)}.html`;
  fetch(href)
    .then((answer) => (answer.ok ? answer.text() : ""))
    .then((text) => {
      const section = new DOMParser().parseFromString(text, "text/html").querySelector('section[aria-labelledby="evidence"]');
      if (!section) return;
      section.removeAttribute("aria-labelledby");
      section.querySelector("h2")?.remove();
      for (const one of section.querySelectorAll("a[href]")) one.setAttribute("href", new URL(one.getAttribute("href"), new URL(href, location.href)).href);
      choose.tell([...parts, ...section.children]);
    });
}

function draw(holder, graph, shown, state, { choose, focus, toggle }) {
  const { words } = graph.data;
  const used = [...new Set([...shown.bodies.values()].map((body) => body.column))].sort((a, b) => a - b);
  const columns = Math.max(1, used.length);
  const room = (holder.clientWidth || 900) - 4;
  const step = columns < 2 ? room : Math.max(228, Math.min(360, (room - 130) / (columns - 1)));
  const { nodes, edges, high } = place(graph, shown, used, step);
  const svg = canvasOf(holder, Math.max((columns - 1) * step + (nodes[0]?.wide ?? WIDE) + 6, 300), high + (shown.left ? 20 : 0), words.picture);
  const path = new Set(state.focus ? above(graph, state.focus, (one) => shown.known.has(one.key)).relations.map((one) => one.key) : []);
  svg.classed("focused", path.size > 0);
  const links = linkHorizontal()
    .x((point) => point[0])
    .y((point) => point[1]);
  if (shown.left) svg.append("text").attr("class", "t-s").attr("font-size", 12).attr("x", 2).attr("y", high + 14).text(words.more_roots.replace("{n}", shown.left));

  const layer = svg.append("g");
  const marks = [];
  for (const node of nodes) {
    const group = svg.append("g").attr("class", `node${node.key === state.focus ? " sel" : ""}`);
    const [left, right] = [node.x, node.x + node.wide];
    group.append("path").attr("class", "under").attr("d", `M${left},${node.y} H${right}`);
    if (node.ins.length > 1) group.append("path").attr("class", "port").attr("d", `M${left},${node.ins[0].inY} V${node.ins[node.ins.length - 1].inY}`);
    if (node.outs.length > 1) group.append("path").attr("class", "port").attr("d", `M${right},${node.outs[0].outY} V${node.outs[node.outs.length - 1].outY}`);
    const link = group.append("a").attr("href", node.href).attr("class", "body").attr("id", `n-${node.key}`).attr("aria-label", node.kind ? `${node.name}, ${node.kind}` : node.name).datum({ x: node.x, y: node.y, node });
    node.names.forEach((line, index) => group.append("text").attr("class", "nm").attr("x", left + 6).attr("y", node.y - 7 - NAME * (node.names.length - 1 - index)).text(line));
    node.kinds.forEach((line, index) => group.append("text").attr("class", "kd").attr("x", left + 6).attr("y", node.y + 14 + 13 * index).text(line));
    link.append("rect").attr("class", "hit foc").attr("x", left + 1).attr("y", node.y - NAME * node.names.length - 6).attr("width", node.wide - 2).attr("height", Math.max(24, NAME * node.names.length + 6));
    link.on("click", (event) => {
      event.preventDefault();
      focus(node.key);
    });
    marks.push(link.node());
    if (node.below) {
      const open = shown.opened.has(node.key);
      const said = words[open ? "shut" : "open"].replace("{n}", node.below).replace("{name}", node.name);
      const button = group.append("a").attr("href", "#state").attr("role", "button").attr("class", "toggle").attr("id", `t-${node.key}`).attr("aria-expanded", open).attr("aria-label", `${open ? "−" : `+${node.below}`} ${said}`).datum({ x: right, y: node.y + 12 });
      button.append("text").attr("text-anchor", "end").attr("x", right - 4).attr("y", node.y + 15).text(open ? "−" : `+${node.below}`);
      button.append("rect").attr("class", "hit foc").attr("x", right - 27).attr("y", node.y + 1).attr("width", 26).attr("height", 24);
      button.on("click", (event) => {
        event.preventDefault();
        toggle(node.key, !open);
      });
      marks.push(button.node());
    }
  }
  for (const edge of edges) {
    const start = [edge.parent.x + edge.parent.wide, edge.outY];
    const end = [edge.child.x - LABEL, edge.inY];
    const curve = `${links({ source: start, target: end })} H${edge.child.x}`;
    const link = layer.append("a").attr("class", `edge k-${edge.kind}${path.has(edge.key) ? " path" : ""}`).attr("href", `#${edge.row}`).attr("aria-label", edge.name).attr("id", `e-${edge.key}`).datum({ x: edge.child.x, y: edge.inY, edge });
    for (const name of ["halo", "line", "inner"]) link.append("path").attr("class", name).attr("d", curve);
    const [tag, look, d] = MARKS[edge.kind] ?? MARKS.coordinates;
    const x = edge.child.x - 14;
    link.append(tag).attr("class", look).attr("d", d).attr("transform", edge.turned ? `translate(${x + 12},${edge.inY}) scale(-1,1)` : `translate(${x},${edge.inY})`);
    link.append("text").attr("class", "lb").attr("text-anchor", "end").attr("x", x - 5).attr("y", edge.inY - 5).text(edge.year ? `${edge.label} ${edge.year}` : edge.label);
    link.append("path").attr("class", "hit").attr("d", curve);
    link.append("rect").attr("class", "hit foc").attr("x", edge.child.x - LABEL).attr("y", edge.inY - 17).attr("width", LABEL - 1).attr("height", 25);
    link.on("click", (event) => {
      event.preventDefault();
      choose(edge.row);
      if (!document.getElementById(edge.row)) tellEdge(graph, edge, choose);
    });
    marks.unshift(link.node());
  }
  const ordered = [...layer.selectAll("a").nodes(), ...marks.filter((mark) => !mark.classList.contains("edge"))];
  const edgeMarks = ordered.filter((mark) => mark.classList.contains("edge"));
  const others = ordered.filter((mark) => !mark.classList.contains("edge"));
  // Along the lines: to what goes on from here, or to the body at the end of the line; from a body to its lines.
  const along = (mark, direction) => {
    const { edge, node } = mark.__data__;
    const sideways = direction === "left" || direction === "right";
    const at = edge ? (direction === "right" ? edge.child : edge.parent) : node;
    const next = sideways && at ? (direction === "right" ? at.outs : at.ins)[0] : null;
    if (next) return document.getElementById(`e-${next.key}`);
    if (edge && sideways) return document.getElementById(`n-${at.key}`);
    return nearest(mark, direction, edge ? edgeMarks : others, (one) => one.__data__);
  };
  if (ordered.length) roving(svg.node(), ordered, along, (id) => (id || !state.focus ? choose(id) : focus(null)));
}

// Where every body, and every end of a relation, stands.
function place(graph, shown, used, step) {
  const wide = used.length < 2 ? WIDE : Math.max(84, Math.min(WIDE, step - LABEL - GAP));
  const known = new Map(
    [...shown.bodies.values()].map((body) => {
      const names = lines(brief(body.name), wide - 8, 13, 600);
      const below = body.children.filter(shown.alive).length;
      const kinds = body.kind ? lines(body.kind, wide - (below ? 36 : 8), 11).slice(0, 3) : [];
      return [body.key, { ...body, column: used.indexOf(body.column), below, names, kinds, wide, ins: [], outs: [] }];
    }),
  );
  const edges = shown.relations.map((one) => {
    const [above, below] = [known.get(one.above), known.get(one.below)];
    const against = above.column >= below.column;
    const [parent, child] = against ? [below, above] : [above, below];
    // The mark points to the left where the relation goes from the right to the left.
    return { ...one, parent, child, turned: one.downward ? !against : against };
  });
  for (const edge of edges) {
    edge.parent.outs.push(edge);
    edge.child.ins.push(edge);
  }
  const size = (node) => ({
    up: Math.max(NAME * node.names.length + 10, (PORT * (node.ins.length - 1)) / 2 + 20),
    down: Math.max(13 * Math.max(node.kinds.length, node.below ? 1 : 0) + 10, (PORT * (node.ins.length - 1)) / 2 + 12),
  });
  known.forEach((node) => Object.assign(node, size(node)));

  const root = stratify()
    .id((body) => body.key)
    .parentId((body) => (body.key === ROOT ? null : known.has(body.stem) ? body.stem : ROOT))([{ key: ROOT }, ...known.values()]);
  const order = (node) => node.height * 100 + node.data.key.charCodeAt(0) / 1000;
  const layout = tree()
    .nodeSize([1, step])
    .separation((a, b) => (a.data.key === ROOT || b.data.key === ROOT ? 1 : a.data.down + b.data.up + 14));
  root.sort((a, b) => order(b) - order(a));
  const nodes = [...known.values()];
  // Twice more by the places of all that a body binds, so that lines cross less.
  for (let round = 0; round < 3; round += 1) {
    if (round) root.sort((a, b) => middle(a.data) - middle(b.data));
    layout(root);
    root.each((node) => {
      if (node.depth) Object.assign(node.data, { x: 1 + node.data.column * step, y: node.x });
    });
  }
  settle(nodes, used.length);
  const top = Math.min(...nodes.map((node) => node.y - node.up));
  for (const node of nodes) node.y = Math.round(node.y - top) + 4;
  for (const node of nodes) {
    node.ins.sort((a, b) => a.parent.y - b.parent.y || a.key.localeCompare(b.key));
    node.outs.sort((a, b) => a.child.y - b.child.y || a.key.localeCompare(b.key));
    node.ins.forEach((edge, index) => (edge.inY = node.y + PORT * (index - (node.ins.length - 1) / 2)));
    node.outs.forEach((edge, index) => (edge.outY = node.y + 5 * (index - (node.outs.length - 1) / 2)));
  }
  return { nodes, edges, high: Math.max(...nodes.map((node) => node.y + node.down)) + 8 };
}

// Where the bodies on the other ends of a body's relations stand on average; its own place where it has none.
function middle(node) {
  const others = [...node.outs.map((edge) => edge.child.y), ...node.ins.map((edge) => edge.parent.y)];
  return others.length ? others.reduce((sum, y) => sum + y, 0) / others.length : node.y;
}

// A long name without what it says in brackets.
function brief(name) {
  return name.length > 40 ? name.replace(/\s*\([^)]*\)/g, "") || name : name;
}

// Moves bodies of a column apart where the tree of their first parents leaves them too close.
function settle(nodes, columns) {
  for (let column = 0; column < columns; column += 1) {
    const here = nodes.filter((node) => node.column === column).sort((a, b) => a.y - b.y);
    here.forEach((node, index) => {
      const above = here[index - 1];
      if (above) node.y = Math.max(node.y, above.y + above.down + node.up + 10);
    });
  }
}
