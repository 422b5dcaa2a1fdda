/**
 * Hashes of the style and the script (SHA-256, base64) for the report's content security policy. They are written down
 * because browsers have no hash that answers at once; a test computes them and says what they should be.
 */
export const styleHash = 'sha256-OPU3vXF1s6JykhwnO1EP2nvATVTpjjCUFd57tQW0+dc='
export const scriptHash = 'sha256-kB/auK+LVgsFJlEBTzaCsRLHbTcFaR8i3AOpIl+Q+fA='
