/**
 * Hashes of the style and the script (SHA-256, base64) for the report's content security policy. They are written down
 * because browsers have no hash that answers at once; a test computes them and says what they should be.
 */
export const styleHash = 'sha256-d8lnCThxhEr35lx/BYy1Gctu1Rt+azWIqCG61XM4lDI='
export const scriptHash = 'sha256-kB/auK+LVgsFJlEBTzaCsRLHbTcFaR8i3AOpIl+Q+fA='
