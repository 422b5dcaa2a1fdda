/** The built package, which is what people run; `npm run bench` builds it first. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { createRestorer, loadData } from '../src/node/create.js'
import type { formatReport } from '../src/report/index.js'
import type { assembleRestorer } from '../src/restorer.js'

const dist = new URL('../dist/', import.meta.url)

/** Path of a built file. */
export const built = (path: string): string => fileURLToPath(new URL(path, dist))

export interface BuiltPackage {
  readonly createRestorer: typeof createRestorer
  readonly loadData: typeof loadData
  readonly assembleRestorer: typeof assembleRestorer
  readonly formatReport: typeof formatReport
}

export async function loadBuilt(): Promise<BuiltPackage> {
  if (!existsSync(built('index.js'))) throw new Error('dist/ is missing: run `npm run build`')
  const load = (path: string): Promise<unknown> => import(new URL(path, dist).href)
  const parts: object[] = []
  for (const path of ['index.js', 'node/create.js', 'restorer.js', 'report/index.js']) {
    const part = await load(path)
    if (typeof part === 'object' && part !== null) parts.push(part)
  }
  const all: object = Object.assign({}, ...parts)
  if (!isBuiltPackage(all)) throw new Error('dist/ is another version: run `npm run build`')
  return all
}

function isBuiltPackage(value: object): value is BuiltPackage {
  return ['createRestorer', 'loadData', 'assembleRestorer', 'formatReport'].every((name) => name in value)
}
