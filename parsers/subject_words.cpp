// Prefixes that mail programs put before the subject of a reply or a forward, without their colon.
#include "parsers/quote_words.hpp"
#include "parsers/word_table.hpp"

namespace parsers {
namespace {

struct SubjectWords {
  std::string_view language, reply, forward;
};

// clang-format off
constexpr SubjectWords subject_words[] = {
    {"en", "Re", "Fw|Fwd|Forward|Forwarded"},
    {"de", "Aw|Antwort", "Wg|Weitergeleitet"},
    {"fr", "Rép|Ref", "Tr|Tr."},
    {"es", "Rsp", "Rv|Renv|Reenv"},
    {"it", "R|Rif", "I|Inoltra"},
    {"pt", "Res", "Enc|Encam"},
    {"nl", "Antw|Betr", "Doorst|Doorst."},
    {"sv", "Sv|Svar", "Vb|Vidarebefordrat"},
    {"da", "Sv", "Vs|Vidst"},
    {"nb", "Sv", "Vs|Vd"},
    {"fi", "Vs|Vast", "Vl"},
    {"pl", "Odp", "Pd|Przek"},
    {"cs", "Odp", "Přep|Předáno"},
    {"sk", "Odp", "Prep|Preposlané"},
    {"hu", "Vá|Válasz", "Továbbítás|Tov"},
    {"ro", "Răs|Răspuns", "Redir|Redir.|Înaintare"},
    {"hr", "Odg", "Proslj|Proslijeđeno"},
    {"sl", "Odg", "Pos|Posr"},
    {"ru", "На|Ответ|Отв", "Пересл|Перес|Fwd"},
    {"uk", "Відп|Відповідь", "Пересл"},
    {"bg", "Отг", "Препр"},
    {"tr", "Ynt|Yan", "İlt|İleti"},
    {"el", "Απ|Σχετ", "Πρθ"},
    {"et", "Vs", "Edasi"},
    {"lt", "Ats", "Pers"},
    {"is", "Svar", "Áfr"},
    {"he", "השב|תגובה", "הועבר"},
    {"ar", "رد", "إعادة توجيه|تمرير"},
    {"zh", "回复|答复|回覆|答覆|回信", "转发|轉寄|轉發|转寄"},
    {"ja", "返信", "転送"},
    {"ko", "회신|답장", "전달"},
    {"vi", "Trả lời|Tl", "Chuyển tiếp|Ct"},
    {"th", "ตอบ|ตอบกลับ", "ส่งต่อ"},
    {"id", "Bls|Balas", "Trs|Terusan"},
};
// clang-format on

WordTable<SubjectPrefix> build_prefixes() {
  WordTable<SubjectPrefix> table;
  const auto add = [&table](std::string_view row, SubjectMark mark, std::string_view language) {
    for_each_phrase(row, [&](std::string_view phrase) {
      auto& meanings = table[phrase].meanings;
      for (auto& [known, languages] : meanings)
        if (known == mark) return languages.add(LanguageSet(language));
      meanings.emplace_back(mark, LanguageSet(language));
    });
  };
  for (const SubjectWords& row : subject_words) {
    add(row.reply, SubjectMark::reply, row.language);
    add(row.forward, SubjectMark::forward, row.language);
  }
  return table;
}

} // namespace

const SubjectPrefix* find_subject_prefix(std::string_view folded) {
  static const WordTable<SubjectPrefix> table = build_prefixes();
  return table.find(folded);
}

} // namespace parsers
