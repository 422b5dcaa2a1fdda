/** The whole command line: which commands there are, and what becomes of their errors. */
import { Command, CommanderError, type Option } from 'commander'
import { applyCommand, revertCommand } from './commands/apply.js'
import { checkCommand } from './commands/check.js'
import { compareCommand } from './commands/compare.js'
import { diagnoseCommand } from './commands/diagnose.js'
import { dictionaryCommand } from './commands/dictionary.js'
import { diffCommand } from './commands/diff.js'
import { explainCommand } from './commands/explain.js'
import { restoreCommand } from './commands/restore.js'
import { reviewCommand } from './commands/review.js'
import { dumped, folderOf, settingsWith, type TextFlags } from './config.js'
import type { Environment } from './environment.js'
import { OutputClosed } from './output.js'
import { Session, type Status } from './session.js'
import { STDIN } from './selection.js'
import { usageFrom } from './usage.js'
import { version } from './version.js'

const DESCRIPTION = `
Restores articles garbled by synonym spinners and round-trip translation. Every
edit is reported, explained and reversible.`.trim()

const HELP = `
Without a command, unspin restores: "unspin article.txt" prints the restored
text. "unspin COMMAND --help" shows the options of a command.

Examples:
  $ unspin article.txt > restored.txt        restore one text
  $ unspin diff article.txt                  what would change
  $ unspin -w articles/*.txt                 restore files in place
  $ unspin explain article.txt:12            why line 12 was changed
  $ unspin --jsonl < pages.jsonl             restore a field of JSON lines
  $ unspin check --format html a/ > a.html   a page to read, filter and print

Reports (--format) are text, patch, words, json, jsonl, sarif, markdown and
html; the help of a command tells which of them it has.

The status is 0 when all went well, 1 when diff or check found edits, 2 when
there was an error, 130 when Ctrl-C ended a run over several texts.
`

/** What an option means, which values it takes, and which it has when it is not given. */
function optionDescription({ description, argChoices, defaultValue, negate }: Option): string {
  const notes = [
    ...(argChoices ? [`one of ${argChoices.join(', ')}`] : []),
    ...(defaultValue === undefined || negate ? [] : [`default: ${String(defaultValue)}`])
  ]
  return notes.length === 0 ? description : `${description} (${notes.join('; ')})`
}

/** Output settings, thrown errors instead of exits: for the program and every command below it. */
function inheritSettings(command: Command): void {
  for (const child of command.commands) {
    child.copyInheritedSettings(command)
    inheritSettings(child)
  }
}

/** The program, and what commander wanted to print: it writes without waiting, so its words are kept for later. */
export function buildProgram(session: Session): { program: Command; printed: () => string } {
  let printed = ''
  const program = new Command('unspin')
    .description(DESCRIPTION)
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .configureOutput({ writeOut: (text) => (printed += text), writeErr: () => undefined })
    .configureHelp({ optionDescription })
    .exitOverride()
    .usage('[command] [options] [paths...]')
    .addHelpText('after', HELP)
  const names = (): string[] => program.commands.map((command) => command.name())
  program.addCommand(restoreCommand(session, names), { isDefault: true })
  program.addCommand(diffCommand(session))
  program.addCommand(checkCommand(session))
  program.addCommand(explainCommand(session))
  program.addCommand(diagnoseCommand(session))
  program.addCommand(reviewCommand(session))
  program.addCommand(compareCommand(session))
  program.addCommand(applyCommand(session))
  program.addCommand(revertCommand(session))
  program.addCommand(dictionaryCommand(session))
  program.hook('preAction', async (_, command) => {
    const flags: TextFlags = command.opts()
    if (!flags.dumpConfig) return
    const [first] = command.args
    const name = first === STDIN ? flags.stdinFilepath : first
    const folder = name === undefined ? session.environment.cwd : await folderOf(name, session.environment.cwd)
    const config = await session.configOf(folder, flags)
    await session.out.write(dumped(settingsWith(config, flags), config))
    throw new CommanderError(0, 'unspin.dumpConfig', '')
  })
  inheritSettings(program)
  return { program, printed: () => printed }
}

/** Runs one command line, without the program's name, to its exit status. Never throws. */
export async function run(argv: readonly string[], environment: Environment): Promise<Status> {
  const session = new Session(environment)
  const { program, printed } = buildProgram(session)
  try {
    await program.parseAsync([...argv], { from: 'user' }).catch(async (error: unknown) => {
      if (!(error instanceof CommanderError)) throw error
      if (error.exitCode === 0) await session.out.write(printed())
      else throw usageFrom(error)
    })
  } catch (error) {
    if (!(error instanceof OutputClosed)) await session.fail(error)
    else {
      await session.finish()
      return 0
    }
  }
  await session.finish()
  return session.status
}
