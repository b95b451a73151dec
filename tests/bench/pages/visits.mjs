// Who looks at which pages: people of each desk, signed in, and the pages that their links lead to.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { ask, formOf, post } from "../../browser/support/raw.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
const pagesOfAKind = 4;
export const people = [
  "sam@hmic.example",
  "nia@npia.example",
  "henry@homeoffice.example",
  "chief@nottinghamshire.example",
  "clerk@nottinghamshire.example",
  "admin@ladder.example",
];

// "/bodies/*/indicators" of "/bodies/kent/indicators": pages of one template.
export function kindOf(path) {
  const collection = /^\/(bodies|cases|meetings|letters|documents|directions|commissions|peers|requests|figures|register|admin\/people|admin\/services)\/(?!new$|feed$)/;
  const [plain] = path.split("?");
  const match = plain.match(collection);
  if (!match) {
    return plain;
  }
  const rest = plain.slice(match[0].length).split("/");
  return `/${match[1]}/*${rest.slice(1).map((part) => (match[1] === "figures" ? "/*" : `/${part.replace(/.*\d.*/, "*")}`)).join("")}`;
}

// Everybody's year in Nottinghamshire, so that pages hold what they will hold.
export function playHistory(server) {
  const tokens = mkdtempSync(join(tmpdir(), "ladder-tokens-"));
  for (const person of ["sam@hmic.example", "ann@hmic.example", "nia@npia.example", "henry@homeoffice.example",
    "jane.smith@hmic.example", "denis@hmic.example", "carol@hmic.example", "alex@hmic.example", "rita@hmic.example",
    "chief@nottinghamshire.example", "dcc@nottinghamshire.example", "clerk@nottinghamshire.example"]) {
    const file = join(tokens, `${person}.token`);
    const secret = server.operate("token", person, "--title", "bench").match(/ladder_[\w-]+/)[0];
    writeFileSync(file, `${secret}\n`);
    chmodSync(file, 0o600);
  }
  execFileSync(join(root, "deploy", "demo", "nottinghamshire"), ["--server", server.url, "--tokens", tokens], {
    env: { ...process.env, LADDER_BINARY: process.env.LADDER_BINARY },
    stdio: ["ignore", "ignore", "inherit"],
  });
  rmSync(tokens, { recursive: true });
}

// Signs in by a one-time link; gives the cookies.
export async function signIn(server, person) {
  const link = server.invite(person);
  const code = new URL(link, server.url).searchParams.get("code");
  const form = await formOf(server.url, link);
  const password = "correct horse battery staple";
  const answer = await post(server.url, "/welcome", { csrf: form.csrf, code, password, again: password }, { cookies: form.cookies });
  const cookies = (answer.headers["set-cookie"] ?? []).map((cookie) => cookie.split(";")[0]).join("; ");
  if (answer.status !== 303) {
    throw new Error(`${person} can't sign in: ${answer.status}`);
  }
  return cookies;
}

const linksOf = (html) => [...html.matchAll(/href="(\/[^"#]*)/g)].map(([, path]) => path.replaceAll("&amp;", "&"));
const isPage = (path) => !/^\/(assets|sign-|welcome)|format=csv|known_at=|[?&](sort|page)=|\.ics|\/feed|\/content/.test(path);

export async function crawl(server, cookies) {
  const found = ["/"];
  const kinds = new Map();
  for (let i = 0; i < found.length && found.length < 400; ++i) {
    const { status, body } = await ask(server.url, found[i], { headers: { Accept: "text/html", Cookie: cookies } });
    if (status !== 200) {
      found.splice(i--, 1);
      continue;
    }
    for (const path of linksOf(body.toString()).filter(isPage)) {
      const kind = kindOf(path);
      if (!found.includes(path) && (kinds.get(kind) ?? 0) < pagesOfAKind) {
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        found.push(path);
      }
    }
  }
  return found;
}

export const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
