/** The terms of the field in docs/glossary.md, written as `glossaryTerms` are. */
export const fieldTerms: string = `
copyright / droit d’auteur|droits d’auteur / حقوق المؤلف|حق المؤلف / derechos de autor|derecho de autor / авторское право|авторские права / 版权|著作权
artificial intelligence|AI / intelligence artificielle|IA / الذكاء الاصطناعي / inteligencia artificial|IA / искусственный интеллект|ИИ / 人工智能
cultural policy / politique culturelle / السياسة الثقافية|السياسات الثقافية / política cultural / культурная политика / 文化政策
cultural heritage / patrimoine culturel / التراث الثقافي / patrimonio cultural / культурное наследие / 文化遗产
cultural diversity / diversité culturelle / التنوع الثقافي / diversidad cultural / культурное разнообразие / 文化多样性
cultural and creative industries|creative industries / industries culturelles et créatives|industries créatives / الصناعات الثقافية والإبداعية|الصناعات الإبداعية / industrias culturales y creativas|industrias creativas / культурные и творческие индустрии|креативные индустрии / 文化创意产业|创意产业
digital environment / environnement numérique / البيئة الرقمية / entorno digital / цифровая среда / 数字环境
digital platform / plateforme numérique / منصة رقمية|المنصات الرقمية / plataforma digital / цифровая платформа / 数字平台
streaming / diffusion en continu|streaming / البث التدفقي|البث عبر الإنترنت / transmisión en línea|streaming / стриминг|потоковое вещание / 流媒体
quota / quota / حصة|حصص / cuota / квота / 配额
local content / contenu local / المحتوى المحلي / contenido local / местный контент / 本地内容
discoverability / découvrabilité / قابلية الاكتشاف / descubribilidad|visibilidad en línea / обнаруживаемость|находимость / 可发现性
remuneration / rémunération / أجر|أجور / remuneración / вознаграждение / 报酬
artist / artiste / فنان|فنانون / artista / художник|артист / 艺术家
status of the artist / statut de l’artiste / وضع الفنان / condición del artista|estatuto del artista / статус художника|статус артиста / 艺术家地位
library / bibliothèque / مكتبة|مكتبات / biblioteca / библиотека / 图书馆
museum / musée / متحف|متاحف / museo / музей / 博物馆
archive / archives / أرشيف|محفوظات / archivo / архив / 档案
digitisation|digitization / numérisation / رقمنة / digitalización / оцифровка / 数字化
digital literacy / littératie numérique|culture numérique / محو الأمية الرقمية|الدراية الرقمية / alfabetización digital / цифровая грамотность / 数字素养
public broadcaster|public broadcasting|public service media / audiovisuel public|radiodiffusion publique / البث العمومي|الإعلام العمومي / radiodifusión pública|radiotelevisión pública / общественное вещание|общественный вещатель / 公共广播
cinema|film / cinéma|film / سينما|فيلم|أفلام / cine|película / кино|фильм / 电影
music / musique / موسيقى / música / музыка / 音乐
festival / festival / مهرجان|مهرجانات / festival / фестиваль / 艺术节|电影节
video game / jeu vidéo / ألعاب الفيديو|لعبة فيديو / videojuego / видеоигра / 电子游戏
e-book / livre numérique / الكتاب الإلكتروني|الكتب الإلكترونية / libro electrónico / электронная книга / 电子书
tax / taxe|impôt|fiscalité / ضريبة|ضرائب / impuesto|tasa / налог / 税|税收
statistics / statistiques / إحصاءات / estadísticas / статистика / 统计数据|统计
accessibility / accessibilité / إمكانية الوصول|سهولة الوصول / accesibilidad / доступность / 无障碍
disability / handicap / إعاقة / discapacidad / инвалидность / 残疾|残障
gender equality / égalité des genres / المساواة بين الجنسين / igualdad de género / гендерное равенство / 性别平等
rural connectivity / connectivité rurale / الربط الريفي|الاتصال في الأرياف / conectividad rural / связь в сельской местности|сельская связь / 农村网络|农村联网
freedom of expression / liberté d’expression / حرية التعبير / libertad de expresión / свобода выражения / 表达自由
language|languages / langue|langues / لغة|لغات / lengua|idioma / язык / 语言
fund / fonds / صندوق / fondo / фонд / 基金
subtitle|subtitles / sous-titre|sous-titrage / ترجمة مكتوبة|سترجة / subtítulo / субтитры / 字幕
collective management|collecting society / gestion collective / الإدارة الجماعية / gestión colectiva / коллективное управление / 集体管理
intangible heritage / patrimoine immatériel / التراث غير المادي / patrimonio inmaterial / нематериальное наследие / 非物质文化遗产|非遗
`;
