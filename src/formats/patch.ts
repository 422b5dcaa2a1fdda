/** Reads unified diffs and applies them to texts. Nothing here touches a file. */
import { applyPatch, parsePatch, reversePatch } from 'diff'
import type { StructuredPatch, StructuredPatchHunk } from 'diff'
import { posix, win32 } from 'node:path'
import { UnspinError } from '../types.js'

/** What a patch does to one file. */
export interface FilePatch {
  /** Relative, with `/`, without the leading component (`patch -p1`). */
  readonly path: string
  readonly hunks: readonly StructuredPatchHunk[]
}

/** Characters of a line that a message quotes. */
const EXCERPT = 60

/**
 * The file patches of a unified diff, in order; none for an empty one.
 * @param file the patch's own name, for messages.
 * @throws UnspinError `UNSPIN_PATCH_SYNTAX`, `UNSPIN_PATCH_UNSUPPORTED` for anything but a change of
 * a text in place, or `UNSPIN_PATCH_PATH` for a path that leads out of the folder.
 */
export function parseUnifiedDiff(patch: string, file: string): FilePatch[] {
  if (patch.trim() === '') return []
  const changed = parse(patch, file).filter(isChange)
  if (changed.length === 0) throw syntax('there is no hunk in it; this is not a unified diff', file)
  return changed.map((each) => {
    const { oldFileName, newFileName, hunks } = each
    if (oldFileName === undefined || newFileName === undefined) throw syntax('a hunk belongs to no file', file)
    const unsupported = unsupportedKind(each)
    if (unsupported !== null) {
      const hint = 'only changes of a text in place can be applied; use patch or git apply'
      throw new UnspinError('UNSPIN_PATCH_UNSUPPORTED', `the patch ${unsupported} ${oldFileName}`, { file, hint })
    }
    const path = safePath(oldFileName, file)
    if (path !== safePath(newFileName, file)) {
      throw new UnspinError('UNSPIN_PATCH_UNSUPPORTED', `the patch renames ${oldFileName} to ${newFileName}`, { file })
    }
    return { path, hunks }
  })
}

/** The patch that takes a patch back. */
export const reverseFilePatch = ({ path, hunks }: FilePatch): FilePatch => ({
  path,
  hunks: reversePatch(structured(hunks)).hunks
})

/**
 * The text after the patch. Context and removed lines have to match to the byte, line ends and a
 * missing final line feed included; a hunk may have moved up or down.
 * @throws UnspinError `UNSPIN_PATCH_MISMATCH` with the first hunk that fits nowhere, and the line.
 */
export function applyFilePatch(source: string, patch: FilePatch): string {
  const text = apply(source, patch.hunks)
  if (text !== null) return text
  const failed = patch.hunks.findIndex((_, at) => apply(source, patch.hunks.slice(0, at + 1)) === null)
  const applied = apply(source, reverseFilePatch(patch).hunks) !== null
  const hint = applied ? 'the patch seems to be applied already' : 'the file has changed since the patch was made'
  const { message, line } = misfit(source, patch.hunks[failed])
  throw new UnspinError('UNSPIN_PATCH_MISMATCH', `hunk ${failed + 1} of ${patch.hunks.length} does not fit: ${message}`, {
    file: patch.path,
    line,
    hint
  })
}

const HUNK_HEADER = /^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@/

function parse(patch: string, file: string): StructuredPatch[] {
  // The parser takes any line that begins with @@ for a header, and reads numbers that it lacks as NaN.
  const bad = patch.split('\n').findIndex((line) => /^@@\s/.test(line) && !HUNK_HEADER.test(line))
  if (bad !== -1) throw syntax('a hunk header must read "@@ -start,count +start,count @@"', file, bad + 1)
  try {
    return parsePatch(patch)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const line = /\bline (\d+)/.exec(message)?.[1]
    throw syntax(message, file, line === undefined ? undefined : Number(line))
  }
}

const syntax = (message: string, file: string, line?: number): UnspinError =>
  new UnspinError('UNSPIN_PATCH_SYNTAX', message, { file, ...(line === undefined ? {} : { line }) })

/** Prose around a patch and changes of mode alone leave entries without hunks. */
const isChange = (patch: StructuredPatch): boolean => patch.hunks.length > 0 || unsupportedKind(patch) !== null

function unsupportedKind(patch: StructuredPatch): string | null {
  if (patch.isBinary) return 'changes the binary file'
  if (patch.isRename) return 'renames'
  if (patch.isCopy) return 'copies'
  if (patch.isCreate || patch.oldFileName === '/dev/null') return 'creates a file from'
  if (patch.isDelete || patch.newFileName === '/dev/null') return 'deletes'
  return null
}

/** The path without its first component, if it stays inside the folder that it is relative to. */
function safePath(name: string, file: string): string {
  const parts = name.split('/')
  const outside = posix.isAbsolute(name) || win32.isAbsolute(name) || /^[a-z]:/i.test(name) || name.split(/[\\/]/).includes('..')
  const path = parts.length > 1 ? posix.normalize(parts.slice(1).join('/')) : name
  if (outside || path === '' || path === '.' || path.includes('\0')) {
    const hint = 'paths in a patch are relative and stay inside the folder it is applied in'
    throw new UnspinError('UNSPIN_PATCH_PATH', `the patch names the path ${JSON.stringify(name)}`, { file, hint })
  }
  return path
}

const structured = (hunks: readonly StructuredPatchHunk[]): StructuredPatch => ({
  oldFileName: undefined,
  newFileName: undefined,
  oldHeader: undefined,
  newHeader: undefined,
  hunks: [...hunks]
})

function apply(source: string, hunks: readonly StructuredPatchHunk[]): string | null {
  // A hunk is looked for line by line from where it says it is: from far behind the end that would not end.
  const end = source.split('\n').length
  const near = hunks.map((hunk) => ({ ...hunk, oldStart: Math.min(hunk.oldStart, end) }))
  // Converting line ends would make the patch fit a file that it was not made for.
  const text = applyPatch(source, structured(near), { autoConvertLineEndings: false })
  return text === false ? null : text
}

/** Where a hunk's old lines and the text first differ, at the place that the hunk names. */
function misfit(source: string, hunk: StructuredPatchHunk | undefined): { message: string; line: number } {
  const lines = source.split('\n')
  const from = (hunk?.oldStart ?? 1) - 1
  const old = (hunk?.lines ?? []).filter((line) => !/^[+\\]/.test(line)).map((line) => line.slice(1))
  const at = old.findIndex((line, index) => lines[from + index] !== line)
  if (at === -1) return { message: 'the final line feed differs', line: from + Math.max(1, old.length) }
  return { message: `expected ${quoted(old[at])}, found ${quoted(lines[from + at])}`, line: from + at + 1 }
}

function quoted(line: string | undefined): string {
  if (line === undefined) return 'the end of the file'
  return JSON.stringify(line.length > EXCERPT ? `${line.slice(0, EXCERPT)}…` : line)
}
