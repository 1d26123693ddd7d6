// Tiếng Việt, về bộ tệp xuất.
import type { BundleMessages } from "./messages.ts"

const events = (count: number): string => `${count} sự kiện`
const levels = { ordinary: "thường", secret: "Mật", top_secret: "Tối mật", most_secret: "Tuyệt mật" }
const payloads = { facts: "dữ kiện", texts: "lời văn", source: "tệp gốc", name: "họ tên", salt: "muối của lệnh" }

export const vi: BundleMessages = {
  says: {
    exported: (dir, count, root) => `Đã xuất ra ${dir}: ${events(count)}, gốc ${root}`,
    withheld: (count, above) => `Giữ lại vì mật hơn mức ${levels[above]}: ${count} nội dung.`,
    namesLeftOut: "Không kèm họ tên.",
    erased: (count) => `Đã xóa trước đó, có sự kiện của sổ ghi rõ: ${count}.`,
    after: (count) =>
      `Chưa gồm ${events(count)} sau điểm chốt mới nhất. Muốn gồm cả, hãy ký trước: ketluan ledger checkpoint.`,
    howToVerify: (dir) => `Người nhận đọc ${dir}/VERIFY.md.`,
    exporting: (done, size) => `Xuất: ${done} trên ${size}`,
    importing: (done, size) => `Nhập: ${done} trên ${size}`,
    verifying: (done, size) => `Bộ tệp: ${done} trên ${size}`,
    imported: (ledger, count, root) => `Đã khôi phục sổ ${ledger}: ${events(count)}, gốc ${root}`,
    bundle: (origin, count, root) => `Bộ tệp của ${origin}: ${events(count)}, gốc ${root}`,
    whole: "Không có gì sai lệch.",
    damaged: (count) => `${count} điểm sai lệch:`,
    signedBy: (key) => `Người ký: ${key}`,
    older: (count) => `${count} điểm chốt cũ hơn được ký đúng.`,
    absent: ({ withheld, namesLeftOut, erased }) =>
      [
        ...(withheld > 0 ? [`Giữ lại: ${withheld}.`] : []),
        ...(namesLeftOut > 0 ? [`Họ tên bỏ ra: ${namesLeftOut}.`] : []),
        `Đã xóa: ${erased}.`
      ].join(" "),
    leftOut: (kinds) => `Khai là đã bỏ ra: ${kinds.length === 0 ? "không có gì" : kinds.join(", ")}.`,
    names: "tên người"
  },
  finding: {
    FileBroken: ({ path, reason }) =>
      `${path}: ${
        {
          missing: "không có",
          unexpected: "không thuộc bộ tệp này",
          misshapen: "không đúng dạng",
          differs: "không đúng như sổ đã ghi"
        }[reason]
      }`,
    PayloadMissing: ({ what, position }) =>
      `vị trí ${position}: thiếu ${payloads[what]}; không sự kiện nào nói đã xóa, độ mật cũng không phải lý do`,
    CheckpointForged: ({ path }) => `${path}: không do khóa này ký, hoặc của sổ khác`,
    KeyGivenUp: ({ key }) =>
      `checkpoint: do ${key} ký, là khóa mà khóa bạn đưa đã bàn giao cho; nếu tin việc bàn giao, hãy đưa khóa này`
  },
  notProven: {
    key: () => "khóa đúng là của sổ: đó chỉ là lời của chính bộ tệp (--key KHÓA, do người khác đưa cho bạn)",
    afterNewest: ({ size }) => `không có gì mất hay bị viết lại sau ${events(size)} đầu`,
    nothingSeen: () => "đây là lịch sử mà người khác đã thấy: chưa đưa điểm chốt nào giữ ở nơi khác (--seen TỆP)",
    shorter: () =>
      "phần còn đây không bị viết lại: điểm chốt gồm nhiều sự kiện hơn thì không đối chiếu được với số ít hơn",
    persons: () => "người nêu bằng --as đúng là người đó",
    truth: () => "điều đã ghi là đúng sự thật, hay đã xảy ra vào ngày nêu",
    clock: () => "thời điểm ghi, ngoài những gì đồng hồ của máy ghi cho biết",
    withinWindow: () => "thời điểm ghi trong khoảng của nó, ngoài những gì đồng hồ của máy ghi cho biết",
    authority: () =>
      "bên cấp dấu thời gian đúng là bên họ tự xưng: chưa nêu tổ chức nào được tin cậy (--tsa-ca TỆP); ai cũng làm được dấu như vậy với thời điểm tùy ý",
    revocation: () => "chứng thư của tổ chức cấp dấu thời gian không bị thu hồi lúc cấp",
    withheld: ({ withheld }) => `${withheld} nội dung giữ lại nói gì`,
    names: ({ namesLeftOut }) => `họ tên bỏ ra là gì (${namesLeftOut})`,
    leftOut: () => "người xuất đã bỏ phần đó ra: ai chuyển tiếp bộ tệp cũng có thể bỏ ra rồi khai như vậy",
    erased: ({ erased }) => `những gì đã xóa nói gì (${erased})`,
    salts: () => "muối của các lệnh đúng là của sổ: không lá nào cam kết với chúng",
    companions: () => "VERIFY.md và verify.mjs là của chúng tôi: hãy so với bản đi cùng chương trình"
  },
  problems: {
    folderExists: (dir) => `${dir} đã có sẵn.`,
    folderExistsAdvice: "Nêu một thư mục chưa có, hoặc còn trống.",
    folderUnwritable: (dir) => `Không ghi được ${dir}.`,
    unreadable: (path) => `Không đọc được ${path}.`,
    noFolder: (dir) => `Không có thư mục ${dir}.`,
    nothingSigned: "Sổ chưa có điểm chốt, mà chỉ xuất những gì đã ký.",
    nothingSignedAdvice: "Ký trước: ketluan ledger checkpoint.",
    gone: (what, position) =>
      `Vị trí ${position}: mất ${payloads[what]}, và không sự kiện nào trước điểm chốt mới nhất nói đã xóa.`,
    goneAdvice: "Nếu mới xóa sau đó, hãy ký lại: ketluan ledger checkpoint. Nếu không, xem hư hỏng: ketluan verify.",
    broken: (dir, finding) => `Không khôi phục bộ tệp ${dir}: ${finding}.`,
    brokenAdvice: (dir) => `Xem mọi sai lệch: ketluan verify --bundle ${dir}`,
    partial: "Bộ tệp cố ý thiếu một phần; không lập lại được sổ đầy đủ từ đó.",
    partialAdvice: "Xuất lại, không dùng --withhold-above và --without-names.",
    refused: (reason) => `Lịch sử mâu thuẫn với chính nó hoặc với điểm chốt (${reason}). Chưa khôi phục gì.`,
    exists: (ledger) => `Sổ ${ledger} đã có.`,
    existsAdvice: "Khôi phục vào kho trống, hoặc dưới tên khác nếu là sổ khác: --ledger TÊN."
  },
  help: {
    export: "Ghi sổ đến điểm chốt mới nhất ra các tệp mà người lạ kiểm tra được",
    import: "Khôi phục sổ từ các tệp đó",
    dir: "Thư mục của bộ tệp",
    withholdAbove: "Không kèm nội dung mật hơn mức này; lá vẫn còn",
    withoutNames: "Không kèm họ tên",
    key: "Khóa công khai phải là khóa đã ký",
    bundle: "Kiểm tra bộ tệp trong thư mục này thay cho kho"
  }
}
