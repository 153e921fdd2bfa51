/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The lists, from common knowledge of what people are called; the most common names
 * first.  Family names are made of stems and endings, so that a large town has many.
 */
#include "exchange/demonames.h"

#include "base/mem.h"

const struct culture cultures[] = {
	{ "ar", "en", "SY", 210, FAMILY_OWN,
		"Fatima:فاطمة Maryam:مريم Aisha:عائشة Nour:نور Amal:أمل Rania:رانيا Hanan:حنان Layla:ليلى Salma:سلمى "
		"Yasmin:ياسمين Huda:هدى Zainab:زينب Khadija:خديجة Rima:ريما Samira:سميرة Dalal:دلال Ghada:غادة Lina:لينا "
		"Sawsan:سوسن Iman:إيمان Wafa:وفاء Nada:ندى",
		"Mohammed:محمد Ahmad:أحمد Ali:علي Mahmoud:محمود Khaled:خالد Omar:عمر Ibrahim:إبراهيم Youssef:يوسف "
		"Hassan:حسن Hussein:حسين Mustafa:مصطفى Abdulrahman:عبدالرحمن Samir:سمير Bilal:بلال Tarek:طارق Ziad:زياد "
		"Karim:كريم Nabil:نبيل Faisal:فيصل Anas:أنس Walid:وليد Adnan:عدنان",
		"al-Ahmad:الأحمد Hamdan:حمدان Khalil:خليل Haddad:حداد al-Masri:المصري Darwish:درويش Qasim:قاسم Saleh:صالح "
		"Najjar:نجار Khatib:خطيب Mansour:منصور Awad:عوض Shaheen:شاهين Barakat:بركات Zaydan:زيدان Sabbagh:صباغ "
		"Halabi:حلبي al-Shami:الشامي Hourani:حوراني Jaber:جابر Rifai:رفاعي Sayegh:صايغ Tahan:طحان Bitar:بيطار "
		"Qudsi:قدسي Nasser:ناصر Hijazi:حجازي Attar:عطار", NULL, 2, 14, 34 },
	{ "uk", "en", "UA", 190, FAMILY_OWN,
		"Olena:Олена Oksana:Оксана Nataliia:Наталія Iryna:Ірина Tetiana:Тетяна Anna:Анна Mariia:Марія "
		"Kateryna:Катерина Yuliia:Юлія Svitlana:Світлана Liudmyla:Людмила Viktoriia:Вікторія Halyna:Галина "
		"Daryna:Дарина Sofiia:Софія Valentyna:Валентина Zoriana:Зоряна Solomiia:Соломія",
		"Oleksandr:Олександр Serhii:Сергій Volodymyr:Володимир Andrii:Андрій Mykola:Микола Dmytro:Дмитро "
		"Ivan:Іван Vasyl:Василь Yurii:Юрій Oleh:Олег Bohdan:Богдан Taras:Тарас Maksym:Максим Petro:Петро "
		"Ihor:Ігор Yevhen:Євген Artem:Артем Ostap:Остап",
		"Koval:Ковал Kravch:Кравч Bondar:Бондар Melnych:Мельнич Shevch:Шевч Tkach:Ткач Oliin:Олійн Lysen:Лисен "
		"Marchen:Марчен Savch:Савч Rudn:Рудн Hnat:Гнат Moroz:Мороз Petr:Петр Kuzm:Кузьм Roman:Роман Yurch:Юрч "
		"Zahor:Загор Pavl:Павл Sydor:Сидор Hryts:Гриц Klym:Клим Danyl:Данил Levch:Левч Stets:Стец Fedor:Федор",
		"enko:енко chuk:чук uk:ук yshyn:ишин iv:ів yk:ик ets:ець ovych:ович skyi:ський ura:ура", 0, 1, 30 },
	{ "fa", "ps", "AF", 150, FAMILY_OWN,
		"Mariam:مریم Zahra:زهرا Fatema:فاطمه Shabnam:شبنم Nilofar:نیلوفر Laila:لیلا Parwana:پروانه Farzana:فرزانه "
		"Shukria:شکریه Nargis:نرگس Masuma:معصومه Rokhshana:رخشانه Soraya:ثریا Homa:هما Setara:ستاره Golsom:گلثوم "
		"Freshta:فرشته Nazanin:نازنین",
		"Mohammad:محمد Ali:علی Reza:رضا Hamid:حمید Farid:فرید Jawad:جواد Mahdi:مهدی Nasir:نصیر Zabihullah:ذبیحالله "
		"Najib:نجیب Habib:حبیب Sayed:سید Rahim:رحیم Ehsan:احسان Omid:امید Milad:میلاد Bashir:بشیر Wahid:وحید",
		"Haidar:حیدر Ahmad:احمد Karim:کریم Rahim:رحیم Mohammad:محمد Hossein:حسین Nuri:نوری Sadiq:صادق Akbar:اکبر "
		"Qadir:قادر Sharif:شریف Yusuf:یوسف Naz:ناز Rasul:رسول Jafar:جعفر Azim:عظیم Hakim:حکیم Latif:لطیف Amir:امیر "
		"Safar:صفر Taher:طاهر Zaman:زمان", "i:ی zada:زاده zai:زی yar:یار pur:پور khel:خیل", 9, 30, 38 },
	{ "ti", "am", "ER", 80, FAMILY_FATHER,
		"Selam:ሰላም Rahel:ራሄል Helen:ሄለን Senait:ሰናይት Almaz:ኣልማዝ Yordanos:ዮርዳኖስ Luwam:ሉዋም Mebrat:መብራት Feven:ፈቨን "
		"Tsega:ጸጋ Bisrat:ብስራት Winta:ዊንታ Letebrhan:ለተብርሃን Azieb:ኣዜብ",
		"Tesfay:ተስፋይ Yonas:ዮናስ Haile:ሃይለ Filmon:ፊልሞን Berhane:ብርሃነ Kidane:ኪዳነ Samuel:ሳሙኤል Dawit:ዳዊት Abel:ኣቤል "
		"Mehari:መሓሪ Ghebre:ገብረ Tekle:ተክለ Robel:ሮቤል Isaias:ኢሳይያስ Merhawi:መርሃዊ Natnael:ናትናኤል Habtom:ሃብቶም",
		NULL, NULL, 8, 12, 30 },
	{ "tr", "ku", "TR", 70, FAMILY_OWN,
		"Ayşe Fatma Emine Hatice Zeynep Elif Meryem Şerife Sultan Gülsüm Esra Büşra Hülya Derya Özlem Çiğdem",
		"Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim Yusuf Murat Emre Ömer Osman Burak Kemal Serkan Çağlar",
		"Demir Kaya Yıldız Çelik Aydın Öz Arslan Doğan Kılıç Aslan Kara Koç Şimşek Taş Bulut Ak Er Bay",
		"oğlu er can türk soy gil lar tekin alp", 0, 2, 22 },
	{ "so", "ar", "SO", 70, FAMILY_THREE,
		"Hodan Amina Faadumo Sahra Ifrah Ayaan Khadra Maryan Hibo Nasra Sagal Deeqa Ubah Fowsiyo Asha",
		"Mohamed Abdi Ahmed Hassan Ali Yusuf Abdullahi Ibrahim Farah Omar Mahad Liban Warsame Guled Jama Aden",
		NULL, NULL, 2, 26, 34 },
	{ "es", "en", "VE", 70, FAMILY_TWO,
		"María Ana Lucía Carmen Rosa Valentina Gabriela Daniela Isabel Paola Andrea Luz_Marina Ana_Lucía Yolanda",
		"José Juan Luis Carlos Miguel Jesús Andrés Diego Alejandro Santiago Juan_Carlos Rafael Óscar Wilmer",
		"González Rodríguez Pérez Hernández García Martínez López Rojas Díaz Ramírez Suárez Gómez Mendoza Quintero "
		"Castillo Ibáñez Núñez Peña Salazar Villalobos Zambrano Urdaneta", NULL, 0, 1, 12 },
	{ "fr", "ln", "CD", 55, FAMILY_OWN,
		"Grâce Béatrice Aminata Mariam Chantal Divine Fatoumata Espérance Nadège Clarisse Thérèse Awa Joséphine",
		"Jean Moussa Ibrahima Patrick Christian Mamadou Emmanuel Papy Didier Ousmane Cédric Fidèle Dieudonné",
		"Diallo Traoré Mukendi Kabongo Ilunga Konaté Mbuyi Coulibaly Ngalula Tshibanda Keita Bah Kasongo Camara "
		"Mwamba Lukusa Ndiaye Kalala Sow Barry Kabila Mutombo", NULL, 1, 5, 12 },
	{ "ku", "ar", "IQ", 45, FAMILY_OWN,
		"Rojin Berivan Dilan Zozan Evin Şîlan Nesrin Hevin Gulistan Shirin Narin Avin",
		"Azad Rojhat Baran Sherko Diyar Hiwa Rebin Karwan Serdar Dilshad Ako Newroz",
		"Barzan Zebar Jaf Talaban Surch Dosk Amed Berwar Rash Mir Soran Shekhan", "i ji o an", 5, 18, 30 },
	{ "vi", "en", "VN", 25, FAMILY_OWN,
		"Thị_Hương Thị_Lan Thị_Mai Ngọc_Anh Thu_Hà Thị_Hoa Bích_Ngọc Kim_Liên Phương_Thảo",
		"Văn_Hùng Văn_Nam Minh_Tuấn Đức_Anh Quang_Huy Văn_Dũng Hữu_Phước Thanh_Sơn",
		"Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý", NULL, 0, 0, 40 },
	{ "ta", "si", "LK", 25, FAMILY_OWN,
		"Priya:பிரியா Kavitha:கவிதா Lakshmi:லட்சுமி Meena:மீனா Sangeetha:சங்கீதா Vani:வாணி Thulasi:துளசி",
		"Kumar:குமார் Suresh:சுரேஷ் Ravi:ரவி Arun:அருண் Ganesh:கணேஷ் Siva:சிவா Vijay:விஜய்",
		"Selva:செல்வ Raja:ராஜ Siva:சிவ Bala:பால Jeya:ஜெய Chandra:சந்திர Thava:தவ Maha:மகா",
		"rajah:ராஜா kumar:குமார் nathan:நாதன் lingam:லிங்கம் ratnam:ரத்னம் segaran:சேகரன்", 10, 2, 30 },
	{ "pt", "en", "BR", 10, FAMILY_TWO,
		"Ana Beatriz Juliana Conceição Fernanda Luíza Márcia", "João Pedro Antônio Rafael Thiago Luís Márcio",
		"Silva Santos Oliveira Souza Lima Pereira Ferreira Araújo Gonçalves", NULL, 0, 0, 8 },
};
const int n_cultures = (int)ARRAY_LEN(cultures);
