/** What the committed models were made from, and how. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256, type Input } from './inputs.js'

export const PROVENANCE_FILE = 'provenance.json'

/** Settings of a build. */
export interface BuildOptions {
  /** Bigrams with a smaller weighted difference are left out. */
  readonly theta2: number
  /** Trigrams with a smaller weighted difference are left out. */
  readonly theta3: number
  /** Largest number of word vectors. */
  readonly rows: number
}

/** Writes `provenance.json` beside the built files. Nothing in it depends on when or where it ran. */
export function writeProvenance(directory: string, inputs: readonly Input[], options: BuildOptions, outputs: readonly string[]): void {
  const provenance = {
    command: 'npm run models',
    inputs: inputs.map(({ name, version, from, licence, archive, sha256: hash, member }) => ({
      name,
      version,
      from,
      licence,
      archive,
      sha256: hash,
      member
    })),
    options,
    outputs: outputs.map((file) => {
      const bytes = readFileSync(join(directory, file))
      return { file, bytes: bytes.length, sha256: sha256(bytes) }
    })
  }
  writeFileSync(join(directory, PROVENANCE_FILE), `${JSON.stringify(provenance, null, 2)}\n`)
}
