import { expect, test } from 'vitest'
import { progressText } from '../../src/cli/progress.js'

test.each([
  [{ at: 0, total: 3, state: '', milliseconds: 0 }, '0 of 3 texts'],
  [{ at: 10, total: 300, state: '5 edits', milliseconds: 5000 }, '10 of 300 texts, 5 edits, 2.0 a second, 2 min 25 s left'],
  [{ at: 1, total: 2, state: '', milliseconds: 8_000_000 }, '1 of 2 texts, 0.0 a second, 2 h 13 min left']
])('progress: %j', (progress, text) => {
  expect(progressText(progress)).toBe(text)
})
