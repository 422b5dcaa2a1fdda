/**
 * Hashes of the style and the script (SHA-256, base64) for the report's content security policy. They are written down
 * because browsers have no hash that answers at once; a test computes them and says what they should be.
 */
export const styleHash = 'sha256-MgddX8Ahh8NwagNHYP6zw/025Gtt+UzZZXh19FHSORI='
export const scriptHash = 'sha256-kB/auK+LVgsFJlEBTzaCsRLHbTcFaR8i3AOpIl+Q+fA='
