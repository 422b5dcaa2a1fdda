/** `unspin apply` and `unspin revert`: make the edits of a patch, or take them back. */
import { relative } from 'node:path'
import process from 'node:process'
import { Command } from 'commander'
import { readSource } from '../../formats/text-file.js'
import { STDIN } from '../documents.js'
import { counted } from '../reporting.js'
import type { Session } from '../session.js'
import { usage } from '../usage.js'

interface ApplyFlags {
  readonly quiet?: boolean
  readonly diff?: boolean
}

const APPLY_HELP = `
The patch is a unified diff, from "unspin diff" or any other tool; delete from
it the hunks that you do not want. Its paths are relative to the current
directory, without their first part (a/ and b/). When a hunk does not fit, no
file is changed.

A journal of "unspin review" (article.txt.unspin.jsonl) is applied to the
documents beside it, also when they have changed since: each decision is placed
by its content. Those without a place are told, and make the status 1.

Examples:
  $ unspin diff articles/*.txt > all.patch
  $ unspin apply all.patch
  $ unspin diff article.txt | unspin apply -
  $ unspin apply article.txt.unspin.jsonl
  $ unspin apply --diff article.txt.unspin.jsonl > article.patch
`

const REVERT_HELP = `
The inverse of "unspin apply", for files that the patch was applied to, or that
"unspin --write" restored since the patch was made; or for the documents that
the decisions of a journal were written into, which become what they were.

Examples:
  $ unspin diff articles/*.txt > all.patch
  $ unspin -w articles/*.txt
  $ unspin revert all.patch
  $ unspin revert article.txt.unspin.jsonl
`

async function patch(session: Session, path: string, reverse: boolean, { quiet }: ApplyFlags): Promise<void> {
  const { cwd, stdin } = session.environment
  const text = await readSource(path, { stdin })
  // Loaded here, since the diff package would slow down every other command.
  const { patchFiles } = await import('../../formats/patch-files.js')
  const patchFile = path === STDIN ? '<stdin>' : path
  const patched = await patchFiles(text, { directory: relative(process.cwd(), cwd) || '.', reverse, patchFile })
  if (!quiet) await session.note(`${reverse ? 'reverted' : 'patched'} ${counted(patched.length, 'file')}`)
}

async function apply(session: Session, paths: readonly string[], reverse: boolean, flags: ApplyFlags): Promise<void> {
  const { JOURNAL_ENDING } = await import('../../review/records.js')
  const journals = paths.filter((path) => path.endsWith(JOURNAL_ENDING))
  if (flags.diff && journals.length < paths.length) throw usage('--diff is about journals of decisions', 'a patch is a diff already')
  for (const path of paths) {
    if (!journals.includes(path)) await patch(session, path, reverse, flags)
    else {
      const { diffJournal, makeDecisions } = await import('../decisions.js')
      await (flags.diff ? diffJournal(session, path) : makeDecisions(session, path, reverse, flags.quiet ?? false))
    }
  }
}

export function applyCommand(session: Session): Command {
  return new Command('apply')
    .summary('apply a patch, or the decisions of a review')
    .description('Applies a unified diff to the files that it names, or decisions to their documents.')
    .argument('<patch...>', 'patches, - is standard input; or journals of decisions')
    .option('--diff', 'print the patch that the decisions of a journal come to, and write nothing')
    .option('-q, --quiet', 'write no summary to standard error')
    .addHelpText('after', APPLY_HELP)
    .action((paths: string[], flags: ApplyFlags) => apply(session, paths, false, flags))
}

export function revertCommand(session: Session): Command {
  return new Command('revert')
    .summary('take a patch, or the decisions of a review, back')
    .description('Takes a unified diff, or decisions, back from the files that they were applied to.')
    .argument('<patch...>', 'patches, - is standard input; or journals of decisions')
    .option('-q, --quiet', 'write no summary to standard error')
    .addHelpText('after', REVERT_HELP)
    .action((paths: string[], flags: ApplyFlags) => apply(session, paths, true, flags))
}
