// Who could carry matters: bodies to the left, people to the right, a curve for each tie. Both are grouped by community
// and ordered so that the curves cross little. Marks are people and bodies; a choice shows their ties alone.
import { linkHorizontal } from "d3-shape";
import { nearest, roving } from "./roving.js";
import { canvasOf, cut, width } from "./svg.js";

const ROW = 26;
const GROUP = 22;
const TOP = 34;

export function drawNetwork(figure, data, choose) {
  const holder = figure.querySelector(".scroll");
  if (!data.ties.length) return null;
  order(data);
  return () => draw(holder, data, choose);
}

// Groups in the order of their size; within a group each where its neighbours stand on average, a few times over.
function order(data) {
  const size = new Map();
  for (const one of [...data.people, ...data.bodies]) size.set(one.community, (size.get(one.community) ?? 0) + 1);
  const place = (several) => several.forEach((one, index) => (one.place = index / several.length));
  const rank = (one) => [-size.get(one.community), one.community];
  const sort = (several) => {
    several.sort((a, b) => rank(a)[0] - rank(b)[0] || rank(a)[1] - rank(b)[1] || a.middle - b.middle || a.name.localeCompare(b.name));
    place(several);
  };
  for (const several of [data.people, data.bodies]) {
    several.forEach((one, index) => (one.middle = index));
    sort(several);
  }
  const people = new Map(data.people.map((one) => [one.key, one]));
  const bodies = new Map(data.bodies.map((one) => [one.key, one]));
  data.ties = data.ties.filter((tie) => people.has(tie.person) && bodies.has(tie.body)).map((tie) => ({ ...tie, from: bodies.get(tie.body), to: people.get(tie.person) }));
  for (let round = 0; round < 4; round += 1) {
    for (const [several, end, other] of [[data.bodies, "from", "to"], [data.people, "to", "from"]]) {
      for (const one of several) {
        const others = data.ties.filter((tie) => tie[end] === one).map((tie) => tie[other].place);
        one.middle = others.length ? others.reduce((sum, each) => sum + each, 0) / others.length : one.place;
      }
      sort(several);
    }
  }
}

function draw(holder, data, choose) {
  const wide = Math.max(640, Math.min(holder.clientWidth || 900, 1080));
  const left = Math.min(wide * 0.36, Math.max(...data.bodies.map((one) => width(one.name, 13, 600))) + 14);
  const right = Math.min(wide * 0.3, Math.max(...data.people.map((one) => width(one.name, 13))) + 70);
  const [x0, x1] = [left, wide - right];
  const column = (several) => {
    let y = TOP;
    several.forEach((one, index) => {
      if (!index || several[index - 1].community !== one.community) y += GROUP;
      one.y = y;
      y += ROW;
    });
    return y;
  };
  const heights = [column(data.bodies), column(data.people)];
  const high = Math.max(...heights);
  // The shorter column stands at the middle of the longer one.
  [data.bodies, data.people].forEach((several, index) => several.forEach((one) => (one.y += (high - heights[index]) / 2)));
  const svg = canvasOf(holder, wide, high + 6, data.words.picture);
  const heads = svg.append("g").attr("class", "heads");
  heads.append("text").attr("font-size", 12).attr("text-anchor", "end").attr("x", x0 - 6).attr("y", 14).text(data.words.bodies);
  heads.append("text").attr("font-size", 12).attr("x", x1 + 8).attr("y", 14).text(data.words.people);
  heads.append("path").attr("d", `M0,24 H${wide}`);
  const curve = linkHorizontal().source((tie) => [x0, tie.from.y]).target((tie) => [x1, tie.to.y]);
  const lines = svg.append("g");
  for (const tie of data.ties) tie.line = lines.append("path").attr("class", `tie ${tie.kind}`).attr("d", curve(tie)).attr("stroke-width", 1 + Math.min(3.5, tie.meetings / 2));
  const layer = svg.append("g");
  const show = (one) => {
    svg.classed("focused", Boolean(one));
    for (const tie of data.ties) tie.line.classed("sel", tie.from === one || tie.to === one);
  };
  const mark = (one, x, anchor, from) => {
    const group = layer.append("g").attr("class", "knot");
    const link = group.append("a").attr("href", `#${one.row}`).attr("id", `k-${one.row}`).attr("aria-label", one.label).datum({ x, y: one.y });
    group.insert("circle", "a").attr("class", "solid").attr("cx", from).attr("cy", one.y).attr("r", 3.2);
    const most = anchor === "end" ? left - 14 : right - (one.more ? 62 : 12);
    group.insert("text", "a").attr("class", anchor === "end" ? "nm" : "pn").attr("text-anchor", anchor).attr("x", x).attr("y", one.y + 4).text(cut(one.name, most, 13, anchor === "end" ? 600 : 400));
    if (one.more) group.insert("text", "a").attr("class", "wh").attr("text-anchor", "end").attr("x", wide).attr("y", one.y + 4).text(data.words.more.replace("{n}", one.more));
    link.append("rect").attr("class", "hit foc").attr("x", anchor === "end" ? 1 : x1 - 6).attr("y", one.y - 12).attr("width", anchor === "end" ? left + 4 : right + 4).attr("height", 24);
    link.on("click", (event) => {
      event.preventDefault();
      choose(one.row);
      show(one);
    });
    link.on("mouseenter focus", () => show(one));
    link.on("mouseleave blur", () => show([...data.people, ...data.bodies].find((each) => layer.select(`#${CSS.escape(`k-${each.row}`)}`).classed("sel"))));
  };
  for (const one of data.bodies) mark(one, x0 - 8, "end", x0);
  for (const one of data.people) mark(one, x1 + 8, "start", x1);
  const marks = layer.selectAll("a").nodes();
  roving(svg.node(), marks, (one, direction) => nearest(one, direction, marks, (each) => each.__data__), (id) => {
    choose(id);
    if (!id) show(null);
  });
}
