import { normalize } from "#app/lib/combining-marks.ts";

/**
 * Common passwords of at least ten characters (what the sign-up form asks for), in lower case: digit sequences, keyboard
 * walks, names, words and phrases in the languages of our users, and words of this platform. One variant often
 * stands for those that differ only in the digits or signs around the word, which `isCommonPassword` takes off.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
    1234567890 12345678910 0987654321 1234554321 123456654321 12345654321 1234567654321 123456787654321
    12345678987654321 123456789987654321 123123123123 123321123321 123321456654 1122334455 112233445566 11223344556677
    1112223334 111222333444 1112131415 111122223333 1111122222 1223334444 122333444455555 1213141516 1011121314
    1020304050 102030405060 0102030405 010203040506 1029384756 0192837465 1928374655 192837465a 1357924680 1357908642
    1357913579 135791113151 2468013579 2468101214 0246813579 1472583690 147258369a 1478963250 1597532486 159753159753
    159357159357 1593574862 1593572468 7894561230 7418529630 741852963a 7539514682 789456123a 789456123789 9638527410
    963852741a 3216549870 321654987a 6549873210 1236547890 1234509876 0147258369 0147852369 0123698745 0321654987
    9988776655 5544332211 5432112345 4815162342 3141592653 3141592654 31415926535 1123581321 1618033988 1414213562
    1324354657 1346798520 2020202122 1234543210 0000000000 1111111111 5201314520 1314520520 5201314521 7758521521
    1314521521 1234567a90 100200300400 123456789a 1234567abc 123456abcd 1234qwer1234 123qwe123qwe 123qwe456rty
    123qweasdzxc 123qweasdzx 123qwe!@#qwe 12qwaszx12 1234qwerasdf 1234qwerasdfzxcv 1234abcd1234 123abc123abc
    123abc456def a123456789 abc1234567 abcd123456 abcd12345678 a1b2c3d4e5 a1b2c3d4e5f6 1a2b3c4d5e 1a2b3c4d5e6f
    a1s2d3f4g5 1a2s3d4f5g a1a2a3a4a5 qwe1234567 q1w2e3r4t5 q1w2e3r4t5y6 q1w2e3r4t5y6u7i8 1q2w3e4r5t 1q2w3e4r5t6y
    1q2w3e4r5t6y7u8i 1q2w3e4r5t6y7u8i9o0p 1q2w3e4r!@ wang123456 zhang123456 qwertyuiop qwertyuiop123 qwerty1234
    qwerty12345 qwertyasdf qwertyasdfgh qwertyasdfzxcv qwertasdfg qwertasdfgzxcvb qwertyytrewq qweasd123456 qwe123asd456
    qpwoeiruty qazwsxedcrfv qazwsxedcrfvtgb qazwsxedc1 qazwsx1234 qazxswedcvfr qazxswedc123 qawsedrftg qawsedrftgyh
    qaz123wsx456 qaz1wsx2edc3 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qazxsw23edc 1qazxsw2!qaz !qaz2wsx#edc zaq12wsxcde3
    zaq1xsw2cde3 zaqwsxcderfv zaq12wsx123 xsw2zaq1cde3 asdfghjklqwertyuiop asdf123456 asdf12345678 asdf1234asdf
    asdfjklasdfjkl asdfqwer1234 asdqwe123456 asd123asd123 zxcvbnmasdfghjkl zxcvbasdfg zxcv123456 zxcasdqwe123
    zxc123zxc123 azsxdcfvgb azsxdc123456 plmoknijbuhv okmijnuhbygv 0okm9ijn8uhb p0o9i8u7y6 0p9o8i7u6y z1x2c3v4b5
    z1x2c3v4b5n6 1z2x3c4v5b azertyuiop azerty1234 azertyqsdfgh aqwzsxedcrfv aqwzsxedc123 aze123qsd456 1a2z3e4r5t
    azeqsdwxc1 пароль12345 qwerty_123456 dvorak123456 aoeuidhtns password123 password1234 password12345 passwordqwerty
    mypassword thepassword newpassword oldpassword yourpassword password1password p@ssw0rd123 pass123456 pass12345678
    pass1234567890 passphrase passcode123 nopassword changeme123 changeit123 pleasechangeme changethis temppassword
    temporary1 temp123456 temp1234567 default123 defaultpassword defaultpass secret1234 topsecret1 supersecret
    secretword secretpassword mysecret123 letmein123 letmeinnow letmeinplease opensesame trustno1234 trustnoone
    itsasecret whatpassword forgotpassword iforgotit1 iforgotmypassword welcome123 welcome2024 welcomehome welcomeback
    hello12345 hellothere helloworld hellokitty goodmorning goodnight1 goodbye123 admin12345 administrator administrador
    administrateur adminpassword root123456 rootpassword superuser1 sysadmin123 user123456 user12345678 username123
    guest12345 test123456 test12345678 test1234567890 testing123 tester12345 testpassword testaccount demo123456
    sample1234 example123 student123 teacher123 university college123 school1234 support123 service123 manager123
    office1234 company123 business123 computer12 internet12 windows123 microsoft1 google1234 facebook12 instagram1
    whatsapp123 youtube123 twitter123 linkedin123 samsung123 iphone1234 android123 blackberry nokia12345 huawei1234
    xiaomi1234 login12345 access1234 security123 system1234 server1234 network123 database123 oracle1234 master1234
    crossroads unesco2005 unescoparis convention2005 diversity1 culturaldiversity diversiteculturelle diversidadcultural
    culture123 creativity1 creative123 unitednations nationsunies nacionesunidas digital123 platform123 learning123
    elearning123 education1 ministry123 minister123 ministere123 ministerio123 carrefour123 encrucijada iloveyou123
    iloveyou1234 iloveyou4ever iloveyouso iloveyousomuch iloveyoubaby iloveyoumom iloveyoutoo iloveyouforever iloveme123
    ilovemyself ilovemylife ilovemymom ilovemymum ilovemydad ilovemyfamily ilovemydog ilovemycat ilovemusic ilovejesus
    ilovegod123 iloveallah iloveparis ilovelondon ilovefootball ilovechocolate iluvyou123 loveyou123 loveyouforever
    lovely1234 loveme1234 love123456 love12345678 love1234567 love4ever1 loveforever loveislife loveislove lovehurts1
    lovebird123 truelove12 mylove1234 mybaby1234 babygirl12 babyboy123 babyblue123 princess123 princesa123 prince1234
    queen12345 sweetheart sweetie123 sweetdreams sweetpea123 honeybunny honey12345 sunshine123 beautiful1 prettygirl
    gorgeous123 handsome123 girlfriend boyfriend1 bestfriend bestfriends bestfriends4ever friendship friends123
    forever123 foreverlove foreveryoung together123 happiness1 happy12345 happyday123 happybirthday happyfamily
    lifeisgood lifeisbeautiful liveyourlife livelaughlove justforfun neveragain nevergiveup nevermind1 whatever12
    whatthehell leavemealone lonely1234 blessed123 blessing123 jesus12345 jesuschrist jesuslovesme jesusislord
    jesussaves1 godisgood1 godisgreat godislove1 godbless123 thankyou12 thankyougod ingodwetrust inshallah1 mashallah1
    bismillah1 alhamdulillah allahuakbar allahakbar1 allah12345 subhanallah astaghfirullah muhammad12 mohammed12
    mohamed1234 ahmed12345 ahmad12345 mahmoud123 mustafa123 ibrahim123 abdullah12 abdelkader abderrahmane abdulrahman
    abderrahim youssef123 yousef1234 hassan1234 hussein123 khaled1234 omar123456 fatima1234 fatimazahra aicha12345
    khadija123 mariam1234 maryam1234 zineb12345 amina12345 nour123456 yasmine123 habibi1234 habibti123 hayati1234
    albi123456 omri123456 salam12345 marhaba123 sabahelkheir algerie123 maroc12345 tunisie123 egypt12345 palestine1
    falastin123 lebanon123 syria12345 iraq123456 raja123456 wydad12345 alahly1907 zamalek1911 dima123456 alexander1
    alexandra1 alexandria alejandro1 alejandra1 alessandro alessandra aleksandra aleksander aleksandr1 alexandre1
    alexis1234 alex123456 amanda1234 amandine12 andrea1234 andrew1234 angela1234 angelina12 angelica123 anthony123
    antonio123 anastasia1 anastasiya antoine123 arthur1234 ashley1234 aurelie123 barbara123 benjamin12 bernard123
    brandon123 brian12345 brittany12 camille123 camila1234 carlos1234 carolina12 caroline12 catherine1 cedric1234
    charles123 charlie123 charlotte1 christian1 christine1 christina1 christophe christopher chocolat123 claire1234
    clement123 cristian123 cristiano7 cristina12 daniel1234 daniela123 danielle12 david12345 dominique1 eduardo123
    elizabeth1 emmanuel12 enrique123 estefania1 ethan12345 fernando12 fernanda12 francesco1 francisco1 francois12
    frederic12 gabriel123 gabriela12 gabrielle1 george1234 gonzalo123 grace12345 guillaume1 gustavo123 hannah1234
    isabella12 isabelle12 jacqueline jasmine123 javier1234 jean123456 jeanpierre jennifer12 jeremy1234 jerome1234
    jessica123 joaquin123 john123456 jonathan12 jordan1234 joseph1234 joshua1234 juancarlos juanita123 julian1234
    julien1234 justin1234 katherine1 kevin12345 konstantin laetitia12 laura12345 laurent123 leonardo12 lorenzo123
    louise1234 lucas12345 luis123456 madeleine1 madison123 manuel1234 margarita1 maria12345 mariana123 marie12345
    marina1234 martin1234 martina123 mathieu123 matthew123 matthieu12 maximilian maxime1234 melanie123 melissa123
    michael123 michaela12 michelle12 miguel1234 mohammad123 monique123 natalia123 natalie123 natasha123 nathalie12
    nathan1234 nicholas12 nicolas123 nicole1234 oliver1234 olivia1234 olivier123 pascal1234 patricia12 patrick123
    pauline123 philippe12 rafael1234 raphael123 rebecca123 ricardo123 richard123 robert1234 roberto123 rodrigo123
    romain1234 ronaldinho ronaldo123 salvador12 samantha12 samuel1234 sandra1234 santiago12 sarah12345 sebastian1
    sebastien1 sergio1234 sofia12345 sophie1234 stephane12 stephanie1 steven1234 sylvie1234 theodore12 thierry123
    thomas1234 tiffany123 valentina1 valentin12 valerie123 vanessa123 veronica12 veronique1 victor1234 victoria12
    vincent123 virginie12 vladimir12 william123 xavier1234 yolanda123 anastasija ekaterina1 svetlana12 tatiana123
    katyakatya nastya1234 natalya123 sergey1234 dmitry1234 dmitriy123 andrey1234 mikhail123 nikolay123 vladislav1
    privet1234 lubov12345 motdepasse motdepasse1 motdepasse123 monmotdepasse nouveaumotdepasse mdp1234567 bonjour123
    bonjour2024 bonsoir123 bienvenue1 jetaime123 jetaimefort jetaimetrop jetadore123 jetaimemonamour monamour12
    moncoeur12 moncheri123 mabelle123 mapuce1234 mapoupee12 cherie1234 nounours12 papamaman1 mamanpapa1 maman12345
    mamanjetaime papa123456 famille123 mafamille1 enfants123 soleil1234 papillon12 princesse1 licorne123 toulouse31
    marseille1 bordeaux33 paris12345 parissaintgermain parissg123 france1234 vivelafrance allezlesbleus allezlesverts
    allezlom13 bretagne29 montreal12 quebec1234 canada1234 securite123 ordinateur vacances12 liberte123 ecole12345
    juventus123 contrasena contrasena123 contraseña micontrasena nuevacontrasena minhasenha senha12345 clave12345
    miclave123 teamo12345 teamomucho tequiero12 tequieromucho miamor1234 amormio123 amor123456 amorcito12 amoreterno
    amorporsiempre mivida1234 vidamia123 corazon123 micorazon1 princesita muñeca1234 estrella12 estrellita mariposa12
    bonita1234 preciosa12 hermosa123 bebita1234 chiquita12 gatito1234 perrito123 mifamilia1 familia123 mamapapa12
    mamita1234 dios123456 diosesamor jesusteama bendiciones graciasdios guadalupe1 esperanza1 felicidad1 felicidade
    hola123456 hola12345678 holamundo1 bienvenido bienvenidos buenosdias computador computadora estudiante universidad
    barcelona1 realmadrid madrid1234 atletico123 sevilla123 valencia12 bocajuniors riverplate argentina1 mexico1234
    vivamexico colombia12 venezuela1 ecuador123 peru123456 chile12345 bolivia123 uruguay123 paraguay123 brasil1234
    flamengo12 corinthians palmeiras1 saopaulo12 santacruz1 obrigado12 saudades12 meuamor123 wachtwoord passwort12
    geheim1234 hallo12345 schatzi123 ichliebedich deutschland berlin1234 parola1234 parolparol sifre12345 istanbul34
    galatasaray fenerbahce besiktas1903 seniseviyorum turkiye123 tiamo12345 haslo12345 polska1234 kochamcie1 nicaragua1
    sayang1234 sayangku12 indonesia1 bangladesh pakistan12 india12345 bharat1234 krishna123 jaimatadi123 shivshakti
    omnamahshivaya saibaba123 mahadev123 philippines mahalkita1 mahalkoikaw nigeria123 kenya12345 ghana12345 southafrica
    senegal221 cameroun237 cotedivoire abidjan225 madagascar burkinafaso woaini1314 woaiwojia1 aini1314520 zhongguo123
    beijing2008 sakura1234 vietnam123 football123 basketball baseball12 softball12 volleyball soccer1234 hockey1234
    tennis1234 skateboard swimming123 running123 manchester manchesterunited manunited1 manutd1234 liverpool1
    liverpoolfc arsenal123 chelsea123 chelseafc1 tottenham1 everton123 astonvilla fcbarcelona barca12345 bayernmunich
    messi12345 worldcup22 champion123 champions1 superman123 batman1234 spiderman1 ironman123 captainamerica starwars12
    darthvader skywalker1 jediknight harrypotter hogwarts123 pokemon123 pikachu123 dragonball dragonballz dragon1234
    naruto1234 narutouzumaki onepiece12 minecraft1 fortnite12 roblox1234 callofduty playstation nintendo64 counterstrike
    leagueoflegends finalfantasy mickeymouse donaldduck tinkerbell spongebob1 snoopy1234 garfield123 justinbieber
    onedirection taylorswift metallica1 linkinpark nirvana123 slipknot666 ironmaiden depechemode thebeatles ledzeppelin
    bobmarley420 rockandroll rocknroll1 guitar1234 music12345 musicislife musiclover michaeljackson monkey1234
    butterfly1 elephant12 dolphin123 dolphins13 penguin123 tiger12345 tigger1234 lion123456 panther123 eagles1234
    cowboys123 lakers2424 yankees123 redsox2004 steelers12 packers123 raiders123 rabbit1234 kitten1234 puppy12345
    chicken123 chocolate1 strawberry watermelon blueberry1 cheesecake pineapple1 bananas123 banana1234 orange1234
    cookie1234 cookies123 cupcake123 coffee1234 pepper1234 ginger1234 cocacola12 mcdonalds1 purple1234 yellow1234
    silver1234 diamond123 diamonds12 rainbow123 flower1234 flowers123 shadow1234 phoenix123 thunder123 thunderbird
    lightning1 supernova1 moonlight1 starlight1 stargate123 midnight12 morning123 christmas1 halloween1 birthday12
    january123 february12 september1 october123 november12 december12 monday1234 friday1234 spring2024 summer2024
    autumn2024 winter2020 summertime supernatural mercedes12 porsche911 ferrari123 corvette12 mustang123 lamborghini
    volkswagon volkswagen hondacivic yamaha1234 harley1234 motorcycle freedom123 america123 american123 california
    washington london1234 newyork123 losangeles sanfrancisco barbados123 australia1 newzealand jamaica123 england123
    ireland123 scotland12 germany123 espana1234 italia1234 undertaker terminator highlander matrix1234 gladiator1
    commander1 assassin12 warrior123 warriors123 hunter1234 killer1234 destroyer1 blackcat123 blackjack1 bluesky123
    redrose123 greenday12 goldfish12 sailormoon peanutbutter abracadabra abrakadabra abcdefghij
    abcdefghijklmnopqrstuvwxyz aaaaaaaaaa correcthorse correcthorsebatterystaple enterprise translator underground
    absolutely revolution roadrunner sonyericsson evangelion tokiohotel mississippi supersonic madagaskar websolutions
    greedisgood mastermind unbelievable experience lighthouse needforspeed casablanca armageddon shevchenko braveheart
    pathfinder information evanescence montecarlo devilmaycry astalavista spartan117 solidsnake professional goldfinger
    copenhagen wonderland parliament smallville mostwanted whosyourdaddy salamandra moneymoney darkknight sunderland
    connection cinderella winchester underworld multimedia moneymaker mitsubishi bladerunner wellington intelligence
    microphone ghostrider motherlode salamander syncmaster gfhjkm1234 ghbdtn1234 fktrcfylhf ghjcnjgfhjkm yfnfitymrf
    vfvfgfgf123 rjycnfynby fuckyou123 independent impossible incredible everything generation technology television
    management electronic international production collection helicopter apocalypse millennium pittsburgh birmingham
    kazakhstan necromancer illuminati transformers
  `
    .trim()
    .split(/\s+/),
);

/** Alphabets and rows of keys: a part of one, read in either direction, is no secret. */
const rows = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890123456789",
  "qwertyuiopasdfghjklzxcvbnm",
  "azertyuiopqsdfghjklmwxcvbn",
  "qwertzuiopasdfghjklyxcvbnm",
  "абвгдежзийклмнопрстуфхцчшщъыьэюя",
  "йцукенгшщзхъфывапролджэячсмитьбю",
  "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
  "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرلاىةوزظ",
].flatMap((row) => [row, [...row].reverse().join("")]);

/** Signs that people write for a letter; the digit 1 may be either of two letters. */
const lookalikes: Readonly<Record<string, string>> = {
  "0": "o",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
};

/** So many digits and signs before or after a word add nothing to it; more are looked at for themselves. */
const longestDecoration = 6;

/** A shorter word inside digits and signs is left alone, for chance would make too many of them. */
const shortestWord = 5;

/** A shorter run of keys or repetition, with other characters around it, is left alone likewise. */
const shortestPattern = 8;

const words = new Set(commonPasswords);
for (const password of commonPasswords) for (const form of bareForms(password)) words.add(form);

/** A password and, where it is a word with a few digits or signs around it, that word. */
function bareForms(password: string): string[] {
  const characters = [...password];
  const isLetter = (character: string) => /[\p{L}\p{M}]/u.test(character);
  const first = characters.findIndex(isLetter);
  const last = characters.findLastIndex(isLetter);
  if (last - first + 1 < shortestWord) return [password];
  const around = [characters.slice(0, first), characters.slice(last + 1)];
  const plain = around.every((part) => part.length <= longestDecoration || isPattern(part.join("")));
  return plain ? [password, characters.slice(first, last + 1).join("")] : [password];
}

/** A text with letters in place of the signs that look like them, in both readings of the digit 1. */
function withLetters(text: string): string[] {
  const letters = text.replace(/[03457@$]/g, (sign) => lookalikes[sign] ?? sign);
  return [letters.replaceAll("1", "i"), letters.replaceAll("1", "l")];
}

/** Whether a text is a run of an alphabet or of keys, or one to four characters or a common word said again and again. */
function isPattern(text: string): boolean {
  if (rows.some((row) => row.includes(text))) return true;
  for (let length = 1; length <= text.length / 2; length++) {
    const unit = text.slice(0, length);
    if (text.length % length === 0 && unit.repeat(text.length / length) === text)
      return length <= 4 || words.has(unit) || isPattern(unit);
  }
  return false;
}

/** Whether a text is such a run or repetition but for up to three characters at its ends. */
function isNearlyPattern(text: string): boolean {
  for (let before = 0; before <= 3; before++)
    for (let after = 0; before + after <= 3; after++) {
      const middle = text.slice(before, text.length - after);
      if (middle.length >= shortestPattern && isPattern(middle)) return true;
    }
  return false;
}

/**
 * Whether a password is too common to be accepted. Letter case, spaces, digits that stand for letters and a few digits
 * or signs around a known word make no difference ("P@ssw0rd 2026!" is "password"). One character or a short group of
 * them repeated, and runs of the alphabet, of digits or of a row of keys, are refused too, even with up to three more
 * characters. The length a password must have is for the caller to check.
 */
export function isCommonPassword(password: string): boolean {
  const folded = normalize(password, "NFKC").toLowerCase().replace(/\s+/g, "");
  if (isNearlyPattern(folded)) return true;
  return bareForms(folded)
    .flatMap((form) => [form, ...withLetters(form)])
    .some((form) => words.has(form) || isPattern(form));
}
