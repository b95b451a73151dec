// The administrator's work in a browser: finding and registering people, their rights, helping them to sign in.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { inspect, signIn, startBrowser, tabTo, visitor, welcome } from "./support/browser.mjs";
import { formOf, post } from "./support/raw.mjs";
import { allStarted, startServer } from "./support/server.mjs";

const password = "four words that do not fit";
let browser, server, ada;

const cleanUps = [];
const later = (cleanUp) => cleanUps.push(cleanUp);
before(async () => {
  [browser, server] = await allStarted([startBrowser(later), startServer(later)]);
  ada = await visitor(browser, server.url);
  await welcome(ada, server.invite("admin@ladder.example"), password);
});
after(async () => {
  for (const cleanUp of cleanUps.reverse()) {
    await cleanUp();
  }
});

const heading = (page) => page.getByRole("heading", { level: 1 }).innerText();
const notice = (page) => page.locator(".govuk-notification-banner--success").innerText();
const rights = (page, kind) => page.locator(`section[aria-labelledby=${kind}]`);

async function typeDay(page, name, [day, month, year]) {
  for (const [part, value] of [["day", day], ["month", month], ["year", year]]) {
    await page.locator(`#${name}-${part}`).fill(value);
  }
}

test("people are listed, searched and filtered", async () => {
  const { page } = ada;
  await page.goto("/");
  await page.getByRole("link", { name: "People" }).first().click();
  assert.equal(await heading(page), "People");
  await inspect(ada, "people");
  await page.getByLabel("Name, identifier or organisation").fill("home office");
  await page.getByRole("button", { name: "Show" }).click();
  assert.deepEqual(await page.locator("tbody th a").allInnerTexts(), ["Henry Abara"]);
  await page.getByRole("link", { name: "Show all" }).click();
  await page.getByLabel("Capacity held today").selectOption("hmcic");
  await page.getByRole("button", { name: "Show" }).click();
  assert.deepEqual(await page.locator("tbody th a").allInnerTexts(), ["Denis Cole"]);
  await page.goto("/admin/people?search=%3Cb%3Enobody%3C%2Fb%3E");
  assert.match(await page.locator("main").innerText(), /Nobody fits/);
  assert.equal(await page.getByLabel("Name, identifier or organisation").inputValue(), "<b>nobody</b>");
  await inspect(ada, "people-none");
});

test("a long list comes in pages", async () => {
  const many = ada;
  const { page } = many;
  const cookies = (await many.context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const { csrf } = await formOf(server.url, "/admin/people/new", cookies);
  await Promise.all(
    Array.from({ length: 60 }, (_, i) =>
      post(
        server.url,
        "/admin/people/new",
        { csrf, person: `pager${i}@example`, title: `Pager ${String(i).padStart(2, "0")}`, organisation: "Pages", reasons: "To fill pages", request_id: `pager-${i}` },
        { cookies },
      ).then(({ status }) => assert.equal(status, 303)),
    ),
  );
  await page.goto("/admin/people?search=pager");
  assert.equal(await page.locator("tbody tr").count(), 25);
  await inspect(many, "people-pages");
  await page.getByRole("link", { name: "Next" }).click();
  await page.getByRole("link", { name: "page 3", exact: true }).click();
  assert.equal(await page.locator("tbody tr").count(), 10);
  await page.goto("/admin/people?search=pager&page=99");
  assert.equal(await page.locator("tbody tr").count(), 10);
});

test("a person is registered, given rights, invited, and signs in; by keyboard where it is typed", async () => {
  const { page } = ada;
  await page.goto("/admin/people");
  await page.getByRole("button", { name: "Register a person" }).click();
  await inspect(ada, "people-new");
  await page.getByRole("button", { name: "Register" }).click();
  await inspect(ada, "people-new-refused");
  assert.equal(await page.locator(".govuk-form-group--error").count(), 4);
  await page.goto("/admin/people/new");
  await tabTo(page, "Name");
  await page.keyboard.type("Bea <em>Smith</em>");
  await tabTo(page, "Identifier");
  await page.keyboard.type("bea@hmic.example");
  await tabTo(page, "Organisation");
  await page.keyboard.type("HMIC");
  await tabTo(page, "Reasons");
  await page.keyboard.type("Joins on Monday");
  await tabTo(page, "Register");
  await page.keyboard.press("Enter");
  assert.equal(await heading(page), "Bea <em>Smith</em>");
  assert.match(await notice(page), /is registered/);
  const path = new URL(page.url()).pathname;
  await inspect(ada, "person-new");

  const give = async (link, fill, button) => {
    await page.getByRole("link", { name: link }).click();
    await fill();
    await page.getByLabel("Reasons").fill("As her post asks");
    await page.getByRole("button", { name: button }).click();
    await page.waitForURL(`**${path}`);
  };
  await page.getByRole("link", { name: "Give a capacity" }).click();
  await inspect(ada, "change-membership");
  await typeDay(page, "from", ["31", "2", "2027"]);
  await page.getByRole("button", { name: "Give this capacity" }).click();
  assert.equal(await page.locator("#from-day").inputValue(), "31", "what was typed is kept");
  await inspect(ada, "change-membership-refused");
  await typeDay(page, "from", ["", "", ""]);
  await page.locator("#role").selectOption("hmic_analyst");
  await page.getByLabel("Reasons").fill("As her post asks");
  await page.getByRole("button", { name: "Give this capacity" }).click();
  assert.match(await notice(page), /a capacity is given/);
  await give("Give a capacity", async () => {
    await page.locator("#role").selectOption("chief_constable");
    await page.getByLabel("Kent Police", { exact: true }).check();
    await page.getByLabel("Surrey Police", { exact: true }).check();
  }, "Give this capacity");
  assert.match(await rights(page, "membership").innerText(), /Kent Police[^]*Surrey Police/, "bodies are chosen by name");
  await give("Record a clearance", async () => {
    await inspect(ada, "change-clearance");
    await page.locator("input[value=sc]").check();
    await page.getByLabel("Who checked").fill("Vetting unit");
    await typeDay(page, "until", ["31", "3", "2190"]);
  }, "Record this clearance");
  await give("Open a record to them", async () => {
    await page.getByLabel("Record", { exact: true }).fill("cases/kent-general-1");
    await typeDay(page, "until", ["1", "4", "2190"]);
  }, "Open this record");
  await give("Record a delegation", async () => {
    await page.locator("#role").selectOption("hmcic");
    await page.getByLabel("Whose capacity it is").fill("Denis Cole");
    await typeDay(page, "until", ["2", "4", "2190"]);
  }, "Record this delegation");
  await give("Record a recusal", async () => {
    await inspect(ada, "change-recusal");
    await page.getByLabel("Body or case").fill("kent police");
  }, "Record this recusal");
  assert.match(await rights(page, "membership").innerText(), /HMIC analyst/);
  assert.match(await rights(page, "clearance").innerText(), /31 March 2190/);
  assert.match(await rights(page, "need_to_know").innerText(), /Kent Police, General performance, case 1/);
  assert.match(await rights(page, "delegation").innerText(), /Denis Cole/);
  assert.match(await rights(page, "recusal").innerText(), /Kent Police/);
  await inspect(ada, "person");

  await rights(page, "recusal").getByRole("link", { name: "End" }).click();
  await inspect(ada, "change-end");
  await page.getByLabel("Reasons").fill("She knows nobody there");
  await page.getByRole("button", { name: "End it" }).click();
  assert.match(await notice(page), /a right is ended/);

  await page.getByRole("button", { name: "Make a one-time link" }).click();
  const link = await page.locator(".ladder-secret").innerText();
  assert.ok(link.startsWith(`${server.url}/welcome?code=`));
  await inspect(ada, "person-invited");
  const bea = await visitor(browser, server.url);
  await welcome(bea, link, password);
  await page.goto(path);
  assert.equal(await page.locator(".ladder-secret").count(), 0);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  assert.match(await notice(page), /was signed in once/);
  await bea.page.goto("/account");
  assert.equal(new URL(bea.page.url()).pathname, "/sign-in");

  await page.getByRole("link", { name: "Take out of use" }).click();
  await inspect(ada, "change-suspend");
  await page.getByRole("button", { name: "Take out of use" }).click();
  assert.match(await page.getByRole("alert").innerText(), /Enter your reasons/);
  await page.getByLabel("Reasons").fill("She left");
  await page.getByRole("button", { name: "Take out of use" }).click();
  await inspect(ada, "person-suspended");
  await signIn(bea, "bea@hmic.example", password);
  assert.match(await bea.page.getByRole("alert").innerText(), /do not fit/);
  await page.getByRole("link", { name: "Bring back into use" }).click();
  await page.getByLabel("Reasons").fill("She is back");
  await page.getByRole("button", { name: "Bring back into use" }).click();
  await page.getByRole("link", { name: "Make an administrator" }).click();
  await page.getByLabel("Reasons").fill("Holidays");
  await page.getByRole("button", { name: "Make an administrator" }).click();
  assert.match(await page.locator("h1").innerText(), /ADMINISTRATOR/i);
  await bea.context.close();
});

test("whoever works on what somebody else changed is told what and by whom, and may send it again", async () => {
  const { page } = ada;
  await page.goto("/admin/people/sam-hmic.example/change/title");
  server.operate("recuse", "sam@hmic.example", "bodies/kent", "--reason", "Family");
  await page.getByLabel("Name", { exact: true }).fill("Samuel Okoro");
  await page.getByLabel("Reasons").fill("As he signs");
  await page.getByRole("button", { name: "Change the name" }).click();
  const told = page.getByRole("alert");
  assert.match(await told.innerText(), /the tests changed this account/);
  assert.match(await told.innerText(), /Recusal recorded: bodies\/kent/);
  assert.equal(await page.getByLabel("Name", { exact: true }).inputValue(), "Samuel Okoro");
  await inspect(ada, "change-stale");
  await page.getByRole("button", { name: "Change the name" }).click();
  assert.equal(await heading(page), "Samuel Okoro");
});

test("the same form sent twice is done once", async () => {
  const cookies = (await ada.context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const { csrf } = await formOf(server.url, "/admin/people/new", cookies);
  const fields = { csrf, person: "twice@example", title: "Twice", organisation: "Tests", reasons: "To see", request_id: "twice" };
  const first = await post(server.url, "/admin/people/new", fields, { cookies });
  const second = await post(server.url, "/admin/people/new", fields, { cookies });
  assert.deepEqual([first.status, second.status], [303, 303]);
  assert.equal(first.headers.location, second.headers.location);
  const other = await post(server.url, "/admin/people/new", { ...fields, request_id: "anew" }, { cookies });
  assert.equal(other.status, 422);
});

test("a service account has tokens that its keeper makes", async () => {
  const { page } = ada;
  await page.goto("/admin/services");
  await inspect(ada, "services-none");
  await page.getByRole("button", { name: "Register a service account" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Monthly import");
  await page.getByLabel("Identifier").fill("import@hmic.example");
  await page.getByLabel("Organisation").fill("HMIC");
  await page.getByLabel("Reasons").fill("Figures come by themselves");
  await page.getByRole("button", { name: "Register" }).click();
  assert.equal(await heading(page), "Monthly import");
  await inspect(ada, "service");
  await page.getByRole("link", { name: "See and make tokens" }).click();
  await page.getByRole("button", { name: "Make a token" }).click();
  await page.getByLabel("What it is for").fill("The server in the office");
  await page.getByRole("button", { name: "Make a token" }).click();
  assert.match(await page.locator(".ladder-secret").innerText(), /^ladder_/);
  await inspect(ada, "service-tokens");
  await page.getByRole("link", { name: "Revoke" }).click();
  await page.getByRole("button", { name: "Revoke this token" }).click();
  assert.match(await notice(page), /is revoked/);
  assert.equal((await page.goto("/admin/people/import-hmic.example")).status(), 404, "a program is no person");
});

test("nobody changes their own rights, nor is offered to; what there is not is not found", async () => {
  const { page } = ada;
  await page.goto("/admin/people/admin-ladder.example");
  assert.equal(await page.getByRole("link", { name: /^(Give|Record|Change|Let|Open)/ }).count(), 0);
  await inspect(ada, "person-self");
  await page.goto("/admin/people/admin-ladder.example/change/title");
  await page.getByLabel("Name", { exact: true }).fill("Queen");
  await page.getByLabel("Reasons").fill("Because");
  await page.getByRole("button", { name: "Change the name" }).click();
  assert.equal(await heading(page), "You can't do this");
  for (const path of ["/admin/people/nobody", "/admin/people/sam-hmic.example/change/everything", "/admin/people/sam-hmic.example/change/end?right=m99", "/admin/people/%2e%2e"]) {
    assert.equal((await page.goto(path)).status(), 404, path);
  }
});

test("the administrator's pages work without script", async () => {
  const plain = await visitor(browser, server.url, { script: false });
  await signIn(plain, "admin@ladder.example", password);
  await plain.page.goto("/admin/people/ann-hmic.example");
  await plain.page.getByRole("link", { name: "Record a recusal" }).click();
  await plain.page.getByLabel("Body or case").fill("bodies/kent");
  await plain.page.getByLabel("Reasons").fill("Family");
  await plain.page.getByRole("button", { name: "Record this recusal" }).click();
  assert.match(await rights(plain.page, "recusal").innerText(), /Kent Police/);
  await plain.context.close();
});
