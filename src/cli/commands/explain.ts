/** `unspin explain`: why each edit was made. */
import { stat } from 'node:fs/promises'
import { Command, Option } from 'commander'
import { addConfigOptions } from '../config.js'
import { STDIN } from '../documents.js'
import { addDecisionOptions, addInputOptions, addOutputOptions } from '../options.js'
import { report, type ReportFlags } from '../reporting.js'
import type { Session } from '../session.js'

interface ExplainFlags extends ReportFlags {
  readonly format: 'text' | 'json'
}

const HELP = `
For each edit, and each candidate that was not sure enough: its sentence, the
dictionary entry with file and line, the terms of the score in log10 odds (they
add up), the evidence that this part of the text was spun, and other readings.

Examples:
  $ unspin explain article.txt
  $ unspin explain article.txt:12            only the edits on line 12
`

interface Target {
  readonly path: string
  readonly line?: number
}

/** `path:12` is line 12 of `path`, unless a file has that very name. */
async function targetOf(argument: string): Promise<Target> {
  const [, path, line] = /^(.+):(\d+)$/.exec(argument) ?? []
  if (path === undefined || line === undefined) return { path: argument }
  const exists = await stat(argument).then(
    () => true,
    () => false
  )
  return exists ? { path: argument } : { path, line: Number(line) }
}

export function explainCommand(session: Session): Command {
  const command = new Command('explain')
    .summary('tell why each edit was made')
    .description('Tells why each edit was made, and why others were not.')
    .argument('[path:line]', 'a text file, and a line to keep to; - or nothing is standard input', STDIN)
    .optionsGroup('Mode:')
    .addOption(new Option('--format <format>', 'for people, or the result as JSON').choices(['text', 'json']).default('text'))
  addDecisionOptions(command)
  addInputOptions(command)
  addConfigOptions(command)
  return addOutputOptions(command)
    .addHelpText('after', HELP)
    .action(async (argument: string, flags: ExplainFlags) => {
      const { path, ...line } = await targetOf(argument)
      await report(session, [path], flags, { format: flags.format === 'text' ? 'explain' : 'json', ...line })
    })
}
