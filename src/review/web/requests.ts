/** Checks what the page sends, by hand: every member that is used, and nothing else. */
import type { Choice, DecideAllRequest, DecideRequest, RuleRequest, StepRequest } from './contract.js'
import { HttpError } from './messages.js'

/** Longest wording that a person may put in place of an edit, in UTF-16 code units. */
const MAX_WORDING = 10_000

const bad = (what: string): HttpError => new HttpError(400, `the request lacks ${what}`)

function objectOf(value: unknown): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad('an object')
  return value
}

const member = (value: object, name: string): unknown => (Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined)

function indexIn(value: object, name: string): number {
  const index = member(value, name)
  if (typeof index !== 'number' || !Number.isSafeInteger(index) || index < 0) throw bad(`a whole number "${name}"`)
  return index
}

function choiceIn(value: object): Choice {
  const verdict = member(value, 'verdict')
  if (verdict === 'accepted' || verdict === 'rejected' || verdict === 'reopened') return { verdict }
  const after = member(value, 'after')
  if (verdict !== 'replaced' || typeof after !== 'string') throw bad('a verdict')
  if (after.length > MAX_WORDING) throw new HttpError(400, `the wording is longer than ${MAX_WORDING} characters`)
  return { verdict, after }
}

export function decideRequest(body: unknown): DecideRequest {
  const value = objectOf(body)
  return { document: indexIn(value, 'document'), edit: indexIn(value, 'edit'), ...choiceIn(value) }
}

export function decideAllRequest(body: unknown): DecideAllRequest {
  const value = objectOf(body)
  const { verdict } = choiceIn(value)
  const minConfidence = member(value, 'minConfidence')
  const entry = member(value, 'entry')
  if (verdict !== 'accepted' && verdict !== 'rejected') throw bad('a verdict for many')
  if (typeof minConfidence !== 'number' || !(minConfidence >= 0 && minConfidence <= 1)) throw bad('a confidence from 0 to 1')
  if (entry !== undefined && typeof entry !== 'string') throw bad('an entry')
  return {
    verdict,
    minConfidence,
    ...(entry !== undefined && { entry }),
    ...(member(value, 'document') !== undefined && { document: indexIn(value, 'document') })
  }
}

export function ruleRequest(body: unknown): RuleRequest {
  const value = objectOf(body)
  const rule = member(value, 'rule')
  if (rule !== 'always' && rule !== 'never' && rule !== 'ask') throw bad('a rule')
  return { document: indexIn(value, 'document'), edit: indexIn(value, 'edit'), rule }
}

export function stepRequest(body: unknown): StepRequest {
  return { step: indexIn(objectOf(body), 'step') }
}
