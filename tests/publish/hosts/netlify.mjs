// Serves a folder as Netlify does, by its own engines: node netlify.mjs DIR prints the port.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { HeadersHandler } from "@netlify/headers";
import { RedirectsHandler } from "@netlify/redirects";
import { StaticHandler } from "@netlify/static";

const folder = process.argv[2];
const redirects = new RedirectsHandler({ configRedirects: [], jwtRoleClaim: "", jwtSecret: "", projectDir: folder, publicDir: folder });
const headers = new HeadersHandler({ configHeaders: [], projectDir: folder, publishDir: folder, logger: console });
const files = new StaticHandler({ directory: folder });

async function answer(request) {
  const file = await files.match(request);
  const rule = file ? undefined : await redirects.match(request);
  const missing = () => new Response(fs.readFileSync(path.join(folder, "404.html")), { status: 404, headers: { "content-type": "text/html" } });
  const found = file ? await file.handle() : rule ? await redirects.handle(request, rule, async () => undefined) : missing();
  const response = new Response(found.body, { status: found.status, headers: new Headers(found.headers) });
  await headers.apply(request, response);
  return response;
}

const server = http.createServer(async (asked, told) => {
  const request = new Request(`http://127.0.0.1:${server.address().port}${asked.url}`, { method: asked.method, headers: asked.headers });
  const response = await answer(request);
  told.writeHead(response.status, Object.fromEntries(response.headers));
  told.end(Buffer.from(await response.arrayBuffer()));
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
