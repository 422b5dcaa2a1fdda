/** One line of JSON a text, however many there are. */
import type { Formatter } from './formatter.js'
import { resultOf } from './result.js'

export const jsonl: Formatter = {
  format: ({ name, restoration }) => `${JSON.stringify(resultOf(name, restoration))}\n`
}
