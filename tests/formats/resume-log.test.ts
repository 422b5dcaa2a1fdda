import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ResumeLog, sha256Of } from '../../src/formats/resume-log.js'
import { folder } from '../cli/folder.js'

describe('the record of a run', () => {
  test('knows a text by its path, its content and the version', async () => {
    const { at } = folder()
    const log = await ResumeLog.open(at('log'))
    log.add(at('a.txt'), sha256Of('text'), '1')
    log.close()
    const again = await ResumeLog.open(at('log'))
    expect(again.isDone(at('a.txt'), sha256Of('text'), '1')).toBe(true)
    expect(again.isDone(at('a.txt'), sha256Of('Text'), '1')).toBe(false)
    expect(again.isDone(at('a.txt'), sha256Of('text'), '2')).toBe(false)
    expect(again.isDone(at('b.txt'), sha256Of('text'), '1')).toBe(false)
    again.close()
  })

  test('keeps notes on a text, however long', async () => {
    const { at } = folder()
    const notes = { payloads: Array.from({ length: 20_000 }, (_, at) => [`sha1:é${at}`, 'sha1:B']) }
    const log = await ResumeLog.open(at('log'))
    log.add(at('a'), '', '1', notes)
    log.add(at('b'), '', '1')
    log.close()
    const again = await ResumeLog.open(at('log'))
    expect(again.isDone(at('a'), '', '1') && again.isDone(at('b'), '', '1')).toBe(true)
    expect([again.notesOf(at('a')), again.notesOf(at('b')), again.notesOf(at('c'))]).toEqual([notes, undefined, undefined])
    again.close()
  })

  test('cut short anywhere loses what was cut and nothing before it, and goes on', async () => {
    const { at } = folder()
    const log = await ResumeLog.open(at('log'))
    for (const name of ['a', 'b', 'c']) log.add(at(name), sha256Of(name), '1')
    log.close()
    const whole = readFileSync(at('log'))
    for (let length = 0; length <= whole.length; length += 3) {
      writeFileSync(at('log'), whole)
      truncateSync(at('log'), length)
      const lines = whole.subarray(0, length).toString().split('\n').length - 2
      const cut = await ResumeLog.open(at('log'))
      expect(['a', 'b', 'c'].filter((name) => cut.isDone(at(name), sha256Of(name), '1'))).toEqual(['a', 'b', 'c'].slice(0, Math.max(0, lines)))
      cut.add(at('d'), sha256Of('d'), '1')
      cut.close()
      const after = await ResumeLog.open(at('log'))
      expect(after.isDone(at('d'), sha256Of('d'), '1')).toBe(true)
      after.close()
    }
  })

  test('passes over lines that are none of its own', async () => {
    const { at } = folder()
    ;(await ResumeLog.open(at('log'))).close()
    appendFileSync(at('log'), 'x\n{"file":1,"sha256":"","version":""}\nnull\n{}\n')
    const log = await ResumeLog.open(at('log'))
    expect(log.isDone(at('a'), sha256Of(''), '')).toBe(false)
    log.close()
  })

  test('is never written into another file', async () => {
    const { at, read } = folder({ 'article.txt': 'One line.\nNo line feed', 'short.txt': '{"unspin": 1', 'binary': Uint8Array.of(0xff) })
    for (const name of ['article.txt', 'short.txt', 'binary', '.']) {
      await expect(ResumeLog.open(at(name))).rejects.toThrow(expect.objectContaining({ code: 'UNSPIN_RESUME_FILE' }))
    }
    expect(read('article.txt')).toBe('One line.\nNo line feed')
    expect(read('short.txt')).toBe('{"unspin": 1')
  })
})
