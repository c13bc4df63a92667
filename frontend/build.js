// Bundles the pages' scripts into the package, with the licences of what is bundled beside them. A script of its own
// for each kind of page; what only some visits need is a chunk that is loaded then.
import { build } from "esbuild";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";

const out = new URL("../src/graf/render/static/built/", import.meta.url);
mkdirSync(out, { recursive: true });
const result = await build({
  entryPoints: ["src/pictures.js", "src/search.js", "src/query.js", "src/review.js"],
  outdir: out.pathname,
  bundle: true,
  splitting: true,
  chunkNames: "[name]-[hash]",
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  metafile: true,
  absWorkingDir: new URL(".", import.meta.url).pathname,
});
const names = Object.keys(result.metafile.inputs).map((path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]);
const licences = [...new Set(names.filter(Boolean))].sort().map((name) => {
  const folder = new URL(`node_modules/${name}/`, import.meta.url);
  const { version, license } = JSON.parse(readFileSync(new URL("package.json", folder), "utf8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const text = file ? readFileSync(new URL(file, folder), "utf8").trim() : "";
  return `${name} ${version} (${license})\n\n${text}\n`;
});
const made = Object.keys(result.metafile.outputs).map((path) => path.split("/").pop());
for (const old of readdirSync(out)) if (!made.includes(old)) rmSync(new URL(old, out));
writeFileSync(new URL("LICENCES.txt", out), licences.join(`\n${"-".repeat(80)}\n\n`));
