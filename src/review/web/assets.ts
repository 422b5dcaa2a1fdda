/** The page's own files, read once. A request can only name one of them: no path ever reaches the disk. */
import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { UnspinError } from '../../types.js'

export interface Asset {
  readonly type: string
  readonly body: Uint8Array
}

/** Files by the path that asks for them; `/` is the page. */
export type Assets = ReadonlyMap<string, Asset>

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml'
}

/** The built page: the same distance from `src/review/web/` and from `dist/review/web/`. */
const BUILT = fileURLToPath(new URL('../../../dist/review/page/', import.meta.url))

/** @throws UnspinError `UNSPIN_DATA_MISSING` when the page was not built */
export async function readAssets(folder: string = BUILT): Promise<Assets> {
  const names = await readdir(folder).catch(() => [])
  const assets = new Map<string, Asset>()
  for (const name of names) {
    const type = TYPES[extname(name)]
    if (type !== undefined) assets.set(name === 'index.html' ? '/' : `/${name}`, { type, body: await readFile(join(folder, name)) })
  }
  if (assets.has('/')) return assets
  throw new UnspinError('UNSPIN_DATA_MISSING', 'the page of the review is missing', {
    file: folder,
    hint: 'run `npm run build`, or install unspin again'
  })
}
