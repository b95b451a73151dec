// Makes everything that pages load beside themselves: compiles the style sheet, takes the scripts and pictures of the
// npm packages, compresses, and writes all of it as one C++ file.
// Usage: node build.mjs PACKAGES OUTPUT   (PACKAGES holds node_modules, OUTPUT is the file)
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const [packages, output] = process.argv.slice(2);
const require = createRequire(join(packages, "package.json"));
const sass = require("sass");
const esbuild = require("esbuild");
const modules = join(packages, "node_modules");

const moj = join(modules, "@ministryofjustice", "frontend", "moj");
const text = (path) => readFileSync(path, "utf8");
const withoutMap = (script) => script.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n");

// GOV.UK Frontend warns of what MoJ Frontend still uses of it; that is theirs to mend.
const logger = { warn: (message) => message.includes("suppressed-warnings") || console.error(message) };
const style = sass.compile(join(here, "console.scss"), { style: "compressed", loadPaths: [packages], logger }).css;
// One module with what it uses of npm's packages; pages that need none of it never load it.
const bundled = (name, licence) =>
  esbuild.buildSync({
    entryPoints: [join(here, name)],
    nodePaths: [modules],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    banner: { js: `/* ${licence} */` },
    write: false,
  }).outputFiles[0].text;
const files = new Map([
  ["console.css", style],
  ["console.js", text(join(here, "console.js"))],
  ["charts.js", bundled("charts.js", "Observable Plot and D3: ISC License, Copyright Observable, Inc. and Mike Bostock")],
  [
    "autocomplete.js",
    bundled(
      "autocomplete.js",
      "Accessible Autocomplete: MIT License, Copyright Crown copyright (Government Digital Service); Preact: MIT License, Copyright Jason Miller",
    ),
  ],
  ["govuk-frontend.min.js", withoutMap(text(join(modules, "govuk-frontend", "dist", "govuk", "govuk-frontend.min.js")))],
  ["moj-frontend.min.js", withoutMap(text(join(moj, "moj-frontend.min.js")))],
  ["icon.svg", text(join(here, "icon.svg"))],
]);
// The icons that the style sheet names, and no others; the crest is not ours to show.
for (const [, name] of style.matchAll(/url\("?(?:\.\/)?(icon-[\w-]+\.svg)"?\)/g)) {
  files.set(name, text(join(moj, "assets", "images", name)));
}

const types = { css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8", svg: "image/svg+xml" };
const hash = createHash("sha256");
for (const [name, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
  hash.update(`${name}\0${content}\0`);
}

// Octal escapes: unlike hexadecimal ones they end by themselves.
const literal = (bytes) => {
  let line = "";
  for (const byte of bytes) {
    line +=
      byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c && byte !== 0x3f
        ? String.fromCharCode(byte)
        : `\\${byte.toString(8).padStart(3, "0")}`;
  }
  return `{"${line}", ${bytes.length}}`;
};
const entry = ([name, content]) => {
  const plain = Buffer.from(content);
  const gzip = gzipSync(plain, { level: 9 });
  const brotli = brotliCompressSync(plain, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
  });
  return `    {"${name}", "${types[name.split(".").pop()]}",\n     ${[plain, gzip, brotli].map(literal).join(",\n     ")}},\n`;
};
writeFileSync(
  output,
  `// Written by services/console/assets/build.mjs.
#include "services/console/assets.hpp"

#pragma GCC diagnostic ignored "-Woverlength-strings"

namespace ladder::console {

const std::string_view assets_hash{"${hash.digest("hex").slice(0, 16)}"};

const std::vector<Asset>& assets() {
    static const std::vector<Asset> all{
${[...files].map(entry).join("")}    };
    return all;
}

}  // namespace ladder::console
`,
);
