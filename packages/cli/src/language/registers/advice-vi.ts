// Tiếng Việt: việc cần làm sau khi bị từ chối, về cơ quan, văn bản và bản gửi.
import type { RejectionDetail } from "@ketluan/domain"
import type { Advice } from "../messages.ts"
import { codesIn } from "./codes.ts"

const flags: { readonly [element: string]: string } = {
  heading: "thêm --heading nếu bản in có tiêu đề hoặc quốc hiệu, tiêu ngữ",
  issuing_organ: "lập lại dự thảo với --issuer",
  number: "nêu --number có số",
  place_and_date: "nêu --place",
  title: "dự thảo cần có tên loại và trích yếu",
  content: "dự thảo cần có các điểm đánh số",
  signature: "nêu --position và --signer",
  recipients: "dự thảo cần có phần Nơi nhận"
}

export const registersAdviceVi: Advice = {
  ActedAfterEnd: () => "Nêu ngày muộn hơn bằng --end, hoặc xem việc đã làm: ketluan log THAM-CHIẾU.",
  AlreadyHeld: () =>
    "Xem: ketluan body show CƠ-QUAN. Không gộp hai cơ quan làm một; chỉ ghi cơ quan này kế thừa cơ quan kia.",
  AlreadyIssued: () => "Sai sót thì đính chính: ketluan conclusion correct; nội dung mới là văn bản khác.",
  AlreadySuperseded: () => "Xem được thay thế bởi đâu: ketluan show THAM-CHIẾU.",
  AssignmentsUndecided: ({ body }) => `Xem từng nhiệm vụ và lệnh cần dùng: ketluan body undecided ${body}`,
  BasisMissing: () => "Thêm --basis CĂN-CỨ.",
  BodyAlreadyRegistered: ({ body }) => `Xem: ketluan body show ${body}`,
  BodyNotDissolved: ({ body }) =>
    `Trước hết, ghi việc chấm dứt: ketluan body dissolve ${body} --end NGÀY --basis CĂN-CỨ`,
  ConclusionRevoked: () => "Xem văn bản thay thế, nếu có: ketluan show THAM-CHIẾU.",
  CopyAcknowledgedAlready: () =>
    "Nơi ban hành có thể đề nghị thu hồi: ketluan distribution recall request THAM-CHIẾU NƠI-NHẬN.",
  CopyNotSent: () => "Trước hết, ghi việc gửi: ketluan distribution send THAM-CHIẾU NƠI-NHẬN.",
  CopyRecalled: () => "Xem tình trạng các bản gửi: ketluan distribution list THAM-CHIẾU.",
  CopyWasRefused: () => "ketluan distribution send THAM-CHIẾU NƠI-NHẬN",
  CorrectionIncomplete: () => "Nêu --old, --new và --reason.",
  DiscrepancyAlreadyResolved: () => "Xem cách xử lý: ketluan show THAM-CHIẾU.",
  DiscrepancyUnknown: () => "Số thứ tự có trong 'ketluan show THAM-CHIẾU'.",
  ElementsMissing: ({ elements }: RejectionDetail) => {
    const text = codesIn(elements)
      .flatMap((element) => flags[element] ?? [])
      .join("; ")
    return `${text.charAt(0).toLocaleUpperCase("vi")}${text.slice(1)}.`
  },
  IssueDateKnown: () => "Ngày ban hành đã biết thì không đổi.",
  IssuedBeforeMeetingEnded: () => "Đối chiếu với ngày họp: ketluan show THAM-CHIẾU.",
  IssuerUnknown: () => "Nêu bằng --issuer CƠ-QUAN.",
  MayNotRevoke: () => "Thay mặt nơi ban hành hoặc cấp trên (--as); quan hệ cấp trên ghi bằng 'ketluan body parent'.",
  NoOpenRecall: () => "Nơi ban hành đề nghị trước: ketluan distribution recall request THAM-CHIẾU NƠI-NHẬN.",
  NotIssued: () => "Ban hành: ketluan conclusion issue THAM-CHIẾU.",
  NotReceived: () => "Trước hết, ghi việc nhận: ketluan distribution receive THAM-CHIẾU NƠI-NHẬN.",
  NotTheRecipient: () => "Thay mặt nơi nhận, hoặc cơ quan kế thừa nếu nơi nhận đã chấm dứt: --as CƠ-QUAN/NGƯỜI.",
  NumberTaken: () => "Lấy số khác; xem số đã dùng: ketluan conclusion list.",
  OldTextDiffers: () =>
    "Chép --old từ điểm đã ban hành (ketluan show THAM-CHIẾU); cụm từ phải có đúng một lần trong đó.",
  OnlyAStub: () => "Nội dung giữ ở nơi quản lý tài liệu mật.",
  ParentCycle: () => "Xem cấp trên: ketluan body show CƠ-QUAN.",
  ProvisionUnknown: () => "Các điểm có trong 'ketluan show THAM-CHIẾU'.",
  RecallNotByIssuer: () => "Thay mặt một trong các cơ quan đó: --as CƠ-QUAN/NGƯỜI.",
  SignatureIncomplete: ({ fault }) => {
    if (fault === "collective_missing") return "Nêu tập thể: --collective CƠ-QUAN."
    return fault === "principal_missing"
      ? "Nêu người được ký thay, thừa lệnh: --principal CHỨC-VỤ."
      : "Bỏ --collective."
  },
  SuccessionCycle: () => "Xem quan hệ kế thừa: ketluan body show CƠ-QUAN.",
  SupersessionCycle: () => "Xem quan hệ thay thế: ketluan show THAM-CHIẾU.",
  TermAlreadyOpened: () => "Xem các nhiệm kỳ: ketluan body show CƠ-QUAN."
}
