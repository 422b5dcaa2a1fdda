/** `unspin apply` and `unspin revert`: make the edits of a patch, or take them back. */
import { relative } from 'node:path'
import process from 'node:process'
import { Command } from 'commander'
import { readSource } from '../../formats/text-file.js'
import { STDIN } from '../documents.js'
import { counted } from '../reporting.js'
import type { Session } from '../session.js'

interface ApplyFlags {
  readonly quiet?: boolean
}

const APPLY_HELP = `
The patch is a unified diff, from "unspin diff" or any other tool; delete from
it the hunks that you do not want. Its paths are relative to the current
directory, without their first part (a/ and b/). When a hunk does not fit, no
file is changed.

Examples:
  $ unspin diff articles/*.txt > all.patch
  $ unspin apply all.patch
  $ unspin diff article.txt | unspin apply -
`

const REVERT_HELP = `
The inverse of "unspin apply", for files that the patch was applied to, or that
"unspin --write" restored since the patch was made.

Examples:
  $ unspin diff articles/*.txt > all.patch
  $ unspin -w articles/*.txt
  $ unspin revert all.patch
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

export function applyCommand(session: Session): Command {
  return new Command('apply')
    .summary('apply a patch, such as one from diff')
    .description('Applies a unified diff to the files that it names.')
    .argument('<patch>', 'the patch; - is standard input')
    .option('-q, --quiet', 'write no summary to standard error')
    .addHelpText('after', APPLY_HELP)
    .action((path: string, flags: ApplyFlags) => patch(session, path, false, flags))
}

export function revertCommand(session: Session): Command {
  return new Command('revert')
    .summary('take a patch back')
    .description('Takes a unified diff back from the files that it names.')
    .argument('<patch>', 'the patch; - is standard input')
    .option('-q, --quiet', 'write no summary to standard error')
    .addHelpText('after', REVERT_HELP)
    .action((path: string, flags: ApplyFlags) => patch(session, path, true, flags))
}
