// One row a language.
#include "classifier/model/growth_words.hpp"

#include <algorithm>
#include <array>

namespace classifier {

namespace {

// clang-format off
constexpr std::array rows{
  GrowthWords{"en", "Hi|Hello|Hey|Dear|Good morning", "Thanks.|Thank you.|Thanks in advance|Thx|Cheers", "Best regards|Kind regards|Thanks|Best|Cheers|Regards|Sent from my iPhone", "Tom|Sarah Miller|Mr Lee|Dana|J. Brown|team"},
  GrowthWords{"de", "Hallo|Guten Tag|Sehr geehrte Damen und Herren|Moin|Liebe", "Danke.|Vielen Dank.|Besten Dank|Danke im Voraus", "Mit freundlichen Grüßen|Viele Grüße|MfG|LG|Beste Grüße|Gesendet von meinem iPhone", "Herr Weber|Frau Koch|Jens|Anna Schulz|Petra"},
  GrowthWords{"fr", "Bonjour|Bonsoir|Madame, Monsieur|Cher|Salut", "Merci.|Merci d'avance.|Merci beaucoup", "Cordialement|Bien à vous|Bien cordialement|Salutations|Envoyé de mon iPhone", "M. Petit|Claire Dubois|Luc|Mme Moreau"},
  GrowthWords{"es", "Hola|Buenos días|Buenas tardes|Estimados|Estimado", "Gracias.|Muchas gracias.|Gracias de antemano", "Saludos|Un saludo|Atentamente|Saludos cordiales|Enviado desde mi iPhone", "Carlos|Lucía Gómez|Sr. Ruiz|María"},
  GrowthWords{"it", "Buongiorno|Salve|Gentile|Ciao|Spett.le", "Grazie.|Grazie mille.|Grazie in anticipo", "Cordiali saluti|Saluti|Distinti saluti|Un saluto|Inviato da iPhone", "Marco|Giulia Rossi|Dott. Bianchi|Paolo"},
  GrowthWords{"pt", "Olá|Bom dia|Boa tarde|Prezados|Caro", "Obrigado.|Obrigada.|Muito obrigado", "Atenciosamente|Cumprimentos|Abraços|Att.|Com os melhores cumprimentos", "João|Ana Silva|Sr. Costa|Rita"},
  GrowthWords{"nl", "Hallo|Beste|Goedemorgen|Geachte heer|Hoi", "Bedankt.|Dank u wel.|Alvast bedankt", "Met vriendelijke groet|Groet|Groeten|Mvg|Verstuurd vanaf mijn iPhone", "Jan|Sanne de Vries|mevrouw Bakker|Piet"},
  GrowthWords{"pl", "Dzień dobry|Witam|Cześć|Szanowni Państwo", "Dziękuję.|Z góry dziękuję.|Dzięki", "Pozdrawiam|Z poważaniem|Pozdrowienia", "Piotr|Anna Nowak|Kasia"},
  GrowthWords{"sv", "Hej|Hej hej|God morgon|Hallå", "Tack.|Tack på förhand.|Tack så mycket", "Vänliga hälsningar|Mvh|Med vänlig hälsning|Hälsningar", "Erik|Anna Berg|Lisa"},
  GrowthWords{"da", "Hej|Kære|Godmorgen|Goddag", "Tak.|På forhånd tak.|Mange tak", "Venlig hilsen|Mvh|Med venlig hilsen|Hilsen", "Lars|Mette Holm|Søren"},
  GrowthWords{"nb", "Hei|God morgen|Hallo|Kjære", "Takk.|På forhånd takk.|Tusen takk", "Vennlig hilsen|Mvh|Med vennlig hilsen|Hilsen", "Ola|Kari Hansen|Nils"},
  GrowthWords{"fi", "Hei|Moi|Hyvää päivää|Terve", "Kiitos.|Kiitos etukäteen.|Kiitoksia", "Ystävällisin terveisin|Terveisin|T.|Yt", "Matti|Liisa Virtanen|Jukka"},
  GrowthWords{"cs", "Dobrý den|Ahoj|Zdravím|Vážení", "Děkuji.|Předem děkuji.|Díky", "S pozdravem|Hezký den|Zdravím", "Jan|Petra Nováková|pane Dvořáku"},
  GrowthWords{"sk", "Dobrý deň|Ahoj|Zdravím|Vážení", "Ďakujem.|Vopred ďakujem.|Vďaka", "S pozdravom|Pekný deň|Zdravím", "Peter|Jana Kováčová|Milan"},
  GrowthWords{"hu", "Jó napot|Tisztelt Hölgyem/Uram|Szia|Kedves", "Köszönöm.|Előre is köszönöm.|Köszi", "Üdvözlettel|Tisztelettel|Üdv", "Péter|Kovács Anna|Gábor"},
  GrowthWords{"ro", "Bună ziua|Bună|Salut|Stimate domn", "Mulțumesc.|Mulțumesc anticipat.|Mersi", "Cu stimă|Toate cele bune|Cu respect", "Andrei|Maria Popescu|Ion"},
  GrowthWords{"bg", "Здравейте|Добър ден|Привет", "Благодаря.|Предварително благодаря.|Мерси", "Поздрави|С уважение|С поздрав", "Иван|Мария Петрова"},
  GrowthWords{"el", "Καλημέρα|Γεια σας|Καλησπέρα|Αγαπητοί", "Ευχαριστώ.|Ευχαριστώ πολύ.|Ευχαριστώ εκ των προτέρων", "Με εκτίμηση|Φιλικά|Χαιρετισμούς", "Γιώργος|Μαρία Παππά"},
  GrowthWords{"tr", "Merhaba|İyi günler|Sayın yetkili|Selam", "Teşekkürler.|Teşekkür ederim.|Sağ olun", "Saygılarımla|İyi çalışmalar|Kolay gelsin", "Mehmet|Ayşe Yılmaz"},
  GrowthWords{"ru", "Здравствуйте|Добрый день|Привет|Уважаемые коллеги", "Спасибо.|Заранее спасибо.|Благодарю", "С уважением|Всего доброго|С наилучшими пожеланиями", "Иван|Ольга Смирнова|Сергей"},
  GrowthWords{"uk", "Добрий день|Вітаю|Привіт|Доброго дня", "Дякую.|Заздалегідь дякую.|Дуже дякую", "З повагою|Гарного дня|З найкращими побажаннями", "Іван|Олена Коваль"},
  GrowthWords{"ar", "مرحبا|السلام عليكم|تحية طيبة|صباح الخير", "شكرا.|شكرا جزيلا.|شكرا لكم", "مع التحية|تحياتي|مع خالص التحية", "أحمد|سارة علي"},
  GrowthWords{"he", "שלום|שלום רב|היי|בוקר טוב", "תודה.|תודה מראש.|תודה רבה", "בברכה|בתודה|יום טוב", "דני|רונית לוי"},
  GrowthWords{"hi", "नमस्ते|हेलो|महोदय|प्रिय", "धन्यवाद।|शुक्रिया।|थैंक्स", "सादर|धन्यवाद|शुभकामनाएँ", "राहुल|प्रिया शर्मा"},
  GrowthWords{"ja", "お世話になっております。|こんにちは。|ご担当者様", "ありがとうございます。|よろしくお願いします。", "よろしくお願いいたします。|敬具|以上", "田中|佐藤"},
  GrowthWords{"zh", "你好|您好|尊敬的先生", "谢谢。|多谢。|谢谢您", "此致敬礼|祝好|顺祝商祺", "王明|李娜"},
  GrowthWords{"ko", "안녕하세요|담당자님께|안녕하십니까", "감사합니다.|고맙습니다.", "감사합니다|수고하세요|드림", "김민수|이지은"},
  GrowthWords{"id", "Halo|Selamat pagi|Yth. Bapak/Ibu|Hai", "Terima kasih.|Makasih.|Terima kasih sebelumnya", "Salam|Hormat saya|Terima kasih", "Budi|Siti Rahma"},
  GrowthWords{"vi", "Chào bạn|Xin chào|Kính gửi anh/chị|Chào anh", "Cảm ơn.|Xin cảm ơn.|Cảm ơn nhiều", "Trân trọng|Thân ái|Trân trọng cảm ơn", "Minh|Nguyễn Lan"},
};
// clang-format on

} // namespace

const GrowthWords& growth_words_of(std::string_view language) {
  const auto* const found = std::ranges::find(rows, language, &GrowthWords::language);
  return found == rows.end() ? rows.front() : *found;
}

} // namespace classifier
