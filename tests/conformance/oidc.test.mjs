// Signing in by a real identity provider, and its JWTs for the API: what is taken, and each refusal.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Browser } from "./support/browser.mjs";
import { audience, byPublicKey, client, flagsFor, freePort, makeKey, makeToken, startProvider } from "./support/provider.mjs";
import { startServer } from "./support/server.mjs";

const first = makeKey("first");
const second = makeKey("second", "ES256");
const others = ["PS256", "ES256", "EdDSA"].map((alg) => makeKey(alg.toLowerCase(), alg));
let base, provider, operate;

const cleanUps = [];
const later = (cleanUp) => cleanUps.push(cleanUp);
after(async () => {
  for (const cleanUp of cleanUps.reverse()) {
    await cleanUp();
  }
});

before(async () => {
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  provider = await startProvider(later, base, [first, ...others]);
  ({ operate } = await startServer(later, { port, flags: flagsFor(later, provider, base) }));
  register("ann", "ann");
  register("robot", "robot");
});

// Registers a person whom the provider knows by this subject.
function register(person, subject) {
  operate("add", person, "--organisation", "Tests");
  operate("grant", person, "ppsg_secretariat");
  operate("identify", person, `${provider.issuer} ${subject}`, "--reason", "Tests");
}

const call = (token, headers = {}) =>
  fetch(`${base}/ladder.v1.BodyService/ListBodies`, {
    method: "POST",
    body: '{"pageSize": 1}',
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}`, ...headers },
  });

async function refused(token) {
  const response = await call(token);
  const error = await response.json();
  assert.equal(response.status, 401, JSON.stringify(error));
  assert.equal(error.code, "unauthenticated");
  return error.message;
}

// From the sign-in page to where the server sends the browser in the end.
async function signIn(browser, login) {
  let page = await browser.follow(`${base}/sign-in/oidc`, { stop: `${base}/sign-in/oidc/callback` });
  while (!page.url.startsWith(`${base}/`)) {
    const values = page.text.includes('value="login"') ? { login, password: "any" } : {};
    page = await browser.submit(page, values, `${base}/sign-in/oidc/callback`);
  }
  return page.url;
}
const session = (browser) => browser.cookies(base).get("ladder-session");

// --- Signing in.

test("somebody signs in by the provider, with PKCE, state and nonce", async () => {
  const browser = new Browser();
  const start = await browser.send(`${base}/sign-in/oidc`);
  assert.equal(start.status, 303);
  const asked = new URL(start.headers.get("Location"));
  assert.equal(asked.origin, provider.issuer);
  assert.equal(asked.searchParams.get("code_challenge_method"), "S256");
  assert.equal(asked.searchParams.get("redirect_uri"), `${base}/sign-in/oidc/callback`);
  const secrets = ["state", "nonce", "code_challenge"].map((name) => asked.searchParams.get(name));
  assert.equal(new Set(secrets).size, 3);
  assert.match(start.headers.get("Set-Cookie"), /HttpOnly; SameSite=Lax; Max-Age=600/);

  const callback = await signIn(browser, "ann");
  const end = await browser.send(callback);
  assert.equal(end.status, 303);
  assert.equal(end.headers.get("Location"), "/");
  assert.match(session(browser), /^[\w-]{43}$/);
  assert.equal(browser.cookies(base).get("ladder-oidc"), undefined, "the attempt is over");
});

test("signing in again gives another session", async () => {
  const browser = new Browser();
  await browser.send(await signIn(browser, "ann"));
  const held = session(browser);
  await browser.send(await signIn(browser, "ann"));
  assert.ok(session(browser));
  assert.notEqual(session(browser), held);
});

async function fails(browser, url) {
  const end = await browser.send(url);
  assert.equal(end.status, 303);
  assert.equal(end.headers.get("Location"), "/sign-in?failed=oidc");
  assert.equal(session(browser), undefined);
}

test("whom the provider knows and this server does not is not signed in", async () => {
  const browser = new Browser();
  await fails(browser, await signIn(browser, "stranger"));
});

test("a code is good for the browser that asked for it alone, and once", async () => {
  const victim = new Browser();
  const attacker = new Browser();
  const callback = await signIn(attacker, "ann");
  await fails(victim, callback);
  await victim.send(`${base}/sign-in/oidc`);
  await fails(victim, callback);
  assert.equal((await attacker.send(callback)).headers.get("Location"), "/");
  const again = new Browser();
  await fails(again, callback);
});

test("another state, another issuer, a code of another attempt, no code, an error: nobody is signed in", async () => {
  const changes = [
    (query) => query.set("state", "A".repeat(43)),
    (query) => query.delete("state"),
    (query) => query.append("state", query.get("state")),
    (query) => query.set("iss", "https://evil.example"),
    (query) => query.set("code", "made-up"),
    (query) => query.delete("code"),
    (query) => query.set("error", "access_denied"),
  ];
  for (const change of changes) {
    const browser = new Browser();
    const callback = new URL(await signIn(browser, "ann"));
    change(callback.searchParams);
    await fails(browser, callback.href);
  }
  // The code of one attempt with the cookie and state of another: its verifier does not fit.
  const one = new Browser();
  const two = new Browser();
  const stolen = new URL(await signIn(one, "ann"));
  const own = new URL(await signIn(two, "ann"));
  own.searchParams.set("code", stolen.searchParams.get("code"));
  await fails(two, own.href);
});

test("an attempt of another time is none", async () => {
  const browser = new Browser();
  const callback = await signIn(browser, "ann");
  const cookies = browser.cookies(base);
  const [, secret] = cookies.get("ladder-oidc").split(".");
  cookies.set("ladder-oidc", `${Math.floor(Date.now() / 1000) - 601}.${secret}`);
  await fails(browser, callback);
});

// --- Tokens for the API.

const now = () => Math.floor(Date.now() / 1000);
const claims = (changes = {}) => ({ iss: provider.issuer, sub: "ann", aud: audience, iat: now(), exp: now() + 300, ...changes });

test("a JWT access token that the provider made calls the API", async () => {
  const response = await call(await provider.accessToken());
  assert.equal(response.status, 200, await response.clone().text());
  assert.equal((await response.json()).bodies.length, 1);
});

for (const key of others) {
  test(`so does one signed by ${key.alg}`, async () => {
    assert.equal((await call(makeToken(key, claims()))).status, 200);
  });
}

test("it calls in a capacity that is held, and in no other", async () => {
  const token = makeToken(first, claims());
  assert.equal((await call(token, { "Ladder-Capacity": "ppsg_secretariat" })).status, 200);
  assert.equal((await call(token, { "Ladder-Capacity": "hmcic" })).status, 403);
});

const stranger = makeKey("first");
const refusals = [
  ["a wrong key", () => makeToken(stranger, claims())],
  ["a wrong issuer", () => makeToken(first, claims({ iss: "https://evil.example" }))],
  ["a wrong audience", () => makeToken(first, claims({ aud: "https://other.example" }))],
  ["the client as its audience", () => makeToken(first, claims({ aud: client.id }))],
  ["an end that has passed", () => makeToken(first, claims({ exp: now() - 60 }))],
  ["no end", () => makeToken(first, claims({ exp: undefined }))],
  ["a beginning to come", () => makeToken(first, claims({ nbf: now() + 120 }))],
  ["an issue to come", () => makeToken(first, claims({ iat: now() + 120 }))],
  ["the nonce of a sign-in", () => makeToken(first, claims({ nonce: "x" }))],
  ["alg none", () => makeToken(first, claims(), { alg: "none" }, () => "")],
  ["alg none and no key", () => makeToken(first, claims(), { alg: "none", kid: undefined }, () => "")],
  ["alg HS256 by the public key", () => makeToken(first, claims(), { alg: "HS256" }, byPublicKey(first))],
  ["alg RS512", () => makeToken(first, claims(), { alg: "RS512" })],
  ["alg PS256 of a key for RS256", () => makeToken(first, claims(), { alg: "PS256" })],
  ["an extension that is critical", () => makeToken(first, claims(), { crit: ["x"], x: 1 })],
  ["a key that it brings itself", () => makeToken(stranger, claims(), { jwk: stranger.publicKey.export({ format: "jwk" }) })],
  ["a signature cut short", () => makeToken(first, claims()).slice(0, -4)],
  ["one part too few", () => makeToken(first, claims()).split(".").slice(0, 2).join(".")],
  ["one part too many", () => `${makeToken(first, claims())}.x`],
  ["claims that were changed", () => {
    const [header, , signature] = makeToken(first, claims({ sub: "stranger" })).split(".");
    return [header, Buffer.from(JSON.stringify(claims())).toString("base64url"), signature].join(".");
  }],
  ["claims that are no object", () => makeToken(first, "[]")],
  ["a huge payload", () => makeToken(first, claims({ x: "x".repeat(9000) }))],
  ["noise", () => "a.b.c"],
  ["nothing", () => ".."],
];
for (const [what, token] of refusals) {
  test(`a token is refused with ${what}`, async () => {
    await refused(token());
  });
}

test("who has no account and who is out of use are refused alike", async () => {
  register("gone", "gone");
  operate("suspend", "gone", "--reason", "Tests");
  const suspended = await refused(makeToken(first, claims({ sub: "gone" })));
  const unknown = await refused(makeToken(first, claims({ sub: "nobody" })));
  assert.equal(suspended, unknown);
});

// --- Keys that change, and a provider that goes away. In this order: they leave the provider changed.

test("after the keys have changed, new tokens are taken at once and old ones no more", async () => {
  const old = makeToken(first, claims());
  assert.equal((await call(old)).status, 200);
  provider.rotate([second]);
  assert.equal((await call(await provider.accessToken())).status, 200);
  assert.equal((await call(makeToken(second, claims()))).status, 200);
  await refused(makeToken(first, claims({ iat: now() - 1 })));
  await refused(makeToken(stranger, claims(), { kid: "second" }));
});

test("made-up keys do not have the provider asked each time", async () => {
  const asked = provider.asked("/jwks");
  for (let i = 0; i < 20; ++i) {
    await refused(makeToken(stranger, claims(), { kid: `made-up-${i}` }));
  }
  assert.ok(provider.asked("/jwks") - asked <= 2, `${provider.asked("/jwks") - asked} times`);
});

test("while the provider is away, tokens are taken and signing in fails", async () => {
  const browser = new Browser();
  const callback = await signIn(browser, "ann");
  provider.goAway();
  await fails(browser, callback);
  assert.equal((await call(makeToken(second, claims()))).status, 200);
  assert.equal((await fetch(`${base}/readyz`)).status, 200);
});

test("a server whose provider can't be reached serves all the same", async () => {
  const flags = ["--oidc-issuer", "http://127.0.0.1:1", "--oidc-client-id", "x", "--oidc-redirect-base", base, "--oidc-audience", audience];
  const { url, keys } = await startServer(later, { flags });
  const start = await fetch(`${url}/sign-in/oidc`, { redirect: "manual" });
  assert.equal(start.headers.get("Location"), "/sign-in?failed=oidc");
  const mine = keys("Ann Lee; capacity=ppsg_secretariat");
  const list = (headers) =>
    fetch(`${url}/ladder.v1.BodyService/ListBodies`, {
      method: "POST",
      body: "{}",
      headers: { "Content-Type": "application/json", ...headers },
    });
  assert.equal((await list(mine)).status, 200);
  assert.equal((await list({ Authorization: `Bearer ${makeToken(first, claims())}` })).status, 503);
});
