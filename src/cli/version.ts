/** The version in the manifest. */
import { readFileSync } from 'node:fs'

interface Manifest {
  readonly version: string
}

export function version(): string {
  // The same distance from src/cli/ and from dist/cli/.
  const manifest: Manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  return manifest.version
}
