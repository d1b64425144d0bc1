/**
 * A proxy that records what goes through it.
 *
 * Plain requests are passed on to where they are meant for. A tunnel, in which nobody can read, is refused: what is
 * recorded of it is the host.
 */
import { request as ask, createServer } from "node:http";

/**
 * Starts a proxy.
 *
 * @param {string} [origin] the address of `replay`: what is meant for it is recorded with the host that it stands for.
 * @returns its `address`; `env`, variables with which a program sends everything through it; `requests`, all that came
 *   by, in order; and `close`.
 */
export async function recorder(origin) {
  const requests = [];
  const server = createServer((incoming, answer) => {
    const pieces = [];
    incoming.on("data", (piece) => pieces.push(piece));
    incoming.on("end", () => {
      const body = Buffer.concat(pieces);
      const asked = read(incoming, body, origin);
      requests.push(asked);
      pass(asked, incoming, body, answer);
    });
  });
  server.on("connect", ({ url, headers }, socket) => {
    const [host] = url.split(":");
    requests.push({ method: "CONNECT", host, path: url, query: {}, headers, body: "" });
    socket.on("error", () => {});
    socket.end("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
  });
  server.on("clientError", (_, socket) => socket.destroy());
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const address = `http://127.0.0.1:${server.address().port}`;
  return {
    address,
    env: through(address),
    requests,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** The driver speaks to the window over this computer's own ports, which no proxy is asked for. */
function through(address) {
  const env = { no_proxy: "127.0.0.1,localhost", NO_PROXY: "127.0.0.1,localhost" };
  for (const name of ["http_proxy", "https_proxy", "ftp_proxy", "all_proxy"]) {
    env[name] = address;
    env[name.toUpperCase()] = address;
  }
  return env;
}

function read({ method, url, headers }, body, origin) {
  const target = new URL(url, "http://nowhere.invalid");
  let { host, pathname } = target;
  if (origin !== undefined && target.origin === origin) {
    const [meant, ...rest] = pathname.slice(1).split("/");
    host = meant;
    pathname = `/${rest.join("/")}`;
  }
  return {
    method,
    url: target.href,
    host,
    path: decodeURIComponent(pathname),
    query: Object.fromEntries(target.searchParams),
    headers,
    body: body.toString("utf8"),
  };
}

/** Nothing leaves this computer, whoever is meant. */
function pass({ method, url, headers }, incoming, body, answer) {
  const refuse = () => {
    answer.writeHead(502, { "content-length": 0 });
    answer.end();
  };
  if (new URL(url).hostname !== "127.0.0.1") return refuse();
  const onward = ask(url, { method, headers: { ...headers, connection: "close" } }, (response) => {
    answer.writeHead(response.statusCode, response.headers);
    response.pipe(answer);
  });
  onward.on("error", refuse);
  incoming.on("error", () => onward.destroy());
  onward.end(body);
}
