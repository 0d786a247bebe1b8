// Lines that a device or program adds below a message: "Sent from my iPhone". Known by their first words, or by the
// name of a product together with "sent" or "get" where a program puts it, first or last.
#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parsers/phrase_set.hpp"
#include "parsers/quote_words.hpp"
#include "parsers/signature_line.hpp"
#include "parsers/word_table.hpp"

namespace parsers {
namespace {

// clang-format off
/// First words of lines that a device or program adds.
constexpr std::string_view device_openings[] = {
    "Sent on the go|Sent on the new|Virus-free.|Sent from my|Sent from|Sent using|Sent via mobile|Sent via my|Sent via BlackBerry|Sent via the Samsung|Sent via Samsung|Sent with Airmail|Sent with Proton|Sent with ProtonMail|Sent with Spark|Sent via Superhuman|Sent by MailTrack|Sent with Tutanota|Sent with Mailtrack|Sent securely with|From my iPhone|From my iPad|From my Android|Get Outlook for|Get [Outlook for|Download Outlook for|Yahoo Mail:",
    "Gesendet von|Gesendet mit|Gesendet über|Gesendet aus|Gesendet vom|Outlook für Android|Outlook für iOS|Holen Sie sich Outlook|Versendet mit|Versandt mit|Mobil gesendet",
    "Envoyé de mon|Envoyé depuis|Envoyé de|Envoyé à partir de|Envoyé avec|Envoyé par mon|Obtenir Outlook pour|Obtenez Outlook pour|Télécharger Outlook pour|Téléchargez Outlook pour",
    "Enviado desde|Enviado con|Enviado del|Obtener Outlook para|Obtén Outlook para|Descargar Outlook para",
    "Inviato da|Inviato dal|Inviato con|Inviato tramite|Ottieni Outlook per|Scarica Outlook per",
    "Enviado do|Enviado de|Enviado a partir|Enviado pelo|Enviado via|Enviada do|Obter o Outlook|Obtenha o Outlook|Baixe o Outlook",
    "Verzonden vanaf|Verzonden met|Verstuurd vanaf|Verstuurd met|Verzonden via|Verstuurd via|Outlook voor iOS|Outlook voor Android|Download Outlook voor",
    "Skickat från|Skickat med|Skickades från|Hämta Outlook för|Skaffa Outlook för",
    "Sendt fra|Sendt med|Sendt via|Hent Outlook til|Hent Outlook for|Få Outlook til|Skaff deg Outlook|Last ned Outlook",
    "Lähetetty iPhonesta|Lähetetty iPadista|Lähetetty laitteesta|Lähetetty minun|Lähetetty puhelimesta|Lähetetty Androidista|Lähetetty Samsung|Hanki Outlook|Lataa Outlook",
    "Wysłane z|Wysłano z|Wysłany z|Pobierz Outlook|Pobierz aplikację Outlook|Wysłane za pomocą|Wysłane przez",
    "Odesláno z|Odesláno ze|Posláno z|Odesláno pomocí|Získat Outlook|Získejte Outlook|Stáhnout Outlook",
    "Odoslané z|Odoslané zo|Poslané z|Odoslané pomocou|Získať Outlook|Získajte Outlook",
    "Az iPhone-omról|iPhone-omról|Küldve az iPhone|Az Outlook letöltése|Androidos telefonomról",
    "Trimis de pe|Trimis din|Trimis cu|Trimis prin|Obțineți Outlook|Descărcați Outlook",
    "Poslano s|Poslano sa|Poslano iz|Poslato sa|Poslato s|Послато са|Preuzmite Outlook|Nabavite Outlook|Poslano z",
    "Отправлено с|Отправлено из|Отправлено от|Отправлено со|Послано с|Скачать Outlook|Получить Outlook|Отправлено через",
    "Надіслано з|Надіслано із|Відправлено з|Відправлено із|Надіслано через|Отримати Outlook|Завантажити Outlook",
    "Изпратено от моя|Изпратено от|Изтеглете Outlook|Вземете Outlook",
    "Gönderen iPhone|iOS için Outlook|Android için Outlook|Outlook'u indirin",
    "Στάλθηκε από|Εστάλη από|Αποστολή από|Λήψη του Outlook|Αποκτήστε το Outlook",
    "Saadetud minu|Hankige Outlook",
    "Išsiųsta iš|Siųsta iš|Gaukite Outlook",
    "Nosūtīts no|Sūtīts no|Iegūstiet Outlook",
    "Enviat des de|Obteniu l'Outlook",
    "נשלח מה-iPhone|נשלח מהאייפון|נשלח מ|נשלח מה|נשלח באמצעות|השג את Outlook",
    "أرسلت من|أُرسلت من|تم الإرسال من|مرسل من|احصل على Outlook|الحصول على Outlook",
    "从我的|從我的|发自我的|發自我的|我的手机发自|发送自|來自我的|获取 Outlook|取得 Outlook|获取适用于",
    "iPhoneから送信|iPadから送信|私のiPhoneから|Android から送信|Androidから送信",
    "나의 iPhone에서|내 iPhone에서|iPhone에서 보냄|나의 iPad에서|내 Galaxy에서|Galaxy에서|Android용 Outlook|iOS용 Outlook",
    "Đã gửi từ|Được gửi từ|Gửi từ|Tải Outlook|Nhận Outlook",
    "ส่งจาก iPhone|ส่งจากของฉัน|ส่งจาก|รับ Outlook",
    "Dikirim dari|Terkirim dari|Dapatkan Outlook",
    "मेरे iPhone से|भेजा गया मेरे",
};

/// First words of those lines in which the verb comes last; alone they would also start a sentence.
constexpr std::string_view device_half_openings[] = {
    "Von meinem|Von meiner|Von Mobilgerät|Diese Nachricht wurde|Diese E-Mail wurde|Diese Mail wurde|Az iPhone-omról|Az én|Az Android",
};

/// Names of products, as parts of the folded line.
constexpr std::string_view products[] = {
    "iphone", "ipad", "ipod", "android", "galaxy", "samsung", "huawei", "xiaomi", "redmi", "oneplus", "nokia", "xperia", "htc", "blackberry", "windows", "outlook", "yahoo", "gmail", "proton", "zoho", "fastmail", "tutanota", "aol mail", "gmx", "web.de", "telekom", "bluemail", "typeapp", "mailtrack", "superhuman", "mail.ru", "k-9",
    "аифон", "яндекс", "ايفون", "ایفون", "אייפון", "邮箱", "メール", "아이폰", "네이버", "आईफोन", "ไอโฟน",
};
/// Words for such things, which people also use in their sentences.
constexpr std::string_view things[] = {"smartphone", "mobile", "mobil", "handy", "smartfon", "telefon", "puhelim", "смартфон", "телефон", "手机", "手機", "携帯", "スマホ", "スマートフォン", "스마트폰", "휴대폰", "메일", "มือถือ"};

/// "sent", as the first word of the line or, glued, its first letters.
constexpr std::string_view leading_verbs[] = {
    "Gesendet|Versendet|Envoyé|Envoyée|Transmis|Provenance|Enviado|Enviada|Inviato|Inviata|Verzonden|Verstuurd|Gestuur|Skickat|Skickades|Sendt|Lähetetty|Wysłane|Wysłano|Odesláno|Posláno|Odoslané|Poslané|Elküldve|Küldve|Trimis|Poslano|Poslato|Послато|Saadetud|Nosūtīts|Sūtīts|Išsiųsta|Siųsta",
    "Отправлено|Послано|Надіслано|Відправлено|Изпратено|Στάλθηκε|Εστάλη|Enviat|Bidalia|Sent frá|Sent úr|נשלח|أرسلت|أرسل|تم الإرسال|مرسل|ارسال شده|فرستاده شده|发自|發自|发送自|發送自|来自|來自|ส่งจาก|Đã gửi|Được gửi|Dikirim|Terkirim|Dihantar",
};

/// "get", which people say too: the line has to name one of these programs and what it runs on.
constexpr std::string_view offers[] = {
    "Get|Download|Holen|Beziehen|Laden|Obtenir|Obtenez|Télécharger|Téléchargez|Obtener|Obtén|Obtenga|Descargar|Descarga|Ottenere|Ottieni|Scarica|Scaricare|Obter|Obtenha|Baixe|Baixar|Transferir|Hämta|Skaffa|Hent|Få|Skaff|Hanki|Lataa|Pobierz|Uzyskaj|Získat|Získejte|Stáhnout|Stáhněte|Získať|Získajte|Stiahnuť",
    "Obțineți|Descărcați|Descarcă|Dobite|Nabavi|Nabavite|Preuzmite|Prenesite|Преузмите|Hangi|Hankige|Iegūt|Iegūstiet|Gauti|Gaukite|Скачать|Загрузить|Получить|Отримати|Завантажити|Вземете|Изтегляне|Изтеглете|Αποκτήστε|Λήψη|Obteniu|Baixeu|השג|קבל|הורד|احصل|الحصول|تنزيل|دریافت|获取|下載|下载|取得|รับ|ดาวน์โหลด|Tải|Nhận|Dapatkan|Unduh|Muat turun",
};
constexpr std::string_view offered[] = {"outlook", "bluemail", "typeapp", "aqua mail", "spark"};
constexpr std::string_view platforms[] = {"ios", "android", "windows", " mac"};

/// The same as the last word, where the name of the product comes first.
constexpr std::string_view trailing_verbs[] = {
    "gesendet|beziehen|herunterladen|downloaden|ophalen|verzonden|küldve|letöltése|beszerzése|gönderildi|gönderdim|edinin|indirin|bidalia|发送|發送|傳送|发出|寄出|发来|送信|送信されました|送信しました|入手|取得|보냄|보냈습니다|에서 보냈습니다|보냈습니다.|전송|다운로드|받기|भेजा गया|प्राप्त करें",
};
// clang-format on

template <std::size_t size>
WordTable<bool> build(const std::string_view (&rows)[size]) {
  WordTable<bool> table;
  for (const std::string_view row : rows)
    for_each_phrase(row, [&table](std::string_view phrase) { table[phrase] = true; });
  return table;
}

std::vector<std::string> fold_rows(std::span<const std::string_view> rows) {
  std::vector<std::string> phrases;
  for (const std::string_view row : rows)
    for_each_phrase(row, [&phrases](std::string_view phrase) { phrases.emplace_back(phrase); });
  return phrases;
}

/// Scripts that put no blanks, and particles that are glued to a word.
bool is_glued_script(std::string_view phrase) { return static_cast<unsigned char>(phrase.front()) >= 0xD7; }

/// Folded phrases by one of their octets: most lines have none of them there.
class PhrasesByOctet {
 public:
  enum class Octet : std::uint8_t { first, last };
  PhrasesByOctet(std::span<const std::string_view> rows, Octet by) : by_(by) {
    for (std::string& phrase : fold_rows(rows)) phrases_[octet_of(phrase)].push_back(std::move(phrase));
  }
  /// Those that share the octet with `words`, which has some.
  [[nodiscard]] const std::vector<std::string>& like(std::string_view words) const { return phrases_[octet_of(words)]; }

 private:
  [[nodiscard]] std::size_t octet_of(std::string_view text) const {
    return static_cast<unsigned char>(by_ == Octet::first ? text.front() : text.back());
  }

  Octet by_;
  std::array<std::vector<std::string>, 256> phrases_;
};

bool ends_with_verb(std::string_view words) {
  static const PhrasesByOctet verbs(trailing_verbs, PhrasesByOctet::Octet::last);
  return std::ranges::any_of(verbs.like(words), [words](const std::string& verb) {
    if (!words.ends_with(verb) || words.size() == verb.size()) return false;
    return is_glued_script(verb) || words[words.size() - verb.size() - 1] == ' ';
  });
}

bool starts_with_any(std::string_view words, const PhrasesByOctet& verbs) {
  return std::ranges::any_of(verbs.like(words), [words](const std::string& verb) {
    if (!words.starts_with(verb)) return false;
    return is_glued_script(verb) || words.size() == verb.size() || words[verb.size()] == ' ';
  });
}

bool is_offer(std::string_view words) {
  static const PhrasesByOctet verbs(offers, PhrasesByOctet::Octet::first);
  static const PhraseSet programs(offered);
  static const PhraseSet systems(platforms);
  constexpr std::size_t longest = 8;
  return count_words(words) <= longest && (starts_with_any(words, verbs) || ends_with_verb(words)) &&
         programs.any_in(words) && systems.any_in(words);
}

bool names_product(std::string_view words) {
  static const PhraseSet names(products);
  return names.any_in(words);
}

bool names_thing(std::string_view words) {
  static const PhraseSet names(things);
  return names.any_in(words);
}

/// "iPhone'umdan gönderildi", "Am iPhone gesendet": longer sentences are a person's, unless the script has no blanks.
bool is_product_and_verb(std::string_view words) {
  constexpr std::size_t longest = 4;
  if (!ends_with_verb(words)) return false;
  if (count_words(words) <= longest) return true;
  return names_product(words.substr(0, words.find(' ')));
}

} // namespace

bool is_device_line(std::string_view folded) {
  static const WordTable<bool> openings = build(device_openings);
  static const WordTable<bool> half_openings = build(device_half_openings);
  static const PhrasesByOctet verbs(leading_verbs, PhrasesByOctet::Octet::first);
  constexpr std::size_t most_words = 10; // "Sent from my desk, is much easier than …" is a person's
  constexpr std::size_t most_words_behind_verb = 8;
  constexpr std::size_t most_words_of_sentence = 12;
  constexpr std::size_t most_octets = 250;
  if (folded.size() > most_octets) return false;
  const std::string_view words = without_punctuation(folded);
  const std::size_t count = count_words(words);
  if (words.empty() || count > most_words_of_sentence) return false;
  if (count <= most_words && starts_with_phrase(openings, words)) return true;
  if (ends_with_verb(words) && starts_with_phrase(half_openings, words)) return true;
  const bool has_verb = (count <= most_words_behind_verb && starts_with_any(words, verbs)) ||
                        is_product_and_verb(words) || is_offer(words);
  return has_verb && (names_product(words) || names_thing(words));
}

} // namespace parsers
