// Many moves as sums: bodies in columns (a quarter, a year, a step), bands as high as what they sum is many. Hatched
// bands are open and never stand in one with received ones: they end in a ring just after the body that sent them (with
// ↩ where they are to return), so that what is open is seen where it began.
import { sankey } from "d3-sankey";
import { hatching, heads, laneKey, outline, spread } from "./bands.js";
import { nearest, roving } from "./roving.js";
import { canvasOf, cut, lines, width } from "./svg.js";

const BAR = 10;
const HEAD = 22;
const LEAST = 3;
const DRAWN = 100;
const STUB = 26;

export function drawStreams(holder, all, choose) {
  const data = through(all);
  const drawn = data.streams;
  const count = data.columns.length;
  const step = Math.max(124, ((holder.clientWidth || 1100) - 2) / count);
  const { nodes, bands, high } = place(data, drawn, step);
  const left = all.streams.length - drawn.length;
  const svg = canvasOf(holder, count * step, high + 28, all.words.picture);
  hatching(svg);
  heads(svg, data, step, high, count * step);
  if (left) svg.append("text").attr("class", "t-s").attr("font-size", 11).attr("x", 2).attr("y", high + 20).text(all.words.more.replace("{n}", left));

  const layer = svg.append("g");
  for (const band of [...bands].sort((a, b) => Number(a.stub ?? 0) - Number(b.stub ?? 0))) {
    const link = layer.append("a").attr("class", `band${band.state === "received" ? "" : " open"}`).attr("href", `#${band.row}`).attr("aria-label", band.name).attr("id", `b-${band.row}`).datum(band);
    link.append("title").text(band.name);
    link.append("path").attr("class", "shape").attr("d", outline(band));
    if (band.stub) {
      link.append("circle").attr("class", "nowhere").attr("cx", band.x1 + 6).attr("cy", band.y0).attr("r", 4);
      link.append("text").attr("class", "wh").attr("x", band.x1 + 14).attr("y", band.y0 + 4).text(band.back ? `↩ ${band.count}` : band.count);
      link.append("rect").attr("class", "hit foc").attr("x", band.x0).attr("y", band.y0 - 12).attr("width", 58).attr("height", 24);
    } else link.append("path").attr("class", "hit foc").attr("d", outline(band, Math.max(12, band.thick / 2)));
    link.on("click", (event) => {
      event.preventDefault();
      choose(band.row);
    });
  }
  for (const node of nodes) {
    const group = svg.append("g").attr("class", "place");
    const most = step - 14;
    const total = String(node.value);
    const name = cut(`${node.returns ? "↩ " : ""}${node.name}`, most - width(total, 11) - 6, 12, 600);
    const text = group.append("text").attr("class", "nm small").attr("x", node.x).attr("y", node.top - 6).text(name);
    text.append("title").text(node.name);
    group.append("text").attr("class", "wh").attr("x", node.x + width(name, 12, 600) + 6).attr("y", node.top - 6).text(total);
    group.append("rect").attr("class", `bar${node.pending ? " waits" : ""}`).attr("x", node.x).attr("y", node.top).attr("width", BAR).attr("height", Math.max(2, node.high));
  }
  const marks = layer.selectAll("a").nodes();
  const spot = (mark) => ({ x: mark.__data__.x0, y: (mark.__data__.y0 + mark.__data__.y1) / 2 });
  const next = (mark, direction) => {
    const band = mark.__data__;
    const found = bands.find((one) => (direction === "right" ? one.start === band.end : direction === "left" && one.end === band.start));
    return found ? document.getElementById(`b-${found.row}`) : nearest(mark, direction, marks, spot);
  };
  marks.sort((a, b) => spot(a).x - spot(b).x || spot(a).y - spot(b).y);
  if (marks.length) roving(svg.node(), marks, next, choose);
}

// The columns of periods or steps, and the largest streams between them; an open one ends where it begins.
function through(data) {
  const ends = new Set(data.nodes.filter((one) => one.pending).map((one) => one.key));
  const returns = new Set(data.nodes.filter((one) => one.returns).map((one) => one.key));
  const drawn = data.streams.slice(0, DRAWN).map((one) => (ends.has(one.end) ? { ...one, stub: true, back: returns.has(one.end) } : one));
  const used = new Set(drawn.flatMap((one) => (one.stub ? [one.start] : [one.start, one.end])));
  const nodes = data.nodes.filter((one) => used.has(one.key));
  const columns = [...new Set(nodes.map((one) => one.column))].sort((a, b) => a - b);
  return { streams: drawn, columns: columns.map((column) => data.columns[column]), nodes: nodes.map((one) => ({ ...one, column: columns.indexOf(one.column) })), words: {} };
}

function place(data, drawn, step) {
  const columns = new Map(data.nodes.map((one) => [one.key, one.column]));
  const sent = new Map();
  const got = new Map();
  for (const one of drawn) {
    sent.set(one.start, (sent.get(one.start) ?? 0) + one.count);
    if (!one.stub) got.set(one.end, (got.get(one.end) ?? 0) + one.count);
  }
  const nodes = data.nodes.map((one) => ({ ...one, fixedValue: Math.max(sent.get(one.key) ?? 0, got.get(one.key) ?? 0) }));
  const links = [];
  for (const one of drawn.filter((each) => !each.stub)) {
    let source = one.start;
    for (let column = columns.get(one.start) + 1; column < columns.get(one.end); column += 1) {
      const key = laneKey(one.row, column);
      nodes.push({ key, column, lane: true });
      links.push({ source, target: key, value: one.count });
      source = key;
    }
    links.push({ source, target: one.end, value: one.count });
  }
  const graph = sankey()
    .nodeId((one) => one.key)
    .nodeWidth(1)
    .nodePadding(10)
    .nodeAlign((one) => one.column)
    .extent([[0, 0], [1000, 600]])
    .iterations(24)({ nodes, links });
  // A unit is as high as lets the fullest column stand in about 520 pixels; no band is lower than LEAST.
  const totals = data.columns.map((_, column) => graph.nodes.filter((one) => one.column === column).reduce((sum, one) => sum + one.value, 0));
  const unit = Math.max(0.02, Math.min(16, 520 / Math.max(...totals)));
  const thick = (count) => Math.max(LEAST, count * unit);
  const ins = new Map();
  const outs = new Map();
  for (const one of drawn) {
    outs.set(one.start, [...(outs.get(one.start) ?? []), one]);
    if (!one.stub) ins.set(one.end, [...(ins.get(one.end) ?? []), one]);
  }
  const sum = (several) => (several ?? []).reduce((total, one) => total + thick(one.count), 0);
  const counted = new Map(drawn.map((one) => [one.row, one.count]));
  for (const one of graph.nodes) {
    one.middle = (one.y0 + one.y1) / 2;
    one.x = one.column * step + 1;
    one.high = one.lane ? thick(counted.get(one.key.slice(0, one.key.lastIndexOf(" ")))) : Math.max(sum(ins.get(one.key)), sum(outs.get(one.key)), 4);
    one.head = one.lane ? 3 : HEAD;
  }
  const high = spread(graph.nodes, data.columns.length, 12);
  const at = new Map(graph.nodes.map((one) => [one.key, one]));
  const bands = drawn.map((one) => {
    const from = at.get(one.start);
    if (one.stub) return { ...one, from, lanes: [], thick: thick(one.count), x0: from.x + BAR, x1: from.x + BAR + STUB };
    const to = at.get(one.end);
    const lanes = [];
    for (let column = from.column + 1; column < to.column; column += 1) {
      const lane = at.get(laneKey(one.row, column));
      lanes.push([lane.x, lane.x + step - 60, lane.top + lane.high / 2]);
    }
    return { ...one, from, to, lanes, thick: thick(one.count), x0: from.x + BAR, x1: to.x };
  });
  const stack = (several, end, node, other) => {
    let y = node.top;
    for (const band of several.sort((a, b) => (a[other]?.top ?? 1e6) - (b[other]?.top ?? 1e6) || a.row.localeCompare(b.row))) {
      band[end] = y + band.thick / 2;
      if (band.stub) band.y1 = band.y0;
      y += band.thick;
    }
  };
  for (const node of graph.nodes.filter((one) => !one.lane)) {
    stack(bands.filter((one) => one.from === node), "y0", node, "to");
    stack(bands.filter((one) => one.to === node), "y1", node, "from");
  }
  return { nodes: graph.nodes.filter((one) => !one.lane), bands, high };
}
