// Bundles the styles and the small script of the portal into STYLES_DIR.
//
// Packages are found in NODE_MODULES_DIR (they are installed under var/, outside the source tree) or,
// for who works on the styles only, in node_modules beside package.json.
import { copyFile, mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const modules = resolve(process.env.NODE_MODULES_DIR || join(root, "node_modules"));
const out = resolve(process.env.STYLES_DIR || join(root, "var/styles"));
const { build } = createRequire(join(modules, "_"))("esbuild");

await mkdir(out, { recursive: true });
await build({
  entryPoints: [join(here, "portal.css"), join(here, "redactie.css"), join(here, "portal.js")],
  outdir: out,
  bundle: true,
  minify: true,
  nodePaths: [modules],
  external: ["*.woff2"], // stays a file of its own, so that pages can preload it
  target: ["chrome111", "firefox115", "safari16.4"],
  legalComments: "eof",
  logLevel: "warning",
});

const font = "@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-wght-normal.woff2";
await copyFile(join(modules, font), join(out, "lettertype.woff2"));
await copyFile(join(here, "favicon.svg"), join(out, "favicon.svg"));
