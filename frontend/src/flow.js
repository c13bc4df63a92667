// How items move: places (a body at a meeting) in columns, their rows the items; bands join rows. d3-sankey places the
// rows; filled bands were received, hatched ones are open.
import { sankey } from "d3-sankey";
import { hatching, heads, laneKey, outline } from "./bands.js";
import { filters } from "./filters.js";
import { nearest, roving } from "./roving.js";
import { drawStreams } from "./streams.js";
import { canvasOf, cut, lines } from "./svg.js";

const ROW = 26;
const HEAD = 44;
const TOP = 44;

export function drawFlow(figure, data, choose) {
  const holder = figure.querySelector(".scroll");
  if (data.by !== "meeting") return data.streams.length ? () => drawStreams(holder, data, choose) : null;
  if (!data.bands.length) return null;
  let asked = (bands) => bands;
  const redraw = () => {
    const bands = asked(data.bands);
    figure.hidden = !bands.length;
    if (bands.length) draw(holder, chosen(data, bands), choose);
  };
  asked = filters(figure.closest("main"), data, redraw);
  return redraw;
}

// The columns, places and rows that some of the bands need; a place's rows keep their order.
function chosen(data, bands) {
  if (bands.length === data.bands.length) return data;
  const rows = new Set(bands.flatMap((band) => [`${band.start} ${band.startRow}`, `${band.end} ${band.endRow}`]));
  const kept = data.places.map((place) => ({ ...place, rows: place.rows.filter((row) => rows.has(`${place.key} ${row.key}`)) })).filter((place) => place.rows.length);
  const used = [...new Set(kept.map((place) => place.column))].sort((a, b) => a - b);
  return { ...data, bands, columns: used.map((column) => data.columns[column]), places: kept.map((place) => ({ ...place, column: used.indexOf(place.column) })) };
}

function draw(holder, data, choose) {
  const count = data.columns.length;
  const step = Math.max(150, ((holder.clientWidth || 1100) + 16) / count);
  const wide = step - 40;
  const { places, bands, high } = place(data, step, wide);
  const svg = canvasOf(holder, count * step - 17, high + 24, data.words.picture);
  hatching(svg);
  heads(svg, data, step, high, count * step - 17);

  const layer = svg.append("g");
  for (const band of bands) {
    const link = layer.append("a").attr("class", `band${band.isOpen ? " open" : ""}`).attr("href", `#${band.row}`).attr("aria-label", band.name).attr("id", `b-${band.key}`).datum(band);
    link.append("title").text(band.name);
    link.append("path").attr("class", "shape").attr("d", outline(band));
    link.append("path").attr("class", "hit foc").attr("d", outline(band, Math.max(12, band.thick / 2)));
    link.on("click", (event) => {
      event.preventDefault();
      choose(band.row);
    });
  }

  for (const one of places) {
    const group = svg.append("g").attr("class", "place");
    one.names.forEach((line, index) => {
      group.append("text").attr("class", "nm").attr("x", one.x).attr("y", one.top - 21 - 15 * (one.names.length - 1 - index)).text(line);
    });
    group.append("text").attr("class", "wh").attr("x", one.x).attr("y", one.top - 7).text(cut(one.when, wide + 22, 11));
    for (const row of one.rows) {
      const part = group.append("g").attr("class", `row${one.pending ? " waits" : ""}`);
      part.append("title").text(row.title);
      part.append("rect").attr("x", one.x).attr("y", row.y + 1).attr("width", wide).attr("height", ROW - 3);
      part.append("text").attr("x", one.x + 9).attr("y", row.y + 17).text(cut(row.title, wide - 14, 11.5));
      if (row.cap === "settled") part.append("rect").attr("class", "cap").attr("x", one.x + wide).attr("y", row.y + 1).attr("width", 6).attr("height", ROW - 3);
      if (row.cap === "unknown") part.append("path").attr("class", "cap unknown").attr("d", `M${one.x + wide + 4},${row.y + 1} v${ROW - 3}`);
      if (one.pending && !row.goes) part.append("circle").attr("class", "nowhere").attr("cx", one.x + wide + 12).attr("cy", row.y + ROW / 2).attr("r", 4.5);
    }
    group.append("rect").attr("class", `bar${one.pending ? " waits" : ""}`).attr("x", one.x - 2).attr("y", one.top).attr("width", 4).attr("height", one.rows.length * ROW - 1);
  }

  const marks = layer.selectAll("a").nodes();
  const spot = (mark) => ({ x: mark.__data__.x0, y: (mark.__data__.y0 + mark.__data__.y1) / 2 });
  const next = (mark, direction) => {
    const band = mark.__data__;
    const found = bands.find((one) => (direction === "right" ? one.from === band.to : direction === "left" && one.to === band.from));
    return found ? document.getElementById(`b-${found.key}`) : nearest(mark, direction, marks, spot);
  };
  marks.sort((a, b) => spot(a).x - spot(b).x || spot(a).y - spot(b).y);
  roving(svg.node(), marks, next, choose);
}

// Where places, rows and bands stand. Every band is worth one row; a row's bands share its height. A band that passes a
// column has a row to itself there, so that it never runs behind what stands in that column.
function place(data, step, wide) {
  const columns = new Map(data.places.map((one) => [one.key, one.column]));
  const nodes = data.places.map((one) => ({ ...one, names: names(one, wide), fixedValue: one.rows.length }));
  const links = [];
  for (const band of data.bands) {
    let source = band.start;
    // d3-sankey refuses rings; a band that does not lead to the right (dates unknown) is drawn all the same.
    if (columns.get(band.start) >= columns.get(band.end)) continue;
    for (let column = columns.get(band.start) + 1; column < columns.get(band.end); column += 1) {
      const key = laneKey(band.key, column);
      nodes.push({ key, column, lane: true, rows: [{ key }], fixedValue: 1 });
      links.push({ source, target: key, value: 1 });
      source = key;
    }
    links.push({ source, target: band.end, value: 1 });
  }
  const tall = (one) => one.rows.length * ROW + head(one);
  const heights = data.columns.map((_, column) =>
    nodes.filter((one) => one.column === column).reduce((sum, one) => sum + tall(one), 0),
  );
  const high = Math.max(...heights);
  const graph = sankey()
    .nodeId((one) => one.key)
    .nodeWidth(1)
    .nodePadding(12)
    .nodeAlign((one) => one.column)
    .extent([[0, 0], [1000, high]])
    .iterations(32)({ nodes, links });
  for (const one of graph.nodes) Object.assign(one, { x: one.column * step + 2, middle: (one.y0 + one.y1) / 2 });
  data.columns.forEach((_, column) => {
    const here = graph.nodes.filter((one) => one.column === column).sort((a, b) => a.middle - b.middle);
    let least = 0;
    for (const one of here) {
      one.top = Math.max(least + head(one), Math.round(one.middle - (one.rows.length * ROW) / 2));
      least = one.top + one.rows.length * ROW;
    }
    let most = high;
    for (const one of here.reverse()) {
      one.top = Math.min(one.top, most - one.rows.length * ROW);
      most = one.top - head(one);
    }
  });
  const lift = Math.min(...graph.nodes.map((one) => one.top - head(one))) - TOP;
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
    found.lanes = [];
    for (let column = columns.get(band.start) + 1; column < columns.get(band.end); column += 1) {
      const one = at.get(laneKey(band.key, column));
      found.lanes.push([one.x, one.x + wide, one.top + ROW / 2]);
    }
    from.outs.push(found);
    from.goes = true;
    to.ins.push(found);
    return found;
  });
  for (const row of known.values()) {
    row.outs.sort((a, b) => a.to.y - b.to.y).forEach((band, index) => share(band, "y0", row, index, row.outs.length));
    row.ins.sort((a, b) => a.from.y - b.from.y).forEach((band, index) => share(band, "y1", row, index, row.ins.length));
  }
  const bottom = Math.max(...graph.nodes.map((one) => one.top + one.rows.length * ROW)) + 10;
  return { places: graph.nodes.filter((one) => !one.lane), bands, high: bottom };
}

function share(band, end, row, index, number) {
  const part = (ROW - 3) / number;
  band[end] = row.y + 1 + part * (index + 0.5);
  band.thick = Math.min(band.thick ?? Infinity, part);
}

// A place's name, in at most two lines; ↩ where something is to return to it.
function names(one, wide) {
  return lines(`${one.returns ? "↩ " : ""}${one.body}`, wide + 22, 13, 600).slice(0, 2);
}

// How much room stands above a place's rows.
const head = (one) => (one.lane ? 4 : HEAD + 15 * (one.names.length - 1));
