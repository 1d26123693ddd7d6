import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/support/postgres-setup.ts"],
    // Properties over generated histories, and rounds of processes, take their time on small machines.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    maxWorkers: 2
  }
})
