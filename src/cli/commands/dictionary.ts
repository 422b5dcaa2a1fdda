/** `unspin dictionary`: what the dictionary knows, and whether a file of it is sound. */
import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import { readSource } from '../../formats/text-file.js'
import { quoted } from '../../report/paint.js'
import { UnspinError, type LookupResult } from '../../types.js'
import { textSettings } from '../documents.js'
import { addDictionaryOptions, type DictionaryFlags } from '../options.js'
import { counted } from '../reporting.js'
import type { Session } from '../session.js'
import { table } from '../table.js'

interface LookupFlags extends DictionaryFlags {
  readonly format: 'text' | 'json'
}

interface VerifyFlags {
  readonly quiet?: boolean
}

const LOOKUP_HELP = `
The first column tells how an entry mentions the expression: as "spun", what a
spinner writes; as the "original", what the writer wrote; as a correct "name";
or as "protected" from being edited. Inflected forms are found too.

Examples:
  $ unspin dictionary lookup know-how
  $ unspin dictionary lookup Department of Defense
  $ unspin dictionary lookup --dictionary mine.yaml gadget
`

const VERIFY_HELP = `
Each fault is told with its file, line and remedy; the status is 2 when there
are any. The files are checked together, and apart from the default dictionary.

Examples:
  $ unspin dictionary verify mine.yaml
`

const placeOf = ({ file, line }: LookupResult): string => (line > 0 ? `${file}:${line}` : file)

async function lookup(session: Session, expression: string, flags: LookupFlags): Promise<void> {
  const { restorer: settings } = await textSettings(session, undefined, flags)
  const restorer = await session.loadRestorer(settings)
  const found = restorer.lookup(expression)
  if (flags.format === 'json') return session.out.write(`${JSON.stringify(found, null, 2)}\n`)
  if (found.length === 0) return session.note(`no entry mentions ${quoted(expression)}`)
  return session.out.write(table(found.map((result) => [result.role, result.summary, placeOf(result)])))
}

/**
 * Reads and checks files as one dictionary. The families and the facts of English that entries refer to come from the
 * default dictionary, unless those files are among the ones to check.
 */
async function verify(session: Session, paths: readonly string[], { quiet }: VerifyFlags): Promise<void> {
  const [{ parseDictionary }, { verify: faultsOf }, { defaultFiles, dictionariesFolder }] = await Promise.all([
    import('../../dictionary/parse.js'),
    import('../../dictionary/verify.js'),
    import('../../node/data.js')
  ])
  const given = new Set(paths.map((path) => resolve(path)))
  const root = resolve(dictionariesFolder, '..')
  const references = (await defaultFiles()).filter(
    ({ path }) => path.endsWith('/families.yaml') && !given.has(resolve(root, path))
  )
  const files: { path: string; text: string }[] = []
  for (const path of paths) {
    await session.attempt(async () => {
      files.push({ path, text: await readSource(path) })
    })
  }
  const { entries, faults } = parseDictionary([...references, ...files])
  const own = [...faults, ...faultsOf(entries)]
    .filter(({ file }) => paths.includes(file))
    .sort((a, b) => paths.indexOf(a.file) - paths.indexOf(b.file) || a.line - b.line)
  for (const { code, message, ...detail } of own) await session.fail(new UnspinError(code, message, detail))
  if (!quiet && session.status === 0) await session.note(`no faults in ${counted(files.length, 'file')}`)
}

const FROM_REVIEW_HELP = `
Words of your own become rows (phrases). Rejected uses become protected
expressions, with as many words around them as it takes to tell them from uses
that were accepted. Entries that were rejected again and again, or that you said
"never" to, are named to be switched off. Nothing is added anywhere: read what
is printed, keep what is right, and name the file with --dictionary or in
unspin.config.json.

Examples:
  $ unspin dictionary from-review articles > ours.yaml
  $ unspin dictionary from-review a.txt.unspin.jsonl
  $ unspin dictionary verify ours.yaml
`

export function dictionaryCommand(session: Session): Command {
  const lookupCommand = new Command('lookup')
    .summary('find the entries that mention an expression')
    .description('Finds the dictionary entries that mention an expression.')
    .argument('<expression...>', 'one or more words')
    .addOption(new Option('--format <format>', 'a table, or JSON').choices(['text', 'json']).default('text'))
  addDictionaryOptions(lookupCommand)
    .addHelpText('after', LOOKUP_HELP)
    .action((expression: string[], flags: LookupFlags) => lookup(session, expression.join(' '), flags))
  const verifyCommand = new Command('verify')
    .summary('check dictionary files')
    .description('Checks the form and the sense of dictionary files.')
    .argument('<file...>', 'YAML files')
    .option('-q, --quiet', 'say nothing when there are no faults')
    .addHelpText('after', VERIFY_HELP)
    .action((paths: string[], flags: VerifyFlags) => verify(session, paths, flags))
  const fromReview = new Command('from-review')
    .summary('turn decisions of reviews into entries, for you to check')
    .description('Turns the decisions of reviews into dictionary entries, for you to check.')
    .argument('<path...>', 'journals, reviewed texts, or folders of them')
    .option('-q, --quiet', 'write no summary to standard error')
    .addHelpText('after', FROM_REVIEW_HELP)
    .action(async (paths: string[], { quiet = false }: VerifyFlags) => (await import('../from-review.js')).printLessons(session, paths, quiet))
  return new Command('dictionary')
    .summary('look entries up, check dictionary files, learn from reviews')
    .description('Looks dictionary entries up, checks dictionary files, and learns from reviews.')
    .addCommand(lookupCommand)
    .addCommand(verifyCommand)
    .addCommand(fromReview)
}
