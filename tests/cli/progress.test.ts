import { expect, test } from 'vitest'
import { progressText, recordProgressText } from '../../src/cli/progress.js'

test.each([
  [{ at: 0, total: 3, state: '', milliseconds: 0 }, '0 of 3 texts'],
  [{ at: 10, total: 300, state: '5 edits', milliseconds: 5000 }, '10 of 300 texts, 5 edits, 2.0 a second, 2 min 25 s left'],
  [{ at: 1, total: 2, state: '', milliseconds: 8_000_000 }, '1 of 2 texts, 0.0 a second, 2 h 13 min left']
])('progress: %j', (progress, text) => {
  expect(progressText(progress)).toBe(text)
})

test.each([
  [{ records: 0, read: 0, total: undefined, milliseconds: 0 }, '5 edits'],
  [{ records: 0, read: 0, total: 10, milliseconds: 5 }, '5 edits'],
  [{ records: 300, read: 250, total: undefined, milliseconds: 2000 }, '5 edits, 150.0 records a second'],
  [{ records: 300, read: 250, total: 1000, milliseconds: 2000 }, '5 edits, 150.0 records a second, 25 %, 6 s left'],
  [{ records: 1, read: 20, total: 10, milliseconds: 1000 }, '5 edits, 1.0 records a second']
])('progress over records: %j', (state, text) => {
  expect(recordProgressText({ summary: '5 edits', ...state })).toBe(text)
})
