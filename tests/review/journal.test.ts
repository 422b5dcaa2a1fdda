import { execFileSync, spawn } from 'node:child_process'
import { appendFileSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, describe, test } from 'vitest'
import { journalsFor } from '../../src/review/find-journals.js'
import { Journal, readJournal } from '../../src/review/journal.js'
import { type DecisionRecord, documentsOf, formatRecord, liveDecisions, liveRules, parseJournal } from '../../src/review/records.js'
import type { UnspinError } from '../../src/types.js'
import { folder } from '../cli/folder.js'

const header = { unspin: 'journal', version: 1, document: 'a.txt', source: 'f'.repeat(64), dictionary: 'd', model: 'm' } as const

function decision(before: string, rest: Partial<DecisionRecord> = {}): DecisionRecord {
  return {
    decision: 'accepted', document: 'a.txt', left: 'the', before, right: 'said', after: 'x', proposed: 'x', entry: 'words/w#e',
    kind: 'word', confidence: 0.9, occurrence: 1, of: 1, start: 4, source: 'f'.repeat(16), ...rest
  }
}

/** What an action throws. */
function thrownBy(action: () => unknown): Partial<UnspinError> {
  try {
    action()
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('nothing was thrown')
}

describe('a journal', () => {
  test('is not made before something is decided, and then holds each line', () => {
    const { at, read } = folder()
    const journal = Journal.open(at('j'))
    expect(existsSync(at('j'))).toBe(false)
    journal.append([header, decision('one')])
    journal.append([decision('two')])
    expect(read('j')).toBe([header, decision('one'), decision('two')].map(formatRecord).join(''))
    journal.close()
    expect(existsSync(at('j.lock'))).toBe(false)
    const again = Journal.open(at('j'))
    again.append([decision('one', { decision: 'rejected' })])
    again.close()
    expect(liveDecisions(readJournal(at('j'))).map(({ before, decision: verdict }) => [before, verdict])).toEqual([['two', 'accepted'], ['one', 'rejected']])
    expect(thrownBy(() => { again.append([decision('three')]) })).toMatchObject({ code: 'UNSPIN_JOURNAL_CLOSED' })
  })

  test('opens wherever a crash cut it', () => {
    const bytes = Buffer.from([header, decision('one'), decision('zwei — dré 😀')].map(formatRecord).join(''))
    /** Records that a cut journal holds: a line that lacks only its line feed is whole. */
    const whole = (length: number): number => bytes.subarray(0, length + 1).toString().split('\n').length - 1
    for (let length = 0; length <= bytes.length; length++) {
      expect(parseJournal(bytes.subarray(0, length).toString(), 'j').records).toHaveLength(whole(length))
    }
    const ends = [...bytes.entries()].filter(([, byte]) => byte === 0x0a).map(([at]) => at)
    for (const length of [0, 1, ...ends.flatMap((end) => [end - 2, end - 1, end, end + 1]), bytes.indexOf('😀') + 2]) {
      const { at } = folder({ j: bytes.subarray(0, length) })
      const journal = Journal.open(at('j'))
      expect(journal.records).toHaveLength(whole(length))
      journal.append([decision('last')])
      journal.close()
      expect(readJournal(at('j'))).toEqual(journal.records)
      expect(readJournal(at('j')).at(-1)).toEqual(decision('last'))
      expect(readJournal(at('j'))).toHaveLength(whole(length) + 1)
    }
  })

  test('drops a tail of zeros, as some file systems leave after a power failure', () => {
    const { at } = folder({ j: formatRecord(header) + '\0'.repeat(100) })
    const journal = Journal.open(at('j'))
    journal.append([decision('one')])
    journal.close()
    expect(readJournal(at('j'))).toEqual([header, decision('one')])
  })

  test('tells the line that is no record, and knows conflict marks and later versions', () => {
    const parse = (...lines: string[]) => () => parseJournal(lines.map((line) => `${line}\n`).join(''), 'j')
    const line = formatRecord(decision('one')).trimEnd()
    expect(thrownBy(parse(line, '{"half'))).toMatchObject({ code: 'UNSPIN_JOURNAL_SYNTAX', file: 'j', line: 2 })
    for (const bad of ['{}', '[]', 'null', '{"rule":"maybe","entry":"x"}', line.replace('accepted', 'liked'), line.replace('"start":4', '"start":"4"')]) {
      expect(thrownBy(parse(bad))).toMatchObject({ code: 'UNSPIN_JOURNAL_SYNTAX', line: 1 })
    }
    expect(thrownBy(parse('<<<<<<< HEAD'))).toMatchObject({ hint: expect.stringContaining('merge=union') })
    expect(thrownBy(parse(JSON.stringify({ ...header, version: 2 })))).toMatchObject({ code: 'UNSPIN_JOURNAL_VERSION' })
    expect(parse(line, '', JSON.stringify({ rule: 'never', entry: 'e', later: 1 }))().records).toHaveLength(2)
  })

  test('tells in words what is in its way, and leaves nothing behind', () => {
    const { at, path } = folder({ 'j/x': '', 'k.lock/x': '', file: '' })
    const codes = [at('j'), at('k'), join(at('file'), 'l'), join(at('none'), 'm')].map((journal) => {
      const { code, message, hint } = thrownBy(() => { Journal.open(journal) })
      expect(`${message} ${hint}`).not.toMatch(/E[A-Z]{4,}|undefined/)
      return [code, message, hint]
    })
    const elsewhere = 'or keep the decisions elsewhere: --journal FILE'
    expect(codes).toEqual([
      ['UNSPIN_IS_DIRECTORY', 'cannot read the journal: it is a folder', `move the folder away, ${elsewhere}`],
      ['UNSPIN_FILE_UNWRITABLE', 'cannot write the file: it is a folder', `move the folder away, ${elsewhere}`],
      ['UNSPIN_FILE_UNWRITABLE', 'cannot write the file: part of its path is not a folder', 'check the path'],
      ['UNSPIN_FILE_UNWRITABLE', 'cannot write the file: its folder does not exist', 'check the path']
    ])
    expect(readdirSync(path).sort()).toEqual(['file', 'j', 'k.lock'])
    expect(thrownBy(() => readJournal(at('j')))).toMatchObject({ code: 'UNSPIN_IS_DIRECTORY', file: at('j') })
  })

  test('is found in a folder, and a folder of such a name is none', () => {
    const { at, path } = folder({ 'a.txt.unspin.jsonl': '', 'b/c.txt.unspin.jsonl': '', 'd.txt.unspin.jsonl/e': '', file: '' })
    expect(journalsFor(path)).toEqual([at('a.txt.unspin.jsonl'), join(at('b'), 'c.txt.unspin.jsonl')])
    for (const none of [at('file'), join(at('file'), 'x'), at('b/none')]) expect(thrownBy(() => journalsFor(none))).toMatchObject({ code: 'UNSPIN_JOURNAL_MISSING' })
  })

  test('tells what holds of rules and documents', () => {
    const records = [header, { rule: 'never', entry: 'e' }, { rule: 'always', entry: 'f' }, decision('x', { document: 'b.txt' }), { rule: 'ask', entry: 'e' }] as const
    expect([...liveRules(records)]).toEqual([['e', 'ask'], ['f', 'always']])
    expect(documentsOf(records)).toEqual(['a.txt', 'b.txt'])
    expect(liveDecisions(records, 'a.txt')).toEqual([])
  })
})

describe('the one writer', () => {
  test('keeps a second one out, also in the same process, until it closes', () => {
    const { at } = folder()
    const journal = Journal.open(at('j'))
    expect(thrownBy(() => Journal.open(at('j')))).toMatchObject({
      code: 'UNSPIN_REVIEW_LOCKED', file: at('j'), message: `it is under review already, by process ${process.pid}`
    })
    journal.close()
    journal.close()
    Journal.open(at('j')).close()
  })

  test('is not taken for alive when its process ended, or its number went to another', async () => {
    const child = spawn(process.execPath, ['-e', ''])
    await once(child, 'exit')
    for (const lock of [{ pid: child.pid, host: hostname(), began: '' }, { pid: process.pid, host: hostname(), began: 'an earlier boot/1' }]) {
      const { at } = folder({ 'j.lock': JSON.stringify(lock) })
      Journal.open(at('j')).close()
    }
    const { at } = folder({ 'j.lock': '' })
    Journal.open(at('j')).close()
  })

  test('on another machine may be alive', () => {
    const { at } = folder({ 'j.lock': JSON.stringify({ pid: 1, host: 'elsewhere', began: '' }) })
    expect(thrownBy(() => Journal.open(at('j')))).toMatchObject({ message: expect.stringContaining('process 1 on elsewhere'), hint: expect.stringContaining('j.lock') })
  })

  test('notices that another program wrote or replaced the journal', () => {
    const { at } = folder()
    const journal = Journal.open(at('j'))
    journal.append([header])
    appendFileSync(at('j'), formatRecord(decision('theirs')))
    expect(thrownBy(() => { journal.append([decision('ours')]) })).toMatchObject({ code: 'UNSPIN_JOURNAL_CHANGED' })
    journal.close()
    const second = Journal.open(at('j'))
    second.append([decision('ours')])
    writeFileSync(at('new'), readFileSync(at('j')))
    renameSync(at('new'), at('j'))
    expect(thrownBy(() => { second.append([decision('lost')]) })).toMatchObject({ code: 'UNSPIN_JOURNAL_CHANGED' })
    second.close()
    const third = Journal.open(at('j'))
    writeFileSync(at('j'), '')
    expect(thrownBy(() => { third.append([decision('lost')]) })).toMatchObject({ code: 'UNSPIN_JOURNAL_CHANGED' })
    third.close()
  })
})

test('two reviews merged by git, line by line, are one journal', () => {
  const { at, path, read } = folder({ '.gitattributes': '*.unspin.jsonl merge=union\n' })
  const git = (...argv: string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'init.defaultBranch=main', ...argv], { cwd: path, encoding: 'utf8' })
  const name = 'a.txt.unspin.jsonl'
  const write = (...records: Parameters<Journal['append']>[0][number][]): void => {
    const journal = Journal.open(at(name))
    journal.append(records)
    journal.close()
    git('add', '.')
    git('commit', '-qm', 'x')
  }
  git('init', '-q')
  git('add', '.')
  git('commit', '-qm', 'x')
  git('checkout', '-qb', 'theirs')
  write(header, decision('one'), decision('two'))
  git('checkout', '-q', 'main')
  write({ ...header, dictionary: 'other' }, decision('three'), decision('one', { decision: 'rejected' }))
  git('merge', '-q', '--no-edit', 'theirs')
  expect(read(name)).not.toContain('<<<')
  const live = liveDecisions(readJournal(at(name)))
  expect(live.map(({ before }) => before).sort()).toEqual(['one', 'three', 'two'])
  write(decision('four'))
  expect(readJournal(at(name))).toHaveLength(7)
})
