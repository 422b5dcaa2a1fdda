/** `unspin compare`: what changed between two texts that somebody else edited. */
import { Command, Option } from 'commander'
import { readDocument, STDIN, type SourceDocument } from '../documents.js'
import { addInputOptions, addOutputOptions, wantsColor, type InputFlags, type OutputFlags } from '../options.js'
import type { Session } from '../session.js'
import { usage } from '../usage.js'

interface CompareFlags extends InputFlags, OutputFlags {
  readonly format: 'words' | 'patch' | 'json' | 'yaml' | 'markdown' | 'html'
}

const HELP = `
Neither text is judged: the changes are aligned word by word, whoever made them.
--format yaml turns them into rows to prune into dictionary entries, the most
frequent first; say of each which families of spinners write it.

Examples:
  $ unspin compare garbled.txt original.txt
  $ unspin compare --format yaml garbled.txt original.txt > rows.yaml
`

/** Loaded when a comparison is made: the diff package would slow down every other command. */
async function compared({ name, patchName, text }: SourceDocument, original: string, format: CompareFlags['format'], color: boolean): Promise<string> {
  if (format === 'yaml') {
    const { dictionaryRows, formatRows } = await import('../../formats/dictionary-rows.js')
    const rows = formatRows(dictionaryRows(text, original))
    return rows === '' ? '' : `phrases:\n${rows}`
  }
  const { comparisonOf } = await import('../../formats/compare.js')
  const { formatReport } = await import('../../report/index.js')
  return formatReport(comparisonOf(text, original), format, { name: format === 'patch' ? patchName : name, color })
}

export function compareCommand(session: Session): Command {
  const command = new Command('compare')
    .summary('align a garbled text with its original')
    .description('Shows what changed between a garbled text and its original.')
    .argument('<garbled>', 'the text that was changed; - is standard input')
    .argument('<original>', 'the text as it was; - is standard input')
    .addOption(
      new Option('--format <format>', 'the changes inline, a unified diff, JSON, dictionary rows, a comment, or a page')
        .choices(['words', 'patch', 'json', 'yaml', 'markdown', 'html'])
        .default('words')
    )
  addInputOptions(command)
  return addOutputOptions(command)
    .addHelpText('after', HELP)
    .action(async (garbledPath: string, originalPath: string, flags: CompareFlags) => {
      if (garbledPath === STDIN && originalPath === STDIN) throw usage('only one of the two texts can be standard input', 'name a file')
      const garbled = await readDocument(session, garbledPath, flags)
      const original = await readDocument(session, originalPath, flags)
      await session.out.write(await compared(garbled, original.text, flags.format, wantsColor(flags, session.environment)))
    })
}
