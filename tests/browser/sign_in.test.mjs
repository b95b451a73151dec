// Signing in and out in a browser: the first administrator's link, passwords, what is refused, limits of sessions.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { inspect, signIn, startBrowser, tabTo, visitor, welcome } from "./support/browser.mjs";
import { formOf, post, session } from "./support/raw.mjs";
import { allStarted, startServer } from "./support/server.mjs";

const password = "four words that do not fit";
let browser, server;

const cleanUps = [];
const later = (cleanUp) => cleanUps.push(cleanUp);
before(async () => {
  [browser, server] = await allStarted([startBrowser(later), startServer(later, { demo: false })]);
});
after(async () => {
  for (const cleanUp of cleanUps.reverse()) {
    await cleanUp();
  }
});

const heading = (page) => page.getByRole("heading", { level: 1 }).innerText();
const sessionOf = async (context) => (await context.cookies()).find(({ name }) => name === "ladder-session")?.value;

test("whoever is not signed in is led to signing in, and from there to where they wanted", async () => {
  const anyone = await visitor(browser, server.url);
  await anyone.page.goto("/account/tokens");
  assert.equal(new URL(anyone.page.url()).pathname, "/sign-in");
  assert.equal(await heading(anyone.page), "Sign in");
  assert.equal(await anyone.page.locator("input[name=to]").inputValue(), "/account/tokens");
  await anyone.page.goto("/sign-in?to=https%3A%2F%2Felsewhere.example%2F");
  assert.equal(await anyone.page.locator("input[name=to]").inputValue(), "/");
  await anyone.page.goto("/sign-in?to=%2F%2Felsewhere.example%2F");
  assert.equal(await anyone.page.locator("input[name=to]").inputValue(), "/");
  await anyone.context.close();
});

test("the first administrator chooses a password by the one-time link, by keyboard alone", async () => {
  const first = await visitor(browser, server.url);
  const { page } = first;
  await page.goto(server.link);
  assert.equal(await heading(page), "Choose your password");
  await inspect(first, "welcome");

  await tabTo(page, "Password");
  await page.keyboard.type("short");
  await tabTo(page, "The same once more");
  await page.keyboard.type("short");
  await page.keyboard.press("Enter");
  assert.match(await page.getByRole("alert").innerText(), /too short/);
  assert.match(await page.title(), /^Error: /);
  await inspect(first, "welcome-refused");
  assert.equal(await page.getByLabel("Password", { exact: true }).inputValue(), "", "a password is never shown again");

  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("The same once more").fill("something else altogether");
  await page.getByRole("button", { name: "Set password and sign in" }).click();
  assert.match(await page.getByRole("alert").innerText(), /not the same/);

  await welcome(first, server.link, password);
  assert.match(await page.getByRole("alert").innerText(), /Your password is set/);
  await inspect(first, "home-administrator");
  await page.reload();
  assert.equal(await page.getByRole("alert").count(), 0, "what is said once is said once");

  await page.goto(server.link);
  assert.equal(await heading(page), "This link is not good any more");
  await inspect(first, "welcome-void");
  await first.context.close();
});

test("signing in, and out, by keyboard alone; going back shows nothing", async () => {
  const person = await visitor(browser, server.url);
  const { page, context } = person;
  await page.goto("/sign-in?to=%2Faccount");
  await inspect(person, "sign-in");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to main content");
  await tabTo(page, "Identifier");
  await page.keyboard.type("administrator");
  await tabTo(page, "Password");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/account");
  const held = await sessionOf(context);
  await tabTo(page, "Sign out");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/sign-in?signed-out=yes");
  await inspect(person, "signed-out");
  assert.equal(await sessionOf(context), undefined);
  await page.goBack();
  await page.reload();
  assert.equal(await heading(page), "Sign in");
  await context.addCookies([{ name: "ladder-session", value: held, url: server.url }]);
  await page.goto("/account");
  assert.equal(await heading(page), "Sign in", "the session is over, not only its cookie gone");
  await context.close();
});

test("what does not fit is refused in the same words, whoever it is", async () => {
  const person = await visitor(browser, server.url);
  const said = [];
  for (const who of ["administrator", "nobody@nowhere.example", "<script>alert(1)</script>", "x".repeat(5000)]) {
    await signIn(person, who, "wrong words that do not fit");
    said.push(await person.page.getByRole("alert").innerText());
    assert.equal(await person.page.getByLabel("Identifier").inputValue(), who, "what was typed is kept");
    assert.equal(await person.page.getByLabel("Password", { exact: true }).inputValue(), "");
  }
  assert.deepEqual(said, Array(said.length).fill(said[0]));
  await signIn(person, "<b>bold</b>", "x");
  assert.equal(await person.page.locator("b").count(), 0, "markup is text");
  await inspect(person, "sign-in-refused");
  await signIn(person, "", "");
  const summary = person.page.getByRole("alert");
  assert.match(await summary.innerText(), /Enter your identifier\s+Enter your password/);
  await summary.getByRole("link", { name: "Enter your password" }).click();
  assert.equal(await person.page.evaluate(() => document.activeElement.id), "password");
  await inspect(person, "sign-in-empty");
  await person.context.close();
});

test("everything works without script", async () => {
  const person = await visitor(browser, server.url, { script: false });
  await signIn(person, "administrator", password);
  assert.equal(await heading(person.page), "What you can do");
  await person.page.getByRole("link", { name: "Your account" }).first().click();
  assert.equal(await heading(person.page), "Your account");
  await person.page.getByRole("button", { name: "Sign out", exact: true }).click();
  assert.equal(await heading(person.page), "Sign in");
  await person.context.close();
});

test("a session can't be chosen by somebody else beforehand", async () => {
  const person = await visitor(browser, server.url);
  const planted = "A".repeat(43);
  await person.context.addCookies([{ name: "ladder-session", value: planted, url: server.url }]);
  await signIn(person, "administrator", password);
  await person.page.waitForURL(`${server.url}/`);
  const own = await sessionOf(person.context);
  assert.notEqual(own, planted);
  await signIn(await visitor(browser, server.url), "administrator", password);

  // Signing in again ends the session that the browser held.
  const form = await formOf(server.url, "/sign-in");
  const cookies = `${form.cookies}; ladder-session=${planted}`;
  const again = await post(server.url, "/sign-in", { csrf: form.csrf, person: "administrator", password }, { cookies });
  assert.equal(again.status, 303);
  assert.ok(!again.headers["set-cookie"].join().includes(planted));
  await person.context.close();
});

test("there is no way in by an organisation where none is configured", async () => {
  const anyone = await visitor(browser, server.url);
  await anyone.page.goto("/sign-in");
  assert.equal(await anyone.page.getByText("Sign in with your organisation").count(), 0);
  await anyone.page.goto("/sign-in?failed=oidc");
  assert.match(await anyone.page.getByRole("alert").innerText(), /did not work/);
  await inspect(anyone, "sign-in-failed");
  await anyone.context.close();
});

test("a session ends when it was idle, and at the latest after its time", async () => {
  for (const [flags, visits] of [
    [["--session-idle-seconds", "1"], 0],
    [["--session-idle-seconds", "3600", "--session-max-seconds", "2"], 3],
  ]) {
    const ends = [];
    const short = await startServer((cleanUp) => ends.push(cleanUp), { demo: false, flags });
    const form = await formOf(short.url, short.link);
    const code = new URL(short.link, short.url).searchParams.get("code");
    await post(short.url, "/welcome", { csrf: form.csrf, code, password, again: password }, { cookies: form.cookies });
    const { cookies } = await session(short.url, "administrator", password);
    const status = async () => (await formOf(short.url, "/account", cookies)).csrf && "in";
    assert.equal(await status(), "in");
    for (let i = 0; i < visits; ++i) {
      await new Promise((resolve) => setTimeout(resolve, 400));
      await status();
    }
    await new Promise((resolve) => setTimeout(resolve, 1100));
    assert.equal(await status(), undefined, flags.join(" "));
    await ends[0]();
  }
});
