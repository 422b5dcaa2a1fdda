/** Reads a configuration file; faults are told with their line. */
import { dirname, resolve } from 'node:path'
import { UnspinError } from '../types.js'
import { checkConfig, type ConfigValues } from './config-schema.js'
import { layoutOf } from './json-layout.js'
import { readSource } from './text-file.js'

export interface Config {
  /** As given. */
  readonly file: string
  /** Absolute path that `ignore` is relative to. */
  readonly folder: string
  /** With the paths of dictionaries made absolute. */
  readonly values: ConfigValues
}

/**
 * Reads and checks a configuration file.
 * @param name what messages call it
 * @throws UnspinError `UNSPIN_CONFIG` with the line of the first fault, or as {@link readSource} does
 */
export async function readConfig(file: string, name: string = file): Promise<Config> {
  const json = (await readSource(file)).replace(/^\ufeff/, '')
  const checked = checkConfig(parse(json, name))
  if ('fault' in checked) {
    const { message, hint, key } = checked.fault
    throw new UnspinError('UNSPIN_CONFIG', message, { file: name, line: lineOfKey(json, key), ...(hint !== undefined && { hint }) })
  }
  const folder = dirname(resolve(file))
  const { dictionaries, ...values } = checked.values
  return { file, folder, values: { ...values, ...(dictionaries && { dictionaries: dictionaries.map((path) => resolve(folder, path)) }) } }
}

function parse(json: string, file: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const position = /at position (\d+)/.exec(message)?.[1]
    // An unexpected end has no position in Node's message.
    const line = lineOf(json, position === undefined ? json.trimEnd().length : Number(position))
    const hint = 'comments and commas before a closing bracket are no JSON'
    throw new UnspinError('UNSPIN_CONFIG', `not JSON: ${message.replace(/ in JSON at position.*/, '')}`, { file, line, hint })
  }
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

function lineOfKey(json: string, key: string | undefined): number {
  const member = key === undefined ? undefined : layoutOf(json).members.findLast(({ name }) => name === key)
  return lineOf(json, member?.value.start ?? 0)
}
