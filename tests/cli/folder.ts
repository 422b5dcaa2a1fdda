/** A temporary folder with files in it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

export interface Folder {
  readonly path: string
  at(name: string): string
  read(name: string): string
}

/** Makes the folder; it goes when the test has finished. Tests that run side by side hand in their own `onFinished`. */
export function folder(files: Readonly<Record<string, string | Uint8Array>> = {}, onFinished: typeof onTestFinished = onTestFinished): Folder {
  const path = mkdtempSync(join(tmpdir(), 'unspin-cli-'))
  onFinished(() => {
    rmSync(path, { recursive: true, force: true })
  })
  const at = (name: string): string => join(path, name)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(at(name)), { recursive: true })
    writeFileSync(at(name), content)
  }
  return { path, at, read: (name) => readFileSync(at(name), 'utf8') }
}
