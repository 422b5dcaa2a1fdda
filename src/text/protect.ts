/** Regions that are not prose: addresses, handles, hashtags, code. Nothing inside them is ever edited. */
import type { Span } from '../types.js'

interface Guard {
  /** Cheap test: the pattern runs only where this matches, since most prose has none of it. */
  readonly trigger: RegExp
  readonly pattern: RegExp
}

const domain = String.raw`\.(?:com|org|net|gov|edu|io|info|biz|co\.uk|html?|php|js|ts|py|json|csv|pdf)\b`

const guards: readonly Guard[] = [
  { trigger: /:\/\//, pattern: /\b[a-z][a-z\d+.-]*:\/\/\S+/giu },
  { trigger: /www\./i, pattern: /\bwww\.\S+/giu },
  { trigger: /@/, pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w@])@\w+/gu },
  { trigger: /#\w/, pattern: /(?<![\w&])#\w+/gu },
  { trigger: /`/, pattern: /```[\s\S]*?```|`[^`\n]*`/gu },
  { trigger: new RegExp(domain, 'i'), pattern: new RegExp(String.raw`\b[\w-]+(?:\.[\w-]+)*${domain}(?:\/\S*)?`, 'giu') },
  { trigger: /\\/, pattern: /\b[A-Za-z]:\\\S+|\\[A-Za-z]+\{[^}\n]*\}/gu },
  { trigger: /\/\w+\//, pattern: /(?<![\w/])(?:~|\.{1,2})?\/[\w.-]+(?:\/[\w.-]+)+\/?/gu }
]

/** Protected regions in order, overlaps merged. */
export function protectedRegions(source: string): Span[] {
  const found: { start: number; end: number }[] = []
  for (const { trigger, pattern } of guards) {
    if (!trigger.test(source)) continue
    for (const match of source.matchAll(pattern)) found.push({ start: match.index, end: match.index + match[0].length })
  }
  found.sort((a, b) => a.start - b.start)
  const merged: { start: number; end: number }[] = []
  for (const span of found) {
    const last = merged.at(-1)
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end)
    else merged.push(span)
  }
  return merged
}
