import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Compiled dictionaries are no test's business to leave in the home of whoever runs it.
    env: { UNSPIN_CACHE_DIR: join(tmpdir(), 'unspin-test-cache') }
  }
})
