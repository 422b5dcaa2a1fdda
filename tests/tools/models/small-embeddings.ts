/** Three dimensions: war and army point about the same way, bread elsewhere. A norm and an index follow each vector. */
export const smallEmbeddings = JSON.stringify({
  dimensions: 3,
  words: [',', 'war', 'of', '1999', 'bread', 'army'],
  vectors: {
    ',': [1, 1, 1, 1.73, 0],
    war: [4, 0, 0, 4, 1],
    of: [1, 1, 1, 1.73, 2],
    '1999': [1, 1, 1, 1.73, 3],
    bread: [0, 0, -0.5, 0.5, 4],
    army: [2, 1, 0, 2.24, 5]
  }
})
