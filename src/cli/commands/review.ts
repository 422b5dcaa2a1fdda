/** `unspin review`: a person decides on each edit. */
import { Command, Option } from 'commander'
import { addDecisionOptions, addOutputOptions, addReadingOptions, probability } from '../options.js'
import type { TerminalReviewFlags } from '../review-terminal.js'
import type { Session } from '../session.js'
import { usage } from '../usage.js'

interface ReviewFlags extends TerminalReviewFlags {
  readonly web?: boolean
  readonly stats?: boolean
  readonly format?: 'text' | 'json'
}

const HELP = `
Shows each edit in its sentence and asks, as "git add -p" does; ? lists the
keys. Nothing is changed until you say so: every decision goes at once into a
journal beside the document (article.txt.unspin.jsonl), and the file is written
only when you confirm it, or by "unspin apply" of the journal. Stop whenever you
like; the review goes on where it stopped, also when the text has changed since.
With --web the review is a page in your browser, served to this machine alone,
at an address that holds the key to it; Ctrl-C ends it.

What "always" and "never" decide of an entry holds for the whole project and is
kept in project.unspin.jsonl at its top.

The status is 0, 2 after an error, and 130 when Ctrl-C broke a review in the
terminal off.

Examples:
  $ unspin review article.txt
  $ unspin review --accept-above 0.9 articles/*.txt    ask about the doubtful
  $ unspin review --again article.txt                  change earlier decisions
  $ unspin review --web articles                       many articles, in a browser
  $ unspin apply article.txt.unspin.jsonl              write what was decided
  $ unspin review --stats articles/*.unspin.jsonl      how the entries fared
`

export function reviewCommand(session: Session): Command {
  const command = new Command('review')
    .summary('decide on each edit, in a terminal or a browser')
    .description('Asks about each edit; decisions are kept, applied when you say so, and can be taken back.')
    .argument('<paths...>', 'text files; folders and globs stand for the texts in them')
    .optionsGroup('Mode:')
    .addOption(new Option('--web', 'review in the browser').conflicts(['suggestions', 'again', 'stats']))
    .addOption(new Option('--accept-above <p>', 'accept what is at least this likely to be right, 0 to 1').argParser(probability))
    .option('--suggestions', 'ask about candidates that were not sure enough, too')
    .option('--again', 'ask about what is decided already, too')
    .option('--journal <file>', 'keep the decisions on all documents in this file')
    .addOption(new Option('--stats', 'tell how the entries fared in reviews').conflicts(['acceptAbove', 'suggestions', 'again', 'journal']))
    .addOption(new Option('--format <format>', 'with --stats: a table, or JSON').choices(['text', 'json']))
  addDecisionOptions(command)
  addReadingOptions(command)
  return addOutputOptions(command)
    .addHelpText('after', HELP)
    .action(async (paths: string[], flags: ReviewFlags) => {
      if (flags.format !== undefined && !flags.stats) throw usage('--format is about --stats', 'add --stats')
      // Loaded here, so that no other command pays for it.
      if (flags.stats) await (await import('../review-stats.js')).tellStats(session, paths, flags.format ?? 'text')
      else if (flags.web) await (await import('../review-web.js')).reviewOnPage(session, paths, flags)
      else await (await import('../review-terminal.js')).reviewInTerminal(session, paths, flags)
    })
}
