/** Options of `unspin restore` about streams of records, and which kind of records an input holds. */
import { Option, type Command } from 'commander'
import { RECORD_FORMATS, recordFormatOf, type RecordFormat } from '../formats/record-format.js'
import { collect } from './options.js'
import { STDIN } from './selection.js'
import { closest } from './suggest.js'
import { usage } from './usage.js'

/** Values of {@link addRecordOptions}. */
export interface RecordFlags {
  readonly jsonl?: boolean
  readonly field?: string[]
  readonly column?: string[]
  readonly header: boolean
  readonly separator?: string
  readonly gzip?: boolean
  readonly strict?: boolean
}

export function addRecordOptions(command: Command): Command {
  return command
    .optionsGroup('Records:')
    .option('--jsonl', 'the input is JSON lines')
    .addOption(new Option('--field <path>', 'with JSON lines: field to restore (repeatable; default: text)').argParser(collect))
    .addOption(new Option('--column <column>', 'with CSV, TSV: column to restore, by name or number (repeatable; default: text)').argParser(collect))
    .option('--no-header', 'with CSV, TSV: the first record is no header')
    .option('--separator <character>', 'with CSV: what parts the fields (default: a comma)')
    .option('--gzip', 'with records: compress the output (default: as the first input is)')
    .option('--no-gzip', 'with records: do not compress the output')
    .option('--strict', 'with records: a faulty one makes the status 2')
}

interface Modes extends RecordFlags {
  readonly input?: string
  readonly stdinFilepath?: string
  readonly write?: boolean
  readonly format?: string
  readonly encoding?: string
}

/**
 * What kind of records the inputs hold: as the flags say, or else as the names tell. Undefined for texts.
 * @param commands names that the first path may be a misspelling of
 * @throws UsageError for flags that do not go with the inputs, or inputs that do not go together.
 */
export function recordFormat(paths: readonly string[], flags: Modes, commands: readonly string[] = []): RecordFormat | undefined {
  const format = saidFormat(flags) ?? namedFormat(paths, flags, commands)
  const told = format === undefined ? '' : `the input holds records (${format})`
  if (flags.format !== undefined && format !== undefined) throw usage(`--format is about texts, but ${told}`, 'leave --format out, or say --input text')
  const { field, column, header, separator, gzip, strict, encoding, write } = flags
  if (write && gzip !== undefined && format !== undefined) throw usage('with --write, files stay compressed or plain as they are', `leave --${gzip ? '' : 'no-'}gzip out`)
  if (encoding !== undefined && (format === 'jsonl' || format === 'warc')) {
    throw usage(`--encoding is about texts and tables, but ${told}`, format === 'jsonl' ? 'JSON lines are UTF-8' : 'each record says its own')
  }
  const needs: readonly (readonly [flag: string, given: boolean, formats: readonly RecordFormat[], about: string, hint: string])[] = [
    ['--field', field !== undefined, ['jsonl'], 'JSON lines', 'add --jsonl'],
    ['--column', column !== undefined, ['csv', 'tsv'], 'tables', 'add --input csv'],
    ['--no-header', !header, ['csv', 'tsv'], 'tables', 'add --input csv'],
    ['--separator', separator !== undefined, ['csv'], 'CSV', 'add --input csv'],
    [`--${gzip === false ? 'no-' : ''}gzip`, gzip !== undefined, RECORD_FORMATS, 'records', 'add --jsonl or --input csv'],
    ['--strict', strict === true, RECORD_FORMATS, 'records', 'add --jsonl or --input csv']
  ]
  for (const [flag, given, formats, about, hint] of needs) {
    if (given && (format === undefined || !formats.includes(format))) throw usage(`${flag} is about ${about}`, hint)
  }
  return format
}

/** Whether `--input` names a kind of records, not what texts are written in. */
export const isRecordFormat = (input: string | undefined): input is RecordFormat => RECORD_FORMATS.some((format) => format === input)

function saidFormat({ jsonl, input }: Modes): RecordFormat | undefined {
  if (jsonl && isRecordFormat(input) && input !== 'jsonl') throw usage(`--jsonl and --input ${input} contradict each other`, 'choose one of the two')
  if (jsonl) return 'jsonl'
  return isRecordFormat(input) ? input : undefined
}

function namedFormat(paths: readonly string[], { input = 'auto', stdinFilepath = '' }: Modes, commands: readonly string[]): RecordFormat | undefined {
  if (input !== 'auto') return undefined
  const kindOf = (path: string): RecordFormat | undefined => recordFormatOf(path === STDIN ? stdinFilepath : path)
  const [first = STDIN, ...others] = paths
  const other = others.find((path) => kindOf(path) !== kindOf(first))
  if (other !== undefined) {
    const command = closest(first, commands)
    const kinds = [first, other].map((path) => `${path} (${kindOf(path) ?? 'text'})`).join(', ')
    const hint = 'restore each kind by itself, or say what they are with --input'
    throw usage(`the inputs are of several kinds: ${kinds}`, command === undefined ? hint : `did you mean the command "${command}"? Else ${hint}`)
  }
  return kindOf(first)
}
