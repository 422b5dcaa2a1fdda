/** Puts the peers' packages into a folder of the bench's own, one by one: a registry may lack some of them. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const PEERS_FOLDER = fileURLToPath(new URL('../../.cache/bench-peers', import.meta.url))

/** Name and version of `@scope/name@1.2.3`. */
function parted(specifier: string): { name: string; version: string } {
  const at = specifier.lastIndexOf('@')
  return { name: specifier.slice(0, at), version: specifier.slice(at + 1) }
}

function installedVersion(name: string): unknown {
  const path = join(PEERS_FOLDER, 'node_modules', name, 'package.json')
  if (!existsSync(path)) return undefined
  const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'))
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : undefined
}

/** Installs a package, without its scripts, unless it is there. @returns why it could not be, or null */
export function install(specifier: string): string | null {
  const { name, version } = parted(specifier)
  if (installedVersion(name) === version) return null
  mkdirSync(PEERS_FOLDER, { recursive: true })
  const manifest = join(PEERS_FOLDER, 'package.json')
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n')
  const parameters = ['install', '--prefix', PEERS_FOLDER, '--save-exact', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error', specifier]
  const { error, stderr } = spawnSync('npm', parameters, { encoding: 'utf8', cwd: PEERS_FOLDER })
  if (installedVersion(name) === version) return null
  const told = error?.message ?? stderr.split('\n').find((line) => line.includes('error')) ?? 'npm says nothing'
  return `${specifier} could not be installed: ${told}`
}
