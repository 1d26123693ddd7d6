// What can happen to a meeting: it is recorded, with those who took part and the reports heard.
import { Schema } from "effect"
import { BodyId, CivilDate, declareEvents, Span, Text } from "../kernel/index.ts"

/** `body` where the text names one; otherwise persons in the capacity that the texts give. */
const participant = { body: Schema.NullOr(BodyId), span: Span }

export const meetingEvents = declareEvents({
  MeetingRecorded: {
    version: 1,
    facts: { firstDay: CivilDate, lastDay: CivilDate, host: Schema.NullOr(BodyId) },
    texts: { title: Schema.NullOr(Text) }
  },
  /** Taking part makes nobody an addressee or a recipient [13]. */
  ParticipantRecorded: { version: 1, facts: participant, texts: { words: Text } },
  ReportHeard: { version: 1, facts: participant, texts: { by: Text, about: Schema.NullOr(Text) } }
})
