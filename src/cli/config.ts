/** Settings from configuration files, under those of the command line. */
import { stat } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { Option, type Command } from 'commander'
import type { Config } from '../formats/config.js'
import { restorerSettings, type DecisionFlags, type InputFlags } from './options.js'
import type { RestorerSettings } from './settings.js'

const CONFIG_FILE = 'unspin.config.json'

/** Values of {@link addConfigOptions}. */
export interface ConfigFlags {
  readonly config?: string
  readonly isolated?: boolean
  readonly dumpConfig?: boolean
}

export function addConfigOptions(command: Command): Command {
  return command
    .optionsGroup('Configuration:')
    .addOption(new Option('--config <file>', `use this file in place of the ${CONFIG_FILE} nearest to each text`))
    .addOption(new Option('--isolated', 'use no configuration file').conflicts('config'))
    .option('--dump-config', 'print the settings for the first text, and stop')
}

/** Finds and reads configuration files, each once. */
export class ConfigFinder {
  private readonly found = new Map<string, Promise<Config | undefined>>()
  private named: Promise<Config> | undefined

  constructor(private readonly cwd: string) {}

  /** The configuration of a file or folder in `folder`, an absolute path; undefined when there is none. */
  async of(folder: string, { config, isolated = false }: ConfigFlags): Promise<Config | undefined> {
    if (isolated) return undefined
    if (config !== undefined) return (this.named ??= this.read(config))
    const known = this.found.get(folder)
    if (known) return known
    const nearest = this.nearest(folder)
    this.found.set(folder, nearest)
    return nearest
  }

  private async nearest(folder: string): Promise<Config | undefined> {
    const file = join(folder, CONFIG_FILE)
    if (await stat(file).then((found) => found.isFile(), () => false)) return this.read(file)
    return dirname(folder) === folder ? undefined : this.of(dirname(folder), {})
  }

  /** zod takes longer to load than most texts to restore, so only those who have a file pay. */
  private async read(file: string): Promise<Config> {
    const inside = relative(this.cwd, resolve(this.cwd, file))
    return (await import('../formats/config.js')).readConfig(file, inside.startsWith('..') ? file : inside)
  }
}

export interface TextSettings {
  readonly restorer: RestorerSettings
  readonly input: Pick<InputFlags, 'input' | 'attributes' | 'encoding'>
}

/** Flags that say how a text is read and restored. */
export type TextFlags = Partial<DecisionFlags> & InputFlags & ConfigFlags

/** What flags and configuration come to. A flag wins over the file, also over a whole list of it. */
export function settingsWith(config: Config | undefined, flags: TextFlags): TextSettings {
  const { families, dictionaries, defaultDictionary = true, disable, assume, minConfidence, quotes, input, attributes, encoding } = config?.values ?? {}
  const given = restorerSettings(flags)
  return {
    restorer: {
      ...(families && { families }),
      ...(dictionaries && { dictionaries }),
      ...(disable && { disable }),
      ...(assume && { assume }),
      ...(minConfidence !== undefined && { minConfidence }),
      ...(quotes && { quotes }),
      ...given,
      defaultDictionary: defaultDictionary && given.defaultDictionary !== false
    },
    input: {
      ...((flags.input ?? input) !== undefined && { input: flags.input ?? input ?? 'auto' }),
      ...((flags.attributes ?? attributes) !== undefined && { attributes: flags.attributes ?? attributes ?? false }),
      ...((flags.encoding ?? encoding) !== undefined && { encoding: flags.encoding ?? encoding ?? '' })
    }
  }
}

/** Settings in the form of a configuration file. */
export function dumped({ restorer, input }: TextSettings, config: Config | undefined): string {
  const { extensions, ignore } = config?.values ?? {}
  const values = { assume: 'auto', quotes: 'restore', input: 'auto', ...restorer, ...input, ...(extensions && { extensions }), ...(ignore && { ignore }) }
  return `${JSON.stringify(values, null, 2)}\n`
}

/** The folder whose configuration holds for a path: the path itself when it is a folder. */
export async function folderOf(path: string, cwd: string): Promise<string> {
  const place = resolve(cwd, path)
  return (await stat(place).then((found) => found.isDirectory(), () => false)) ? place : dirname(place)
}
