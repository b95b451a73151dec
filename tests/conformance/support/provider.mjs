// A real identity provider (npm oidc-provider) on loopback, and tokens signed with its keys, rightly and wrongly.
import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

import Provider from "oidc-provider";

export const audience = "https://ladder.example/api";
export const client = { id: "ladder", secret: "the secret of the desk: +&=%:/" };
const robot = { id: "robot", secret: "the secret of the robot" };

// A pair of `kty` for signing by `alg`.
export function makeKey(kid, alg = "RS256") {
  const kinds = {
    RS256: ["rsa", { modulusLength: 2048 }],
    PS256: ["rsa", { modulusLength: 2048 }],
    ES256: ["ec", { namedCurve: "P-256" }],
    EdDSA: ["ed25519", {}],
  };
  const { privateKey, publicKey } = generateKeyPairSync(...kinds[alg]);
  return { kid, alg, privateKey, publicKey, jwk: { ...privateKey.export({ format: "jwk" }), kid, alg, use: "sig" } };
}

const encode = (value) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

// A token of any header and claims, signed with a key, or with what `by` says.
export function makeToken(key, claims, header = {}, by = undefined) {
  const payload = `${encode({ alg: key.alg, kid: key.kid, ...header })}.${encode(claims)}`;
  const options = {
    RS256: { key: key.privateKey },
    PS256: { key: key.privateKey, padding: 6, saltLength: 32 },
    ES256: { key: key.privateKey, dsaEncoding: "ieee-p1363" },
    EdDSA: { key: key.privateKey },
  };
  const signed = by ? by(payload) : sign(key.alg === "EdDSA" ? null : "sha256", Buffer.from(payload), options[key.alg]);
  return `${payload}.${Buffer.from(signed).toString("base64url")}`;
}

// What somebody sends who takes the public key for a secret.
export const byPublicKey = (key) => (payload) =>
  createHmac("sha256", key.publicKey.export({ type: "spki", format: "pem" })).update(payload).digest();

// Starts it with these keys; `base` is where the server under test is found. `later` is told how to clean up.
export async function startProvider(later, base, keys) {
  let handler;
  const asked = new Map();
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    asked.set(path, (asked.get(path) ?? 0) + 1);
    handler(request, response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const use = (now) => {
    const provider = new Provider(issuer, configuration(base, now));
    handler = provider.callback();
  };
  use(keys);
  later(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return {
    issuer,
    // Signs with other keys from now on.
    rotate: use,
    // Answers nobody.
    goAway: () => (handler = (request) => request.socket.destroy()),
    comeBack: use,
    asked: (path) => asked.get(path) ?? 0,
    // A JWT access token of a service, as the provider itself makes it.
    accessToken: async () => {
      const response = await fetch(`${issuer}/token`, {
        method: "POST",
        headers: { Authorization: `Basic ${Buffer.from(`${robot.id}:${encodeURIComponent(robot.secret)}`).toString("base64")}` },
        body: new URLSearchParams({ grant_type: "client_credentials", resource: audience, scope: "call" }),
      });
      const body = await response.json();
      if (!response.ok) {
        throw new Error(JSON.stringify(body));
      }
      return body.access_token;
    },
  };
}

// A port for the server under test: the redirect URI is registered to the letter, so it must be known beforehand.
export async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

// How `ladder serve`, found at `base`, is told of the provider.
export function flagsFor(later, provider, base) {
  const folder = mkdtempSync(join(tmpdir(), "ladder-oidc-"));
  later(() => rmSync(folder, { recursive: true }));
  const secret = join(folder, "client.secret");
  writeFileSync(secret, `${client.secret}\n`);
  chmodSync(secret, 0o600);
  const settings = { issuer: provider.issuer, "client-id": client.id, "client-secret-file": secret, "redirect-base": base, audience };
  return Object.entries(settings).flatMap(([name, value]) => [`--oidc-${name}`, value]);
}

function configuration(base, keys) {
  return {
    jwks: { keys: keys.map((key) => key.jwk) },
    cookies: { keys: ["of the tests"] },
    pkce: { required: () => true, methods: ["S256"] },
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [`${base}/sign-in/oidc/callback`],
        post_logout_redirect_uris: [`${base}/sign-in`],
        id_token_signed_response_alg: keys[0].alg,
      },
      {
        client_id: robot.id,
        client_secret: robot.secret,
        grant_types: ["client_credentials"],
        redirect_uris: [],
        response_types: [],
        id_token_signed_response_alg: keys[0].alg,
      },
    ],
    features: {
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({
          scope: "call",
          audience,
          accessTokenFormat: "jwt",
          accessTokenTTL: 300,
          jwt: { sign: { alg: keys[0].alg } },
        }),
      },
    },
    enabledJWA: {
      idTokenSigningAlgValues: ["RS256", "PS256", "ES256", "EdDSA"],
    },
  };
}
