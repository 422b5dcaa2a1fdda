// Preloaded into programs that are timed: tells descriptor 3 at their end what they used. Threads have no usage of their own.
'use strict'
const { readFileSync, writeSync } = process.getBuiltinModule('node:fs')
const { isMainThread } = process.getBuiltinModule('node:worker_threads')

/** Greatest resident memory in kB. Linux counts what the program that started this one had into `maxRSS`, so /proc comes first. */
function peak({ maxRSS }) {
  try {
    return Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1])
  } catch {
    return maxRSS
  }
}

if (isMainThread) {
  process.on('exit', () => {
    const usage = process.resourceUsage()
    writeSync(3, `${JSON.stringify({ cpu: (usage.userCPUTime + usage.systemCPUTime) / 1000, peak: peak(usage) * 1024 })}\n`)
  })
}
