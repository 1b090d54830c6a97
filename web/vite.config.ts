import { defineConfig } from "vitest/config";

// One script and one style under fixed names: the package serves them as they are, and writes
// them into the self-contained file.
export default defineConfig({
  base: "./",
  build: {
    outDir: "../src/whoholds/views/static",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: 100_000,
    chunkSizeWarningLimit: 1000,
    rollupOptions: {
      output: {
        format: "iife",
        entryFileNames: "app.js",
        assetFileNames: (asset) =>
          asset.names.some((name) => name.endsWith(".css")) ? "app.css" : "[name][extname]",
      },
    },
  },
  test: { environment: "happy-dom", include: ["test/**/*.test.ts"] },
});
