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
    {"en", "Re|Reply", "Fw|Fwd|Forward|Forwarded"},
    {"de", "Aw|Antwort|Antw", "Wg|Weitergeleitet|Weiterleitung"},
    {"fr", "Rép|Ref|Réponse|Ré", "Tr|Tr.|Transf|Transfert|Tfr|Transféré"},
    {"es", "Rsp|Resp|Respuesta", "Rv|Renv|Reenv|Reenviado|Reenviar"},
    {"it", "R|Rif|Risp", "I|Inoltra|Inoltrato|Inol"},
    {"pt", "Res|Resposta", "Enc|Encam|Encaminhada|Encaminhado|Reenc|Enc."},
    {"nl", "Antw|Betr|Antwoord", "Doorst|Doorst.|Doorgestuurd|Dgs|Dgst"},
    {"sv", "Sv|Svar", "Vb|Vidarebefordrat|Vidarebef|Vbf"},
    {"da", "Sv", "Vs|Vidst|Videresendt|Videres"},
    {"nb", "Sv", "Vs|Vd|Videresendt"},
    {"fi", "Vs|Vast|Vast.", "Vl|Välitetty|Edelleenlähetetty"},
    {"pl", "Odp|Odpowiedź", "Pd|Przek|Przekaż|Pdal|Przesłane dalej"},
    {"cs", "Odp|Re|Odpověď", "Přep|Předáno|Fwd|Př|Přeposláno"},
    {"sk", "Odp|Odpoveď", "Prep|Preposlané|Fwd|Posl|Pd"},
    {"hu", "Vá|Válasz", "Továbbítás|Tov|Továbbítva|Továbbított"},
    {"ro", "Răs|Răspuns|R", "Redir|Redir.|Redirecționat|Înaintare|Fw"},
    {"hr", "Odg|Odgovor", "Proslj|Proslijeđeno|Prosl|Prosl.|Proslijeđena poruka|Prosljeđeno"},
    {"sl", "Odg|Odgovor", "Pos|Posr|Posredovano|Posred|Prep"},
    {"sr", "Одг|Одговор|Odg", "Прослеђено|Просл|Prosleđeno|Prosl|Прос"},
    {"ru", "На|Ответ|Отв", "Пересл|Перес|Fwd|Пересылка|Пересланное|Переадресовано|Пер|Переслано"},
    {"uk", "Відп|Відповідь", "Пересл|Переслано|Переслане|Пер"},
    {"bg", "Отг|Отговор|На", "Препр|Препратено|Пр|Fwd"},
    {"tr", "Ynt|Yan|Yanıt|Cvp|Cevap", "İlt|İleti|İletildi|Yönl|Yönlendirme|İletilen"},
    {"el", "Απ|Σχετ|Απάντηση", "Πρθ|Προώθηση|Προωθ|Πρώθ|Προωθημένο"},
    {"et", "Vs|Vast|Vastus", "Edasi|Edastatud|Edastus"},
    {"lt", "Ats|Atsakymas", "Pers|Persiųsta|Persiųstas|Pers."},
    {"lv", "Atb|Atbilde", "Pārs|Pārsūt|Pārsūtīts|Pārs."},
    {"ca", "Re|Resp", "Reenv|Rv|Reenviat"},
    {"gl", "Re|Resp", "Rv|Reenv"},
    {"eu", "Erantzun", "Bb|Birb"},
    {"nn", "Sv", "Vs|Vidaresendt"},
    {"ms", "Balas|Bls", "Dimajukan|Majukan"},
    {"fa", "پاسخ", "ارجاع|هدایت|بازارسال|فوروارد"},
    {"hi", "उत्तर", "अग्रेषित|फ़ॉरवर्ड"},
    {"is", "Svar", "Áfr"},
    {"he", "השב|תגובה|תשובה", "הועבר|העברה|הועברה"},
    {"ar", "رد|الرد", "إعادة توجيه|تمرير|تحويل|اعادة توجيه|معاد توجيهها"},
    {"zh", "回复|答复|回覆|答覆|回信", "转发|轉寄|轉發|转寄|转|轉"},
    {"ja", "返信|Re", "転送|Fw|転送メール"},
    {"ko", "회신|답장|답변|Re", "전달|전송|Fw"},
    {"vi", "Trả lời|Tl|Hồi đáp|Phản hồi", "Chuyển tiếp|Ct|Fwd"},
    {"th", "ตอบ|ตอบกลับ", "ส่งต่อ|Fw"},
    {"id", "Bls|Balas|Balasan", "Trs|Terusan|Teruskan|Diteruskan"},
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
