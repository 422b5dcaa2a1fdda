/** Finds the value that a dotted path leads to. */
import { UnspinError } from '../types.js'
import type { Span } from '../types.js'
import { layoutOf, type ObjectLayout } from './json-layout.js'

/**
 * The value of a member: the last one of that name, as JSON.parse has it. Undefined when there is none.
 * @param name a member's whole name.
 */
export const memberOf = ({ members }: ObjectLayout, name: string): Span | undefined =>
  members.findLast((member) => member.name === name)?.value

/**
 * The value that a path leads to, or undefined when a member on the way is missing or null.
 *
 * `article.body` is the member `body` of the object `article`. A name may hold dots itself: in each object the member
 * whose name takes up most of the path is followed, so a member called `article.body` wins over a nested one.
 * @throws UnspinError `UNSPIN_FIELD_TYPE` when a member on the way is no object.
 */
export function valueAt(json: string, layout: ObjectLayout, path: string): Span | undefined {
  const names = layout.members.map(({ name }) => name).filter((name) => path === name || path.startsWith(`${name}.`))
  const name = names.reduce<string | undefined>((longest, each) => (each.length >= (longest?.length ?? 0) ? each : longest), undefined)
  const value = name === undefined ? undefined : memberOf(layout, name)
  if (name === undefined || value === undefined || name === path) return value
  const literal = json.slice(value.start, value.end)
  if (literal === 'null') return undefined
  if (!literal.startsWith('{')) {
    const rest = JSON.stringify(path.slice(name.length + 1))
    throw new UnspinError(
      'UNSPIN_FIELD_TYPE',
      `the member ${JSON.stringify(name)} must be an object with ${rest} in it, but this is ${kindOf(JSON.parse(literal))}`
    )
  }
  return valueAt(json, layoutOf(json, value.start), path.slice(name.length + 1))
}

/** What a JSON value is, in words. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
