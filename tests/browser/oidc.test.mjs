// Signing in with one's organisation in a browser, by a real identity provider (npm's oidc-provider).
import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { client, makeKey, startProvider } from "../conformance/support/provider.mjs";
import { inspect, startBrowser, visitor } from "./support/browser.mjs";
import { allStarted, startServer } from "./support/server.mjs";

let browser, server;

const cleanUps = [];
const later = (cleanUp) => cleanUps.push(cleanUp);

// The redirect URI is registered to the letter, so the port must be known beforehand.
async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

before(async () => {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const provider = await startProvider(later, base, [makeKey("first")]);
  const folder = mkdtempSync(join(tmpdir(), "ladder-oidc-"));
  later(() => rmSync(folder, { recursive: true }));
  const secret = join(folder, "client.secret");
  writeFileSync(secret, `${client.secret}\n`);
  chmodSync(secret, 0o600);
  const flags = { issuer: provider.issuer, "client-id": client.id, "client-secret-file": secret, "redirect-base": base };
  [browser, server] = await allStarted([
    startBrowser(later),
    startServer(later, {
      demo: false,
      port,
      flags: Object.entries(flags).flatMap(([name, value]) => [`--oidc-${name}`, value]),
    }),
  ]);
  server.operate("add", "ann@hmic.example", "--organisation", "HMIC", "--title", "Ann Lee");
  server.operate("identify", "ann@hmic.example", `${provider.issuer} ann`, "--reason", "Tests");
});
after(async () => {
  for (const cleanUp of cleanUps.reverse()) {
    await cleanUp();
  }
});

// Signs in at the provider's own pages, as whoever they know by this name.
async function signInAtProvider(page, login) {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with your organisation" }).click();
  await page.locator("input[name=login]").fill(login);
  await page.locator("input[name=password]").fill("any");
  await page.locator("button[type=submit]").click();
  const consent = page.locator("button[type=submit]", { hasText: /continue/i });
  if (new URL(page.url()).origin !== server.url) {
    await consent.click();
  }
  await page.waitForURL(`${server.url}/**`);
}

test("somebody known to the organisation and to us is signed in, and out", async () => {
  const ann = await visitor(browser, server.url);
  await ann.page.goto("/sign-in");
  await inspect(ann, "sign-in-organisation");
  await signInAtProvider(ann.page, "ann");
  assert.equal(await ann.page.getByRole("heading", { level: 1 }).innerText(), "What you can do");
  assert.match(await ann.page.locator(".ladder-header__who").innerText(), /Ann Lee/);
  await ann.page.getByRole("button", { name: "Sign out", exact: true }).click();
  // Who shares the computer would else be signed in again with one click.
  ann.complaints.length = 0; // of the provider's own pages
  await inspect(ann, "signed-out-organisation");
  const there = ann.page.getByRole("link", { name: "Sign out of your organisation too" });
  assert.match(await there.getAttribute("href"), /\/session\/end\?client_id=/);
  await there.click();
  assert.notEqual(new URL(ann.page.url()).origin, server.url);
  await ann.page.goto("/account");
  assert.equal(new URL(ann.page.url()).pathname, "/sign-in");
  await ann.context.close();
});

test("somebody whom only the organisation knows is told that it did not work, and no more", async () => {
  const stranger = await visitor(browser, server.url);
  await signInAtProvider(stranger.page, "stranger");
  assert.equal(new URL(stranger.page.url()).search, "?failed=oidc");
  assert.match(await stranger.page.getByRole("alert").innerText(), /did not work/);
  await stranger.context.close();
});
