/** Rules for entries that hold in a whole project, kept in a journal at its top. */
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Journal, readJournal } from './journal.js'
import { JOURNAL_ENDING, liveRules, type Rule } from './records.js'
import type { Rules } from './review.js'

/** Name of a project's journal of rules. */
export const PROJECT_JOURNAL = `project${JOURNAL_ENDING}`

/** Path of the project's rules: in the nearest folder upwards that has some or is the top of a git repository, else here. */
export function projectJournal(from: string): string {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const path = join(folder, PROJECT_JOURNAL)
    if (existsSync(path) || existsSync(join(folder, '.git'))) return path
    if (folder === dirname(folder)) return join(resolve(from), PROJECT_JOURNAL)
  }
}

export class ProjectRules implements Rules {
  private rules: ReadonlyMap<string, Rule>

  /** @throws UnspinError for a journal that cannot be read */
  constructor(private readonly path: string) {
    this.rules = liveRules(readJournal(path))
  }

  get(entry: string): Rule | undefined {
    return this.rules.get(entry)
  }

  /**
   * Keeps a rule; `ask` takes one back. The journal is open only meanwhile, so that several reviews may go on at once.
   * @throws UnspinError when it cannot be written
   */
  set(entry: string, rule: Rule): void {
    const journal = Journal.open(this.path)
    try {
      journal.append([{ rule, entry }])
      this.rules = liveRules(journal.records)
    } finally {
      journal.close()
    }
  }
}
