/** `unspin diff`: the edits as a patch. */
import { Command, Option } from 'commander'
import { addReportOptions, reportFindings, type ReportFlags } from '../reporting.js'
import type { Session } from '../session.js'

interface DiffFlags extends ReportFlags {
  readonly format: 'patch' | 'words' | 'markdown' | 'html'
}

const HELP = `
Nothing is changed. The patch is one that "patch -p1", "git apply" and "unspin
apply" take; names in it are relative to the current directory. Texts without
edits are left out. The status is 1 when there are edits, 0 when there are none.

Examples:
  $ unspin diff article.txt
  $ unspin diff articles/*.txt > all.patch
  $ unspin diff --format words article.txt | less -R
  $ unspin diff --format markdown articles/*.txt > comment.md
  $ unspin diff --format html articles/*.txt > report.html
  $ unspin diff --stdin-filepath news/a.txt < news/a.txt | patch -p1
`

export function diffCommand(session: Session): Command {
  const command = new Command('diff')
    .summary('show the edits as a unified diff, or inline')
    .description('Shows what restoring would change, as a unified diff.')
    .argument('[paths...]', 'files, folders or globs; - or nothing is standard input')
    .optionsGroup('Mode:')
    .addOption(
      new Option('--format <format>', 'unified diff, the text with its edits inline, a comment, or a page')
        .choices(['patch', 'words', 'markdown', 'html'])
        .default('patch')
    )
  return addReportOptions(command)
    .addHelpText('after', HELP)
    .action((paths: string[], flags: DiffFlags) => reportFindings(session, paths, flags, { format: flags.format, onlyEdited: true }))
}
