// The body of an answer over HTTP, no longer than it may be.

/** Throws where there is more. */
export const answerBytes = async (response: Response, most: number): Promise<Uint8Array> => {
  const pieces: Array<Uint8Array> = []
  let length = 0
  for await (const piece of response.body ?? []) {
    length += piece.length
    if (length > most) throw new RangeError(`an answer of more than ${most} bytes`)
    pieces.push(piece)
  }
  return new Uint8Array(Buffer.concat(pieces))
}
