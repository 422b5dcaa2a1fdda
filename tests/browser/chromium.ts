/** Finds the browser that the browser tests run in, and tells what is left out where there is none. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'

type Variables = Readonly<Record<string, string | undefined>>

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Path of Chromium: the variable UNSPIN_CHROMIUM, else `chromium` on the PATH; undefined when there is none.
 * @throws when UNSPIN_CHROMIUM names no program: a wish that silently came to nothing would hide what is not tested
 */
export function findChromium(env: Variables = process.env): string | undefined {
  const wish = env['UNSPIN_CHROMIUM'] ?? ''
  if (wish !== '') {
    if (!isProgram(wish)) throw new Error(`UNSPIN_CHROMIUM is ${wish}, which is not a program`)
    return wish
  }
  return (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '').map((folder) => join(folder, 'chromium')).find(isProgram)
}

const isSet = (value: string | undefined): boolean => value !== undefined && !['', '0', 'false'].includes(value)

/** Whether a machine without Chromium fails the tests: in continuous integration it does. */
export const requiresChromium = (env: Variables = process.env): boolean => isSet(env['UNSPIN_REQUIRE_BROWSER']) || isSet(env['CI'])

/**
 * The browser for a group of tests, or undefined after a notice that the group is left out.
 * @throws where a missing browser is a failure
 */
export function chromiumFor(group: string, env: Variables = process.env, notice: (text: string) => void = console.warn): string | undefined {
  const path = findChromium(env)
  if (path !== undefined) return path
  const remedy = 'install it (apt-get install chromium), or set UNSPIN_CHROMIUM to its path'
  if (requiresChromium(env)) throw new Error(`no Chromium for the browser tests "${group}": ${remedy}`)
  notice(`LEFT OUT: the browser tests "${group}", because there is no Chromium: ${remedy}`)
  return undefined
}
