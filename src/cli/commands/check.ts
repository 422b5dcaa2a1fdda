/** `unspin check`: one line an edit, for editors and continuous integration. */
import { Command, Option } from 'commander'
import { addReportOptions, reportFindings, type ReportFlags } from '../reporting.js'
import type { Session } from '../session.js'

interface CheckFlags extends ReportFlags {
  readonly format: 'text' | 'json' | 'jsonl' | 'sarif' | 'markdown' | 'html'
}

const HELP = `
Nothing is changed. Each edit is a line:
  path:line:column: "White Home" → "White House" 0.97 [names/government#white-house]
Columns count code points from 1. The number is the probability that the edit
is right, and the brackets name the dictionary entry. The status is 1 when
there are edits, 0 when there are none.

Examples:
  $ unspin check articles/*.txt
  $ unspin check --min-confidence 0.9 --quiet article.txt || echo spun
  $ unspin check --format sarif articles/*.txt > unspin.sarif
`

export function checkCommand(session: Session): Command {
  const command = new Command('check')
    .summary('list the edits, one a line')
    .description('Lists what restoring would change, one edit a line, and a summary on standard error.')
    .argument('[paths...]', 'files, folders or globs; - or nothing is standard input')
    .optionsGroup('Mode:')
    .addOption(
      new Option('--format <format>', 'lines, the results as JSON or SARIF, a comment, or a page')
        .choices(['text', 'json', 'jsonl', 'sarif', 'markdown', 'html'])
        .default('text')
    )
  return addReportOptions(command)
    .addHelpText('after', HELP)
    .action((paths: string[], flags: CheckFlags) => reportFindings(session, paths, flags, { format: flags.format === 'text' ? 'check' : flags.format }))
}
