/**
 * What the terms of docs/glossary.md are called in English, French, Arabic, Spanish, Russian and Chinese, parted by slashes; a bar parts
 * other ways to write one. `glossary-terms.test.ts` keeps both alike. Terms that mean too many things to look for are left out.
 */
export const glossaryTerms: string = `
Open Roadmap / feuille de route ouverte / خريطة الطريق المفتوحة|خارطة الطريق المفتوحة / hoja de ruta abierta / открытая дорожная карта / 开放路线图
national roadmap / feuille de route nationale / خريطة الطريق الوطنية|خارطة الطريق الوطنية / hoja de ruta nacional / национальная дорожная карта / 国家路线图
national team / équipe nationale / الفريق الوطني / equipo nacional / национальная команда / 国家团队
output / résultat / ناتج / resultado / результат / 产出
activity / activité / نشاط / actividad / мероприятие / 活动
country / pays / بلد / país / страна / 国家
good practice / bonne pratique / ممارسة جيدة / buena práctica / передовая практика / 良好做法
measure / mesure / تدبير / medida / мера / 措施
plan of action|action plan / plan d’action / خطة العمل / plan de acción / план действий / 行动计划
competent national authority / autorité nationale compétente / السلطة الوطنية المختصة / autoridad nacional competente / компетентный национальный орган / 国家主管部门
technical assistance / assistance technique / المساعدة التقنية / asistencia técnica / техническая помощь / 技术援助
expert / expertise / خبير / persona experta / эксперт / 专家
community of practice / communauté de pratique / جماعة الممارسة / comunidad de práctica / профессиональное сообщество / 实践社群
peer learning / apprentissage entre pairs / التعلّم بين الأقران / aprendizaje entre pares / взаимное обучение / 同伴学习
course / cours / دورة / curso / курс / 课程
module / module / وحدة / módulo / модуль / 模块
lesson / leçon / درس / lección / урок / 课
quiz / quiz / اختبار / cuestionario / тест / 测验
question / question / سؤال / pregunta / вопрос / 题目
question bank / banque de questions / بنك الأسئلة / banco de preguntas / банк вопросов / 题库
category / catégorie / فئة / categoría / категория / 类别
attempt / tentative / محاولة / intento / попытка / 作答
feedback / commentaire / تعليق / comentarios / комментарий / 反馈
assignment / devoir / واجب / tarea / задание / 作业
hand in / remettre / تسليم / entregar / сдать / 提交
submission / remise / عمل مسلَّم / entrega / сданная работа / 提交的作业
due date / échéance / موعد التسليم / fecha de entrega / срок сдачи / 截止日期
peer review / évaluation par les pairs / مراجعة الأقران / evaluación entre pares / взаимное оценивание / 同伴互评
review / évaluation / مراجعة / evaluación / рецензия / 评阅
rubric / grille d’évaluation / سلّم التقييم / rúbrica / критерии оценивания / 评分标准
criterion / critère / معيار / criterio / критерий / 评分项
level / niveau / مستوى / nivel / уровень / 等级
grade / note / درجة / calificación / оценка / 成绩
regrade / noter à nouveau / إعادة التصحيح / recalificar / пересчитать оценки / 重新评分
gradebook / carnet de notes / سجل الدرجات / libro de calificaciones / журнал оценок / 成绩册
certificate / certificat / شهادة / certificado / сертификат / 证书
badge / badge / شارة / insignia / значок / 徽章
survey / enquête / استبيان / encuesta / опрос / 问卷
learner / personne inscrite / متعلّم / estudiante / слушатель / 学员
trainer / équipe de formation / مدرّب / equipo de formación / преподаватель / 培训师
facilitator / équipe d’animation / ميسّر / facilitación / фасилитатор / 引导员
moderator / modération / مشرف / moderación / модератор / 版主
administrator / administration / مدير / administración / администратор / 管理员
author / rédaction / مؤلف / autoría / автор / 作者
cohort / cohorte / فوج / cohorte / поток / 班次
enrolment / inscription / التحاق / inscripción / зачисление / 选课
waiting list / liste d’attente / قائمة الانتظار / lista de espera / лист ожидания / 候补名单
invitation / invitation / دعوة / invitación / приглашение / 邀请
exception / dérogation / استثناء / excepción / исключение / 例外
forum / forum / منتدى / foro / форум / 论坛
space / espace / فضاء / espacio / пространство / 版块
topic / sujet / موضوع / tema / тема / 主题
reply / réponse / ردّ / respuesta / ответ / 回复
discussion / discussion / نقاش / debate / обсуждение / 讨论
webinar / webinaire / ندوة / seminario web / вебинар / 网络研讨会
registration / inscription / تسجيل / inscripción / регистрация / 报名
room / salle / قاعة / sala / комната / 会议室
recording / enregistrement / تسجيل مصوّر / grabación / запись / 录像
notification / notification / إشعار / notificación / уведомление / 通知
digest / résumé / ملخّص / resumen / дайджест / 摘要
password / mot de passe / كلمة المرور / contraseña / пароль / 密码
sign in / se connecter / تسجيل الدخول / iniciar sesión / войти / 登录
sign out / se déconnecter / تسجيل الخروج / cerrar sesión / выйти / 退出登录
account / compte / حساب / cuenta / учётная запись / 账号
time zone / fuseau horaire / المنطقة الزمنية / huso horario / часовой пояс / 时区
draft / brouillon / مسودة / borrador / черновик / 草稿
publish / publier / نشر / publicar / опубликовать / 发布
archive / archiver / أرشفة / archivar / архивировать / 归档
settings / paramètres / إعدادات / ajustes / настройки / 设置
preview / aperçu / معاينة / vista previa / предпросмотр / 预览
translation / traduction / ترجمة / traducción / перевод / 翻译
consultation / consultation / مشاورة / consulta / консультация / 征询
picture / image / صورة / imagen / изображение / 图片
report / rapport / تقرير / informe / отчёт / 报告
audit log / journal des actions / سجل الإجراءات / registro de auditoría / журнал действий / 审计日志
package / paquet / حزمة / paquete / пакет / 课程包
progress / progression / تقدّم / progreso / прогресс / 进度
institution / institution / مؤسسة / institución / учреждение / 机构
`;
