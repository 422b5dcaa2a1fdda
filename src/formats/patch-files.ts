/** Applies a unified diff to files, or takes it back: to all of them or to none. */
import { realpath } from 'node:fs/promises'
import { join, relative, isAbsolute, sep } from 'node:path'
import { UnspinError } from '../types.js'
import { applyFilePatch, parseUnifiedDiff, reverseFilePatch } from './patch.js'
import { encodeText, fileBytes, readText, type SourceText } from './source-text.js'
import { writeAtomically } from './text-file.js'

export interface PatchOptions {
  /** Folder that the patch's paths are relative to. */
  readonly directory: string
  /** Take the patch back instead. Default false. */
  readonly reverse?: boolean
  /** Name of the patch in messages. Default `<patch>`. */
  readonly patchFile?: string
}

interface PatchedFile {
  readonly file: string
  readonly source: SourceText
  text: string
}

/**
 * Applies a patch in the format of `unspin diff` (see {@link parseUnifiedDiff}). Every file is read
 * and patched before the first is written, each is replaced in one step, and when a write fails
 * those before it are put back.
 * @returns the paths of the patched files, relative to the folder, in the patch's order.
 * @throws UnspinError `UNSPIN_PATCH_…` for a patch that is faulty or does not fit, and the errors of
 * {@link readText}, {@link encodeText} and {@link writeAtomically}.
 */
export async function patchFiles(patch: string, options: PatchOptions): Promise<string[]> {
  const { directory, reverse = false, patchFile = '<patch>' } = options
  const patches = parseUnifiedDiff(patch, patchFile)
  const files = new Map<string, PatchedFile>()
  for (const each of reverse ? patches.map(reverseFilePatch).reverse() : patches) {
    const patched = files.get(each.path) ?? (await readInside(directory, each.path, patchFile))
    patched.text = applyFilePatch(patched.text, each)
    files.set(each.path, patched)
  }
  await writeAll([...files.values()])
  return [...new Set(patches.map(({ path }) => path))]
}

/** Reads a file of the folder, also where links lead about inside it. */
async function readInside(directory: string, path: string, patchFile: string): Promise<PatchedFile> {
  const file = join(directory, path)
  const source = await readText(file)
  const place = relative(await realpath(directory), await realpath(file))
  if (isAbsolute(place) || place.split(sep)[0] === '..') {
    const hint = 'a symbolic link leads out of the folder that the patch is applied in'
    throw new UnspinError('UNSPIN_PATCH_PATH', `the patch names the path ${JSON.stringify(path)}`, { file: patchFile, hint })
  }
  return { file, source, text: source.text }
}

async function writeAll(files: readonly PatchedFile[]): Promise<void> {
  const written: PatchedFile[] = []
  try {
    for (const patched of files) {
      await writeAtomically(patched.file, await fileBytes(patched.source, encodeText(patched.source, patched.text)))
      written.push(patched)
    }
  } catch (error) {
    // The first failure is the one to tell of; a file that cannot be put back either stays patched.
    for (const { file, source } of written) await writeAtomically(file, source.packed ?? source.bytes).catch(() => undefined)
    throw error
  }
}
