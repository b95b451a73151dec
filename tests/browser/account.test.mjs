// One's own account in a browser: who I am, my capacity, my password, my tokens.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { inspect, signIn, startBrowser, visitor, welcome } from "./support/browser.mjs";
import { ask } from "./support/raw.mjs";
import { allStarted, startServer } from "./support/server.mjs";

const nia = "nia@npia.example"; // holds two capacities
const password = "four words that do not fit";
let browser, server;

const cleanUps = [];
const later = (cleanUp) => cleanUps.push(cleanUp);
before(async () => {
  [browser, server] = await allStarted([startBrowser(later), startServer(later)]);
});
after(async () => {
  for (const cleanUp of cleanUps.reverse()) {
    await cleanUp();
  }
});

async function someone(script = true) {
  const person = await visitor(browser, server.url, { script });
  await welcome(person, server.invite(nia), password);
  return person;
}
const row = (page, key) => page.locator(".govuk-summary-list__row", { has: page.getByText(key, { exact: true }) });
const notice = (page) => page.locator(".govuk-notification-banner").innerText();

test("the account says who one is, and in which capacity one acts", async () => {
  const person = await someone();
  const { page } = person;
  await inspect(person, "home");
  await page.goto("/account");
  await inspect(person, "account");
  assert.match(await row(page, "Name").innerText(), /Nia Rees/);
  assert.match(await row(page, "Identifier").innerText(), /nia@npia\.example/);
  assert.match(await row(page, "Clearance").innerText(), /Security check, until .* You see up to SECRET/);
  assert.match(await row(page, "You act as").innerText(), /Not chosen yet/);
  await row(page, "You act as").getByRole("link").click();
  await inspect(person, "account-capacity");
  await page.getByRole("button", { name: "Save" }).click();
  assert.match(await page.getByRole("alert").innerText(), /Choose a capacity/);
  await inspect(person, "account-capacity-empty");
  const chosen = await page.locator(".govuk-radios__label").nth(1).innerText();
  await page.getByLabel(chosen).check();
  await page.getByRole("button", { name: "Save" }).click();
  assert.match(await notice(page), /Your capacity is changed/);
  assert.ok((await row(page, "You act as").innerText()).includes(chosen));
  assert.ok((await page.locator(".ladder-header__who").innerText()).includes(chosen));
  await person.context.close();
});

test("a capacity that one does not hold can't be chosen", async () => {
  const person = await someone();
  await person.page.goto("/account/capacity");
  await person.page.locator("input[type=radio]").first().evaluate((radio) => (radio.value = "hmcic"));
  await person.page.locator("input[type=radio]").first().check();
  await person.page.getByRole("button", { name: "Save" }).click();
  assert.match(await person.page.getByRole("alert").innerText(), /Choose a capacity/);
  await person.context.close();
});

test("changing the password signs one out everywhere else", async () => {
  const person = await someone();
  const elsewhere = await visitor(browser, server.url);
  await signIn(elsewhere, nia, password);
  const { page } = person;
  await page.goto("/account");
  assert.equal(await page.locator("table tbody tr").count(), 2);
  await page.getByRole("link", { name: "Change your password" }).click();
  await inspect(person, "account-password");
  const fill = async (present, chosen, again) => {
    await page.getByLabel("Your present password").fill(present);
    await page.getByLabel("New password", { exact: true }).fill(chosen);
    await page.getByLabel("The new password once more").fill(again);
    await page.getByRole("button", { name: "Change your password" }).click();
  };
  const next = "other words than those before";
  for (const [present, chosen, again, words] of [
    ["", "", "", /Enter your present password\s+Enter a new password/],
    ["not the one", next, next, /does not fit/],
    [password, "nia@npia.example!", "nia@npia.example!", /identifier/],
    [password, next, "x", /not the same/],
  ]) {
    await fill(present, chosen, again);
    assert.match(await page.getByRole("alert").innerText(), words);
  }
  await inspect(person, "account-password-refused");
  await fill(password, next, next);
  assert.match(await notice(page), /changed/);
  assert.equal(await page.locator("table tbody tr").count(), 1);
  await elsewhere.page.goto("/account");
  assert.equal(new URL(elsewhere.page.url()).pathname, "/sign-in");
  await signIn(elsewhere, nia, next);
  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await elsewhere.page.goto("/account");
  assert.equal(new URL(elsewhere.page.url()).pathname, "/sign-in");
  await person.context.close();
  await elsewhere.context.close();
});

test("a token is made, shown once, lets a program in, and is revoked", async () => {
  const person = await someone();
  const { page } = person;
  await page.goto("/account/tokens");
  await inspect(person, "tokens-none");
  await page.getByRole("button", { name: "Make a token" }).click();
  await inspect(person, "token-new");
  await page.getByLabel("What it is for").fill("");
  await page.getByLabel("For how many days").fill("a year");
  await page.getByRole("button", { name: "Make a token" }).click();
  assert.equal(await page.getByLabel("For how many days").inputValue(), "a year", "what was typed is kept");
  await inspect(person, "token-new-refused");
  const title = `The <i>import</i> & "others"`;
  await page.getByLabel("What it is for").fill(title);
  await page.getByLabel("For how many days").fill("30");
  await page.locator("input[type=checkbox]").first().check();
  await page.getByRole("button", { name: "Make a token" }).click();
  const secret = await page.locator(".ladder-secret").innerText();
  assert.match(secret, /^ladder_/);
  assert.equal(await page.locator("main i").count(), 0, "markup is text");
  assert.ok((await page.locator("tbody").innerText()).includes(title));
  await inspect(person, "token-made");
  await page.reload();
  assert.equal(await page.locator(".ladder-secret").count(), 0, "it is shown once");

  const whoAmI = () =>
    ask(server.url, "/ladder.v1.AccessService/WhoAmI", {
      method: "POST",
      body: "{}",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${secret}` },
    });
  const me = await whoAmI();
  assert.equal(me.status, 200);
  assert.equal(JSON.parse(me.body).capacities.length, 1);
  await page.getByRole("link", { name: "Revoke" }).first().click();
  await inspect(person, "token-revoke");
  await page.getByRole("button", { name: "Revoke this token" }).click();
  assert.match(await notice(page), /is revoked/);
  assert.equal((await whoAmI()).status, 401);
  await person.context.close();
});

test("tokens are made without script, too; nobody sees another's", async () => {
  const person = await someone(false);
  const { page } = person;
  await page.goto("/account/tokens/new");
  await page.getByLabel("What it is for").fill("Without script");
  await page.getByRole("button", { name: "Make a token" }).click();
  assert.match(await page.locator(".ladder-secret").innerText(), /^ladder_/);
  const revoke = await page.getByRole("link", { name: "Revoke" }).first().getAttribute("href");
  const other = await visitor(browser, server.url);
  await welcome(other, server.invite("ann@hmic.example"), password);
  assert.equal((await other.page.goto(revoke)).status(), 404);
  assert.equal((await other.page.goto("/admin/people")).status(), 403);
  await inspect(other, "forbidden");
  assert.equal((await other.page.goto("/admin/people/nia-npia.example")).status(), 403);
  await person.context.close();
  await other.context.close();
});
