import { expect, test } from 'vitest'
import { formatSections, type Section } from '../../bench/rows.js'
import { interleave, ratios, spreadOf, type Job } from '../../bench/timing.js'

test('each round runs each job once, and the jobs take turns in going first', async () => {
  const ran: string[] = []
  const job = (name: string, rounds?: number): Job => ({
    name,
    ...(rounds !== undefined && { rounds }),
    run() {
      ran.push(name)
      return { wall: ran.length, cpu: 0 }
    }
  })
  const samples = await interleave([job('a'), job('b'), job('long', 1)], 2, 1)
  expect(ran.join(' ')).toBe('a b b long a a b')
  expect(samples.get('a')?.map(({ wall }) => wall)).toEqual([5, 6])
  expect(samples.get('long')?.map(({ wall }) => wall)).toEqual([4])
})

test('spreads have the middle, the least and the most; ratios are taken round by round', () => {
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, least: 1, most: 3 })
  expect(spreadOf([4, 1, 2, 3])).toEqual({ median: 2.5, least: 1, most: 4 })
  const samples = (...walls: number[]) => walls.map((wall) => ({ wall, cpu: 1 }))
  expect(ratios(samples(2, 9), samples(1, 3), ({ wall }) => wall)).toEqual([2, 3])
})

test('the table compares by speed or by time, shares of the text too, and says what waited or was not measured', () => {
  const job = (name: string): Job => ({ name, run: () => ({ wall: 0, cpu: 0 }) })
  const section = (title: string, orientation: Section['orientation'], rows: Section['rows']): Section => ({ title, orientation, units: [job('unit')], rows })
  const samples = new Map([
    ['unit', [{ wall: 10, cpu: 10 }]],
    ['slow', [{ wall: 40, cpu: 20 }]],
    ['half', [{ wall: 10, cpu: 10, peak: 5e6 }]]
  ])
  const lines = formatSections(
    [
      section('Speed', 'speed', [
        { label: 'slow', job: job('slow'), unit: 'unit', words: 400 },
        { label: 'half', job: job('half'), unit: 'unit', unitShare: 0.5, remark: 'half the text' },
        { label: 'missing', job: null, unit: 'unit', remark: 'not measured: no package' }
      ]),
      section('Time', 'time', [{ label: 'slow', job: job('slow'), unit: 'unit' }])
    ],
    samples
  ).split('\n').slice(1).map((line) => line.trim().split(/ {2,}/))
  expect(lines).toEqual([
    [''],
    ['Speed'],
    ['unit', '10.0 (10.0–10.0)', '10.0', '1.00 (1.00–1.00)', '1.00'],
    ['slow', '40.0 (40.0–40.0)', '20.0', '10.0', '0.250 (0.250–0.250)', '0.500', 'waited for the processor'],
    ['half', '10.0 (10.0–10.0)', '10.0', '0.500 (0.500–0.500)', '0.500', '5', 'half the text'],
    ['missing', 'not measured: no package'],
    [''],
    ['Time'],
    ['slow', '40.0 (40.0–40.0)', '20.0', '4.00 (4.00–4.00)', '2.00', 'waited for the processor']
  ])
})
