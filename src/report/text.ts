/** The restored text itself; several are put together as `cat` does. */
import type { Formatter } from './formatter.js'

export const text: Formatter = {
  format: ({ restoration }) => restoration.text
}
