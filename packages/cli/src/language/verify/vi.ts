// Tiếng Việt, về việc kiểm tra sổ.
import type { AttestationFinding, Finding, TableFinding } from "@ketluan/domain"
import { Match } from "effect"
import { vi as audit } from "../audit/vi.ts"
import type { VerifyMessages } from "./messages.ts"
import { storageVi } from "./storage-vi.ts"

const { tokenFailsAt } = audit.problems
const span = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  to === from + 1 ? `vị trí ${from}` : `vị trí ${from} đến ${to - 1}`

export const vi: VerifyMessages = {
  says: {
    history: (ledger, count, root) => `Sổ ${ledger}: ${count} sự kiện, gốc ${root}`,
    whole: "Lịch sử: không có gì sai lệch.",
    damaged: (count) => `Lịch sử: ${count} điểm sai lệch.`,
    seen: (file, size, signed) =>
      `Đối chiếu với ${file}: ${size} sự kiện, ${signed === null ? "không có chữ ký của khóa nào của sổ này" : `do ${signed} ký`}.`,
    keys: (keys) => `Do ${keys.join(", rồi ")} ký`,
    keyGiven: (isOurs) =>
      isOurs ? "Khóa đã nêu là một trong các khóa này." : "Khóa đã nêu KHÔNG phải là khóa của sổ này.",
    recorded: (count, newest) =>
      `Đối chiếu với ${count} điểm chốt do chính sổ ghi lại, điểm mới nhất gồm ${newest} sự kiện.`,
    storageWhole: "Nơi lưu: nguyên vẹn, các quy tắc bảo vệ còn hiệu lực.",
    storageDamaged: "Nơi lưu:",
    tablesEqual: (count) => `Bảng: ${count} trên ${count} đúng như khi lập lại từ sự kiện.`,
    tablesDiffer: (count, history) =>
      `Bảng: ${count} điểm sai lệch${
        history
          ? "; có thể lập lại: ketluan ledger rebuild."
          : ". Đừng lập lại: bảng có thể còn cho thấy nội dung trước khi lịch sử bị sửa."
      }`,
    tablesLeftOut: "Bảng: không đối chiếu.",
    timestamped: (count, authorities) =>
      `Thời gian từ bên ngoài: ${count} dấu thời gian của ${authorities}. Theo đó việc ghi`,
    window: (from, to, notBefore, notAfter) => {
      const which = from === to ? `vị trí ${from}` : `vị trí ${from} đến ${to}`
      if (notBefore !== null && notAfter !== null) return `${which}: từ ${notBefore} đến ${notAfter}`
      if (notAfter !== null) return `${which}: không sau ${notAfter}`
      return notBefore !== null ? `${which}: không trước ${notBefore}` : `${which}: lúc nào cũng có thể`
    },
    notProven: "Chưa chứng minh:",
    more: (count) => `… và ${count} điểm nữa; --json có đủ.`,
    verifying: (part, done, size) => `${part === "history" ? "Lịch sử" : "Bảng"}: ${done} trên ${size}`
  },
  finding: Match.typeTags<Finding | AttestationFinding>()({
    NotOpened: ({ position }) => `vị trí ${position}: sự kiện đầu tiên không mở sổ`,
    LeafUnreadable: ({ position }) => `vị trí ${position}: lá không phải sự kiện`,
    LeafNotCanonical: ({ position }) => `vị trí ${position}: lá được viết khác cách đã ghi`,
    LeafMisplaced: (finding) =>
      `${span(finding)}: ${finding.to === finding.from + 1 ? "lá nói nó đứng" : "các lá nói chúng đứng"} ${finding.by < 0 ? "trước" : "sau"} đó ${Math.abs(finding.by)} vị trí`,
    Missing: (finding) => `${span(finding)}: thiếu sự kiện`,
    Repeated: ({ position }) => `vị trí ${position}: có nhiều sự kiện`,
    Reordered: (finding) => `${span(finding)}: sự kiện đứng sai thứ tự`,
    VersionGap: ({ position, stream, expected, found }) =>
      `vị trí ${position}: bản ${found} của ${stream}, đúng ra là bản ${expected}`,
    EventIdTwice: ({ position, first }) => `vị trí ${position}: mã sự kiện đã có ở ${first}`,
    CommandIdTwice: ({ position, first }) => `vị trí ${position}: mã lệnh đã có ở ${first}`,
    TypeUnknown: ({ position, type, schemaVersion }) =>
      `vị trí ${position}: chương trình này không biết ${type} bản ${schemaVersion}`,
    FactsDiffer: ({ position }) => `vị trí ${position}: dữ kiện không phải dữ kiện đã ghi`,
    TextsDiffer: ({ position }) => `vị trí ${position}: lời văn không phải lời văn đã ghi`,
    TextsMissing: ({ position }) => `vị trí ${position}: lời văn đã mất mà không có việc xóa nào được ghi`,
    TextsKept: ({ position, erased }) => `vị trí ${position}: lời văn vẫn còn, trong khi đã xóa ở vị trí ${erased}`,
    SaltDiffers: ({ position }) => `vị trí ${position}: muối của lệnh bị hỏng`,
    SaltMissing: ({ position }) => `vị trí ${position}: mất muối của lệnh, trong khi không có gì của lệnh bị xóa`,
    SaltKept: ({ position, erased }) =>
      `vị trí ${position}: muối của lệnh vẫn còn, trong khi phải mất cùng những gì đã xóa ở vị trí ${erased}`,
    RecordedEarlier: ({ position }) => `vị trí ${position}: ghi trước sự kiện đứng trước nó`,
    OccurredEarlier: ({ position, stream }) => `vị trí ${position}: nhận một ngày trước ngày của ${stream}`,
    HistoryDiffers: (finding) => `${span(finding)}: không phải lịch sử mà điểm chốt đã thấy`,
    HeadDiffers: ({ counted }) =>
      counted === null
        ? "đầu sổ được lưu không phải là đầu sổ: không đọc được cây và thời điểm từ đó"
        : `đầu sổ tính ${counted} sự kiện, không đúng như các sự kiện`,
    BeyondHead: ({ position }) => `vị trí ${position}: có sự kiện đứng sau chỗ hết sổ`,
    PlaceDiffers: ({ position }) => `vị trí ${position}: kho tìm sự kiện theo lời khác với lá của nó`,
    StreamDiffers: ({ stream }) => `${stream}: kho cho là dòng này ở chỗ khác với các sự kiện của nó`,
    CommandDiffers: ({ command }) => `lệnh ${command}: kho sẽ trả lời khác với các sự kiện của nó`,
    NameDiffers: ({ position, person }) =>
      position === null
        ? `người ${person}: không danh sách nào nhắc đến tên này`
        : `vị trí ${position}: tên của người ${person} không phải tên đã nhập`,
    NameMissing: ({ position, person }) =>
      `vị trí ${position}: tên của người ${person} đã mất mà không có dấu của việc xóa nào được ghi`,
    NameKept: ({ position, person, erased }) =>
      `vị trí ${position}: tên của người ${person} vẫn còn, trong khi đã xóa ở vị trí ${erased}`,
    SourceMissing: ({ position, source }) =>
      `vị trí ${position}: văn bản gốc ${source} đã mất mà không có dấu của việc xóa nào được ghi`,
    SourceKept: ({ position, source, erased }) =>
      `vị trí ${position}: văn bản gốc ${source} vẫn còn, trong khi đã xóa ở vị trí ${erased}`,
    SourceUnnamed: ({ source }) => `văn bản gốc ${source}: không kết luận nào nhắc đến`,
    SourceDiffers: ({ position, source }) => `vị trí ${position}: tệp được giữ làm văn bản gốc ${source} là tệp khác`,
    SourceNeverKept: ({ position, source }) => `vị trí ${position}: văn bản gốc ${source} chưa bao giờ được giữ`,
    AdoptionUnsigned: ({ position }) => `vị trí ${position}: khóa được nhận mà thiếu chữ ký cần có`,
    CheckpointUnsigned: ({ position }) => `vị trí ${position}: điểm chốt không do khóa của sổ ký`,
    TimestampFails: ({ position, at }) =>
      `vị trí ${position}: dấu thời gian không chứng minh được gì: ${tokenFailsAt[at]}`,
    RecordedOutside: ({ position, recordedAt, notBefore, notAfter }) =>
      `vị trí ${position}: nói là ghi lúc ${recordedAt}; theo dấu thời gian thì ${[
        ...(notBefore === null ? [] : [`không trước ${notBefore}`]),
        ...(notAfter === null ? [] : [`không sau ${notAfter}`])
      ].join(", ")}`
  }),
  storageFault: storageVi,
  tableFinding: Match.typeTags<TableFinding>()({
    RowDiffers: ({ table, id, position }) => `${table}, dòng ${id} của vị trí ${position}: không đúng như sự kiện`,
    RowMissing: ({ table, id, position }) => `${table}, dòng ${id} của vị trí ${position}: bị thiếu`,
    TableStopped: ({ table, position, reason }) => `${table}: dừng ở vị trí ${position}: ${reason}`,
    ReplayStopped: ({ position }) =>
      `chương trình này không đọc được sự kiện ở vị trí ${position}: không phát lại được quá đó`,
    TableBehind: ({ table, next }) => `${table}: mới theo đến trước vị trí ${next}`
  }),
  notProven: {
    afterNewest: ({ size }) =>
      `rằng không có gì bị mất hay viết lại sau ${size} sự kiện đầu: không có điểm chốt hay biên nhận nào mới hơn`,
    nothingSeen: ({ keyed }) =>
      `rằng đây là lịch sử mà người khác đã thấy: không có điểm chốt nào giữ ở nơi khác (--seen TỆP); ai giữ kho${
        keyed ? " và khóa của nó" : ", với khóa của riêng mình,"
      } có thể đã viết lại tất cả${keyed ? "" : " (--key KHÓA đòi đúng khóa của sổ)"}`,
    shorter: () =>
      "rằng phần còn đó không bị viết lại: điểm chốt gồm nhiều sự kiện hơn thì không đối chiếu được với số ít hơn",
    persons: () => "rằng người nêu ở --as đúng là người ấy",
    truth: () => "rằng điều đã ghi là thật, hay đã xảy ra vào ngày nó nêu",
    clock: () => "thời điểm ghi, ngoài điều mà đồng hồ của máy ghi cho biết",
    withinWindow: () => "thời điểm ghi trong khoảng của nó, ngoài điều mà đồng hồ của máy ghi cho biết",
    authority: () =>
      "rằng bên cấp dấu thời gian đúng là bên họ tự xưng: chưa nêu tổ chức nào được tin cậy (--tsa-ca TỆP); ai cũng làm được dấu như vậy với thời điểm tùy ý",
    revocation: () => "rằng chứng thư của tổ chức cấp dấu thời gian không bị thu hồi lúc cấp",
    erased: ({ erased }) => `lời văn đã xóa của ${erased} sự kiện từng viết gì`,
    names: ({ namesErased }) => `tên đã xóa của ${namesErased} người`,
    salts: () => "rằng muối của các lệnh đúng là của sổ: không lá nào cam kết với chúng",
    reading: () => "rằng văn bản được đọc đúng: so với văn bản gốc (ketluan conclusion source)",
    tables: () => "rằng các bảng, và do đó các danh sách, đúng như sự kiện: không đối chiếu",
    server: () =>
      "rằng máy chủ cho người khác thấy đúng những gì nó cho chương trình này thấy: ai không muốn dựa vào nó thì kiểm tra một gói (ketluan ledger export)"
  },
  problems: {
    seenMissing: (file) => `Không có tệp ${file}.`,
    seenUnreadable: (file) => `${file} không có điểm chốt.`,
    seenUnreadableAdvice: "Nêu tệp mà 'ketluan ledger checkpoint' in ra, hoặc điểm chốt trong giấy biên nhận.",
    seenOther: (file, origin) => `${file} là điểm chốt của sổ khác (${origin}).`,
    seenForged: (file) => `${file} nêu một khóa của sổ này nhưng khóa ấy không ký.`,
    workers: "--workers là số từ 1 đến 64.",
    storeOnly: (flags) => `--bundle được kiểm tra không cần kho: không dùng cùng ${flags.join(", ")}.`
  },
  help: {
    key: "Khóa công khai phải là của sổ này, hoặc với --bundle là khóa đã ký",
    verify: "Đi hết sổ và nói điều gì sai lệch, điều gì chưa chứng minh được",
    seen: "Điểm chốt giữ ở nơi khác; có thể nêu nhiều lần",
    workers: "Số luồng đọc và băm (1)",
    noTables: "Không đối chiếu các bảng"
  }
}
