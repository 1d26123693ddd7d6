// Recorded events whose content is all the same, for tests that ask what becomes of them.
import { Instant, nobody, type RecordedEvent, StreamName } from "@ketluan/domain"

export const notedAt = (position: number, stream: string, version = 1): RecordedEvent => ({
  position,
  stream: StreamName.make(stream),
  version,
  eventId: `e-${position}`,
  type: "Noted",
  schemaVersion: 1,
  occurredAt: Instant.make("2026-03-02T18:30:00.000Z"),
  recordedAt: Instant.make("2026-03-02T18:30:00.000Z"),
  actor: nobody,
  commandId: "c",
  commandDigest: "0".repeat(64),
  correlationId: null,
  causationId: null,
  classification: "ordinary",
  facts: {},
  texts: null
})
