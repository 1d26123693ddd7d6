// A zip as this project's tests need it: small, and as honest or dishonest about itself as they say.
import { crc32, deflateRawSync } from "node:zlib"

export interface ZipEntry {
  readonly name: string
  readonly content: string | Uint8Array
  /** What the zip says of the size of the content; the truth where nothing is said. */
  readonly statedSize?: number
  /** Names an entry of these bytes again instead of storing its own: overlapping entries. */
  readonly sameAs?: number
}

export const zipOf = (entries: ReadonlyArray<ZipEntry>): Buffer => {
  const pieces: Array<Buffer> = []
  const directory: Array<Buffer> = []
  const starts: Array<{ readonly at: number; readonly packed: Buffer; readonly crc: number; readonly size: number }> =
    []
  let at = 0
  const put = (piece: Buffer): void => {
    pieces.push(piece)
    at += piece.length
  }
  const fields = (packed: number, crc: number, size: number, name: number): Buffer => {
    const buffer = Buffer.alloc(26)
    buffer.writeUInt16LE(20, 0)
    buffer.writeUInt16LE(0x800, 2)
    buffer.writeUInt16LE(8, 4)
    buffer.writeUInt32LE(crc, 10)
    buffer.writeUInt32LE(packed, 14)
    buffer.writeUInt32LE(size, 18)
    buffer.writeUInt16LE(name, 22)
    return buffer
  }
  for (const { name, content, statedSize, sameAs } of entries) {
    const label = Buffer.from(name)
    const same = sameAs === undefined ? undefined : starts[sameAs]
    const raw = Buffer.from(content)
    const stored = same ?? { at, packed: deflateRawSync(raw), crc: crc32(raw), size: statedSize ?? raw.length }
    starts.push(stored)
    const head = fields(stored.packed.length, stored.crc, stored.size, label.length)
    if (same === undefined) {
      put(Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), head, label]))
      put(stored.packed)
    }
    const central = Buffer.alloc(14)
    central.writeUInt32LE(stored.at, 10)
    directory.push(Buffer.from("PK\u0001\u0002", "latin1"), Buffer.from([20, 0]), head, central, label)
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write("PK\u0005\u0006", "latin1")
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 8)
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([
    ...pieces,
    central,
    ...(entries.length > 0xffff ? zip64End(entries.length, central.length, at) : []),
    end
  ])
}

// Above 65,535 entries the count stands in a record of its own.
const zip64End = (count: number, length: number, start: number): ReadonlyArray<Buffer> => {
  const record = Buffer.alloc(56)
  record.write("PK\u0006\u0006", "latin1")
  record.writeBigUInt64LE(44n, 4)
  record.writeBigUInt64LE(BigInt(count), 24)
  record.writeBigUInt64LE(BigInt(count), 32)
  record.writeBigUInt64LE(BigInt(length), 40)
  record.writeBigUInt64LE(BigInt(start), 48)
  const locator = Buffer.alloc(20)
  locator.write("PK\u0006\u0007", "latin1")
  locator.writeBigUInt64LE(BigInt(start + length), 8)
  locator.writeUInt32LE(1, 16)
  return [record, locator]
}
