// Tiếng Việt, về việc xóa dữ liệu và lệnh giữ nguyên.
import type { ErasureMessages } from "./messages.ts"

const counted = (texts: number, sources: number, names: number): string =>
  [
    `${texts} đoạn chữ`,
    ...(sources === 0 ? [] : [`${sources} tệp gốc`]),
    ...(names === 0 ? [] : [`${names} tên người`])
  ].join(", ")

export const vi: ErasureMessages = {
  advice: {
    ErasesOwnName: () => "Người khác phải thực hiện, nêu bằng --as CƠ-QUAN/NGƯỜI.",
    ErasureDecided: () => "Xem đã quyết định thế nào: ketluan erasure list. Phần còn lại thì đề nghị xóa lần khác.",
    ErasureUnknown: () => "Xem số thứ tự: ketluan erasure list.",
    HoldUnknown: () => "Xem số thứ tự: ketluan hold list.",
    NothingToErase: () => "Xem những gì còn: ketluan log THAM-CHIẾU.",
    PersonUnknown: () => "Ghi tên như nhật ký hiển thị, kèm cơ quan mà người đó thay mặt.",
    ProposerDecides: () => "Người khác phải quyết định, nêu bằng --as CƠ-QUAN/NGƯỜI.",
    ProposerUnknown: () => "Không chấp thuận đề nghị này, rồi để một người đề nghị lại.",
    UnderLegalHold: () => "Xem các lệnh: ketluan hold list. Thực hiện được khi các lệnh đó được gỡ."
  },
  words: {
    ground: {
      personal_data: "bảo vệ dữ liệu cá nhân (Luật 91/2025/QH15, Điều 14)",
      state_secret: "bí mật nhà nước (Luật 117/2025/QH15)",
      retention_ended: "hết thời hạn lưu trữ (Luật 33/2024/QH15)",
      authority_decision: "quyết định của tòa án hoặc cơ quan có thẩm quyền",
      other: "căn cứ khác"
    },
    state: { proposed: "đã đề nghị", carried_out: "đã xóa", declined: "không chấp thuận" },
    scope: {
      OfConclusion: "văn bản",
      OfProvision: "điểm",
      OfAssignment: "nhiệm vụ",
      OfEvent: "lời văn ở vị trí",
      OfEvents: "lời văn ở các vị trí",
      OfSource: "tệp gốc",
      OfPerson: "tên người",
      WholeLedger: "toàn bộ sổ"
    },
    hold: { inForce: "đang có hiệu lực", lifted: "đã gỡ" }
  },
  labels: {
    carriedOut: "Thực hiện",
    declined: "Không chấp thuận",
    document: "Văn bản căn cứ",
    erasure: "Đề nghị xóa",
    ground: "Căn cứ",
    hold: "Lệnh giữ nguyên",
    lifted: "Gỡ",
    over: "Đối với",
    placed: "Đặt",
    proposed: "Đề nghị",
    reason: "Lý do",
    state: "Tình trạng",
    targets: "Nội dung",
    went: "Đã xóa"
  },
  says: {
    none: "Chưa có đề nghị xóa nào.",
    noHolds: "Không có lệnh giữ nguyên nào.",
    erasedAt: (position, who, why) =>
      `đã xóa ở vị trí ${position}${who === "" ? "" : `, người thực hiện: ${who}`}; ${why}`,
    nameErasedAt: (position) => `tên đã xóa ở vị trí ${position}`,
    went: counted,
    would: (...counts) => `Hiện nay sẽ xóa ${counted(...counts)}.`,
    alsoIn: (positions) =>
      `Lời văn này còn ở nơi khác, tại vị trí ${positions}. Chỗ đó vẫn giữ, trừ khi đề nghị thêm bằng --position.`,
    cannotUndo: "Đã thực hiện thì không khôi phục được.",
    lingering:
      "Cảnh báo: nội dung đã xóa vẫn còn trong nhật ký ghi trước của cơ sở dữ liệu (tệp -wal), vì chương trình khác đang đọc. Hãy đóng mọi chương trình đang mở cơ sở dữ liệu; chương trình cuối cùng đóng thì nội dung ấy mất.",
    textsGone: (count) => `${count} đoạn chữ`
  },
  problems: {
    noTarget: "Chưa nêu nội dung nào.",
    noTargetAdvice:
      "Nêu THAM-CHIẾU (12-KL/HU, 12-KL/HU#1.3, 12-KL/HU#1.3@phong-noi-vu), --position, --source THAM-CHIẾU hoặc --person CƠ-QUAN/TÊN.",
    oneScope: "Mỗi lệnh giữ nguyên đối với một nội dung: đặt từng lệnh một.",
    noSource: (reference) => `${reference} không được nhập từ tệp nào.`
  },
  help: {
    carryOut: "Thực hiện việc xóa mà người khác đã đề nghị; không khôi phục được",
    decline: "Không chấp thuận đề nghị xóa của người khác",
    document: "Quyết định hoặc yêu cầu làm căn cứ, ghi như khi viện dẫn",
    erasure: "Xóa lời văn, tệp, tên người theo căn cứ pháp luật, do hai người; lịch sử vẫn chứng minh được",
    everything: "Mọi nội dung trong sổ",
    ground: "Loại căn cứ pháp luật",
    hold: "Lệnh giữ nguyên: nội dung đang bị giữ thì không xóa được",
    lift: "Gỡ lệnh giữ nguyên",
    list: "Liệt kê các đề nghị xóa",
    listHolds: "Liệt kê các lệnh giữ nguyên",
    number: "Số thứ tự, như trong danh sách",
    person: "Tên của người này, dạng CƠ-QUAN/TÊN; nêu nhiều lần được",
    place: "Đặt lệnh giữ nguyên",
    position: "Lời văn của sự kiện ở vị trí này; nêu nhiều lần được",
    propose: "Đề nghị xóa; người khác thực hiện hoặc không chấp thuận",
    reason: "Lý do",
    references: "Văn bản, điểm hoặc nhiệm vụ, với mọi bản chép lời văn; nêu nhiều được",
    show: "Xem đầy đủ một đề nghị xóa",
    source: "Riêng tệp gốc của văn bản này; nêu nhiều lần được"
  }
}
