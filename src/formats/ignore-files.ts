/** What `.gitignore` and `.unspinignore` leave out of a folder, read as git reads them. The only importer of ignore. */
import { readFile, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import ignore, { type Ignore } from 'ignore'

/** In a folder with both, the later one decides where both speak of a path. */
const IGNORE_FILES = ['.gitignore', '.unspinignore'] as const

interface FolderRules {
  /** Absolute path that the patterns are relative to. */
  readonly folder: string
  readonly rules: Ignore
}

/** Further patterns in force in a folder, given by its absolute path. */
export type PatternsOf = (folder: string) => Promise<readonly string[]>

const slashed = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'))

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false
  )

/** A path as the patterns of a folder above it take it; null when it is not below that folder. */
function placeIn(folder: string, path: string): string | null {
  const place = slashed(relative(folder, path))
  return place !== '' && ignore.isPathValid(place) ? place : null
}

/**
 * The highest folder whose ignore files speak of `folder`: the root of its repository, else the working directory when
 * it lies below that, else the folder itself. All paths are absolute.
 */
async function topOf(folder: string, cwd: string): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    if (await exists(join(at, '.git'))) return at
    if (dirname(at) === at) break
  }
  return folder === cwd || placeIn(cwd, folder) !== null ? cwd : folder
}

/** The rules below one folder that was asked for. Each ignore file is read once. */
export class IgnoreRules {
  private readonly chains = new Map<string, Promise<readonly FolderRules[]>>()

  private constructor(
    private readonly root: string,
    private readonly top: string,
    private readonly more: PatternsOf
  ) {}

  /** Rules for what lies below `root`; both paths are absolute. */
  static async below(root: string, cwd: string, more: PatternsOf): Promise<IgnoreRules> {
    return new IgnoreRules(root, await topOf(root, cwd), more)
  }

  /** Whether a file or folder directly in `folder`, which is not left out itself, is left out. */
  async leavesOut(folder: string, path: string, isFolder: boolean): Promise<boolean> {
    let out = false
    for (const { folder: base, rules } of await this.chainOf(folder)) {
      const place = placeIn(base, path)
      if (place === null) continue
      const { ignored, unignored } = rules.test(isFolder ? `${place}/` : place)
      if (ignored || unignored) out = ignored
    }
    return out
  }

  /** The rules in force in a folder, the outermost first. */
  private chainOf(folder: string): Promise<readonly FolderRules[]> {
    const known = this.chains.get(folder)
    if (known) return known
    const chain = this.readChain(folder)
    this.chains.set(folder, chain)
    return chain
  }

  private async readChain(folder: string): Promise<readonly FolderRules[]> {
    const above = folder === this.top || dirname(folder) === folder ? [] : await this.chainOf(dirname(folder))
    const texts = await Promise.all(IGNORE_FILES.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')))
    texts.push((await this.more(folder)).join('\n'))
    const own = texts.filter((text) => text !== '').map((text) => ({ folder, rules: ignore().add(text) }))
    // What leaves out the very folder that was asked for would leave out everything: naming it overrules that.
    return folder === this.root ? [...above, ...own].filter((each) => !coversRoot(each, this.root)) : [...above, ...own]
  }
}

function coversRoot({ folder, rules }: FolderRules, root: string): boolean {
  const place = placeIn(folder, root)
  return place !== null && rules.ignores(`${place}/`)
}
