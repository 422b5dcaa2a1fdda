/** Which encoding the bytes of a text are in, by what they say of themselves. */
import { platformName } from './codec.js'

/** Bytes in which browsers look for a declaration. */
const HEAD = 1024

const MARKUP_NAME = /\.(?:x?html?|xml|rss|atom)(?:\.gz)?$/i
/** Whether files of such a name are markup. */
export const isMarkupName = (name: string): boolean => MARKUP_NAME.test(name)

const XML_DECLARATION = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"']+)["']/i
const META = /<meta\s[^>]*?\bcharset\s*=\s*["']?([^\s"'/>;]+)/i

/** The encoding that a byte order mark says, if there is one. */
export function markedEncoding(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined
}

/**
 * The label that a page declares, in a `meta` element or in the XML declaration, as the HTML standard finds it: in the
 * first kilobyte, and never UTF-16, since a declaration in ASCII contradicts that. Undefined for what is no markup.
 * @param name file name, when the text has one
 */
export function declaredEncoding(bytes: Uint8Array, name: string): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD))
  if (!isMarkupName(name) && !/^\s*</.test(head)) return undefined
  const label = (XML_DECLARATION.exec(head) ?? META.exec(head.replace(/<!--[\s\S]*?(?:-->|$)/g, '')))?.[1]
  if (label === undefined) return undefined
  const known = platformName(label)
  if (known?.startsWith('utf-16')) return 'utf-8'
  return known === 'x-user-defined' ? 'windows-1252' : label
}
