import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const OUT = resolve(import.meta.dirname, "../src/ostiary/api/console/static");
const SERVER = process.env["OSTIARY_URL"] ?? "https://localhost:8443";
const TLS = resolve(import.meta.dirname, "../data/tls");
const BUDGET = 350_000;
const TEXT = /\.(js|css|svg|json)$/;

/** Lays a brotli and a gzip copy beside each text file, and says what the first screen weighs. */
function compressed(): Plugin {
  let first = new Set<string>();
  return {
    name: "compressed",
    apply: "build",
    generateBundle(_, bundle) {
      const wanted = Object.values(bundle).filter((file) => file.type === "chunk" && file.isEntry);
      first = new Set(wanted.map((file) => file.fileName));
      for (const name of first) {
        const file = bundle[name];
        if (file?.type === "chunk") for (const needed of file.imports) first.add(needed);
      }
    },
    closeBundle() {
      const folder = join(OUT, "assets");
      let weight = 0;
      for (const name of readdirSync(folder).filter((name) => TEXT.test(name))) {
        const content = readFileSync(join(folder, name));
        const small = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
        writeFileSync(join(folder, `${name}.br`), small);
        writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
        if (first.has(`assets/${name}`)) weight += small.length;
      }
      process.stdout.write(`First screen: ${Math.round(weight / 1000)} kB of script (brotli), ${BUDGET / 1000} kB are allowed.\n`);
      if (weight > BUDGET) throw new Error("The first screen is too heavy: load more of it later.");
    },
  };
}

/** The certificate of the server on this machine, so that browsers take the cookie of its sessions. */
function certificate() {
  const [cert, key] = ["server.pem", "server.key"].map((name) => join(TLS, name));
  return cert && key && existsSync(key) ? { cert: readFileSync(cert), key: readFileSync(key) } : undefined;
}

const there = { target: SERVER, secure: false, ws: true };

export default defineConfig({
  plugins: [react(), compressed()],
  resolve: { alias: { "@": resolve(import.meta.dirname, "src") } },
  html: { cspNonce: "NONCE" },
  build: {
    outDir: OUT,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    target: "es2022",
    modulePreload: { polyfill: false },
  },
  server: {
    https: certificate(),
    proxy: { "/api": there, "/native": there, "/wsapi": there, "/reference": there, "/openapi.json": there },
  },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"], setupFiles: ["src/testing.ts"] },
});
