// How items move: places (a body at a meeting) in columns, their rows the items; bands join rows. d3-sankey places the
// rows; filled bands were received, hatched ones are open.
import { sankey } from "d3-sankey";
import { linkHorizontal } from "d3-shape";
import { nearest, roving } from "./roving.js";
import { canvasOf, cut, lines, width } from "./svg.js";

const ROW = 26;
const HEAD = 40;
const TOP = 56;

export function drawFlow(figure, data, choose) {
  const holder = figure.querySelector(".scroll");
  if (!data.bands.length) return;
  const redraw = () => draw(holder, data, choose);
  redraw();
  let before = holder.clientWidth;
  addEventListener("resize", () => {
    if (Math.abs(holder.clientWidth - before) < 8 || !holder.clientWidth) return;
    before = holder.clientWidth;
    redraw();
    choose(decodeURIComponent(location.hash.slice(1)), false);
  });
}

function draw(holder, data, choose) {
  const count = data.columns.length;
  const step = Math.max(168, ((holder.clientWidth || 1100) - 16) / count);
  const wide = step - 62;
  const { places, bands, high } = place(data, step, wide);
  const svg = canvasOf(holder, count * step + 2, high + 24, data.words.picture);
  const hatch = svg.append("defs").append("pattern").attr("id", "hatch").attr("width", 7).attr("height", 7).attr("patternUnits", "userSpaceOnUse").attr("patternTransform", "rotate(45)");
  hatch.append("rect").attr("width", 7).attr("height", 7).attr("fill", "var(--paper)");
  hatch.append("path").attr("class", "hatching").attr("d", "M0,0V7");

  const heads = svg.append("g").attr("class", "heads");
  data.columns.forEach((column, index) => {
    lines(column.label, step - 14, 12, 500).slice(0, 2).forEach((line, row) => {
      heads.append("text").attr("font-size", 12).attr("x", index * step + 2).attr("y", 14 + 15 * row).text(line);
    });
  });
  heads.append("path").attr("d", `M0,38 H${count * step}`);
  const pending = data.columns.findIndex((column) => column.key === "lies" || column.key === "returns");
  if (pending > 0) {
    const x = pending * step - 20;
    svg.append("path").attr("class", "ends").attr("d", `M${x},44 V${high + 4}`);
    svg.append("text").attr("class", "t-s").attr("font-size", 11).attr("x", Math.min(x + 4, count * step - width(data.words.end, 11) - 2)).attr("y", high + 18).text(data.words.end);
  }

  const layer = svg.append("g");
  for (const band of bands) {
    const link = layer.append("a").attr("class", `band${band.isOpen ? " open" : ""}`).attr("href", `#${band.row}`).attr("aria-label", band.name).attr("id", `b-${band.key}`).datum(band);
    link.append("title").text(band.name);
    link.append("path").attr("class", "shape").attr("d", shape(band));
    link.append("path").attr("class", "hit foc").attr("d", shape(band, Math.max(12, band.thick / 2)));
    link.on("click", (event) => {
      event.preventDefault();
      choose(band.row);
    });
  }

  for (const one of places) {
    const group = svg.append("g").attr("class", "place");
    const name = `${one.returns ? "↩ " : ""}${one.body}`;
    const names = lines(name, wide + 44, 13, 600).slice(0, 2);
    names.forEach((line, index) => {
      group.append("text").attr("class", "nm").attr("x", one.x).attr("y", one.top - 21 - 15 * (names.length - 1 - index)).text(line);
    });
    group.append("text").attr("class", "wh").attr("x", one.x).attr("y", one.top - 7).text(cut(one.when, wide + 48, 11));
    for (const row of one.rows) {
      const part = group.append("g").attr("class", `row${one.pending ? " waits" : ""}`);
      part.append("title").text(row.title);
      part.append("rect").attr("x", one.x).attr("y", row.y + 1).attr("width", wide).attr("height", ROW - 3);
      part.append("text").attr("x", one.x + 9).attr("y", row.y + 17).text(cut(row.title, wide - 16, 12));
      if (row.cap === "settled") part.append("rect").attr("class", "cap").attr("x", one.x + wide).attr("y", row.y + 1).attr("width", 6).attr("height", ROW - 3);
      if (row.cap === "unknown") part.append("path").attr("class", "cap unknown").attr("d", `M${one.x + wide + 4},${row.y + 1} v${ROW - 3}`);
      if (one.pending && !row.goes) part.append("circle").attr("class", "nowhere").attr("cx", one.x + wide + 12).attr("cy", row.y + ROW / 2).attr("r", 4.5);
    }
    group.append("rect").attr("class", `bar${one.pending ? " waits" : ""}`).attr("x", one.x - 2).attr("y", one.top).attr("width", 4).attr("height", one.rows.length * ROW - 1);
  }

  const marks = layer.selectAll("a").nodes();
  const spot = (mark) => ({ x: mark.__data__.x0, y: (mark.__data__.y0 + mark.__data__.y1) / 2 });
  const along = (mark, direction) => {
    const band = mark.__data__;
    const next = bands.find((one) => (direction === "right" ? one.from === band.to : direction === "left" && one.to === band.from));
    return next ? document.getElementById(`b-${next.key}`) : nearest(mark, direction, marks, spot);
  };
  marks.sort((a, b) => spot(a).x - spot(b).x || spot(a).y - spot(b).y);
  roving(svg.node(), marks, along, choose);
}

// Where places, rows and bands stand. Every band is worth one row; a row's bands share its height.
function place(data, step, wide) {
  const nodes = data.places.map((one) => ({ ...one, fixedValue: one.rows.length }));
  // d3-sankey refuses rings; a band that does not lead to the right (dates unknown) is drawn all the same.
  const column = new Map(nodes.map((one) => [one.key, one.column]));
  const onwards = data.bands.filter((one) => column.get(one.start) < column.get(one.end));
  const links = onwards.map((one) => ({ source: one.start, target: one.end, value: 1 }));
  const heights = data.columns.map((_, column) =>
    nodes.filter((one) => one.column === column).reduce((sum, one) => sum + one.rows.length * ROW + HEAD, 0),
  );
  const padding = HEAD + 6;
  const most = Math.max(...nodes.map((one) => nodes.filter((other) => other.column === one.column).length));
  const graph = sankey()
    .nodeId((one) => one.key)
    .nodeWidth(1)
    .nodePadding(padding)
    .nodeAlign((one) => one.column)
    .extent([[0, TOP + HEAD], [1000, TOP + HEAD + Math.max(...heights) + most * 6]])
    .iterations(24)({ nodes, links });
  for (const one of graph.nodes) Object.assign(one, { x: one.column * step + 2, middle: (one.y0 + one.y1) / 2 });
  data.columns.forEach((_, column) => {
    let least = TOP + HEAD;
    const here = graph.nodes.filter((one) => one.column === column).sort((a, b) => a.middle - b.middle);
    for (const one of here) {
      one.top = Math.max(least, Math.round(one.middle - (one.rows.length * ROW) / 2));
      const two = lines(`${one.returns ? "↩ " : ""}${one.body}`, wide + 44, 13, 600).length > 1 ? 15 : 0;
      one.top += two;
      least = one.top + one.rows.length * ROW + padding;
    }
  });
  const lift = Math.min(...graph.nodes.map((one) => one.top)) - TOP - HEAD;
  const known = new Map();
  for (const one of graph.nodes) {
    one.top -= lift;
    one.rows = one.rows.map((row, index) => ({ ...row, y: one.top + index * ROW, ins: [], outs: [] }));
    for (const row of one.rows) known.set(`${one.key} ${row.key}`, row);
  }
  const at = new Map(graph.nodes.map((one) => [one.key, one]));
  const bands = data.bands.map((band) => {
    const [from, to] = [known.get(`${band.start} ${band.startRow}`), known.get(`${band.end} ${band.endRow}`)];
    const found = { ...band, isOpen: band.open, from, to, x0: at.get(band.start).x + wide, x1: at.get(band.end).x - 2 };
    from.outs.push(found);
    from.goes = true;
    to.ins.push(found);
    return found;
  });
  for (const row of known.values()) {
    row.outs.sort((a, b) => a.to.y - b.to.y).forEach((band, index) => share(band, "y0", row, index, row.outs.length));
    row.ins.sort((a, b) => a.from.y - b.from.y).forEach((band, index) => share(band, "y1", row, index, row.ins.length));
  }
  const high = Math.max(...graph.nodes.map((one) => one.top + one.rows.length * ROW)) + 10;
  return { places: graph.nodes, bands, high };
}

function share(band, end, row, index, number) {
  const part = (ROW - 3) / number;
  band[end] = row.y + 1 + part * (index + 0.5);
  band.thick = Math.min(band.thick ?? Infinity, part);
}

function shape(band, half = band.thick / 2) {
  const curve = linkHorizontal();
  const upper = curve({ source: [band.x0, band.y0 - half], target: [band.x1, band.y1 - half] });
  const lower = curve({ source: [band.x1, band.y1 + half], target: [band.x0, band.y0 + half] });
  return `${upper}L${lower.slice(1)}Z`;
}
