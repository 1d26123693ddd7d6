// Tiếng Việt, về ý kiến chỉ đạo.
import type { DirectiveMessages } from "./messages.ts"

export const vi: DirectiveMessages = {
  advice: {
    AddresseeMissing: () => "Văn bản không nêu giao cho ai, nên vẫn là nội dung đồng ý hoặc yêu cầu chất lượng.",
    DirectiveDiscontinued: () => "Xem ý kiến chỉ đạo và các nhiệm vụ: ketluan directive show THAM-CHIẾU.",
    DirectiveHasAssignments: () =>
      "Thao tác trên nhiệm vụ (ketluan assignment …), hoặc chấm dứt: ketluan directive discontinue THAM-CHIẾU --reason LÝ-DO.",
    DirectiveWasSplit: () => "Nêu một phần, ví dụ 12-KL/HU#2:b.",
    FindingUnknown: () => "Xem các nhận định theo thứ tự: ketluan show KẾT-LUẬN.",
    LinkToItself: () => "Nêu ý kiến chỉ đạo khác bằng --to.",
    OpenSetUnknown: () => "Xem các nhóm chưa nêu tên và số thứ tự: ketluan directive show THAM-CHIẾU.",
    SplitNeedsTwo: () => 'Thêm --part "nguyên văn", mỗi phần một lần.',
    TooManyParts: () => "Tách thành ít phần hơn.",
    WordsNotInProvision: () => "Chép đúng nguyên văn: ketluan show ĐIỂM."
  },
  words: {
    six: {
      person: "rõ người",
      task: "rõ việc",
      time: "rõ thời gian",
      responsibility: "rõ trách nhiệm",
      authority: "rõ thẩm quyền",
      result: "rõ kết quả"
    },
    why: {
      named: "đã nêu tên cụ thể",
      nobody: "không nêu giao cho ai",
      class_unlisted: "nhóm chưa có danh sách thành viên",
      set_unnamed: "còn nhóm chưa nêu tên đơn vị nào",
      classified: "đã có người xác định loại",
      entered: "do người nhập",
      read_surely: "văn bản nêu rõ",
      guessed: "loại nhiệm vụ mới là phỏng đoán khi đọc",
      no_task: "không phải nhiệm vụ",
      dated: "thời hạn xác định được ngày",
      continuing: "nhiệm vụ thường xuyên",
      no_deadline: "không nêu thời hạn",
      event_only: "chỉ nêu sự kiện, chưa có ngày",
      urgency_only: "chỉ nêu mức khẩn trương",
      condition_only: "chỉ nêu điều kiện",
      one_answers: "một đầu mối chịu trách nhiệm",
      several_lead: "nhiều nơi cùng chủ trì",
      within_authority: "thuộc thẩm quyền nơi ban hành",
      requested: "chỉ là đề nghị",
      result_stated: "đã nêu kết quả cần đạt",
      report: "kết quả là báo cáo",
      answer: "kết quả là câu trả lời",
      result_unstated: "chưa nêu kết quả cần đạt"
    },
    link: { answers: "khắc phục nhận định số", reiterates: "nhắc lại", replaces: "thay thế" },
    change: { deadline: "với thời hạn khác", addressee: "với nơi được giao khác" }
  },
  labels: {
    classified: "loại do người xác định",
    discontinued: "nơi ban hành đã chấm dứt",
    finding: "nhận định",
    named: "đã nêu tên",
    nilAllowed: "chấp nhận báo cáo không phát sinh",
    result: "Kết quả cần đạt",
    slot: "nhóm số",
    term: "Thời gian báo cáo"
  },
  says: {
    six: (clear, unclear) =>
      `6 rõ: đạt ${clear}/6${unclear.length === 0 ? "" : `; ${unclear.map(({ name, why }) => `chưa ${name} (${why})`).join(", ")}`}`,
    sixLine: (name, clear, why) => `${clear ? name : `chưa ${name}`} (${why})`,
    splitInto: (reference, parts) => `${reference} nay gồm ${parts} phần:`
  },
  problems: {
    whichSet: (sets) => `Ý kiến chỉ đạo có nhiều nhóm chưa nêu tên: ${sets}.`,
    whichSetAdvice: "Nêu nhóm nào bằng --slot SỐ.",
    termWithoutStart: "Thời gian báo cáo phải có ngày đầu: --term-from NGÀY."
  },
  help: {
    answers: "Nhằm khắc phục, thực hiện một nhận định của văn bản",
    body: "Cơ quan, theo tên ngắn hoặc tên đầy đủ",
    changes: "Việc nhắc lại thay đổi gì; nêu nhiều lần được",
    classify: "Xác định loại, tính chất, thời gian và kết quả cần đạt, trước khi giao nhiệm vụ",
    directive: "Ý kiến chỉ đạo: nội dung giao việc của một điểm",
    discontinue: "Chấm dứt ý kiến chỉ đạo và mọi nhiệm vụ còn mở, kèm lý do",
    finding: "Nhận định thứ mấy, theo thứ tự trong văn bản",
    force: "Tính chất: giao, yêu cầu, chỉ đạo, đề nghị; mặc định giữ nguyên",
    kind: "Loại; mặc định giữ nguyên",
    link: "Liên kết với nhận định hoặc ý kiến chỉ đạo khác",
    name: "Nêu tên cơ quan thuộc nhóm chưa nêu tên; cơ quan đó được giao nhiệm vụ",
    nilAllowed: "Chấp nhận báo cáo không phát sinh",
    part: "Nguyên văn của một phần; mỗi phần một lần",
    reference: "Ví dụ 12-KL/HU#1.3, hoặc 12-KL/HU#2:b cho một phần",
    reiterates: "Nhắc lại ý kiến chỉ đạo khác",
    replaces: "Thay thế ý kiến chỉ đạo khác",
    result: "Kết quả cần đạt",
    show: "Xem đầy đủ một ý kiến chỉ đạo, kèm 6 rõ",
    slot: "Nhóm chưa nêu tên số mấy; không cần nếu chỉ có một",
    split: "Tách thành các phần, mỗi phần là một ý kiến chỉ đạo",
    termFrom: "Ngày đầu của nhiệm vụ báo cáo định kỳ",
    termTo: "Ngày cuối của nhiệm vụ báo cáo định kỳ",
    to: "Ý kiến chỉ đạo kia"
  }
}
