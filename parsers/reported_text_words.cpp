// The words of reported_text.hpp: where a returned message begins, and how programs that report call themselves. Rows
// only.
#include "parsers/reported_text.hpp"

namespace parsers {
namespace {

// clang-format off
constexpr std::string_view quotations[] = {
  "below this line is a copy", "below the next line is a copy", "original message follows", "original message -", "original message",
  "original message attached", "this is a copy of the message", "this is a copy of your message", "this is a copy of the first",
  "enclosed is a copy", "attachment is a copy", "mensaje original", "the header of the original message", "message headers follow",
  "message header follows", "unsent message follows", "unsent message below", "below is a copy of the original", "below are the message headers",
  "included is a copy of the message", "original mail", "returned message", "returned mail follows", "start of returned message",
  "here is a copy of the first part", "header of the source mail", "message text follows", "your message reads", "a summary of the undelivered",
  "the first 50 lines of your original", "the header and top", "message body suppressed", "the following is a copy", "ниже этой линии",
  "附件中的内容是原信件", "forwarded message", "undelivered message follows", "text of mail", "here is your returned mail", "possibly truncated original message", "original headers",
  "ursprüngliche nachricht", "en-têtes du message d'origine", "en-têtes de message d'origine", "message d'origine", "encabezados de mensaje", "intestazioni messaggio originale", "intestazioni del messaggio", "cabeçalhos de mensagem originais", "oorspronkelijke bericht", "originalmeddelande",
  "oryginalne nagłówki", "исходное сообщение", "заголовки исходного", "原始邮件", "元のメッセージ", "原信", "message header", "the body of your message",
};

constexpr std::string_view senders[] = {
  "mailer-daemon", "mailer_daemon", "maildaemon", "mail-daemon", "mailerdaemon", "mailer daemon", "postmaster", "poostmaster", "post_master",
  "mdaemon@", "mail delivery s", "mail deliver system", "mail.delivery.system", "delivery-status", "system administrator", "bounce-notification",
  "e500_smtp", "mail administrator", "content-filter at", "smtp@", "electronic postmaster", "mail system <", "microsoft outlook <", "microsoft exchange",
  "amazonses.com", "mmsc ndr", "interscan", "no-reply@sns.amazonaws.com", "delivery subsystem", "complaints@",
};

constexpr std::string_view subjects[] = {
  "mail delivery fail", "mail delivery problem", "mail delivery warning", "mail delivery status", "mail delivery subsystem", "mail could not be delivered", "undeliver",
  "returned mail", "failure notice", "failure delivery", "failure notification", "delivery failure", "delivery status notification", "delivery notification", "delivery has failed",
  "delivery report", "mail system error", "mail error", "message status - undeliverable", "message delivery has failed", "non-delivery", "nondeliverable", "warning: could not send message", "warning: message",
  "permanent delivery failure", "processing error", "mail failed", "mail failure", "mail not delivered", "failed mail", "failed message", "could not send message", "there was an error sending your mail",
  "nicht zustellbar", "non recapitabile", "no se puede entregar", "não entregue", "onbestelbaar", "niedostarczon", "недоставл", "ваше сообщение не доставлено", "[postmaster]", "your message to",
  "unzustellbar", "zustellfehler", "zustellung fehl", "nachricht nicht zugestellt", "échec de remise", "échec de la remise", "non-remis", "message non remis", "correo devuelto", "mensaje no entregado", "error de entrega", "mancata consegna", "avviso di mancata consegna",
  "mensagem não entregue", "falha na entrega", "não é possível entregar", "bericht kon niet", "kan inte leverera", "kan ikke leveres", "ei voi toimittaa", "nedoručitelné", "kézbesíthetetlen", "teslim edilemedi", "не удается доставить", "лист не доставлено", "vēstule nav piegādāta",
  "can't deliver", "couldn't deliver", "[bounce]", "notice: mail delivery status", "failure to deliver", "message undeliverable", "message could not be delivered", "message not delivered", "postmaster notify", "sorry, your message could not be delivered",
  "message you sent blocked", "**message you sent blocked", "considered unsolicited bulk email", "non remis", "non remise",
  "メールエラー", "配信不能", "メールを配信できませんでした", "未送达", "未傳遞", "배달되지 않음", "메일 전송 실패", "nu se poate livra", "δεν παραδόθηκε", "לא ניתן למסירה", "لم يتم التسليم", "送信できませんでした", "退信", "系统退信", "メッセージを配信できません",
};

constexpr std::string_view subject_parts[] = {"(delivery failed)", "non remis (", "delivery status notification (failure)", "的退信"};
// clang-format on

} // namespace

std::span<const std::string_view> quotation_starts() { return quotations; }
std::span<const std::string_view> machine_senders() { return senders; }
std::span<const std::string_view> machine_subjects() { return subjects; }
std::span<const std::string_view> machine_subject_parts() { return subject_parts; }

} // namespace parsers
