/** Wrong use of the command line, in the same shape as every other error. */
import type { CommanderError } from 'commander'
import { UnspinError } from '../types.js'

/** An error of usage: a wrong option, or options that do not go together. */
export class UsageError extends UnspinError {
  constructor(message: string, hint: string) {
    super('UNSPIN_USAGE', message, { hint })
  }
}

export const usage = (message: string, hint: string): UsageError => new UsageError(message, hint)

/** What only the command that reads records knows. */
const ABOUT_RECORDS = /^(?:unknown option '(--(?:jsonl|field|column|no-header|separator|gzip|no-gzip|strict))[='].*|option '--input <kind>' argument '(jsonl|csv|tsv|warc)' is invalid.*)$/s

/**
 * Commander's message split into what is wrong and how to mend it. Its messages have the forms
 * `error: unknown option '--x'\n(Did you mean --y?)` and `error: … is invalid. Allowed choices are a, b.`
 */
export function usageFrom({ code, message }: CommanderError): UsageError {
  const text = message.replace(/^error: /, '')
  const [, flag, kind] = ABOUT_RECORDS.exec(text) ?? []
  if (flag !== undefined || kind !== undefined) {
    return usage(`${flag ?? `--input ${kind ?? ''}`} is about records, which unspin restore alone reads`, 'unspin restore --jsonl gives each record with its edits and its diagnosis')
  }
  const suggestion = /^(.*)\n\((Did you mean .*)\)$/s.exec(text)
  if (suggestion) return usage(suggestion[1] ?? text, (suggestion[2] ?? '').replace('Did', 'did'))
  const invalid = /^(.* is invalid)\. (\w)(.*?)\.?$/s.exec(text)
  if (invalid) return usage(invalid[1] ?? text, `${(invalid[2] ?? '').toLowerCase()}${invalid[3] ?? ''}`)
  if (code === 'commander.help') return usage('a command is missing or unknown', 'unspin --help lists them')
  if (code === 'commander.conflictingOption') return usage(text, 'choose one of the two')
  // A name such as -draft.txt, and not a slip of the keyboard.
  const [, file] = /^unknown option '(-[^-=]*[./][^=]*)'$/.exec(text) ?? []
  return usage(text, file === undefined ? 'see unspin --help' : `a file of that name is ./${file}`)
}
