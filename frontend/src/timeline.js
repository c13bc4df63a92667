// A matter's way: meetings as columns, bodies as lanes, events numbered as in the list below. What is open ends in a
// ring in the last column, in the lane of the body that it lies with.
import { linkHorizontal } from "d3-shape";
import { nearest, roving } from "./roving.js";
import { canvasOf, lines } from "./svg.js";

const LANE = 132;
const MARK = 24;
const HEAD = 54;

export function drawTimeline(figure, data, choose) {
  const holder = figure.querySelector(".scroll");
  return () => draw(holder, data, choose);
}

function draw(holder, data, choose) {
  const open = data.ends.filter((end) => end.open);
  const columns = open.length ? [...data.columns, { label: data.words.open, wait: "", open: true }] : data.columns;
  const step = Math.max(136, Math.min(290, ((holder.clientWidth || 1100) - LANE - 4) / columns.length));
  const wide = LANE + columns.length * step;
  const { lanes, events, ends, high } = place(data, open, columns.length, step);
  const svg = canvasOf(holder, wide, high + 2, data.words.picture);
  const x = (column) => LANE + column * step;

  const heads = svg.append("g").attr("class", "when");
  columns.forEach((column, index) => {
    lines(column.label, step - 8, 12, 600).slice(0, 2).forEach((line, row) => heads.append("text").attr("class", "nm small").attr("x", x(index)).attr("y", 12 + 14 * row).text(line));
    heads.append("path").attr("class", "rule").attr("d", `M${x(index) + MARK / 2},${HEAD - 6} V${high}`);
    if (column.wait) heads.append("text").attr("class", "wh").attr("text-anchor", "middle").attr("x", x(index) + MARK / 2 - step / 2).attr("y", HEAD - 14).text(column.wait);
    if (index && column.wait) heads.append("path").attr("class", "tick").attr("d", `M${x(index - 1) + MARK / 2},${HEAD - 8} H${x(index) + MARK / 2} m0,-4 v8 M${x(index - 1) + MARK / 2},${HEAD - 12} v8`);
  });
  for (const lane of lanes) {
    svg.append("path").attr("class", "rule").attr("d", `M0,${lane.top} H${wide}`);
    lane.names.forEach((line, row) => svg.append("text").attr("class", "lane").attr("x", 0).attr("y", lane.top + 24 + 15 * row).text(line));
  }
  svg.append("path").attr("class", "rule").attr("d", `M0,${high} H${wide}`);

  const link = linkHorizontal().source((way) => way[0]).target((way) => way[1]);
  const ways = svg.append("g");
  const known = new Map(events.map((event) => [event.number, event]));
  const joined = new Set(ends.filter((end) => end.to).map((end) => `${end.from} ${end.to}`));
  events.slice(1).forEach((event, index) => {
    const before = events[index];
    if (event.column === before.column) return;
    const far = data.columns.slice(before.column + 1, event.column + 1).some((column) => column.far);
    ways.append("path").attr("class", `way${far ? " far" : ""}${joined.has(`${before.number} ${event.number}`) ? " sent" : ""}`).attr("d", link([[before.x + MARK, before.y], [event.x, event.y]]));
  });
  for (const end of ends) {
    const from = known.get(end.from);
    const to = end.to ? known.get(end.to) : null;
    if (to && to.number !== from.number + 1 && to.column > from.column) ways.append("path").attr("class", "way sent").attr("d", link([[from.x + MARK, from.y], [to.x, to.y]]));
    if (end.open) ways.append("path").attr("class", "way waits").attr("d", link([[from.x + MARK, from.y], [end.x + 7, end.y]]));
  }
  const layer = svg.append("g");
  // What is seen stands beside the link, which bears the whole name: broken lines are no name.
  const mark = (row, name, kind) => {
    const group = layer.append("g").attr("class", `mark ${kind}`);
    const one = group.append("a").attr("href", `#${row}`).attr("aria-label", name).attr("id", `m-${row}`);
    one.on("click", (event) => {
      event.preventDefault();
      choose(row);
      const entry = document.getElementById(row);
      entry?.scrollIntoView({ block: "center" });
      entry?.focus({ preventScroll: true });
    });
    return [group, one];
  };
  for (const event of events) {
    const [group, one] = mark(event.row, event.name, event.shape);
    one.datum(event);
    const [left, top] = [event.x, event.y - MARK / 2];
    if (event.shape === "information") group.insert("circle", "a").attr("class", "ring").attr("cx", left + 12).attr("cy", event.y).attr("r", 11);
    else group.insert("rect", "a").attr("class", event.shape === "decision" ? "solid" : "dashed").attr("x", left + 1).attr("y", top + 1).attr("width", 22).attr("height", 22);
    group.insert("text", "a").attr("class", "no").attr("text-anchor", "middle").attr("x", left + 12).attr("y", event.y + 4).text(event.number);
    event.lines.forEach(([text, look], row) => group.insert("text", "a").attr("class", look).attr("x", left).attr("y", event.y + 28 + 14 * row).text(text));
    one.append("rect").attr("class", "hit foc").attr("x", left - 2).attr("y", top - 2).attr("width", 28).attr("height", 28);
  }
  for (const end of ends.filter((each) => each.open)) {
    const [group, one] = mark(end.row, `${end.label}${end.wait ? `, ${data.words.open.toLowerCase()} ${end.wait}` : ""}`, "end");
    one.datum(end);
    group.insert("circle", "a").attr("class", "nowhere").attr("cx", end.x + 12).attr("cy", end.y).attr("r", 5);
    end.lines.forEach(([text, look], row) => group.insert("text", "a").attr("class", look).attr("x", end.x + 26).attr("y", end.y + 4 + 13 * row).text(text));
    one.append("rect").attr("class", "hit foc").attr("x", end.x).attr("y", end.y - 12).attr("width", 24).attr("height", 24);
  }
  const marks = layer.selectAll("a").nodes();
  const spot = (one) => ({ x: one.__data__.x, y: one.__data__.y });
  if (marks.length) roving(svg.node(), marks, (one, direction) => nearest(one, direction, marks, spot), choose);
}

// Where lanes, events and open ends stand; what shares a lane and a column stands one below the other.
function place(data, open, columns, step) {
  const lanes = data.lanes.map((lane) => ({ ...lane, names: lines(lane.name, LANE - 14, 12, 600).slice(0, 4) }));
  const known = new Map(lanes.map((lane) => [lane.key, lane]));
  const cells = new Map();
  const put = (lane, column, one) => {
    const key = `${lane} ${column}`;
    cells.set(key, [...(cells.get(key) ?? []), one]);
  };
  const events = data.events.map((event) => ({
    ...event,
    x: LANE + event.column * step,
    lines: [...lines(event.title, step - 14, 11.5).slice(0, 3).map((line) => [line, "lb"]), ...lines(event.said, step - 14, 11).slice(0, 2).map((line) => [line, "wh"])],
  }));
  const ends = data.ends.map((end) => ({
    ...end,
    x: LANE + (columns - 1) * step,
    lines: end.open ? [...lines(end.label, step - 32, 11.5).slice(0, 3).map((line) => [line, "lb"]), ...(end.wait ? [[end.wait, "wh"]] : [])] : [],
  }));
  for (const event of events) put(event.lane, event.column, { one: event, up: 18, down: 24 + 14 * event.lines.length });
  for (const end of ends.filter((each) => each.open)) put(known.has(end.lane) ? end.lane : lanes[0]?.key, columns - 1, { one: end, up: 18, down: 8 + 13 * end.lines.length });
  let top = HEAD;
  for (const lane of lanes) {
    lane.top = top;
    let high = 24 + 15 * lane.names.length;
    for (let column = 0; column < columns; column += 1) {
      let y = 8;
      for (const { one, up, down } of cells.get(`${lane.key} ${column}`) ?? []) {
        one.y = top + y + up;
        y += up + down;
      }
      high = Math.max(high, y + 4);
    }
    top += high;
  }
  return { lanes, events, ends, high: top };
}
