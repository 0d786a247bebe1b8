// What stands round a person's words, in each language: device lines, closing phrases, banners, business cards.
#include <gtest/gtest.h>

#include "parsers/reply_text.hpp"

namespace parsers {
namespace {

std::string words(std::string_view text) { return read_reply_text(text).text; }

// clang-format off
constexpr std::string_view device_lines[] = {
    "Sent from my iPhone", "Sent from my iPad", "Sent from my Samsung Galaxy smartphone.", "Sent from my Galaxy",
    "Sent from my Huawei phone", "Sent from my Xiaomi", "Sent from Outlook for iOS",
    "Sent from Outlook for Android<https://aka.ms/AAb9ysg>", "Sent from Mail for Windows 10",
    "Sent from Mail for Windows", "Sent from Yahoo Mail on Android", "Sent from Yahoo Mail for iPhone",
    "Sent from Gmail Mobile", "Sent from ProtonMail mobile", "Sent from Proton Mail for iOS",
    "Sent with Proton Mail secure email.", "Sent from BlueMail for Android", "Sent from Spark",
    "Sent from myMail for iOS", "Sent from AOL Mobile Mail", "Sent from my Verizon, Samsung Galaxy smartphone",
    "Sent via the Samsung Galaxy S10, an AT&T 5G smartphone", "Sent from my T-Mobile 5G Device", "Sent using Zoho Mail",
    "Sent on the go", "Sent on the new Sprint Network", "Sent from a mobile device. Please excuse any typos.",
    "Get Outlook for iOS", "Get Outlook for Mac", "Get BlueMail for Android", "Get TypeApp for Android",
    "Download Outlook for iOS", "Yahoo Mail: Search, Organize, Conquer", "Sent from Fastmail",
    "Sent from my BlackBerry 10 smartphone.", "Sent by MailTrack", "Sent via Superhuman", "Virus-free. www.avast.com",
    "Von meinem iPad gesendet", "Von meinem Samsung Galaxy Smartphone gesendet.", "Von meinem Samsung Gerät gesendet.",
    "Gesendet mit der GMX Mail App", "Gesendet mit der WEB.DE Mail App",
    "Diese Nachricht wurde von meinem Android Mobiltelefon mit WEB.DE Mail gesendet.", "Gesendet von meinem iPhone",
    "Gesendet von Mail für Windows", "Gesendet mit der Telekom Mail App", "Am iPhone gesendet", "Vom Handy gesendet",
    "Holen Sie sich Outlook für Android", "Outlook für iOS beziehen", "Beziehen Sie Outlook für iOS",
    "Envoyé de mon iPhone", "Envoyé de mon iPad", "Envoyé depuis mon smartphone Samsung Galaxy.",
    "Envoyé depuis mon appareil Galaxy", "Envoyé à partir de Outlook pour Android",
    "Envoyé depuis l'application Mail Orange", "Télécharger Outlook pour iOS", "Obtenir Outlook pour Android",
    "Envoyé avec la messagerie sécurisée Proton Mail.", "Provenance : Courrier pour Windows", "Enviado desde mi iPhone",
    "Enviado desde mi Samsung", "Enviado desde Yahoo Mail para iPhone", "Enviado desde Correo para Windows",
    "Enviado con Proton Mail seguro.", "Obtener Outlook para iOS", "Obtén Outlook para Android", "Inviato da iPhone",
    "Inviato dal mio iPhone", "Inviato da smartphone Samsung Galaxy.", "Inviato da Posta per Windows",
    "Inviato con l'email sicura di Proton Mail.", "Ottenere Outlook per Android", "Scarica Outlook per iOS",
    "Enviado do meu iPhone", "Enviado do meu iPad", "Enviado a partir do meu smartphone Samsung Galaxy.",
    "Enviado do Email para Windows", "Enviado via iPhone", "Obter o Outlook para iOS", "Obter Outlook para Android",
    "Verstuurd vanaf mijn iPhone", "Verzonden vanaf mijn Galaxy", "Verzonden vanuit Mail voor Windows",
    "Verzonden met Outlook voor Android", "Outlook voor iOS downloaden", "Outlook voor Android ophalen",
    "Download Outlook voor iOS", "Skickat från min iPhone", "Skickat från min Samsung Galaxy-smartphone.",
    "Skickat från E-post för Windows", "Hämta Outlook för iOS", "Skaffa Outlook för Android", "Sendt fra min iPhone",
    "Sendt fra min Galaxy", "Sendt fra Mail til Windows", "Hent Outlook til Android", "Få Outlook til iOS",
    "Sendt fra min mobil", "Sendt frå min iPhone", "Skaff deg Outlook for iOS", "Last ned Outlook for Android",
    "Hent Outlook for iOS", "Lähetetty iPhonesta", "Lähetetty iPadistani", "Lähetetty Samsung Galaxy -älypuhelimesta.",
    "Lähetetty Windowsin Sähköpostista", "Hanki Outlook Androidille", "Hanki Outlook for iOS",
    "Lähetetty Galaxy-laitteesta", "Wysłane z iPhone'a", "Wysłane z mojego iPhone'a",
    "Wysłane z mojego smartfona Samsung Galaxy.", "Wysłane z aplikacji Poczta systemu Windows",
    "Pobierz aplikację Outlook dla systemu iOS", "Pobierz program Outlook dla systemu Android",
    "Uzyskaj program Outlook dla systemu iOS", "Wysłano z Yahoo Mail", "Wysłane bezpiecznie przy użyciu Proton Mail.",
    "Odesláno z iPhonu", "Odesláno z mého iPhone", "Odesláno z Pošty pro Windows",
    "Odesláno z aplikace Outlook pro Android", "Získat Outlook pro iOS", "Získejte Outlook pro Android",
    "Odoslané z iPhonu", "Odoslané z môjho iPhonu", "Odoslané z Pošty pre Windows", "Získať Outlook pre Android",
    "Získajte Outlook pre iOS", "Elküldve az iPhone-omról", "Az iPhone-omról küldve", "Az én iPhone-omról küldve",
    "Elküldve a Windows Posta alkalmazásból", "iPhone-ról küldve", "A Galaxy készülékemről küldve",
    "Trimis de pe iPhone", "Trimis de pe iPhone-ul meu", "Trimis din E-mail pentru Windows",
    "Trimis de pe smartphone-ul meu Samsung Galaxy.", "Obțineți Outlook pentru iOS", "Descarcă Outlook pentru Android",
    "Poslano s mog iPhonea", "Poslano iz mog iPhonea", "Poslano s iPhonea", "Poslano iz Pošte za Windows",
    "Poslano z mojega iPhona", "Poslano iz iPhona", "Dobite Outlook za Android", "Послато са мог iPhone-а",
    "Poslato sa mog iPhone-a", "Poslato sa iPhone-a", "Nabavi Outlook za iOS", "Saadetud minu iPhone'ist",
    "Saadetud minu iPhone'ilt", "Saadetud Windowsi meilirakendusest", "Hangi Outlook iOS-ile",
    "Nosūtīts no mana iPhone", "Nosūtīts no iPhone", "Iegūt Outlook operētājsistēmai iOS", "Išsiųsta iš mano „iPhone“",
    "Išsiųsta iš iPhone", "Gauti „Outlook“, skirtą „iOS“", "Отправлено с iPhone", "Отправлено с моего iPhone",
    "Отправлено из Почты для Windows", "Отправлено из Почты Mail.ru", "Отправлено из мобильной Почты Mail.ru",
    "Отправлено из мобильной Яндекс Почты", "Отправлено со смартфона Samsung Galaxy.", "Отправлено с Galaxy",
    "Скачать Outlook для iOS", "Загрузить Outlook для Android", "Получить Outlook для iOS", "Надіслано з iPhone",
    "Надіслано з мого iPhone", "Надіслано з пошти Windows", "Відправлено з iPhone", "Отримати Outlook для iOS",
    "Изпратено от моя iPhone", "Изпратено от iPhone", "Вземете Outlook за iOS", "Изтегляне на Outlook за Android",
    "iPhone'umdan gönderildi", "iPhone'umdan gönderdim", "Samsung Galaxy akıllı telefonumdan gönderildi.",
    "Windows için Posta ile gönderildi", "iOS için Outlook'u edinin", "Android için Outlook uygulamasını edinin",
    "Yahoo Mail'den gönderildi", "Στάλθηκε από το iPhone μου", "Στάλθηκε από iPhone", "Εστάλη από το iPhone μου",
    "Αποκτήστε το Outlook για iOS", "Λήψη του Outlook για Android", "Enviat des del meu iPhone",
    "Enviat des de l'iPhone", "Obteniu l'Outlook per a Android", "נשלח מה-iPhone שלי", "נשלח מה‑iPhone שלי",
    "נשלח מהאייפון שלי", "נשלח מ-iPhone", "השג את Outlook עבור iOS", "קבל את Outlook עבור Android",
    "أُرسلت من الـ iPhone", "تم الإرسال من iPhone", "أرسلت من iPhone الخاص بي",
    "تم الإرسال من هاتف Samsung Galaxy الذكي.", "احصل على Outlook لـ iOS", "الحصول على Outlook لـ Android",
    "ارسال شده از iPhone من", "ارسال شده از آیفون من", "فرستاده شده از iPhone", "发自我的iPhone", "发自我的 iPhone",
    "發自我的 iPhone", "從我的 iPhone 傳送", "从我的 iPhone 发送", "发送自 Windows 版邮件应用", "从 Windows 版邮件发送", "获取适用于 iOS 的 Outlook",
    "下載 Outlook for iOS", "取得 Outlook for Android", "取得 iOS 版 Outlook", "从我的手机发送", "我的华为手机发送", "发自我的华为手机", "发自网易邮箱手机版",
    "发自网易邮箱大师", "发自新浪邮箱客户端", "來自我的 iPhone", "iPhoneから送信", "iPadから送信", "私のiPhoneから送信", "iPhoneから送信されました",
    "Windows 版のメールから送信", "Yahoo!メールアプリから送信", "Outlook for iOS を入手", "iOS 版の Outlook を入手", "Android 用 Outlook を取得",
    "Galaxyから送信", "나의 iPhone에서 보냄", "내 iPhone에서 보냄", "나의 iPad에서 보냄", "Samsung Galaxy 스마트폰에서 보냈습니다.", "Windows용 메일에서 보냄",
    "iOS용 Outlook 다운로드", "Android용 Outlook 받기", "Đã gửi từ iPhone của tôi", "Được gửi từ iPhone của tôi",
    "Đã gửi từ Thư cho Windows", "Tải Outlook cho iOS", "Nhận Outlook cho Android", "ส่งจาก iPhone ของฉัน",
    "ส่งจาก iPhone", "ส่งจากจดหมายสำหรับ Windows", "รับ Outlook สำหรับ iOS", "ดาวน์โหลด Outlook สำหรับ Android",
    "Dikirim dari iPhone saya", "Terkirim dari iPhone saya", "Dikirim dari Yahoo Mail di Android",
    "Dikirim dari Mail untuk Windows", "Dapatkan Outlook untuk iOS", "Unduh Outlook untuk Android",
    "Dihantar daripada iPhone saya", "Dihantar dari iPhone saya", "मेरे iPhone से भेजा गया",
    "iOS के लिए Outlook प्राप्त करें", "Sendt fra Outlook for iOS", "Sent frá iPhone mínum", "Sent úr iPhone",
    "Nire iPhone-tik bidalia", "Enviado dende o meu iPhone", "Gestuur vanaf my iPhone",
};
constexpr std::string_view sign_offs[] = {
    "Regards,", "Kind regards,", "Best,", "Cheers,", "Sincerely,", "Yours sincerely,", "Warm regards,", "Best wishes,",
    "Yours faithfully,", "With best regards,", "Mit freundlichen Grüßen", "Viele Grüße", "Liebe Grüße", "Beste Grüße",
    "Herzliche Grüße", "Freundliche Grüße", "Mit freundlichem Gruß", "Mit besten Grüßen", "Schöne Grüße", "Gruß", "LG",
    "VG", "MfG", "Cordialement,", "Bien cordialement,", "Bien à vous,", "Salutations,", "Sincères salutations,", "Cdlt",
    "Très cordialement", "Meilleures salutations", "Saludos,", "Un saludo,", "Atentamente,", "Saludos cordiales,",
    "Un cordial saludo,", "Cordialmente,", "Cordiali saluti,", "Distinti saluti,", "Saluti,", "Un saluto,",
    "Buona giornata,", "Cumprimentos,", "Com os melhores cumprimentos,", "Atenciosamente,", "Abraços,", "Abraço,",
    "Obrigado e cumprimentos", "Met vriendelijke groet,", "Vriendelijke groeten,", "Groeten,", "Groet,",
    "Hartelijke groet,", "Mvg,", "Med vänlig hälsning", "Vänliga hälsningar", "Hälsningar", "Mvh", "Med venlig hilsen",
    "Venlig hilsen", "Hilsen", "Mange hilsner", "Med vennlig hilsen", "Vennlig hilsen", "Beste hilsen",
    "Med venleg helsing", "Helsing", "Ystävällisin terveisin", "Terveisin", "Parhain terveisin", "Terv.", "t.",
    "Pozdrawiam", "Z poważaniem", "Serdecznie pozdrawiam", "Pozdrawiam serdecznie,", "S pozdravem",
    "S přátelským pozdravem", "S úctou", "Děkuji, s pozdravem", "S pozdravom", "S priateľským pozdravom", "S úctou",
    "Üdvözlettel", "Üdv", "Üdvözlettel:", "Tisztelettel", "Köszönettel", "Cu stimă", "Cu respect", "Cu drag",
    "O zi bună", "Srdačan pozdrav", "Lijep pozdrav", "S poštovanjem", "Lep pozdrav", "S spoštovanjem", "Lp", "Srdačno",
    "Pozdrav", "Поздрав", "С поштовањем", "Срдачан поздрав", "Lugupidamisega", "Parimate soovidega", "Tervitades",
    "Ar cieņu", "Ar sveicieniem", "Pagarbiai", "Geriausi linkėjimai", "Linkėjimai", "С уважением,",
    "С наилучшими пожеланиями,", "Всего доброго", "З повагою", "З найкращими побажаннями", "С уважение", "Поздрави",
    "Saygılarımla", "Sevgiler", "İyi çalışmalar", "İyi günler", "Με εκτίμηση", "Φιλικά", "Χαιρετισμούς",
    "Με φιλικούς χαιρετισμούς", "Ευχαριστώ, με εκτίμηση", "Salutacions", "Salutacions cordials", "Atentament", "בברכה",
    "בברכה,", "בתודה", "בכבוד רב", "مع التحية", "تحياتي", "مع أطيب التحيات", "وتقبلوا فائق الاحترام", "مع خالص التقدير",
    "با احترام", "با تشکر", "ارادتمند", "此致", "敬礼", "祝好", "谢谢", "顺祝商祺", "祝 商祺", "敬上", "よろしくお願いします。", "よろしくお願いいたします。",
    "敬具", "以上、よろしくお願いします。", "감사합니다.", "감사합니다", "드림", "올림", "Trân trọng", "Trân trọng,", "Thân ái", "ขอแสดงความนับถือ",
    "ด้วยความเคารพ", "ขอบคุณครับ", "ขอบคุณค่ะ", "Salam", "Hormat saya", "Salam hangat", "Terima kasih", "Yang ikhlas",
    "Sekian, terima kasih", "सादर", "धन्यवाद", "भवदीय", "Með kveðju", "Bestu kveðjur", "Kveðja", "Agur bero bat",
    "Un saúdo", "Groete", "Vriendelike groete",
};
constexpr std::string_view banners[] = {
    "CAUTION: This email originated from outside of the organization. Do not click links or open attachments unless you recognize the sender and know the content is safe.",
    "[EXTERNAL EMAIL]", "EXTERNAL: Do not click links",
    "You don't often get email from ada@shop.test. Learn why this is important<https://aka.ms/LearnAboutSenderIdentification>",
    "⚠ External Sender", "*** EXTERNAL EMAIL ***",
    "ZjQcmQRYFpfptBannerStart\nThis Message Is From an External Sender\nThis message came from outside your organization.\nZjQcmQRYFpfptBannerEnd",
    "***ACHTUNG: Diese E-Mail kommt von einem externen Absender***",
    "ATTENTION : Cet e-mail provient d'une personne externe à l'organisation.",
    "Dit bericht is afkomstig van een externe afzender.",
    "This is an EXTERNAL email. Exercise caution.\n________________________________",
    "**This message originated from outside your organization**", "WARNING: EXTERNAL EMAIL",
    "ACHTUNG! Externe E-Mail: Öffnen Sie Links nur, wenn Sie den Absender kennen.",
    "Внимание! Письмо от внешнего отправителя.", "注意：この電子メールは外部から送信されています。",
    "PRECAUCIÓN: Este correo electrónico se originó fuera de la organización.", "CUIDADO: E-mail externo.",
    "ATTENZIONE: questa email proviene dall'esterno.", "UWAGA: Wiadomość pochodzi z zewnątrz organizacji.",
};
constexpr std::string_view words_of_people[] = {
    "Send me the price for the Galaxy phone", "Sent the Windows files yesterday", "Get me a quote for Samsung phones",
    "Outlook for Android doesn't work", "Holen Sie das Handy ab", "Das habe ich vom Handy gesendet",
    "Mein Handy wurde gestern gesendet", "Download the Outlook file and stop",
    "Outlook on Windows crashes, please stop", "Habe ich vom iPhone aus gesendet", "External partners please stop",
    "Attention: stop mailing me", "Important: I am outside until Monday", "Notice: please remove me",
    "Stop, thanks and bye bye forever", "Thank you and please stop", "取消订阅，谢谢", "退订",
};
// clang-format on

TEST(ReplyClosing, LosesTheLineOfADeviceInEachLanguage) {
  for (const std::string_view line : device_lines)
    EXPECT_EQ(words("Please stop.\n\n" + std::string(line) + "\n"), "Please stop.");
}

TEST(ReplyClosing, LosesTheClosingPhraseOfEachLanguage) {
  for (const std::string_view phrase : sign_offs) {
    const ReplyText reply = read_reply_text("Please stop.\n\n" + std::string(phrase) + "\nAda Meyer\n");
    EXPECT_EQ(reply.text, "Please stop.");
    EXPECT_EQ(reply.signed_text, "Please stop.\n\n" + std::string(phrase) + "\nAda Meyer");
  }
}

TEST(ReplyClosing, LosesTheBannerOfEachGateway) {
  for (const std::string_view banner : banners)
    EXPECT_EQ(words(std::string(banner) + "\n\nPlease stop.\n"), "Please stop.");
}

TEST(ReplyClosing, KeepsWordsOfPeopleThatLookLikeSuchLines) {
  for (const std::string_view text : words_of_people) {
    EXPECT_EQ(words("Hello,\n\n" + std::string(text) + "\n"), "Hello,\n\n" + std::string(text));
    EXPECT_EQ(words(std::string(text) + "\n\nI mean it.\n"), std::string(text) + "\n\nI mean it.");
  }
}

TEST(ReplyClosing, LosesACardWithoutAClosingPhrase) {
  EXPECT_EQ(words("Please stop.\n\nAda Meyer\nada@shop.test\n+49 30 1234567\nwww.shop.test\n"), "Please stop.");
  EXPECT_EQ(words("Please stop.\n\n----------------\n\nAda Meyer\n\nt. 030 1234567\n\nhttps://shop.test/\n"),
            "Please stop.");
}

TEST(ReplyClosing, KeepsAListOfAddressesThatIsNoCard) {
  for (const std::string_view text :
       {"Hello,\n\nPlease Remove\njoe@corp.test\nann@corp.test", "Hello,\n\nUnsubscribe Us\nann@corp.test",
        "Hello,\n\n----------\nplease stop writing to all of my old addresses now\njoe@corp.test\nann@corp.test"})
    EXPECT_EQ(words(text), text);
}

} // namespace
} // namespace parsers
