// The bodies that an answer ties together, as a picture: each row that names two or more ties the first to the next.
import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { nearest, roving } from "./roving.js";
import { canvasOf, cut, width } from "./svg.js";

const MOST = 60; // so many bodies are drawn, those with the most ties
const WIDE = 1100;
const SIZE = 13;

export function drawLinks(figure, table) {
  const { nodes, links } = read(table);
  if (links.length < 1) return;
  const high = Math.min(900, 260 + nodes.length * 18);
  place(nodes, links, high);
  figure.hidden = false;
  const svg = canvasOf(figure.querySelector(".scroll"), WIDE, high, figure.dataset.links);
  const lines = svg.append("g");
  for (const { source, target } of links) {
    const [x1, y1, x2, y2] = ends(source, target);
    lines.append("path").attr("class", "k").attr("stroke-width", 1.3).attr("d", `M${x1},${y1}L${x2},${y2}`);
    const turn = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
    lines.append("path").attr("class", "ah").attr("d", "M0,0L-9,-4.5V4.5Z").attr("transform", `translate(${x2},${y2})rotate(${turn})`);
  }
  const marks = svg
    .append("g")
    .selectAll("a")
    .data(nodes)
    .enter()
    .append("a")
    .attr("href", (one) => one.href)
    .attr("transform", (one) => `translate(${one.x},${one.y})`);
  marks.append("rect").attr("class", "foc bg").attr("x", (one) => -one.half).attr("y", -14).attr("width", (one) => 2 * one.half).attr("height", 28);
  marks.append("text").attr("class", "nm").attr("lang", "sv").attr("text-anchor", "middle").attr("dy", "-.1em").attr("font-size", SIZE).text((one) => one.short);
  marks.append("path").attr("class", "k").attr("stroke-width", 1.5).attr("d", (one) => `M${8 - one.half},7H${one.half - 8}`);
  marks.append("title").text((one) => one.name);
  const all = marks.nodes();
  const where = new Map(all.map((mark, index) => [mark, nodes[index]]));
  if (all.length) roving(svg.node(), all, (mark, way) => nearest(mark, way, all, (one) => where.get(one)), () => {});
}

function read(table) {
  const known = new Map();
  const ties = new Map();
  for (const row of table.tBodies[0].rows) {
    const found = [...row.querySelectorAll("a[href*='/res/body/'],a[href^='res/body/']")].map((link) => {
      if (!known.has(link.href)) known.set(link.href, { href: link.href, name: link.textContent.trim(), ties: 0 });
      return known.get(link.href);
    });
    for (const other of found.slice(1)) if (other !== found[0]) ties.set(`${found[0].href} ${other.href}`, [found[0], other]);
  }
  for (const pair of ties.values()) pair.forEach((one) => (one.ties += 1));
  const nodes = [...known.values()].filter((one) => one.ties).sort((a, b) => b.ties - a.ties).slice(0, MOST);
  const shown = new Set(nodes);
  const links = [...ties.values()].filter((pair) => pair.every((one) => shown.has(one)));
  for (const one of nodes) {
    one.short = cut(one.name, 210, SIZE, 600);
    one.half = width(one.short, SIZE, 600) / 2 + 12;
  }
  return { nodes, links: links.map(([source, target]) => ({ source, target })) };
}

// Where each body stands: pulled together by their ties, pushed apart so that no name covers another.
function place(nodes, links, high) {
  nodes.forEach((one, index) => Object.assign(one, { x: WIDE / 2 + 200 * Math.cos(index), y: high / 2 + 90 * Math.sin(index) }));
  const run = forceSimulation(nodes)
    .force("tie", forceLink(links).distance(190).strength(0.4))
    .force("apart", forceManyBody().strength(-900))
    .force("room", forceCollide((one) => one.half * 0.62 + 14))
    .force("x", forceX(WIDE / 2).strength(0.04))
    .force("y", forceY(high / 2).strength(0.12))
    .force("middle", forceCenter(WIDE / 2, high / 2))
    .stop();
  run.tick(300);
  for (let round = 0; round < 80; round += 1) {
    for (const one of nodes) {
      for (const other of nodes) {
        const x = one.half + other.half + 6 - Math.abs(one.x - other.x);
        const y = 34 - Math.abs(one.y - other.y);
        if (one !== other && x > 0 && y > 0) {
          const way = one.y < other.y || (one.y === other.y && one.href < other.href) ? -1 : 1;
          one.y += (way * y) / 2;
          other.y -= (way * y) / 2;
        }
      }
      one.x = Math.max(one.half + 4, Math.min(WIDE - one.half - 4, one.x));
      one.y = Math.max(20, Math.min(high - 20, one.y));
    }
  }
}

// From the edge of one name to the edge of the other.
function ends(from, to) {
  const [dx, dy] = [to.x - from.x || 0.01, to.y - from.y || 0.01];
  const edge = (one) => Math.min((one.half - 4) / Math.abs(dx), 17 / Math.abs(dy), 0.5);
  const [a, b] = [edge(from), edge(to)];
  return [from.x + dx * a, from.y + dy * a, to.x - dx * b, to.y - dy * b].map(Math.round);
}
