/** `unspin restore`, the default command. */
import { Command, Option } from 'commander'
import { addConfigOptions } from '../config.js'
import { encodeChanged, fileBytes } from '../../formats/source-text.js'
import { writeAtomically } from '../../formats/text-file.js'
import { RECORD_FORMATS, type RecordFormat } from '../../formats/record-format.js'
import { STDIN } from '../documents.js'
import type { InputKind } from '../../html/input-kind.js'
import { addDecisionOptions, addInputOptions, addOutputOptions } from '../options.js'
import { addRecordOptions, isRecordFormat, recordFormat, type RecordFlags } from '../record-options.js'
import { eachRestoration, report, summaryOf, type ReportFlags } from '../reporting.js'
import { resumeRecord, type ResumeFlags } from '../resume.js'
import { addSelectionOptions } from '../selection.js'
import type { Session } from '../session.js'
import { usage } from '../usage.js'

interface TextFlags extends ReportFlags, ResumeFlags, RecordFlags {
  readonly write?: boolean
  readonly format?: 'text' | 'json' | 'jsonl' | 'patch' | 'words' | 'sarif' | 'markdown' | 'html'
}

interface RestoreFlags extends Omit<TextFlags, 'input'> {
  readonly input?: InputKind | RecordFormat | 'auto'
}

const HELP = `
Without paths, or for -, the text comes from standard input. Several texts are
written one after the other, as cat does; --format json makes an array of them.

A folder stands for the texts in and below it, a quoted glob for all it matches,
less what .gitignore and .unspinignore leave out. With --resume, a run that was
ended goes on with the same command: .unspin-resume.jsonl in the current folder,
or --resume-file, records which files are done.

With --jsonl the input is one JSON object a line. The field's text is restored
in place, the rest of the line stays byte for byte, and a member "unspin" tells
of the edits. A faulty line becomes {"unspin":{"error":…}} and the run goes on.
--field article.body is "body" in "article" (a member of that whole name wins).

With --write each file of records is replaced when all of it is restored. There
faulty JSON lines stay as they are.

With --input csv or tsv the cells of a --column are restored, and all other
bytes stay. With --input warc the pages and texts of a web archive are restored.
A faulty record passes through as it is and is told on standard error.

Several fields of a record are judged together: the article tells what its
headline meant. Kinds of records are also known by file name (.jsonl, .ndjson,
.csv, .tsv, .warc, .wet, each with or without .gz). Gzip is known by its first
bytes and comes out as gzip; --no-gzip unpacks it.

Examples:
  $ unspin article.txt                       the restored text
  $ unspin -w articles/*.txt                 restore the files in place
  $ unspin -w --resume --jobs 4 crawl/       all texts of a folder, resumable
  $ curl -s $URL | unspin --format words     see each edit inline
  $ unspin --jsonl --field body < pages.jsonl > restored.jsonl
  $ unspin --jsonl --field title --field article.body < pages.jsonl
  $ unspin --column title --column 3 table.csv.gz > restored.csv.gz
  $ unspin crawl.warc.gz > restored.warc.gz
  $ unspin -w --resume --jobs 4 'crawl/*.jsonl.gz'
`

/** Options that only make sense together, beyond what their declarations can say. */
function checkModes(paths: readonly string[], { write, resume, resumeFile }: TextFlags): void {
  if (write && (paths.length === 0 || paths.includes(STDIN))) {
    throw usage('--write needs files: standard input cannot be rewritten', 'name the files, or leave --write out')
  }
  if ((resume === true || resumeFile !== undefined) && !write) throw usage('--resume is about files that are rewritten', 'add --write')
}

async function rewrite(session: Session, paths: readonly string[], flags: TextFlags, commands: readonly string[]): Promise<void> {
  const { sha256Of } = await import('../../formats/resume-log.js')
  const record = await resumeRecord(session, flags, `${flags.input ?? 'auto'}${flags.attributes ? '-attributes' : ''}`)
  const totals = await eachRestoration(session, paths, flags, {
    commands,
    prints: false,
    brief: true,
    isDone: ({ path, text, settings }) => record?.isDone(path, sha256Of(text), settings) ?? Promise.resolve(false),
    async atOnce(document, { edits, text }) {
      session.beforeChange()
      if (edits.length > 0) {
        await writeAtomically(document.path, await fileBytes(document.source, encodeChanged(document.source, edits)))
      }
      await record?.add(document.path, sha256Of(text), document.settings)
    }
  })
  if (!flags.quiet) await session.note(`restored: ${summaryOf(totals)}`)
}

export function restoreCommand(session: Session, commands: () => readonly string[]): Command {
  const command = new Command('restore')
    .summary('print the restored text, or rewrite files (the default command)')
    .description('Restores texts that a spinner or a round-trip translation garbled.')
    .argument('[paths...]', 'files, folders or globs; - is standard input')
    .optionsGroup('Mode:')
    .addOption(new Option('-w, --write', 'rewrite the files in place').conflicts('format'))
    .option('--resume', 'with --write: record what is done, and leave it out next time')
    .option('--resume-file <file>', 'with --write: the same, with the record in this file')
    .addOption(
      new Option('--format <format>', 'what to print')
        .choices(['text', 'json', 'jsonl', 'patch', 'words', 'sarif', 'markdown', 'html'])
        .conflicts('jsonl')
    )
  addRecordOptions(command)
  addDecisionOptions(command)
  addInputOptions(command, RECORD_FORMATS)
  addSelectionOptions(command)
  addConfigOptions(command)
  return addOutputOptions(command)
    .addHelpText('after', HELP)
    .action(async (paths: string[], { input, ...others }: RestoreFlags) => {
      const records = recordFormat(paths, { ...others, ...(input && { input }) }, commands())
      const flags: TextFlags = { ...others, ...(input && !isRecordFormat(input) && { input }) }
      checkModes(paths, flags)
      if (records && flags.write) await (await import('../rewrite-records.js')).rewriteRecords(session, paths, flags, records)
      else if (records) await (await import('../records.js')).restoreRecords(session, paths, flags, records)
      else if (flags.write) await rewrite(session, paths, flags, commands())
      else await report(session, paths, flags, { format: flags.format ?? 'text', commands: commands() })
    })
}
