import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Limits are there for what hangs, not for what is slow: a busy machine may take a hundred times as long.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000, interval: 20 } },
    // Compiled dictionaries are no test's business to leave in the home of whoever runs it.
    env: { UNSPIN_CACHE_DIR: join(tmpdir(), 'unspin-test-cache') }
  }
})
