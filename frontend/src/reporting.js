// Who reports to whom: bodies in columns (d3-hierarchy), each a line with its name on it; relations are curves whose
// form and mark tell their kind. A body with several parents has a port for each.
import { stratify, tree } from "d3-hierarchy";
import { linkHorizontal } from "d3-shape";
import { nearest, roving } from "./roving.js";
import { canvasOf, lines } from "./svg.js";

const ROOT = "/";
const PORT = 26;
const NAME = 16;
const LABEL = 96;
const GAP = 60;
const WIDE = 190;

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
  const wanted = new Set(data.relations.map((one) => one.kind));
  const boxes = figure.closest("main").querySelectorAll('input[name="kind"]');
  const redraw = () => draw(holder, data, wanted, choose);
  boxes.forEach((box) => {
    box.hidden = false;
    box.addEventListener("change", () => {
      wanted[box.checked ? "add" : "delete"](box.value);
      redraw();
      choose(decodeURIComponent(location.hash.slice(1)), false);
    });
  });
  return redraw;
}

function draw(holder, data, wanted, choose) {
  const columns = Math.max(...data.bodies.map((body) => body.column)) + 1;
  const room = (holder.clientWidth || 900) - 4;
  const step = Math.max(250, Math.min(360, (room - WIDE) / Math.max(1, columns - 1)));
  const { nodes, edges, high } = place(data, columns, step);
  const shown = edges.filter((edge) => wanted.has(edge.kind));
  const svg = canvasOf(holder, (columns - 1) * step + WIDE + 4, high, data.words.picture);
  const links = linkHorizontal()
    .x((point) => point[0])
    .y((point) => point[1]);

  for (const node of nodes) {
    const group = svg.append("g").attr("class", "node");
    const [left, right] = [node.x, node.x + node.wide];
    group.append("path").attr("class", "under").attr("d", `M${left},${node.y} H${right}`);
    if (node.ins.length > 1) {
      group.append("path").attr("class", "port").attr("d", `M${left},${node.ins[0].inY} V${node.ins[node.ins.length - 1].inY}`);
    }
    if (node.outs.length > 1) {
      group.append("path").attr("class", "port").attr("d", `M${right},${node.outs[0].outY} V${node.outs[node.outs.length - 1].outY}`);
    }
    const link = group.append("a").attr("href", node.href).attr("tabindex", "-1").attr("class", "body");
    link.append("title").text(node.name);
    node.names.forEach((line, index) => {
      link.append("text").attr("class", "nm").attr("x", left + 6).attr("y", node.y - 7 - NAME * (node.names.length - 1 - index)).text(line);
    });
    node.kinds.forEach((line, index) => {
      group.append("text").attr("class", "kd").attr("x", left + 6).attr("y", node.y + 14 + 13 * index).text(line);
    });
    link.append("rect").attr("class", "hit foc").attr("x", left + 1).attr("y", node.y - NAME * node.names.length - 6).attr("width", node.wide - 2).attr("height", Math.max(24, NAME * node.names.length + 6));
  }

  const layer = svg.append("g");
  for (const edge of shown) {
    const start = [edge.parent.x + edge.parent.wide, edge.outY];
    const end = [edge.child.x - LABEL, edge.inY];
    const path = `${links({ source: start, target: end })} H${edge.child.x}`;
    const link = layer.append("a").attr("class", `edge k-${edge.kind}`).attr("href", `#${edge.row}`).attr("aria-label", edge.name).attr("id", `e-${edge.key}`).datum(edge);
    for (const name of ["halo", "line", "inner"]) link.append("path").attr("class", name).attr("d", path);
    const [tag, look, d] = MARKS[edge.kind] ?? MARKS.coordinates;
    const x = edge.child.x - 14;
    link.append(tag).attr("class", look).attr("d", d).attr("transform", edge.turned ? `translate(${x + 12},${edge.inY}) scale(-1,1)` : `translate(${x},${edge.inY})`);
    link.append("text").attr("class", "lb").attr("text-anchor", "end").attr("x", x - 5).attr("y", edge.inY - 5).text(edge.year ? `${edge.label} ${edge.year}` : edge.label);
    link.append("path").attr("class", "hit").attr("d", path);
    link.append("rect").attr("class", "hit foc").attr("x", edge.child.x - LABEL).attr("y", edge.inY - 17).attr("width", LABEL - 1).attr("height", 25);
    link.on("click", (event) => {
      event.preventDefault();
      choose(edge.row);
    });
  }
  const marks = layer.selectAll("a").nodes();
  const placeOf = (mark) => ({ x: mark.__data__.child.x, y: mark.__data__.inY });
  const along = (mark, direction) => {
    const edge = mark.__data__;
    const next = direction === "right" ? edge.child.outs : direction === "left" ? edge.parent.ins : [];
    const found = next.find((one) => wanted.has(one.kind));
    if (found) return document.getElementById(`e-${found.key}`);
    return nearest(mark, direction, marks, placeOf);
  };
  if (marks.length) roving(svg.node(), marks, along, choose);
}

// Where every body, and every end of a relation, stands.
function place(data, columns, step) {
  const wide = Math.min(WIDE, step - LABEL - GAP);
  const known = new Map(
    data.bodies.map((body) => {
      const names = lines(brief(body.name), wide - 8, 13, 600);
      const kinds = lines(body.kind, wide - 8, 11);
      return [body.key, { ...body, names, kinds, wide: Math.max(wide, 60), ins: [], outs: [] }];
    }),
  );
  const edges = data.relations
    .filter((one) => known.has(one.above) && known.has(one.below))
    .map((one) => {
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
    down: Math.max(13 * node.kinds.length + 10, (PORT * (node.ins.length - 1)) / 2 + 12),
  });
  known.forEach((node) => Object.assign(node, size(node)));

  const root = stratify()
    .id((body) => body.key)
    .parentId((body) => (body.key === ROOT ? null : (body.stem ?? ROOT)))([{ key: ROOT }, ...known.values()]);
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
  settle(nodes, columns);
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
