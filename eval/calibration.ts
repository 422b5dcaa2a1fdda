/** Whether confidences mean what they say. */

/** One statement of confidence and whether it came true; `weight` restores the mixture that a sample stands for. */
export interface Stated {
  readonly confidence: number
  readonly right: boolean
  readonly weight: number
}

interface Bin {
  weight: number
  right: number
  confidence: number
}

/**
 * Expected calibration error (Naeini, Cooper and Hauskrecht 2015): the mean distance between stated
 * confidence and observed share of right edits over bins of equal width. NaN without statements.
 */
export function expectedCalibrationError(statements: readonly Stated[], bins = 10): number {
  const table = Array.from({ length: bins }, (): Bin => ({ weight: 0, right: 0, confidence: 0 }))
  let total = 0
  for (const { confidence, right, weight } of statements) {
    const bin = table[Math.min(bins - 1, Math.max(0, Math.floor(confidence * bins)))]
    if (!bin) continue
    bin.weight += weight
    bin.confidence += weight * confidence
    if (right) bin.right += weight
    total += weight
  }
  return table.reduce((sum, bin) => sum + Math.abs(bin.right - bin.confidence), 0) / total
}
