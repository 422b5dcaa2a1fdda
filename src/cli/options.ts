/** Options that several commands share, and what they mean to the restorer. */
import { InvalidArgumentError, Option, type Command } from 'commander'
import { INPUT_KINDS, type InputKind } from '../html/input-kind.js'
import type { Assume, RestoreOptions } from '../types.js'
import type { Environment } from './environment.js'
import type { RestorerSettings } from './settings.js'

/** Values of {@link addDictionaryOptions}. */
export interface DictionaryFlags {
  readonly dictionary?: string[]
  readonly disable?: string[]
  readonly defaultDictionary: boolean
}

/** Values of {@link addEvidenceOptions}. */
export interface EvidenceFlags extends DictionaryFlags {
  readonly assume?: Assume
  readonly family?: string[]
}

/** Values of {@link addDecisionOptions}. */
export interface DecisionFlags extends EvidenceFlags {
  readonly minConfidence?: number
  readonly quotes?: 'restore' | 'keep'
}

/** Values of {@link addOutputOptions}. */
export interface OutputFlags {
  readonly color: 'auto' | 'always' | 'never'
  readonly quiet?: boolean
}

/** Values of {@link addReadingOptions}. */
export interface ReadingFlags {
  /** `auto` goes by the name's extension, then by what the text begins with. */
  readonly input?: InputKind | 'auto'
  readonly attributes?: boolean
  /** Label of the texts' encoding. */
  readonly encoding?: string
}

/** Values of {@link addInputOptions}. */
export interface InputFlags extends ReadingFlags {
  readonly stdinFilepath?: string
}

/** Collects the values of an option that may be given several times. */
export const collect = (value: string, earlier: string[] | undefined): string[] => [...(earlier ?? []), value]

/** Parses a probability. */
export function probability(value: string): number {
  const number = Number(value)
  if (value.trim() === '' || !(number >= 0 && number <= 1)) throw new InvalidArgumentError('It must be a number from 0 to 1.')
  return number
}

export function addDictionaryOptions(command: Command): Command {
  return command
    .optionsGroup('Dictionary:')
    .addOption(new Option('--dictionary <file>', 'add the entries of a YAML file (repeatable)').argParser(collect))
    .option('--no-default-dictionary', 'use only the files given by --dictionary')
    .addOption(new Option('--disable <entry>', 'do without the entry of this id; * stands for any characters (repeatable)').argParser(collect))
}

export function addEvidenceOptions(command: Command): Command {
  command
    .optionsGroup('Evidence:')
    .addOption(
      new Option('--assume <state>', 'what you know of the text; auto weighs the evidence').choices(['auto', 'spun', 'clean'])
    )
    .addOption(new Option('--family <id>', 'expect only this family of spinners (repeatable)').argParser(collect))
  return addDictionaryOptions(command)
}

export function addDecisionOptions(command: Command): Command {
  command
    .optionsGroup('Decisions:')
    .addOption(new Option('--min-confidence <p>', 'restore only what is at least this likely to be right, 0 to 1').argParser(probability))
    .addOption(new Option('--quotes <mode>', 'restore what stands in quotation marks too, or keep it').choices(['restore', 'keep']))
  return addEvidenceOptions(command)
}

/** @param records kinds of records that the command takes besides texts. */
export function addReadingOptions(command: Command, records: readonly string[] = []): Command {
  return command
    .optionsGroup('Input:')
    .addOption(
      new Option('--input <kind>', 'what the input is written in; auto, the default, goes by name and content')
        .choices([...INPUT_KINDS, ...records, 'auto'])
    )
    .option('--attributes', 'in HTML also restore title, alt, meta descriptions and JSON-LD articles')
    .option('--encoding <name>', 'what the texts are encoded in (default: as they say themselves, else UTF-8)')
}

/** @param records as for {@link addReadingOptions}. */
export const addInputOptions = (command: Command, records: readonly string[] = []): Command =>
  addReadingOptions(command, records)
    .option('--stdin-filepath <path>', 'name of standard input in reports')

export function addOutputOptions(command: Command): Command {
  return command
    .optionsGroup('Output:')
    .addOption(new Option('--color <when>', 'paint the output').choices(['auto', 'always', 'never']).default('auto'))
    .option('-q, --quiet', 'write no summary to standard error')
}

/** The settings that the flags stand for. Flags that were not given are left to the restorer. */
export function restorerSettings(flags: Partial<DecisionFlags>): RestorerSettings & RestoreOptions {
  const { dictionary, defaultDictionary = true, disable, family, assume, minConfidence, quotes } = flags
  return {
    defaultDictionary,
    ...(dictionary && { dictionaries: dictionary }),
    ...(disable && { disable }),
    ...(family && { families: family }),
    ...(assume && { assume }),
    ...(minConfidence !== undefined && { minConfidence }),
    ...(quotes && { quotes })
  }
}

/** Whether to paint: as told, else only on a terminal whose user did not set NO_COLOR (https://no-color.org). */
export function wantsColor({ color }: OutputFlags, { env, isTTY }: Environment): boolean {
  if (color !== 'auto') return color === 'always'
  return isTTY.stdout && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb'
}
