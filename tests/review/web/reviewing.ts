/** Reviews of files in a temporary folder, for the tests of the page and its server. */
import { onTestFinished } from 'vitest'
import { FileReview } from '../../../src/review/files.js'
import type { Rule } from '../../../src/review/records.js'
import { ReviewApi, type ReviewApiOptions } from '../../../src/review/web/api.js'
import type { Restorer } from '../../../src/types.js'
import { folder, type Folder } from '../../cli/folder.js'
import { fakeRestorer } from '../../formats/fake-restorer.js'

/** Substitutions that the tests' restorer knows. */
export const RULES = { 'White Home': 'White House', army: 'military', informed: 'told', 'Division of Protection': 'Department of Defense' }

/** A restorer with one dictionary entry a rule, whose edits have reasons and other readings. */
export function explainingRestorer(rules: Readonly<Record<string, string>> = RULES): Restorer {
  const plain = fakeRestorer(rules)
  return {
    ...plain,
    describe: (id) => ({ id, file: 'words/test.yaml', line: 3, summary: `${id} in a few words` }),
    restore(text, options) {
      const restoration = plain.restore(text, options)
      const edits = restoration.edits.map((edit, index) => ({
        ...edit,
        confidence: Math.round((0.95 - 0.1 * (index % 4)) * 100) / 100,
        alternatives: [{ after: 'another reading', confidence: 0.2, entry: edit.entry }],
        reasons: [
          { code: 'language-model', value: 1.5, message: 'how much better the restoration reads' },
          { code: 'bias', value: -0.25, message: 'starting value of this kind of entry' }
        ]
      }))
      return { ...restoration, edits }
    }
  }
}

export interface Reviewing {
  readonly folder: Folder
  readonly files: FileReview
  readonly rules: ReadonlyMap<string, Rule>
  readonly options: ReviewApiOptions
}

/** A review of files by their names; it ends with the test. */
export function reviewing(
  texts: Readonly<Record<string, string>>,
  { restorer = explainingRestorer(), onFinished = onTestFinished }: { restorer?: Restorer; onFinished?: typeof onTestFinished } = {}
): Reviewing {
  const place = folder(texts, onFinished)
  const rules = new Map<string, Rule>()
  const files = new FileReview({ versions: { dictionary: 'test', model: 'test' }, propose: (text) => restorer.restore(text), rules })
  onFinished(() => { files.close() })
  const options: ReviewApiOptions = {
    files,
    documents: Object.keys(texts).map((name) => ({ name, patchName: name, open: () => files.open(place.at(name)) })),
    describe: (entry) => restorer.describe(entry),
    minConfidence: restorer.minConfidence
  }
  return { folder: place, files, rules, options }
}

export async function apiOf(texts: Readonly<Record<string, string>>): Promise<Reviewing & { api: ReviewApi }> {
  const review = reviewing(texts)
  const api = new ReviewApi(review.options)
  await api.readAll(new AbortController().signal)
  return { ...review, api }
}
