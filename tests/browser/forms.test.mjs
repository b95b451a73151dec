// What another site, a forger or a broken client may send; and what every answer forbids the browser.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { holdsNoInlineCode, inspect, startBrowser, visitor } from "./support/browser.mjs";
import { ask, formOf, post, session } from "./support/raw.mjs";
import { allStarted, startServer } from "./support/server.mjs";

const password = "four words that do not fit";
let browser, server;

const cleanUps = [];
const later = (cleanUp) => cleanUps.push(cleanUp);
before(async () => {
  [browser, server] = await allStarted([startBrowser(later), startServer(later, { demo: false })]);
  const form = await formOf(server.url, server.link);
  const code = new URL(server.link, server.url).searchParams.get("code");
  const chosen = await post(server.url, "/welcome", { csrf: form.csrf, code, password, again: password }, form);
  assert.equal(chosen.status, 303);
});
after(async () => {
  for (const cleanUp of cleanUps.reverse()) {
    await cleanUp();
  }
});

const page = (answer) => answer.body.toString();
const signedIn = () => session(server.url, "administrator", password);
const tokens = async (cookies) => page(await ask(server.url, "/account/tokens", { headers: { Cookie: cookies } }));
const makeToken = (csrf, cookies, title, headers = {}) =>
  post(server.url, "/account/tokens/new", { ...(csrf === undefined ? {} : { csrf }), title, may: "read", days: "1" }, { cookies, headers });

test("a form that was not made for this session changes nothing", async () => {
  const own = await signedIn();
  const other = await signedIn();
  const before = await formOf(server.url, "/sign-in");
  for (const [what, csrf] of [
    ["none", undefined],
    ["an empty one", ""],
    ["a made-up one", "A".repeat(43)],
    ["one of another session", other.csrf],
    ["one from before signing in", before.csrf],
  ]) {
    const answer = await makeToken(csrf, own.cookies, `forged by ${what}`);
    assert.equal(answer.status, 403, what);
    assert.match(page(answer), /<h1[^>]*>You can(&#39;|&apos;|')t do this/, what);
  }
  assert.doesNotMatch(await tokens(own.cookies), /forged/);
  assert.equal((await makeToken(own.csrf, own.cookies, "honest")).status, 303);
  assert.match(await tokens(own.cookies), /honest/);
});

test("a form from another site changes nothing, whatever it holds", async () => {
  const { csrf, cookies } = await signedIn();
  for (const headers of [
    { Origin: "https://elsewhere.example" },
    { Origin: "null" },
    { Origin: server.url.replace("http", "https") },
    { "Sec-Fetch-Site": "cross-site" },
    { "Sec-Fetch-Site": "same-site" },
    { "Sec-Fetch-Site": "none" },
  ]) {
    assert.equal((await makeToken(csrf, cookies, "from elsewhere", headers)).status, 403, JSON.stringify(headers));
  }
  assert.doesNotMatch(await tokens(cookies), /from elsewhere/);
  const honest = { Origin: server.url, "Sec-Fetch-Site": "same-origin" };
  assert.equal((await makeToken(csrf, cookies, "from here", honest)).status, 303);
});

test("a form is void once its session is", async () => {
  const { csrf, cookies } = await signedIn();
  assert.equal((await post(server.url, "/sign-out", { csrf }, { cookies })).status, 303);
  const answer = await makeToken(csrf, cookies, "too late");
  assert.equal(answer.status, 303);
  assert.equal(answer.headers.location, "/sign-in");
  assert.doesNotMatch(await tokens((await signedIn()).cookies), /too late/);
});

test("bodies that are no form, or too much of one, are refused kindly", async () => {
  const { csrf, cookies } = await signedIn();
  const send = (type, body) =>
    ask(server.url, "/account/tokens/new", {
      method: "POST",
      body,
      headers: { "Content-Type": type, Accept: "text/html", Cookie: cookies },
    });
  const form = "application/x-www-form-urlencoded";
  for (const [what, status, type, body] of [
    ["JSON", 400, "application/json", JSON.stringify({ csrf })],
    ["a bad escape", 400, form, `csrf=${csrf}&title=%zz`],
    ["no UTF-8", 400, form, `csrf=${csrf}&title=%ff`],
    ["a zero byte", 400, form, `csrf=${csrf}&title=%00`],
    ["hundreds of values", 400, form, `csrf=${csrf}${"&a=1".repeat(600)}`],
    ["a body that is too long", 413, form, `csrf=${csrf}&title=${"x".repeat(70_000)}`],
  ]) {
    const answer = await send(type, body);
    assert.equal(answer.status, status, what);
    assert.match(answer.headers["content-type"], /^text\/html/, what);
    assert.match(page(answer), /Nothing was changed/, what);
  }
});

test("errors are pages for people and JSON for programs, and tell nothing of ours", async () => {
  for (const [method, path, status] of [
    ["GET", "/nothing/here", 404],
    ["GET", "/assets/0000000000000000/console.css", 404],
    ["POST", "/account", 405],
    ["DELETE", "/sign-in", 405],
    ["GET", `/${"x".repeat(9000)}`, 414],
  ]) {
    const shown = await ask(server.url, path, { method, headers: { Accept: "text/html,*/*" } });
    assert.equal(shown.status, status);
    assert.match(shown.headers["content-type"], /^text\/html/);
    holdsNoInlineCode(page(shown), path);
    assert.doesNotMatch(page(shown), /ladder\.v1|exception|sqlite|\/livez|did you mean/i);
    const told = await ask(server.url, path, { method, headers: { Accept: "application/json" } });
    assert.equal(told.status, status);
    assert.match(told.headers["content-type"], /^application\/json/);
  }
  const anyone = await visitor(browser, server.url);
  await anyone.page.goto("/nothing/here");
  await inspect(anyone, "not-found");
  await anyone.context.close();
});

test("a page forbids the browser all but what it needs, and cookies are the browser's alone", async () => {
  const form = await formOf(server.url, "/sign-in");
  const answer = await post(server.url, "/sign-in", { csrf: form.csrf, person: "administrator", password }, form);
  const session = answer.headers["set-cookie"].find((cookie) => cookie.startsWith("ladder-session="));
  assert.match(session, /; HttpOnly/);
  assert.match(session, /; SameSite=Lax/);
  assert.match(session, /; Path=\//);
  for (const path of ["/sign-in", "/nothing/here"]) {
    const { headers } = await ask(server.url, path, { headers: { Accept: "text/html" } });
    const policy = headers["content-security-policy"];
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.doesNotMatch(policy, /unsafe|\*|data:/);
    assert.equal(headers["cache-control"], "no-store");
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.equal(headers["x-frame-options"], "DENY");
    assert.equal(headers["referrer-policy"], "same-origin");
    assert.equal(headers["cross-origin-opener-policy"], "same-origin");
  }
});

test("no cookie lets anybody into the API", async () => {
  const { cookies } = await signedIn();
  const answer = await ask(server.url, "/ladder.v1.AccessService/WhoAmI", {
    method: "POST",
    body: "{}",
    headers: { "Content-Type": "application/json", Cookie: cookies },
  });
  assert.equal(answer.status, 401);
});

test("the first page comes to less than 150 kB, and the next ones to little more than themselves", async () => {
  const wire = (path) => ask(server.url, path, { headers: { "Accept-Encoding": "gzip", Accept: "*/*" } });
  const first = await ask(server.url, "/sign-in", { headers: { Accept: "text/html" } });
  let bytes = first.body.length;
  const loaded = [...page(first).matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path);
  assert.ok(loaded.length >= 3);
  for (const path of [...loaded, loaded[0].replace(/[^/]+$/, "govuk-frontend.min.js")]) {
    const { status, headers, body } = await wire(path);
    assert.equal(status, 200, path);
    assert.equal(headers["content-encoding"], "gzip", path);
    assert.match(headers["cache-control"], /max-age=31536000, immutable/, path);
    assert.equal(headers.vary, "Accept-Encoding");
    bytes += body.length;
    const plain = await ask(server.url, path, { headers: { "Accept-Encoding": "gzip;q=0" } });
    assert.equal(plain.headers["content-encoding"], undefined);
    assert.ok(plain.body.length > body.length);
  }
  assert.ok(bytes < 150_000, `${bytes} bytes`);
  const css = page(await ask(server.url, loaded.find((path) => path.endsWith(".css"))));
  assert.doesNotMatch(css, /GDS Transport|@font-face/, "a font that only GOV.UK may use");
});
