/** `unspin diagnose`: the evidence alone, to route texts by. */
import { Command, Option } from 'commander'
import { formatDiagnosis, type NamedDiagnosis } from '../../report/diagnose.js'
import { addConfigOptions, type ConfigFlags } from '../config.js'
import { eachDocument } from '../documents.js'
import {
  addEvidenceOptions, addInputOptions, addOutputOptions, probability, wantsColor,
  type EvidenceFlags, type InputFlags, type OutputFlags
} from '../options.js'
import { addSelectionOptions, selectTexts, type SelectionFlags } from '../selection.js'
import type { Session } from '../session.js'

interface DiagnoseFlags extends EvidenceFlags, InputFlags, OutputFlags, SelectionFlags, ConfigFlags {
  readonly minSpun: number
  readonly format: 'text' | 'json'
}

const HELP = `
The score is the probability, averaged over the words, that the text was spun:
0 is clean, 1 is spun. Below it are the stretches of about 100 words, from
line:column to line:column. With --format json several texts make an array.

Examples:
  $ unspin diagnose article.txt
  $ unspin diagnose --min-spun 0.5 crawl/*.txt       only what looks spun
`

async function diagnose(session: Session, paths: readonly string[], flags: DiagnoseFlags): Promise<void> {
  const { format, minSpun } = flags
  const color = wantsColor(flags, session.environment)
  const kept: NamedDiagnosis[] = []
  const selection = await selectTexts(session, paths, flags)
  await eachDocument(session, paths, { ...flags, selection }, {
    async work({ reading, settings }, jobs) {
      const restorer = await session.loadWorkers(settings, jobs)
      return reading.diagnosisInSource(await restorer.diagnose(reading.text))
    },
    async use({ name, text }, diagnosis) {
      if (diagnosis.spun < minSpun) return
      if (format === 'text') await session.out.write(formatDiagnosis({ name, source: text, diagnosis }, 'text', { color }))
      else kept.push({ name, source: '', diagnosis })
    }
  })
  if (format === 'text') return
  const [only] = kept
  if (selection.several) await session.out.write(formatDiagnosis(kept, 'json'))
  else if (only) await session.out.write(formatDiagnosis(only, 'json'))
}

export function diagnoseCommand(session: Session): Command {
  const command = new Command('diagnose')
    .summary('tell how spun a text looks, without restoring it')
    .description('Tells how spun texts look, by which families of spinners, and where.')
    .argument('[paths...]', 'files, folders or globs; - or nothing is standard input')
    .optionsGroup('Mode:')
    .addOption(new Option('--min-spun <p>', 'report only texts at or above this score, 0 to 1').argParser(probability).default(0))
    .addOption(new Option('--format <format>', 'for people, or JSON').choices(['text', 'json']).default('text'))
  addEvidenceOptions(command)
  addInputOptions(command)
  addSelectionOptions(command)
  addConfigOptions(command)
  return addOutputOptions(command)
    .addHelpText('after', HELP)
    .action(async (paths: string[], flags: DiagnoseFlags) => {
      await diagnose(session, paths, flags)
    })
}
