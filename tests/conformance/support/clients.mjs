// The stock Connect clients of one server: generated from our protos, in binary or JSON, by POST or GET.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const protos = join(here, "..", "..", "proto");

// Generates the code of every proto into a temporary folder; gives all that they export.
// `later` is told how to clean up.
export async function generate(later) {
  const folder = mkdtempSync(join(tmpdir(), "ladder-conformance-"));
  later(() => rmSync(folder, { recursive: true }));
  const bin = join(here, "node_modules", ".bin");
  execFileSync(join(bin, "buf"), ["generate", protos, "--template", join(here, "buf.gen.yaml"), "-o", folder], {
    env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
  });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  symlinkSync(join(here, "node_modules"), join(folder, "node_modules"));
  const names = ["body_service", "case_service", "evaluation_service", "ruleset_service", "error_details", "common", "definition"];
  const modules = await Promise.all(
    names.map((name) => import(pathToFileURL(join(folder, "ladder", "v1", `${name}_pb.js`)))),
  );
  return Object.assign({}, ...modules);
}

// A client of `service`. `headers` say who calls; none: nobody.
export function client(service, baseUrl, { headers = {}, binary = true, get = false } = {}) {
  const acting = (next) => (request) => {
    for (const [name, value] of Object.entries(headers)) {
      request.header.set(name, value);
    }
    return next(request);
  };
  return createClient(
    service,
    createConnectTransport({
      baseUrl,
      httpVersion: "1.1",
      useBinaryFormat: binary,
      useHttpGet: get,
      interceptors: [acting],
    }),
  );
}
