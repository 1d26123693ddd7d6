// The meeting of a document, with those who took part and the reports heard.
import { Effect } from "effect"
import { MeetingId } from "../../kernel/index.ts"
import { Meeting } from "../../meeting/index.ts"
import type { Reading } from "../../reading/index.ts"
import { bodyIfKnown, bodyIfNamed, type Importing } from "./importing.ts"

/** Who chaired where that was a person, in the words of the text: the one who concludes, or who held the meeting. */
const chairOf = ({ meeting, concluder }: Pick<Reading, "meeting" | "concluder">): string | null =>
  [concluder, meeting?.host ?? null].find((party) => party?.kind === "persons")?.name ?? null

export const recordMeeting = Effect.fnUntraced(function* (
  importing: Importing,
  reading: Pick<Reading, "meeting" | "concluder">
) {
  const { meeting } = reading
  if (meeting === null) return null
  const { session, at } = importing
  const id = MeetingId.make(session.newId())
  const host = yield* bodyIfNamed(importing, meeting.host)
  const participants = yield* Effect.forEach(meeting.participants, (party) =>
    bodyIfKnown(importing, party).pipe(
      Effect.map((body) => ({
        body,
        span: party.quote.span,
        delegateOf: null,
        words: party.quote.text,
        capacity: party.capacity?.text ?? null
      }))
    )
  )
  const reports = yield* Effect.forEach(meeting.reports, ({ by, about }) =>
    bodyIfKnown(importing, by).pipe(
      Effect.map((body) => ({ body, span: by.quote.span, by: by.quote.text, about: about?.text ?? null }))
    )
  )
  const { firstDay, lastDay, title } = meeting
  yield* session.run(
    Meeting,
    id,
    {
      _tag: "Record",
      firstDay,
      lastDay,
      days: [],
      place: null,
      host,
      chair: null,
      chairCapacity: chairOf(reading),
      title: title?.text ?? null,
      participants,
      reports
    },
    at
  )
  return id
})
